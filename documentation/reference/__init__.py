"""The reference: a page for each public package, from its docstrings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from documentation.reference.examples import guide_examples
from documentation.reference.index import INDEX, index_page
from documentation.reference.page import file_name, package_page
from documentation.surface import Package, without_repetition


def pages(packages: Sequence[Package], root: Path) -> dict[str, str]:
    """The pages by their file names.

    :param root: the repository, whose guides have the examples.
    """
    examples = guide_examples(root)
    once = without_repetition(packages)
    return {
        INDEX: index_page(once),
        **{file_name(package.name): package_page(package, examples) for package in once},
    }
