"""Changing tags: what becomes of them, and in which order, so that no value is lost on the way."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_messaging.pinpoint.operations.calling import Pace
from cdk_messaging.pinpoint.operations.retagging import Change, _apply
from cdk_messaging.pinpoint.operations.tagged import TaggedResource


class Pinpoint:
    """Notes what is asked of it."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def tag_resource(self, **request: Any) -> None:
        self.calls.append("add")

    def untag_resource(self, **request: Any) -> None:
        self.calls.append("remove")


def renamed(tags: dict[str, str]) -> dict[str, str]:
    return Change({}, frozenset(), {"owner": "contact"}).applied(tags)


@pytest.mark.parametrize("tags", [{"owner": "ada", "contact": "bob"}, {"contact": "bob", "owner": "ada"}])
def test_a_renamed_tag_keeps_its_value_where_its_new_name_is_taken(tags: dict[str, str]) -> None:
    assert renamed(tags) == {"contact": "ada"}


@pytest.mark.parametrize(("others", "calls"), [(48, ["add", "remove"]), (49, ["remove", "add"])])
def test_a_value_is_only_nowhere_where_there_is_no_room_for_both(others: int, calls: list[str]) -> None:
    tags = {"owner": "ada", **{f"key{each}": "" for each in range(others)}}
    pinpoint = Pinpoint()
    assert _apply(pinpoint, Pace(1000), TaggedResource("project", "News", "arn", tags), renamed(tags)) is None
    assert pinpoint.calls == calls
