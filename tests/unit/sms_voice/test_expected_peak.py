"""The peak that a pool has to carry."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import NumberType, PhoneNumber, Pool, Sender, SenderId, SenderKind, expect_peak
from cdk_messaging.sms_voice.expected_peak import senders_of

from .helpers import TEXTS, simulator, warnings


def pool(stack: cdk.Stack, *numbers: Any, **arguments: Any) -> Pool:
    return Pool(stack, "Pool", phone_numbers=numbers, mandatory_keywords=TEXTS, **arguments)


def british(stack: cdk.Stack, construct_id: str = "British") -> PhoneNumber:
    return simulator(stack, construct_id, iso_country_code="GB", number_type=NumberType.LONG_CODE)


def test_a_peak_that_takes_too_long_is_warned_of(stack: cdk.Stack) -> None:
    found = expect_peak(pool(stack, british(stack)), messages=7200, within=cdk.Duration.hours(1))
    assert found.seconds == 7200
    (warning,) = warnings(stack)
    assert warning.startswith(
        "7200 messages take 2 hours at 1 a second, limited by requests: ask AWS to raise the quota from 1 to 10 "
        "requests a second, more than that is of no use"
    )
    assert "cdk_messaging:Pool.throughput" in warning


def test_a_peak_that_fits_is_not(stack: cdk.Stack) -> None:
    expect_peak(pool(stack, british(stack)), messages=3600, within=cdk.Duration.hours(1))
    assert warnings(stack) == []


def test_a_raised_quota_and_longer_texts_count(stack: cdk.Stack) -> None:
    found = expect_peak(
        pool(stack, british(stack)),
        messages=100,
        within=cdk.Duration.hours(1),
        parts_per_message=2,
        requests_per_second=20,
    )
    assert (found.limited_by, found.messages_per_second) == ("senders", 5)


def test_numbers_and_sender_ids_of_the_app_count_and_the_rest_does_not(stack: cdk.Stack) -> None:
    found = senders_of(
        pool(
            stack,
            british(stack),
            simulator(stack),
            PhoneNumber.from_phone_number_id(stack, "Imported", "phone-1"),
            sender_ids=[SenderId(stack, "German", sender_id="BRAND", iso_country_code="DE")],
        )
    )
    assert [(sender.kind, sender.country) for sender in found] == [
        (SenderKind.LONG_CODE, "GB"),
        (SenderKind.SENDER_ID, "DE"),
    ]


def test_toll_free_numbers_count_once(stack: cdk.Stack) -> None:
    numbers = [simulator(stack, name, number_type=NumberType.TOLL_FREE) for name in ("One", "Two")]
    assert len(senders_of(pool(stack, *numbers))) == 1


def test_a_number_that_is_in_no_pool_has_its_own_rate(stack: cdk.Stack) -> None:
    number = simulator(stack, number_type=NumberType.TEN_DLC)
    found = expect_peak(number, messages=120, within=cdk.Duration.minutes(1), requests_per_second=5)
    assert (found.limited_by, found.seconds) == ("senders", 120)
    (warning,) = [each for each in warnings(stack) if "throughput" in each]
    assert "cdk_messaging:PhoneNumber.throughput" in warning


def test_what_an_imported_pool_sends_from_is_told(stack: cdk.Stack) -> None:
    toll_free = Sender(kind=SenderKind.TOLL_FREE, country="US")
    found = expect_peak(
        Pool.from_pool_id(stack, "Imported", "pool-1"),
        messages=60,
        within=cdk.Duration.minutes(1),
        senders=[toll_free, toll_free, Sender(kind=SenderKind.TEN_DLC, country="US", rate=4)],
        requests_per_second=20,
    )
    assert found.messages_per_second == 3 + 4
    assert warnings(stack) == []


def test_fails_for_a_pool_of_which_nobody_knows_the_rate(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        expect_peak(pool(stack, simulator(stack)), messages=1, within=cdk.Duration.hours(1))
    assert str(error.value) == (
        "no rate is known of pool 'Stack/Pool': give senders=[Sender(...)], with rate= where AWS names none"
    )
