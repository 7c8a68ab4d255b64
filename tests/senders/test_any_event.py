"""Whatever a function is invoked with, it answers; and what it asks AWS fits the service's model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cdk_messaging.sms_voice.senders.runtime import (
    lookup,
    pinpoint_send,
    pinpoint_verify,
    send_code,
    text,
    verify_code,
    voice,
)
from tests.senders.service import DESTINATION, POOL, SECRET, SET, TABLE, Service

HANDLERS = {
    "look up": lookup.handler,
    "pinpoint send": pinpoint_send.handler,
    "pinpoint verify": pinpoint_verify.handler,
    "send": send_code.handler,
    "text": text.handler,
    "verify": verify_code.handler,
    "voice": voice.handler,
}
OUTCOMES = {"checked", "found", "invalid", "limited", "sent"}
"""Those that are possible while AWS answers well."""

ANYTHING = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text())
LIKELY = {
    "body": st.text(min_size=1) | st.sampled_from(["hello", "<speak>hello</speak>"]),
    "code": st.from_regex(r"[0-9]{4,9}", fullmatch=True),
    "context": st.dictionaries(st.text(max_size=9), st.text(max_size=9), max_size=6),
    "destination": st.sampled_from([DESTINATION, "2065550100", "+1"]) | st.from_regex(r"\+[0-9]{5,17}"),
    "dry_run": st.booleans(),
    "in_entity_id": st.text(max_size=70),
    "in_template_id": st.text(max_size=70),
    "keyword": st.text(max_size=31),
    "language": st.sampled_from(["de-DE", "nl-NL"]),
    "max_price": st.from_regex(r"[0-9]{0,3}\.?[0-9]{0,6}"),
    "max_price_per_minute": st.from_regex(r"[0-9]{0,3}\.?[0-9]{0,6}"),
    "media_key": st.text(max_size=20),
    "message_feedback": st.booleans(),
    "message_type": st.sampled_from(["TRANSACTIONAL", "PROMOTIONAL", "OTHER"]),
    "number": st.text() | st.sampled_from(["+1 (206) 555-0100", "+12065550100"]),
    "reference": st.text(max_size=50),
    "text_type": st.sampled_from(["TEXT", "SSML", "HTML"]),
    "time_to_live": st.integers(0, 300_000),
    "voice_id": st.sampled_from(["AMY", "amy"]),
}
EVENTS = ANYTHING | st.fixed_dictionaries(
    {}, optional={name: values | ANYTHING for name, values in LIKELY.items()}
)  # fmt: skip


@pytest.fixture
def ready(service: Service) -> Service:
    service.table()
    service.variables(
        ORIGINATION_IDENTITY=POOL, CONFIGURATION_SET=SET, MESSAGE_TYPE="TRANSACTIONAL", MEDIA_BUCKET="pictures",
        APPLICATION_ID="app", BRAND_NAME="Example", ORIGINATION_NUMBER="+18005550199", VALIDITY_MINUTES="15",
        TABLE_NAME=TABLE, KEY_SECRET_ARN=SECRET, CODE_LENGTH="6", VALIDITY_SECONDS="600", ALLOWED_ATTEMPTS="3",
        SEND_LIMIT="5", SEND_WINDOW_SECONDS="3600", TEXT="{code} is your code.",
    )  # fmt: skip
    return service


@pytest.mark.parametrize("handler", HANDLERS.values(), ids=HANDLERS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(event=EVENTS)
def test_any_event_is_answered(
    ready: Service, handler: Callable[[object, object], dict[str, Any]], event: object
) -> None:
    before = len(ready.calls)
    answer = handler(event, None)
    assert answer["outcome"] in OUTCOMES, answer
    if answer["outcome"] == "invalid":
        assert len(ready.calls) == before
        assert all(set(problem) == {"field", "message"} for problem in answer["problems"])


@pytest.mark.parametrize("known", ["body", "context", "destination", "max_price", "time_to_live"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_valid_event_with_one_likely_field_is_answered(ready: Service, data: st.DataObject, known: str) -> None:
    """Mostly valid ones, so that what reaches the service's model is more than a few."""
    event = {"destination": DESTINATION, "body": "hello", known: data.draw(LIKELY[known])}
    assert text.handler(event, None)["outcome"] in OUTCOMES
