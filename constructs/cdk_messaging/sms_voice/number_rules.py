"""Which numbers exist in which country, and what they can do."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from ..checks import check_member, check_unique, is_known
from ..errors import InvalidArgument
from .countries import (
    INBOUND_ONLY_LONG_CODE_COUNTRIES,
    LONG_CODE_COUNTRIES,
    MMS_COUNTRIES,
    TWO_WAY_COUNTRIES,
    check_country,
)
from .two_way import TwoWay


class NumberType(StrEnum):
    """Kinds of numbers that can be requested. A short code is only had by a support case; import it."""

    LONG_CODE = "LONG_CODE"
    TOLL_FREE = "TOLL_FREE"
    TEN_DLC = "TEN_DLC"
    SIMULATOR = "SIMULATOR"
    """Costs next to nothing and reaches only the service's own test numbers."""


class NumberCapability(StrEnum):
    """What a number can send, or what a rule is about."""

    SMS = "SMS"
    VOICE = "VOICE"
    MMS = "MMS"


def check_number(
    country: str, number_type: NumberType | str, capabilities: Sequence[NumberCapability | str]
) -> tuple[NumberType, list[NumberCapability]]:
    """Return type and capabilities of a number if such a number can be had.

    :raises InvalidArgument: if it can't
    """
    kind = check_member("number type", number_type, NumberType)
    known = [check_member("number capability", capability, NumberCapability) for capability in capabilities]
    if not known:
        raise InvalidArgument("capabilities are empty: give at least one, for example NumberCapability.SMS")
    check_unique("number capability", known)
    if kind is NumberType.SIMULATOR and NumberCapability.VOICE in known:
        raise InvalidArgument(
            "number capability 'VOICE' doesn't exist for number type 'SIMULATOR': use SMS and MMS, or another type"
        )
    if is_known(country):
        check_country("iso_country_code", country)
        _check_type(country, kind)
        if NumberCapability.MMS in known and country not in MMS_COUNTRIES:
            raise InvalidArgument(
                f"number capability 'MMS' doesn't exist in country {country!r}: "
                f"use it in {', '.join(sorted(MMS_COUNTRIES))} only"
            )
    return kind, known


def _check_type(country: str, kind: NumberType) -> None:
    if kind is NumberType.LONG_CODE:
        if country not in LONG_CODE_COUNTRIES:
            raise InvalidArgument(
                f"number type 'LONG_CODE' doesn't exist in country {country!r}: "
                f"use one of {', '.join(sorted(LONG_CODE_COUNTRIES))}"
            )
    elif country != "US":
        raise InvalidArgument(f"number type {kind.value!r} exists in country 'US' only, not in {country!r}")


def receives_only(country: str, kind: NumberType) -> bool:
    """Tell whether a number can receive messages but not send any."""
    return kind is NumberType.LONG_CODE and country in INBOUND_ONLY_LONG_CODE_COUNTRIES


def check_two_way(country: str, kind: NumberType, capabilities: Sequence[NumberCapability], two_way: TwoWay) -> None:
    """Refuse two-way messaging for a number that can't receive messages.

    :raises InvalidArgument: if it can't
    """
    if two_way.is_connect:
        raise InvalidArgument(
            "two_way of a phone number can't be Amazon Connect: CloudFormation takes only a topic there, "
            "so put the number into a Pool with two_way=TwoWay.connect()"
        )
    if NumberCapability.SMS not in capabilities:
        raise InvalidArgument(
            f"two_way needs a number that can do SMS, but capabilities are {', '.join(capabilities)}: add SMS"
        )
    if not is_known(country) or country in TWO_WAY_COUNTRIES:
        return
    if kind is not NumberType.LONG_CODE or country not in INBOUND_ONLY_LONG_CODE_COUNTRIES:
        raise InvalidArgument(
            f"two_way is not supported in country {country!r}: use one of {', '.join(sorted(TWO_WAY_COUNTRIES))}"
        )
