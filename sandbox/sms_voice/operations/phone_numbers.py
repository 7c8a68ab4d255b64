"""Leasing, changing, describing and releasing numbers."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from sandbox import numbering
from sandbox.network import network
from sandbox.sms_voice import arns, countries, errors, inbound, listing, origination, preference, quotas, views
from sandbox.sms_voice.membership import add_to_pool
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.state import PhoneNumber, State, all_states, find, new_id

Json = dict[str, Any]

_MOST_LISTED = 100  # the supply of carriers is larger, and changes
_FILTERS: dict[str, Any] = {
    "status": lambda _number: "ACTIVE",
    "iso-country-code": lambda number: number.country,
    "message-type": lambda number: number.message_type,
    "number-capability": lambda number: number.capabilities,
    "number-type": lambda number: number.number_type,
    "two-way-enabled": lambda number: number.two_way,
    "self-managed-opt-outs-enabled": lambda number: number.self_managed_opt_outs,
    "opt-out-list-name": lambda number: number.opt_out_list,
    "deletion-protection-enabled": lambda number: number.deletion_protection,
    "two-way-channel-arn": lambda number: number.two_way_channel,
}


@operation("RequestPhoneNumber", resources=arns.of("pool", "PoolId"))
def request_phone_number(state: State, request: Json) -> Json:
    """Leases a number; the sandbox has it ACTIVE at once, whatever its type."""
    quotas.check(len(state.phone_numbers), "PHONE_NUMBERS")
    number = lease(state, request)
    if request.get("RegistrationId"):
        registration = find(state.registrations, request["RegistrationId"], "registration")
        registration.associations.append(number.arn)
        number.registration_id = registration.id
    if request.get("PoolId"):
        add_to_pool(state, state.pool(request["PoolId"]), number)
    state.phone_numbers[number.id] = number
    inbound.connect(state, number)
    return views.phone_number(number) | {
        "DeletionProtectionEnabled": number.deletion_protection,
        "InternationalSendingEnabled": number.international,
        "PoolId": number.pool_id,
        "Tags": views.tag_list(number),
    }


def lease(state: State, request: Json, *, number_id: str | None = None) -> PhoneNumber:
    """A new number, not yet in the state. :raises ServiceError: AWS does not lease such a number."""
    country, kind = request["IsoCountryCode"], request["NumberType"]
    if country not in countries.NUMBER_TYPES.get(kind, ()):
        raise errors.invalid("INVALID_PARAMETER", f"{kind} numbers are not available in {country}")
    if kind == "SIMULATOR" and request["MessageType"] != "TRANSACTIONAL":
        raise errors.invalid("INVALID_PARAMETER", "a SIMULATOR number needs MessageType TRANSACTIONAL")
    leased = next(_available(request), None)
    if leased is None:
        raise errors.conflict("RESOURCE_NOT_ACTIVE", f"no such {kind} number of {country} is left", "phone-number")
    made = number_id or new_id("phone")
    return PhoneNumber(
        id=made, arn=state.arn(f"phone-number/{made}"), number=leased, country=country, number_type=kind,
        message_type=request["MessageType"], capabilities=list(request["NumberCapabilities"]),
        opt_out_list=state.opt_out_list(request.get("OptOutListName", "Default")).name,
        international=request.get("InternationalSendingEnabled", False if kind == "TOLL_FREE" else None),
        deletion_protection=request.get("DeletionProtectionEnabled", False), tags=views.tag_map(request.get("Tags")),
    )  # fmt: skip


@operation("ListAvailablePhoneNumbers")
def list_available_phone_numbers(state: State, request: Json) -> Json:
    """Numbers that could be requested now; nobody keeps them for who asked."""
    if request["IsoCountryCode"] != "US":
        raise errors.invalid("INVALID_PARAMETER", "numbers are listed for the country US only")
    if request.get("RegistrationId"):
        find(state.registrations, request["RegistrationId"], "registration")
    found = list(itertools.islice(_available(request), _MOST_LISTED))
    return listing.page("AvailablePhoneNumbers", found, {"MaxResults": 10, **request})


def _available(request: Json) -> Iterator[str]:
    country, kind = request["IsoCountryCode"], request["NumberType"]
    wanted = request.get("NumberPreference", [])
    if wanted and (country, kind) != ("US", "TEN_DLC"):
        raise errors.invalid("INVALID_PARAMETER", "NumberPreference is for TEN_DLC numbers of the country US only")
    taken = {number.number for each in all_states() for number in each.phone_numbers.values()}
    return (number for number in numbering.available(country, kind, taken) if preference.fits(number, wanted))


@operation("DescribePhoneNumbers", resources=arns.of_each("phone-number", "PhoneNumberIds"))
def describe_phone_numbers(state: State, request: Json) -> Json:
    """The account's numbers, or those that were named."""
    named = request.get("PhoneNumberIds")
    numbers = [state.phone_number(each) for each in named] if named else list(state.phone_numbers.values())
    if request.get("Owner") == "SHARED":
        numbers = []
    chosen = listing.filtered(numbers, request, _FILTERS)
    return listing.page("PhoneNumbers", [views.phone_number_information(number) for number in chosen], request)


@operation("UpdatePhoneNumber", resources=arns.of("phone-number", "PhoneNumberId"))
def update_phone_number(state: State, request: Json) -> Json:
    """Changes a number that is in no pool."""
    number = state.phone_number(request["PhoneNumberId"])
    if number.pool_id:
        raise errors.conflict(
            "PHONE_NUMBER_ASSOCIATED_TO_POOL", f"{number.id} is in {number.pool_id}", "phone-number", number.id
        )
    origination.update(state, number, request)
    number.international = request.get("InternationalSendingEnabled", number.international)
    return views.phone_number(number) | {"InternationalSendingEnabled": number.international}


@operation("ReleasePhoneNumber", resources=arns.of("phone-number", "PhoneNumberId"))
def release_phone_number(state: State, request: Json) -> Json:
    """Gives a number back; it is lost for ever."""
    number = state.phone_number(request["PhoneNumberId"])
    origination.refuse_protected(number, "phone-number")
    if number.pool_id:
        raise errors.conflict(
            "PHONE_NUMBER_ASSOCIATED_TO_POOL", f"{number.id} is in {number.pool_id}", "phone-number", number.id
        )
    del state.phone_numbers[number.id]
    network.unregister(number.number)
    return views.phone_number(number) | {"Status": "DELETED"}
