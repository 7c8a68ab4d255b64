"""Events of messages."""

from __future__ import annotations

from typing import Any

import botocore.session
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import TEXT_DELIVERIES, TEXT_FAILURES, TEXT_PROGRESS, EventType
from cdk_messaging.sms_voice.event_type import check_event_types


def test_the_events_are_those_of_the_api() -> None:
    model = botocore.session.get_session().get_service_model("pinpoint-sms-voice-v2")
    shape: Any = model.shape_for("EventType")
    assert set(EventType) == set(shape.enum)
    assert len(EventType) == 52


def test_the_groups_of_text_events_leave_none_out() -> None:
    single = {event for event in EventType if event.startswith("TEXT_")} - {EventType.TEXT_ALL, EventType.TEXT_SENT}
    groups = [*TEXT_PROGRESS, *TEXT_DELIVERIES, *TEXT_FAILURES]
    assert len(groups) == len(set(groups))
    assert set(groups) == single


def test_event_types_keep_their_order() -> None:
    assert check_event_types([EventType.TEXT_SPAM, EventType.TEXT_BLOCKED]) == ["TEXT_SPAM", "TEXT_BLOCKED"]


def test_fails_without_event_types() -> None:
    with pytest.raises(
        InvalidArgument, match=r"^event types are empty: give at least one, for example EventType.TEXT_ALL$"
    ):
        check_event_types([])


def test_fails_for_an_event_type_that_is_given_twice() -> None:
    with pytest.raises(InvalidArgument, match=r"^event type 'ALL' is given twice: give each one once$"):
        check_event_types([EventType.ALL, EventType.ALL])


def test_fails_for_the_event_type_that_the_service_never_matches() -> None:
    with pytest.raises(InvalidArgument) as error:
        check_event_types([EventType.TEXT_SENT])
    assert str(error.value) == (
        "event type 'TEXT_SENT' is not supported by the service: "
        "use TEXT_SUCCESSFUL and TEXT_DELIVERED to learn that a message arrived"
    )


def test_fails_for_an_event_type_that_does_not_exist() -> None:
    with pytest.raises(InvalidArgument) as error:
        check_event_types(["TEXT_RECEIVED"])
    assert str(error.value).startswith("event type 'TEXT_RECEIVED' is not known: use one of ALL, TEXT_ALL, TEXT_SENT, ")
