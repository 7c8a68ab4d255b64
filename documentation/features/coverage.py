"""CloudFormation's types of a namespace, and what the library makes of each."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from aws_cdk.assertions import Template
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

from documentation.surface import Entry, Package

ROOT = Path(__file__).parents[2]
_REGION = "us-east-1"


@dataclass(frozen=True)
class Namespace:
    """A namespace of types, and the package with their constructs.

    :param prefix: of the types, with its colons.
    :param package: and those below it.
    :param module: of the CDK's own constructs.
    """

    prefix: str
    package: str
    module: str


NAMESPACES = (
    Namespace("AWS::SMSVOICE::", "cdk_messaging.sms_voice", "aws_smsvoice"),
    Namespace("AWS::Pinpoint::", "cdk_messaging.pinpoint", "aws_pinpoint"),
)


@dataclass(frozen=True)
class Covered:
    """A type and its construct.

    :param name: of the type, without its namespace.
    :param properties: all that can be set.
    :param rendered: those that the stack with everything in it sets; None where the package has no such stack.
    :param construct: None where there is none.
    """

    name: str
    properties: frozenset[str]
    rendered: frozenset[str] | None
    construct: Entry | None
    package: str = ""

    def members(self, beginning: str) -> list[str]:
        """Methods of the construct whose names begin so."""
        found = () if self.construct is None else self.construct.members
        return sorted(each.name for each in found if each.name.startswith(beginning))


def covered(namespace: Namespace, packages: Sequence[Package]) -> list[Covered]:
    """Every type of the namespace in the registry."""
    rendered = _rendered(namespace)
    names = sorted(PROVIDER_SCHEMA_MANAGER.get_resource_types(_REGION))
    kinds = [each.removeprefix(namespace.prefix) for each in names if each.startswith(namespace.prefix)]
    owners = {kind: _owner(kind, namespace, packages) for kind in kinds}
    return [
        Covered(
            name=kind,
            properties=_properties(f"{namespace.prefix}{kind}"),
            rendered=None if rendered is None else rendered.get(f"{namespace.prefix}{kind}", frozenset()),
            construct=owner[1] if owner else None,
            package=owner[0] if owner else "",
        )
        for kind, owner in owners.items()
    ]


def _properties(resource_type: str) -> frozenset[str]:
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(_REGION, resource_type).schema
    read_only = {path.rsplit("/", 1)[-1] for path in schema.get("readOnlyProperties", [])}
    return frozenset(schema["properties"]) - read_only


@cache
def _rendered(namespace: Namespace) -> dict[str, frozenset[str]] | None:
    """Properties by type in the template of the stack that the tests put everything into; None if there is none.

    What is counted is what CloudFormation would get, not what an argument is called.
    """
    part = namespace.package.rpartition(".")[2]
    if not (ROOT / "tests" / "unit" / part / "test_whole.py").is_file():
        return None
    stack = importlib.import_module(f"tests.unit.{part}.test_whole").build()
    found: dict[str, frozenset[str]] = {}
    for resource in Template.from_stack(stack).to_json()["Resources"].values():
        earlier = found.get(resource["Type"], frozenset())
        found[resource["Type"]] = earlier | frozenset(resource.get("Properties", {}))
    return found


def _owner(kind: str, namespace: Namespace, packages: Sequence[Package]) -> tuple[str, Entry] | None:
    """The public class that makes the CDK's construct of the type; else the class of the same name."""
    classes = [
        (package.name, entry)
        for package in packages
        if f"{package.name}.".startswith(f"{namespace.package}.")
        for entry in package.entries
        if entry.kind == "class"
    ]
    making = [(name, entry) for name, entry in classes if kind in _made_by(name, entry.name, namespace.module)]
    same = [(name, entry) for name, entry in classes if entry.name.lower() == kind.lower()]
    return next(iter([*making, *same]), None)


@cache
def _made_by(package: str, name: str, module: str) -> frozenset[str]:
    """Types whose ``Cfn...`` construct the body of a class makes."""
    value: Any = getattr(importlib.import_module(package), name)
    source = Path(inspect.getfile(value)).read_text(encoding="utf-8")
    tree = ast.parse(source)
    if module not in source:
        return frozenset()
    bodies = (node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == value.__name__)
    return frozenset(made for body in bodies for made in _cfn_calls(body))


def _cfn_calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr.startswith("Cfn"):
            yield node.func.attr.removeprefix("Cfn")
