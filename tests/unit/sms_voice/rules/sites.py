"""Where the library can refuse an argument, read from its source, and where an error has come through."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.support.app import ROOT
from tests.support.imports import python_files

LIBRARY = ROOT / "constructs" / "cdk_messaging"
PACKAGE = LIBRARY / "sms_voice"


@dataclass(frozen=True, order=True)
class Site:
    """A statement that refuses, or a call of a function that does.

    :param end: its last line.
    :param what: ``raise``, or the function's name.
    """

    path: Path
    line: int
    end: int
    what: str

    @property
    def name(self) -> str:
        """File and function, without the line."""
        return f"{self.path.relative_to(PACKAGE)} {self.what}"

    def __str__(self) -> str:
        return f"{self.path.relative_to(PACKAGE)}:{self.line} {self.what}"


@cache
def sites() -> frozenset[Site]:
    """All of the package, without the code of its functions."""
    files = [path for path in python_files(PACKAGE) if "runtime" not in path.parts]
    refusing = _refusing([*files, LIBRARY / "checks.py", LIBRARY / "access" / "arns.py"])
    return frozenset(site for path in files for site in _sites(path, refusing))


def passed(error: BaseException) -> set[Site]:
    """The sites that an error came through."""
    found, trace = set(), error.__traceback__
    while trace is not None:
        place, line = Path(trace.tb_frame.f_code.co_filename), trace.tb_lineno
        found |= {site for site in sites() if site.path == place and site.line <= line <= site.end}
        trace = trace.tb_next
    return found


def _refusing(files: list[Path]) -> frozenset[str]:
    """Names of the functions that refuse by themselves or by another of them."""
    bodies = {
        node.name: node
        for path in files
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("__")
    }
    found: frozenset[str] = frozenset()
    while True:
        more = frozenset(name for name, body in bodies.items() if any(_refusals(body, found)))
        if more == found:
            return found
        found = more


def _sites(path: Path, refusing: frozenset[str]) -> Iterator[Site]:
    for node, what in _refusals(_tree(path), refusing):
        yield Site(path, node.lineno, node.end_lineno or node.lineno, what)


def _refusals(tree: ast.AST, refusing: frozenset[str]) -> Iterator[tuple[ast.stmt | ast.expr, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and _name(node.exc) == "InvalidArgument":
            yield node, "raise"
        elif isinstance(node, ast.Call) and _name(node) in refusing:
            yield node, _name(node)


def _name(call: ast.Call) -> str:
    called = call.func
    return called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))
