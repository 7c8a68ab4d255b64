"""The code that all functions of the pattern share: their package, the service models they need, their settings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import botocore
from aws_cdk import aws_lambda as lambda_

from cdk_messaging.checks import is_known
from cdk_messaging.errors import InvalidArgument
from cdk_messaging.functions import asset_options, package_files

_PACKAGE = Path(__file__).parent / "runtime"
_MODELS = Path(botocore.__file__).parent / "data"


def function_code(settings: Mapping[str, Any], services: Iterable[str]) -> lambda_.Code:
    """The asset of the functions.

    :param settings: what ``settings.json`` beside the package says; plain values only, no tokens.
    :param services: botocore's names of the services whose models the code carries, because AWS publishes no
        version of the boto3 in its Lambda runtimes and some operations are young.
    :raises InvalidArgument: if a setting is a token: the asset is made before CloudFormation knows its value.
    """
    content = json.dumps(settings, indent=1, sort_keys=True, ensure_ascii=False)
    if not is_known(content):
        raise InvalidArgument(
            "the programme's texts or settings hold a value that only a deployment knows; give literal ones"
        )
    files = dict(package_files(_PACKAGE))
    for service in services:
        files.update(_model(service))
    files["settings.json"] = content.encode()
    return lambda_.Code.from_asset(str(_PACKAGE), **asset_options(files))


@cache
def _model(service: str) -> dict[str, bytes]:
    folder = _MODELS / service
    return {
        f"models/{path.relative_to(_MODELS)}": path.read_bytes()
        for path in sorted(folder.rglob("*.json*"))
        if "examples" not in path.name
    }
