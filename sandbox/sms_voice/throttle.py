"""Two limits: requests a second for each operation of an account, and message parts a second for each origination.

AWS documents neither the burst nor what happens beyond the parts per second; here a bucket holds one second's worth and
what exceeds it is refused with ThrottlingException.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from sandbox.settings import Settings
from sandbox.sms_voice import errors
from sandbox.sms_voice.registry import Operation
from sandbox.sms_voice.state import PhoneNumber, State

DEFAULT_PARTS_RATE = 1.0
_PARTS_RATE = {"TOLL_FREE": 3.0, "SHORT_CODE": 100.0, "TEN_DLC": 1.0, "SIMULATOR": 1.0}
_LONG_CODE_RATE, _CANADIAN_LONG_CODE_RATE = 10.0, 1.0
_MEDIA_RATE = {"TOLL_FREE": 3.0, "SHORT_CODE": 40.0}
SENDER_ID_RATE, SHARED_RATE = 10.0, 20.0


@dataclass
class _Bucket:
    rate: float
    level: float
    time: float


class Throttle:
    """Token buckets on the machine's own clock: a test that moves the sandbox's clock gains nothing here."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._buckets: dict[tuple[str, ...], _Bucket] = {}

    def request(self, state: State, operation: Operation) -> None:
        """:raises ServiceError: the account's request quota of this operation is used up."""
        rate = operation.requests_per_second
        if rate is None or self.settings.api_rate == 0:
            return
        rate *= self.settings.api_rate
        if not self._take((state.account, state.region, operation.name), rate, 1):
            raise errors.throttled(f"Rate exceeded: {operation.name} is limited to {rate:g} requests per second")

    def parts(self, state: State, number: PhoneNumber, parts: int) -> None:
        """:raises ServiceError: the number has sent its parts of this second."""
        self.pace(state, number.id, parts_rate(number), parts, number.number)

    def pace(self, state: State, key: str, rate: float, parts: int, shown: str) -> None:
        """:raises ServiceError: what is sent from, ``shown`` to recipients, has sent its parts of this second."""
        if self.settings.parts_rate == 0:
            return
        rate *= self.settings.parts_rate
        if not self._take((state.account, state.region, key), rate, parts):
            raise errors.throttled(f"Rate exceeded: {shown} is limited to {rate:g} message parts per second")

    def _take(self, key: tuple[str, ...], rate: float, amount: float) -> bool:
        now = time.monotonic()
        bucket = self._buckets.setdefault(key, _Bucket(rate, max(rate, 1.0), now))
        bucket.level = min(max(rate, 1.0), bucket.level + (now - bucket.time) * rate)
        bucket.time = now
        # A message of more parts than a second holds is let through and owes the rest.
        if bucket.level < min(amount, max(rate, 1.0)):
            return False
        bucket.level -= amount
        return True


def rate_of(number: PhoneNumber, channel: str) -> float:
    """Messages or parts per second of a number, from AWS's tables."""
    if channel == "TEXT":
        return parts_rate(number)
    return _MEDIA_RATE.get(number.number_type, 1.0) if channel == "MEDIA" else 1.0


def parts_rate(number: PhoneNumber) -> float:
    """Message parts per second of a number, from AWS's table; the table has no entry for a simulator number."""
    if number.number_type == "LONG_CODE":
        return _CANADIAN_LONG_CODE_RATE if number.country == "CA" else _LONG_CODE_RATE
    return _PARTS_RATE.get(number.number_type, DEFAULT_PARTS_RATE)


throttle = Throttle(Settings.from_environment())
