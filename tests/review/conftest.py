"""Reviews of two versions of a few resources: all cases of a module in one comparison."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from review.assembly import Assembly
from review.changes import compare
from review.danger import Danger
from review.dangers import judge
from tests.review.assemblies import Resources, write

Cases = Mapping[str, tuple[Resources, Resources]]
Outcomes = Mapping[str, tuple[Danger, ...]]


@pytest.fixture(scope="module")
def outcomes(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """The dangers of each of the module's ``CASES``, which are resources before and after."""
    cases: Cases = request.module.CASES
    folder = tmp_path_factory.mktemp("assemblies")
    old = write(folder / "before", {"Prod": {name: before for name, (before, _) in cases.items()}})
    new = write(folder / "after", {"Prod": {name: after for name, (_, after) in cases.items()}})
    dangers = judge(compare(Assembly.read(old), Assembly.read(new)))
    return {name: tuple(each for each in dangers if each.stack == name) for name in cases}
