"""An app without constructs: it makes the resources that ``FLOOR`` describes from L1s, in the same stacks.

What it takes is what Python, jsii and the CDK take at least for these resources.
"""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import aws_cdk as cdk


def _l1(resource_type: str) -> type[cdk.CfnResource]:
    """The L1 of a resource type: ``AWS::Lambda::Function`` is ``aws_lambda.CfnFunction``."""
    _, service, name = resource_type.split("::")
    found: type[cdk.CfnResource] = getattr(getattr(cdk, f"aws_{service.lower()}"), f"Cfn{name}")
    return found


def _argument(name: str) -> str:
    """A property's name as Python has it: ``KMSMasterKeyId`` is ``kms_master_key_id``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def _value(value: Any) -> Any:
    """A value as an L1 takes it."""
    if isinstance(value, list):
        return [_value(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1 and next(iter(value)).startswith(("Fn::", "Ref")):
        return _reference(*value.items())
    return {_key(name): _value(item) for name, item in value.items()}


def _reference(function_and_argument: tuple[str, Any]) -> str:
    """What a person would write: ``queue.attr_arn`` and the like, once for each, and joins of them."""
    match function_and_argument:
        case "Ref", str(name):
            return _once(f"${{{name}}}")
        case "Fn::GetAtt", [str(name), str(attribute)]:
            return _once(f"${{{name}.{attribute}}}")
        case "Fn::Join", [str(delimiter), list(parts)]:
            return cdk.Fn.join(delimiter, [str(_value(part)) for part in parts])
    return "placeholder"


@cache
def _once(reference: str) -> str:
    return cdk.Fn.sub(reference)


def _key(name: str) -> str:
    """A property's name inside another, as Node has it: ``SSEAlgorithm`` is ``sseAlgorithm``."""
    first, *others = _argument(name).split("_")
    return first + "".join(other.capitalize() for other in others)


def _make(stack: cdk.Stack, logical_id: str, resource: dict[str, Any]) -> None:
    properties = resource.get("Properties", {})
    if resource["Type"].startswith("Custom::"):
        cdk.CfnResource(stack, logical_id, type=resource["Type"], properties=properties)
    elif resource["Type"] != "AWS::CDK::Metadata":  # which the CDK adds itself
        arguments = {_argument(name): _value(value) for name, value in properties.items()}
        _l1(resource["Type"])(stack, logical_id, **arguments)


def main() -> None:
    """Synthesize."""
    described: dict[str, Any] = json.loads(Path(os.environ["FLOOR"]).read_text(encoding="utf-8"))
    app = cdk.App()
    stages = {stage_id: cdk.Stage(app, stage_id) for stage_id in {path.split("/")[0] for path in described}}
    for path, resources in described.items():
        stage_id, stack_id = path.split("/")
        stack = cdk.Stack(stages[stage_id], stack_id)
        for logical_id, resource in resources.items():
            _make(stack, logical_id, resource)
    app.synth()


if __name__ == "__main__":
    main()
