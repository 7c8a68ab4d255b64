"""Requesting, changing, describing and releasing sender IDs.

https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-sms-by-country.html
"""

from __future__ import annotations

from typing import Any

from sandbox.sms_voice import countries, errors, listing, quotas, views
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.resources import SenderId
from sandbox.sms_voice.state import State

Json = dict[str, Any]

_FREE = "0.00"
_FILTERS: dict[str, Any] = {
    "sender-id": lambda found: found.sender_id,
    "iso-country-code": lambda found: found.country,
    "message-type": lambda found: found.message_types,
    "deletion-protection-enabled": lambda found: found.deletion_protection,
    "registered": lambda _found: False,
}


def _named(state: State, request: Json) -> list[str]:
    reference = str(request.get("SenderId", ""))
    if reference.startswith("arn:"):
        return [reference]
    return [state.arn(f"sender-id/{reference}/{request.get('IsoCountryCode', '*')}")]


def _find(state: State, request: Json) -> SenderId:
    name = request["SenderId"].split("sender-id/", 1)[-1].split("/")[0]
    found = state.sender_ids.get(f"{name}/{request['IsoCountryCode']}")
    if found is None:
        raise errors.not_found("sender-id", name)
    return found


@operation("RequestSenderId")
def request_sender_id(state: State, request: Json) -> Json:
    """A new sender ID, for a country that asks for no registration."""
    name, country = request["SenderId"], request["IsoCountryCode"]
    quotas.check(len(state.sender_ids), "SENDER_IDS")
    if name[0] == "-" or name[-1] == "-" or not any(character.isalpha() for character in name):
        problem = ("SenderId", "needs a letter, and no hyphen at either end")
        raise errors.invalid("INVALID_PARAMETER", f"the sender ID {name!r} is not valid", problem)
    if country in countries.NO_SENDER_ID or country in countries.NO_SMS:
        raise errors.invalid("SENDER_ID_NOT_SUPPORTED", f"sender IDs are not supported in {country}")
    if country in countries.REGISTERED_SENDER_ID:
        raise errors.invalid("SENDER_ID_REQUIRES_REGISTRATION", f"a sender ID in {country} must be registered")
    if f"{name}/{country}" in state.sender_ids:
        raise errors.conflict("RESOURCE_ALREADY_EXISTS", f"{name} exists in {country}", "sender-id", name)
    made = SenderId(
        arn=state.arn(f"sender-id/{name}/{country}"), sender_id=name, country=country,
        message_types=request.get("MessageTypes") or ["TRANSACTIONAL"], tags=views.tag_map(request.get("Tags")),
        deletion_protection=request.get("DeletionProtectionEnabled", False),
    )  # fmt: skip
    state.sender_ids[made.key] = made
    return _view(made) | {"DeletionProtectionEnabled": made.deletion_protection, "Tags": views.tag_list(made)}


@operation("DescribeSenderIds")
def describe_sender_ids(state: State, request: Json) -> Json:
    """The account's sender IDs, or those that were named."""
    named = request.get("SenderIds")
    found = [_find(state, each) for each in named] if named else list(state.sender_ids.values())
    if request.get("Owner") == "SHARED":
        found = []
    shown = [
        _view(each)
        | {"DeletionProtectionEnabled": each.deletion_protection, "MessagingLimits": {"RateLimits": {"SMS": 10}}}
        for each in listing.filtered(found, request, _FILTERS)
    ]
    return listing.page("SenderIds", shown, request)


@operation("UpdateSenderId", resources=_named)
def update_sender_id(state: State, request: Json) -> Json:
    """Switches deletion protection."""
    found = _find(state, request)
    found.deletion_protection = request.get("DeletionProtectionEnabled", found.deletion_protection)
    return _view(found) | {"DeletionProtectionEnabled": found.deletion_protection}


@operation("ReleaseSenderId", resources=_named)
def release_sender_id(state: State, request: Json) -> Json:
    """Gives a sender ID back, unless it is protected or in a pool."""
    found = _find(state, request)
    if found.deletion_protection:
        message = f"Deletion protection is enabled for {found.key}"
        raise errors.conflict("DELETION_PROTECTION_ENABLED", message, "sender-id", found.sender_id)
    users = [pool.id for pool in state.pools.values() if found.arn in pool.others]
    if users:
        message = f"{found.key} is in {', '.join(users)}"
        raise errors.conflict("SENDER_ID_ASSOCIATED_TO_POOL", message, "sender-id", found.sender_id)
    del state.sender_ids[found.key]
    state.resource_policies.pop(found.arn, None)
    return _view(found)


def _view(found: SenderId) -> Json:
    return {
        "SenderIdArn": found.arn,
        "SenderId": found.sender_id,
        "IsoCountryCode": found.country,
        "MessageTypes": found.message_types,
        "MonthlyLeasingPrice": _FREE,
        "Registered": False,
    }
