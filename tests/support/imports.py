"""Which modules Python source imports, read from the source: nothing is executed."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.support.app import ROOT

SOURCE_ROOTS = (ROOT / "constructs", ROOT)


def python_files(*folders: Path) -> list[Path]:
    """Every Python file below the folders."""
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def imports(source: str, package: str = "", *, executed_only: bool = False) -> Iterator[str]:
    """The absolute name of everything imported, also inside functions.

    :param source: Python source.
    :param package: name of the package that the source belongs to, which relative imports start from.
    :param executed_only: leave out what is imported under ``if TYPE_CHECKING:``, which never happens.
    """
    tree = ast.parse(source)
    for node in ast.walk(_WithoutTypeChecking().visit(tree) if executed_only else tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = _absolute(node, package)
            yield from (f"{module}.{alias.name}" for alias in node.names)


class _WithoutTypeChecking(ast.NodeTransformer):
    def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt]:
        """Keep only the other branch."""
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return node.orelse
        return self.generic_visit(node)


def _absolute(node: ast.ImportFrom, package: str) -> str:
    parents = package.split(".")
    base = parents[: len(parents) - node.level + 1] if node.level else []
    return ".".join([*base, *([node.module] if node.module else [])])


def imports_of_file(path: Path, *, executed_only: bool = False) -> list[str]:
    """The absolute name of everything that a file of this repository imports; see :func:`imports`."""
    root = next(root for root in SOURCE_ROOTS if path.is_relative_to(root))
    package = ".".join(path.relative_to(root).parts[:-1])
    return list(imports(path.read_text(encoding="utf-8"), package, executed_only=executed_only))


def imports_from(files: Iterable[Path], packages: set[str]) -> list[str]:
    """Which of the files imports something of the packages, as sentences.

    :param packages: dotted names; a name stands for everything below it too.
    """
    return [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in files
        for module in imports_of_file(path)
        if any(f"{module}.".startswith(f"{package}.") for package in packages)
    ]
