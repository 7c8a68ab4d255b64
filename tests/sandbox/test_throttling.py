"""Request quotas and message parts a second. Nothing here measures time: the clock of the buckets is the test's."""

from __future__ import annotations

import pytest

from sandbox.settings import Settings
from sandbox.sms_voice import registry, throttle
from sandbox.sms_voice.errors import ServiceError
from sandbox.sms_voice.operations.phone_numbers import lease
from sandbox.sms_voice.state import PhoneNumber, State


class Time:
    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    given = Time()
    monkeypatch.setattr(throttle, "time", given)
    return given


@pytest.fixture
def state() -> State:
    return State("100000000000", "us-east-1")


def number(state: State, country: str, kind: str) -> PhoneNumber:
    request = {
        "IsoCountryCode": country,
        "NumberType": kind,
        "MessageType": "TRANSACTIONAL",
        "NumberCapabilities": ["SMS"],
    }
    return lease(state, request)


def allowed(limits: throttle.Throttle, state: State, name: str, most: int = 40) -> int:
    """How many requests go through at one moment."""
    for count in range(most):
        try:
            limits.request(state, registry.find(name))
        except ServiceError:
            return count
    return most


def test_too_many_requests_are_throttled_by_aws_name(time: Time, state: State) -> None:
    limits = throttle.Throttle(Settings())
    allowed(limits, state, "SendTextMessage")
    with pytest.raises(ServiceError, match="Rate exceeded: SendTextMessage is limited to 1 requests per") as caught:
        limits.request(state, registry.find("SendTextMessage"))
    assert caught.value.code == "ThrottlingException"


@pytest.mark.parametrize(
    ("operation", "at_once"),
    [("SendTextMessage", 1), ("DescribePools", 1), ("PutOptedOutNumber", 10), ("PutMessageFeedback", 20)],
)
def test_an_operation_has_its_quota_of_requests_a_second(
    time: Time, state: State, operation: str, at_once: int
) -> None:
    limits = throttle.Throttle(Settings())
    assert allowed(limits, state, operation) == at_once
    time.now += 1
    assert allowed(limits, state, operation) == at_once


def test_a_lookup_has_no_documented_quota(time: Time, state: State) -> None:
    assert allowed(throttle.Throttle(Settings()), state, "CarrierLookup") == 40


def test_accounts_do_not_share_a_quota(time: Time, state: State) -> None:
    limits = throttle.Throttle(Settings())
    allowed(limits, state, "SendTextMessage")
    assert allowed(limits, State("200000000000", "us-east-1"), "SendTextMessage") == 1


def test_quotas_can_be_raised_and_lifted(time: Time, state: State) -> None:
    assert allowed(throttle.Throttle(Settings(api_rate=5)), state, "SendTextMessage") == 5
    assert allowed(throttle.Throttle(Settings(api_rate=0)), state, "SendTextMessage") == 40


@pytest.mark.parametrize(
    ("country", "kind", "rate"),
    [("US", "TEN_DLC", 1), ("US", "TOLL_FREE", 3), ("CA", "LONG_CODE", 1), ("GB", "LONG_CODE", 10)],
)
def test_a_number_has_its_parts_a_second(time: Time, state: State, country: str, kind: str, rate: int) -> None:
    limits, used = throttle.Throttle(Settings()), number(state, country, kind)
    for _ in range(rate):
        limits.parts(state, used, 1)
    with pytest.raises(ServiceError, match=f"is limited to {rate} message parts per second"):
        limits.parts(state, used, 1)


def test_a_long_text_is_let_through_and_owes_its_parts(time: Time, state: State) -> None:
    limits, used = throttle.Throttle(Settings()), number(state, "US", "TEN_DLC")
    limits.parts(state, used, 3)
    time.now += 2
    with pytest.raises(ServiceError):
        limits.parts(state, used, 1)
    time.now += 1
    limits.parts(state, used, 1)
