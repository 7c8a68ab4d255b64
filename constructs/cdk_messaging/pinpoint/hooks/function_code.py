"""The code of the hooks' functions, and what a function of yours may carry of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from aws_cdk import aws_lambda as lambda_

from ...functions import asset_options, package_files
from ...functions.generated_asset import Files

_PACKAGE = Path(__file__).parent / "runtime"
_PARENTS = ("cdk_messaging", "cdk_messaging/pinpoint", "cdk_messaging/pinpoint/hooks")


@cache
def hook_files() -> Files:
    """Files for an asset: events, answers and what reads them, importable as ``cdk_messaging.pinpoint.hooks.runtime``.

    They need the standard library only. The package's other modules aren't among them, nor is the CDK.
    """
    # Empty, so that they win over a whole library that is elsewhere on the path, whose own import the CDK.
    empty = {f"{parent}/__init__.py": b"" for parent in _PARENTS}
    return {**empty, **{f"{_PARENTS[-1]}/{name}": content for name, content in package_files(_PACKAGE).items()}}


def channel_code() -> lambda_.Code:
    """The asset of the function that counts."""
    return lambda_.Code.from_asset(str(_PACKAGE), **asset_options(package_files(_PACKAGE)))


def filter_code(source: Path) -> lambda_.Code:
    """The asset of a function that filters with your own code.

    :param source: a Python file; it becomes the module ``customization``
    """
    files = {
        **hook_files(),
        "runtime/__init__.py": b"",
        "runtime/segment_filter.py": b"from cdk_messaging.pinpoint.hooks.runtime.segment_filter import handler\n",
        "customization.py": source.read_bytes(),
    }
    return lambda_.Code.from_asset(str(_PACKAGE), **asset_options(files))
