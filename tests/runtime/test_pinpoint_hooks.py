"""What functions of campaigns read and answer."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cdk_messaging.pinpoint.hooks.runtime.answers import custom_channel_answer
from cdk_messaging.pinpoint.hooks.runtime.endpoint import Endpoint
from cdk_messaging.pinpoint.hooks.runtime.events import FilterEvent, read_custom_channel_event, read_filter_event
from cdk_messaging.pinpoint.hooks.runtime.fields import InvalidEvent
from cdk_messaging.pinpoint.hooks.runtime.segment_filter import filtered

Json = dict[str, Any]

ANN: Json = {
    "ChannelType": "SMS", "Address": "+12065550100", "OptOut": "NONE", "Location": {"Country": "US"},
    "Attributes": {"Plan": ["gold"]}, "EffectiveDate": "2026-04-01T01:05:17.267Z",
}  # fmt: skip
MAIL: Json = {"ChannelType": "EMAIL", "Address": "mary@example.com"}
EVENT: Json = {
    "ApplicationId": "app", "CampaignId": "campaign", "TreatmentId": "0", "ActivityId": "activity",
    "ScheduledTime": "2026-04-08T19:00:16.843Z", "Endpoints": {"ann": ANN, "mary": MAIL},
}  # fmt: skip


def test_a_filter_event_is_read_with_all_that_it_says() -> None:
    read = read_filter_event({**EVENT, "MessageConfiguration": {"DefaultMessage": {"Body": "b"}}})
    assert (read.application_id, read.campaign_id, read.treatment_id) == ("app", "campaign", "0")
    assert (read.activity_id, read.scheduled_time) == ("activity", "2026-04-08T19:00:16.843Z")
    assert read.message_configuration == {"DefaultMessage": {"Body": "b"}}
    ann = read.endpoints["ann"]
    assert (ann.id, ann.channel_type, ann.address, ann.attributes) == (
        "ann",
        "SMS",
        "+12065550100",
        {"Plan": ("gold",)},
    )
    assert ann.others["Location"] == {"Country": "US"}


def test_a_custom_channel_event_is_read_with_its_data() -> None:
    read = read_custom_channel_event({**EVENT, "Message": {}, "Data": "{}"})
    assert (read.message, read.data, set(read.endpoints)) == ({}, "{}", {"ann", "mary"})


@pytest.mark.parametrize(("given", "read"), [("3", "3"), (3, "3"), (0, "0"), (None, "0"), ("", "0")])
def test_a_treatment_is_a_number_or_a_text(given: object, read: str) -> None:
    assert read_filter_event({**EVENT, "TreatmentId": given}).treatment_id == read


@pytest.mark.parametrize(
    ("event", "problem"),
    [
        (None, "the event is missing: expected an object"),
        ([], "the event is a list: expected an object"),
        ({}, "Endpoints is missing: expected an object"),
        ({**EVENT, "Endpoints": []}, "Endpoints is a list: expected an object"),
        ({**EVENT, "Endpoints": {"x": "y"}}, "an endpoint is a text: expected an object"),
        ({**EVENT, "Endpoints": {"": ANN}}, "an endpoint has no id"),
        ({**EVENT, "Endpoints": {"x": {}}}, "ChannelType of an endpoint is missing: expected a text"),
        ({**EVENT, "Endpoints": {"x": {**ANN, "Address": 1}}}, "Address of an endpoint is a number: expected a text"),
        (
            {**EVENT, "Endpoints": {"x": {**ANN, "Attributes": {"a": "b"}}}},
            "Attributes of an endpoint.a is a text: expected a list of texts",
        ),
        ({**EVENT, "CampaignId": 5}, "CampaignId is a number: expected a text"),
        ({**EVENT, "ApplicationId": ""}, "ApplicationId is missing: expected a text"),
        ({**EVENT, "TreatmentId": True}, "TreatmentId is a boolean: expected a text"),
        (
            {**EVENT, "Endpoints": {str(number): MAIL for number in range(51)}},
            "Endpoints has 51 of them: expected at most 50",
        ),
    ],
)
def test_an_event_that_is_none_is_refused_with_what_is_wrong(event: object, problem: str) -> None:
    for read in (read_filter_event, read_custom_channel_event):
        with pytest.raises(InvalidEvent) as caught:
            read(event)
        assert str(caught.value) == problem


def test_what_a_filter_returns_is_what_came_in_but_for_its_changes() -> None:
    def customize(endpoint: Endpoint, _event: FilterEvent) -> Endpoint | None:
        if endpoint.channel_type == "EMAIL":
            return None
        return endpoint.with_attribute("Score", "700").with_override(body="For you", title="Hi")

    assert filtered(EVENT, customize) == {
        "ann": {
            **ANN, "Attributes": {"Plan": ["gold"], "Score": ["700"]}, "BodyOverride": "For you", "TitleOverride": "Hi",
        }
    }  # fmt: skip


def test_a_filter_that_changes_nothing_returns_everything_as_it_was() -> None:
    assert filtered(EVENT, lambda endpoint, _: endpoint) == EVENT["Endpoints"]


def test_a_filter_cannot_invent_endpoints() -> None:
    other = Endpoint(id="other", channel_type="SMS", attributes={}, others={})
    with pytest.raises(ValueError, match="another endpoint than it was given"):
        filtered(EVENT, lambda _endpoint, _event: other)


def test_an_email_cannot_be_overridden() -> None:
    mary = read_filter_event(EVENT).endpoints["mary"]
    with pytest.raises(ValueError, match="by EMAIL can't be overridden"):
        mary.with_override(body="For you")


def test_a_changed_endpoint_leaves_the_first_as_it_was() -> None:
    ann = read_filter_event(EVENT).endpoints["ann"]
    ann.with_attribute("Plan", "blue")
    assert ann.attributes["Plan"] == ("gold",)


def test_the_log_of_a_filter_has_counts_and_nothing_of_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    filtered(EVENT, lambda endpoint, _: endpoint if endpoint.id == "ann" else None)
    printed = capsys.readouterr().out
    assert json.loads(printed) == {
        "level": "INFO", "event": "filter_segment", "application": "app", "campaign": "campaign", "treatment": "0",
        "activity": "activity", "endpoints": 2, "kept": 1,
    }  # fmt: skip


def test_a_journey_gets_attributes_to_split_by() -> None:
    assert custom_channel_answer({"ann": {"Result": "sent"}}) == {"ann": {"EventAttributes": {"Result": "sent"}}}


@pytest.mark.parametrize(
    ("attributes", "problem"),
    [
        ({str(number): "x" for number in range(6)}, "6 event attributes: use at most 5"),
        ({"n" * 129: "x"}, "129 characters"),
        ({"n": "x" * 129}, "129 characters"),
        ({"n": ""}, "0 characters"),
    ],
)
def test_attributes_that_a_journey_does_not_take_are_refused(attributes: dict[str, str], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        custom_channel_answer({"ann": attributes})
