"""Which countries' people can reply to which numbers."""

from __future__ import annotations

import pytest

from stacks.environment.reach import NumberKind, unanswerable
from stacks.environment.tables import ExistingNumber


def refused(allowed: list[str], *numbers: tuple[str, NumberKind]) -> list[str]:
    described = [ExistingNumber(country=country, type=kind) for country, kind in numbers]
    return [country for country, _ in unanswerable(allowed, described)]


@pytest.mark.parametrize(
    ("country", "kind", "answerable"),
    [
        ("US", "TEN_DLC", ["US"]),
        ("US", "TOLL_FREE", ["US", "CA"]),
        ("US", "SIMULATOR", ["US"]),
        ("US", "SHORT_CODE", ["US"]),
        ("CA", "LONG_CODE", ["CA"]),
        ("GB", "LONG_CODE", ["GB"]),
        ("GB", "SHORT_CODE", ["GB"]),
        ("PH", "LONG_CODE", []),
        ("IN", "LONG_CODE", []),
    ],
)
def test_a_number_is_answerable_only_from_where_its_kind_reaches(
    country: str, kind: NumberKind, answerable: list[str]
) -> None:
    everywhere = ["US", "CA", "GB", "FR", "PH", "IN"]
    assert refused(everywhere, (country, kind)) == [other for other in everywhere if other not in answerable]


def test_every_number_adds_its_countries() -> None:
    assert refused(["US", "GB", "FR"], ("US", "TEN_DLC"), ("GB", "LONG_CODE")) == ["FR"]


def test_without_numbers_nobody_can_answer() -> None:
    ((country, reason),) = unanswerable(["US"], [])
    assert country == "US"
    assert reason == "people there can't reply to the numbers of this environment (none); add a number of US"
