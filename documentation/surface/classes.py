"""Reads a class: its constructor and its public members, also those of its bases in the same library."""

from __future__ import annotations

import ast
import dataclasses
import enum
import inspect
from collections.abc import Iterator, Mapping
from typing import Any

from documentation.surface.model import Entry, Kind, Member, Parameter, Signature
from documentation.surface.source import Function, Source, annotated, default_of, home, is_own, signature_of, targets

_KINDS: Mapping[str, str] = {
    "classmethod": "class method",
    "staticmethod": "static method",
    "property": "property",
    "cached_property": "property",
}


def class_entry(name: str, value: type[Any]) -> Entry:
    """What a class offers.

    :param name: the name by which it is public.
    """
    definition = Source.of_object(value).class_(value.__name__)
    members: dict[str, Member] = {}
    for definition_of_base in _definitions(value):
        for member in _members(definition_of_base, is_enum=issubclass(value, enum.Enum)):
            members.setdefault(member.name, member)
    return Entry(
        name=name,
        home=home(value, name),
        kind="class",
        doc=ast.get_docstring(definition) or "",
        bases=tuple(ast.unparse(base) for base in definition.bases),
        signature=_constructor(value),
        members=tuple(members.values()),
    )


def _definitions(value: type[Any]) -> list[ast.ClassDef]:
    """The class and those of its bases that belong to the same library."""
    root = value.__module__.partition(".")[0]
    own = [base for base in value.__mro__ if is_own(base.__module__, root)]
    return [Source.of_object(base).class_(base.__name__) for base in own]


def _constructor(value: type[Any]) -> Signature | None:
    if issubclass(value, enum.Enum):
        return None
    if dataclasses.is_dataclass(value):
        return Signature(parameters=tuple(_fields(value)))
    for definition in _definitions(value):
        for node in definition.body:
            if isinstance(node, Function) and node.name == "__init__":
                return dataclasses.replace(signature_of(node, bound=True), returns=None)
    return None


def _fields(value: type[Any]) -> Iterator[Parameter]:
    bodies = [definition.body for definition in _definitions(value)]
    position = 0
    for field in dataclasses.fields(value):
        if not field.init:
            continue
        body = next(body for body in bodies if annotated(body, field.name)[0] is not None)
        position += not field.kw_only
        yield Parameter(
            name=field.name,
            kind=Kind.KEYWORD if field.kw_only else Kind.POSITIONAL,
            position=0 if field.kw_only else position,
            annotation=annotated(body, field.name)[0],
            default=default_of(body, field.name),
        )


def _members(definition: ast.ClassDef, *, is_enum: bool) -> Iterator[Member]:
    for node in definition.body:
        if isinstance(node, Function):
            if node.name == "__init__":
                yield from _set_attributes(node)
            if not node.name.startswith("_"):
                yield _method(node)
            continue
        for name in _names(node):
            annotation, doc = annotated(definition.body, name)
            kind = "member" if is_enum and isinstance(node, ast.Assign) else "attribute"
            yield Member(name=name, kind=kind, doc=doc, annotation=annotation)


def _method(node: Function) -> Member:
    decorators = {ast.unparse(decorator).rpartition(".")[2] for decorator in node.decorator_list}
    kind = next((_KINDS[each] for each in sorted(decorators) if each in _KINDS), "method")
    signature = signature_of(node, bound=kind != "static method")
    doc = inspect.cleandoc(ast.get_docstring(node) or "")
    if kind == "property":
        return Member(name=node.name, kind=kind, doc=doc, annotation=signature.returns)
    return Member(name=node.name, kind=kind, doc=doc, signature=signature)


def _set_attributes(constructor: Function) -> Iterator[Member]:
    """What a constructor sets on the new object, at any depth, for everybody to read."""
    for node in ast.walk(constructor):
        for target in targets(node):
            match target:
                case ast.Attribute(value=ast.Name(id="self"), attr=name) if not name.startswith("_"):
                    yield Member(name=name, kind="attribute", annotation=_declared(node))


def _declared(node: ast.AST) -> str | None:
    """The type, unless all that is said is that it doesn't change."""
    if not isinstance(node, ast.AnnAssign):
        return None
    text = ast.unparse(node.annotation)
    if text == "Final":
        return None
    return text.removeprefix("Final[").removesuffix("]") if text.startswith("Final[") else text


def _names(node: ast.stmt) -> list[str]:
    return [target.id for target in targets(node) if isinstance(target, ast.Name) and not target.id.startswith("_")]
