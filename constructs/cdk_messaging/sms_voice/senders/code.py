"""The code that all functions of this package share: their runtime, and the service model that they need."""

from __future__ import annotations

from pathlib import Path
from weakref import WeakKeyDictionary

import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_

from ...functions import asset_options, package_files, service_model

_PACKAGE = Path(__file__).parent / "runtime"

_codes: WeakKeyDictionary[cdk.Stack, lambda_.Code] = WeakKeyDictionary()


def sender_code(stack: cdk.Stack) -> lambda_.Code:
    """The asset of the functions, the same for all of a stack.

    AWS publishes no version of the boto3 in its Lambda runtimes, and looking up numbers and sending codes are young
    operations, so the code carries botocore's model of the service.
    """
    code = _codes.get(stack)
    if code is None:
        files = {**package_files(_PACKAGE), **service_model()}
        code = _codes[stack] = lambda_.Code.from_asset(str(_PACKAGE), **asset_options(files))
    return code
