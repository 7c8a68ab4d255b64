"""An app without constructs: it makes the resources of the assembly described in ``FLOOR`` from L1s, in the same stacks.

What it takes is what Python, jsii and the CDK take at least for these resources.
"""

from __future__ import annotations

import inspect
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import aws_cdk as cdk


@cache
def _l1(resource_type: str) -> type[cdk.CfnResource]:
    """The typed L1 of a resource type: ``AWS::Lambda::Function`` is ``aws_lambda.CfnFunction``."""
    if resource_type.startswith("Custom::"):
        return cdk.CfnCustomResource
    _, service, name = resource_type.split("::")
    found: type[cdk.CfnResource] = getattr(getattr(cdk, f"aws_{service.lower()}"), f"Cfn{name}")
    return found


@cache
def _required(l1: type[cdk.CfnResource]) -> dict[str, Any]:
    """Something of the right type for each argument that the L1 can't do without."""
    parameters = inspect.signature(l1).parameters.values()
    return {
        parameter.name: _placeholder(str(parameter.annotation))
        for parameter in parameters
        if parameter.kind is parameter.KEYWORD_ONLY and parameter.default is parameter.empty
    }


def _placeholder(annotation: str) -> Any:
    if "IResolvable" in annotation:
        return cdk.Token.as_any({})
    if "Sequence" in annotation:
        return ["placeholder"]
    return "placeholder"


def _fill(stack: cdk.Stack, resources: dict[str, Any]) -> None:
    """Make the resources. Their properties come in one piece, which is the cheapest way there is."""
    for logical_id, resource in resources.items():
        if logical_id != "CDKMetadata":
            l1 = _l1(resource["Type"])
            l1(stack, logical_id, **_required(l1)).add_override("Properties", resource.get("Properties", {}))


def main() -> None:
    """Synthesize."""
    described: dict[str, Any] = json.loads(Path(os.environ["FLOOR"]).read_text(encoding="utf-8"))
    app = cdk.App()
    for path, resources in described.items():
        stage_id, stack_id = path.split("/")
        stage = app.node.try_find_child(stage_id) or cdk.Stage(app, stage_id)
        _fill(cdk.Stack(stage, stack_id), resources)
    app.synth()


if __name__ == "__main__":
    main()
