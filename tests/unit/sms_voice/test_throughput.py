"""How fast messages go out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import NumberCapability, Sender, SenderKind, backlog
from cdk_messaging.sms_voice.throughput import default_rate

TEN_DLC = Sender(kind=SenderKind.TEN_DLC, country="US")
TOLL_FREE = Sender(kind=SenderKind.TOLL_FREE, country="US")
BRITISH = Sender(kind=SenderKind.LONG_CODE, country="GB")


@pytest.mark.parametrize(
    ("kind", "country", "sms", "mms"),
    [
        (SenderKind.SHORT_CODE, "US", 100, 40),
        (SenderKind.SHORT_CODE, "CA", 100, 40),
        (SenderKind.SHORT_CODE, "GB", None, None),
        (SenderKind.TEN_DLC, "US", 1, 1),
        (SenderKind.TOLL_FREE, "US", 3, 3),
        (SenderKind.LONG_CODE, "CA", 1, 1),
        (SenderKind.LONG_CODE, "GB", 10, None),
        (SenderKind.SENDER_ID, "DE", 10, None),
        (SenderKind.SHARED_ROUTE, "DE", 20, None),
    ],
)
def test_rates_are_those_of_awss_tables(kind: SenderKind, country: str, sms: int | None, mms: int | None) -> None:
    assert default_rate(kind, country) == sms
    assert default_rate(kind, country, NumberCapability.MMS) == mms


def test_every_number_calls_once_a_second_and_a_sender_id_never() -> None:
    assert default_rate(SenderKind.TOLL_FREE, "US", NumberCapability.VOICE) == 1
    assert default_rate(SenderKind.SENDER_ID, "DE", NumberCapability.VOICE) is None


def test_the_quota_of_requests_holds_up_a_fast_number() -> None:
    found = backlog(3600, [BRITISH])
    assert (found.limited_by, found.seconds) == ("requests", 3600)
    assert str(found) == (
        "3600 messages take 60 minutes at 1 a second, limited by requests: ask AWS to raise the quota from 1 to 10 "
        "requests a second, more than that is of no use"
    )


def test_parts_slow_a_number_down() -> None:
    found = backlog(100, [TOLL_FREE], parts_per_message=6, requests_per_second=10)
    assert (found.limited_by, found.messages_per_second) == ("senders", 0.5)
    assert found.fixes == (
        "shorten the text from 6 parts to 1, which is 6 times as fast",
        "use a 10DLC number or a short code: several toll-free numbers are filtered, not faster",
    )


def test_several_numbers_add_up() -> None:
    many = Sender(kind=SenderKind.TEN_DLC, country="US", count=5)
    assert backlog(100, [many, BRITISH], requests_per_second=50).messages_per_second == 15


def test_several_toll_free_numbers_are_one_to_the_carriers() -> None:
    many = Sender(kind=SenderKind.TOLL_FREE, country="US", count=5)
    assert backlog(100, [many], requests_per_second=50).messages_per_second == 3


def test_a_10dlc_campaign_can_be_made_faster() -> None:
    assert backlog(10, [TEN_DLC], requests_per_second=5).fixes == (
        "ask AWS to raise the rate of the 10DLC campaign, which needs a vetted brand, or use a short code",
    )


def test_a_long_code_can_be_joined_by_others() -> None:
    assert backlog(10, [BRITISH], requests_per_second=50).fixes == ("add numbers, or ask AWS to raise their rate",)


def test_a_rate_that_aws_raised_counts() -> None:
    raised = Sender(kind=SenderKind.TEN_DLC, country="US", rate=30)
    assert backlog(100, [raised], requests_per_second=50).messages_per_second == 30


def test_twenty_calls_a_minute_are_the_most() -> None:
    found = backlog(20, [TOLL_FREE], channel=NumberCapability.VOICE, requests_per_second=5)
    assert (found.limited_by, round(found.seconds)) == ("calls", 60)
    assert found.fixes == ("AWS raises the calls a minute of no account: send texts instead",)


def test_mms_is_one_part_whatever_the_text() -> None:
    found = backlog(30, [TOLL_FREE], channel=NumberCapability.MMS, parts_per_message=6, requests_per_second=10)
    assert found.messages_per_second == 3


@pytest.mark.parametrize(
    ("messages", "span"), [(30, "30 seconds"), (600, "10 minutes"), (10_000, "2.78 hours"), (200_000, "2.31 days")]
)
def test_a_span_is_told_in_a_unit_that_one_understands(messages: int, span: str) -> None:
    assert f" take {span} at 1 a second" in str(backlog(messages, [TEN_DLC], requests_per_second=2))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"messages": 0, "senders": [TEN_DLC]}, "messages 0 is not valid: use 1 or more"),
        (
            {"messages": 1, "senders": [TEN_DLC], "parts_per_message": 0},
            "parts_per_message 0 is not valid: use 1 or more",
        ),
        (
            {"messages": 1, "senders": [TEN_DLC], "requests_per_second": 0},
            "requests_per_second 0 is not valid: use more than 0",
        ),
        ({"messages": 1, "senders": []}, "senders are empty: give at least one"),
        (
            {"messages": 1, "senders": [Sender(kind=SenderKind.SHORT_CODE, country="GB")]},
            (
                "AWS names no SMS rate for SHORT_CODE in country 'GB': give rate=, which DescribePhoneNumbers has as "
                "MessagingLimits"
            ),
        ),
    ],
)
def test_fails_for_what_cannot_be_reckoned(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        backlog(**arguments)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"count": 0}, "count of senders 0 is not valid: use 1 or more"),
        ({"rate": 0}, "rate 0 is not valid: use more than 0 message parts a second"),
    ],
)
def test_fails_for_a_sender_that_is_none(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        Sender(kind=SenderKind.TEN_DLC, country="US", **arguments)
    assert str(error.value) == message


@given(
    messages=st.integers(1, 10**6),
    parts=st.integers(1, 10),
    requests=st.floats(0.1, 500),
    rate=st.floats(0.1, 500),
    count=st.integers(1, 100),
)
def test_nothing_is_faster_than_its_slowest_limit(
    messages: int, parts: int, requests: float, rate: float, count: int
) -> None:
    sender = Sender(kind=SenderKind.TEN_DLC, country="US", rate=rate, count=count)
    found = backlog(messages, [sender], parts_per_message=parts, requests_per_second=requests)
    assert found.messages_per_second == min(requests, rate * count / parts)
    assert found.fixes
