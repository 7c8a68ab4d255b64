"""Changes to this app and library as people make them: what the report has to say, and when it has to be silent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future

import pytest

from review.__main__ import review
from tests.review.prepared_changes import FOLDER, PreparedChange, Workshop
from tests.support.app import ROOT

CHANGES = {file.stem: PreparedChange.read(file) for file in sorted(FOLDER.glob("*.toml"))}
DANGEROUS = [name for name, change in CHANGES.items() if not change.harmless]
HARMLESS = [name for name, change in CHANGES.items() if change.harmless]
BOTH_ENVIRONMENTS = "table_without_recovery"

Reports = Mapping[str, Future[tuple[str, bool]]]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    found = Workshop(tmp_path_factory.mktemp("workshop"))
    yield found
    found.close()


@pytest.fixture(scope="module")
def reports(request: pytest.FixtureRequest, workshop: Workshop) -> Reports:
    """The reports that the chosen tests ask for, all of them begun at once."""
    wanted = {name for item in request.session.items for name in _names(item)}
    return {name: workshop.start(CHANGES[name]) for name in sorted(wanted | {BOTH_ENVIRONMENTS})}


def _names(item: pytest.Item) -> tuple[str, ...]:
    """The change that a test of this module is about."""
    if not isinstance(item, pytest.Function) or item.module.__name__ != __name__ or not hasattr(item, "callspec"):
        return ()
    return (str(item.callspec.params["name"]),)


def test_there_are_enough_changes_and_about_half_of_them_are_harmless() -> None:
    assert len(CHANGES) >= 25
    assert len(HARMLESS) >= len(CHANGES) / 3


@pytest.mark.parametrize("name", DANGEROUS)
def test_a_dangerous_change_is_told_in_words(reports: Reports, name: str) -> None:
    report, dangerous = reports[name].result()
    assert dangerous
    assert CHANGES[name].says
    for text in CHANGES[name].says:
        assert text in report


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_change_raises_nothing(reports: Reports, name: str) -> None:
    report, dangerous = reports[name].result()
    assert not dangerous, report
    assert "## Dangerous" not in report
    for text in CHANGES[name].says:
        assert text in report


def test_the_report_in_the_documentation_is_a_real_one(reports: Reports) -> None:
    shown = (ROOT / "docs" / "review.md").read_text("utf-8").partition("````markdown\n")[2].partition("````\n")[0]
    assert shown == reports[BOTH_ENVIRONMENTS].result()[0]


def test_the_same_assemblies_give_the_same_bytes(reports: Reports, workshop: Workshop) -> None:
    first = reports[BOTH_ENVIRONMENTS].result()
    before, after = workshop.assemblies(CHANGES[BOTH_ENVIRONMENTS])
    assert review(before, after, FOLDER / "none.toml") == first
