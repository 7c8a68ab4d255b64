"""What kind of number it is: AWS End User Messaging's CarrierLookup, or Amazon Pinpoint's PhoneNumberValidate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import aws, logs
from .decisions import join_lookup
from .numbers import E164

CARRIER_LOOKUP = "carrier-lookup"
PHONE_NUMBER_VALIDATE = "phone-number-validate"
UNKNOWN = "UNKNOWN"
UNAVAILABLE = "UNAVAILABLE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """The answer.

    :param number: the number as the service writes it, E.164.
    :param number_type: ``MOBILE``, ``LANDLINE``, ``INVALID`` or whatever else the service says, now or in future.
    :param country: ISO 3166-1 alpha-2. Default: - unknown
    """

    number: str
    number_type: str
    country: str | None = None

    @property
    def summary(self) -> str:
        """As the ledger has it."""
        return join_lookup(self.number_type, self.country)


def look_up(number: str, *, method: str, timeout: float) -> Lookup | None:
    """Ask once. None when there is no answer in time, or none at all: a person is not refused for that.

    :param number: E.164.
    :param method: ``carrier-lookup`` or ``phone-number-validate``.
    :param timeout: seconds, for connecting and for reading each.
    """
    ask = _validate if method == PHONE_NUMBER_VALIDATE else _carrier
    try:
        return ask(number, timeout)
    except Exception as problem:  # noqa: BLE001 - throttled, slow, denied: all the same to the person
        logs.error("lookup_unavailable", problem)
        logs.metric("LookupUnavailable")
        return None


def _carrier(number: str, timeout: float) -> Lookup:
    answer: dict[str, Any] = dict(aws.sms_lookup(timeout).carrier_lookup(PhoneNumber=number))
    return Lookup(
        number=_e164(answer.get("E164PhoneNumber"), number),
        number_type=answer.get("PhoneNumberType") or UNKNOWN,
        country=answer.get("IsoCountryCode"),
    )


def _validate(number: str, timeout: float) -> Lookup:
    answer = aws.pinpoint_lookup(timeout).phone_number_validate(NumberValidateRequest={"PhoneNumber": number})
    found = answer["NumberValidateResponse"]
    return Lookup(
        number=_e164(found.get("CleansedPhoneNumberE164"), number),
        number_type=found.get("PhoneType") or UNKNOWN,
        country=found.get("CountryCodeIso2"),
    )


def _e164(answered: str | None, asked: str) -> str:
    return answered if answered is not None and E164.fullmatch(answered) else asked
