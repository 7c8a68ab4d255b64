"""The code that all functions of the pattern share: their package, the service models they need, their settings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from aws_cdk import aws_lambda as lambda_

from cdk_messaging.checks import is_known
from cdk_messaging.errors import InvalidArgument
from cdk_messaging.functions import asset_options, package_files, service_model

_PACKAGE = Path(__file__).parent / "runtime"


def function_code(settings: Mapping[str, Any], services: Iterable[str]) -> lambda_.Code:
    """The asset of the functions.

    :param settings: what ``settings.json`` beside the package says; plain values only, no tokens.
    :param services: botocore's names of the services whose models the code carries, because AWS publishes no
        version of the boto3 in its Lambda runtimes and some operations are young.
    :raises InvalidArgument: if a setting is a token: the asset is made before CloudFormation knows its value.
    """
    # Not sorted: the first programme and the first form are the defaults.
    content = json.dumps(settings, indent=1, ensure_ascii=False)
    if not is_known(content):
        raise InvalidArgument(
            "the programme's texts or settings hold a value that only a deployment knows; give literal ones"
        )
    files = dict(package_files(_PACKAGE))
    for service in services:
        files.update(service_model(service))
    files["settings.json"] = content.encode()
    return lambda_.Code.from_asset(str(_PACKAGE), **asset_options(files))
