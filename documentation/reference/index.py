"""The page that leads to the others."""

from __future__ import annotations

from collections.abc import Sequence

from documentation.reference.docstring import docstring
from documentation.reference.page import file_name
from documentation.surface import Package

INDEX = "README.md"
_HEAD = """\
# Reference

Every public class and function of the library, made from the docstrings by `make docs`. What a name, an argument or a
member is called is a promise: [api.txt](../api.txt) lists them all, and a change that breaks one is in the
[changelog](../../CHANGELOG.md).
"""


def index_page(packages: Sequence[Package]) -> str:
    """A line for each package."""
    rows = [
        f"| [`{package.name}`]({file_name(package.name)}) | {docstring(package.doc).summary} | {len(package.entries)} |"
        for package in packages
    ]
    return "\n".join([_HEAD, "| package | what is in it | names |", "|---|---|---|", *rows, ""])
