"""Destination numbers that can be verified. The account is out of AWS's sandbox: it may text the others too.

https://docs.aws.amazon.com/sms-voice/latest/userguide/verify-destination-phone-number.html
"""

from __future__ import annotations

import secrets
from typing import Any

from sandbox import numbering
from sandbox.clock import clock
from sandbox.sms_voice import arns, errors, listing, origins, quotas, sending, views
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.resources import VerifiedNumber
from sandbox.sms_voice.state import Origination, State, find, new_id

Json = dict[str, Any]

EARLIEST_DELETION = 24 * 3600
_NAMED = arns.of("verified-destination-number", "VerifiedDestinationNumberId")
_FILTERS: dict[str, Any] = {
    "status": lambda found: found.status,
    "rcs-agent-id": lambda found: found.rcs_agent_id,
}


def _find(state: State, reference: str) -> VerifiedNumber:
    return find(state.verified_numbers, reference, "verified-destination-number")


@operation("CreateVerifiedDestinationNumber")
def create_verified_destination_number(state: State, request: Json) -> Json:
    """Enters a number, not verified yet."""
    quotas.check(len(state.verified_numbers), "VERIFIED_DESTINATION_NUMBERS")
    number = "+" + request["DestinationPhoneNumber"].lstrip("+")
    if any(each.number == number for each in state.verified_numbers.values()):
        raise errors.conflict("RESOURCE_ALREADY_EXISTS", f"{number} exists", "verified-destination-number", number)
    if numbering.country(number) is None:
        raise errors.invalid("INVALID_PARAMETER", "The destination phone number is not valid")
    agent = request.get("RcsAgentId")
    made = new_id("verified")
    state.verified_numbers[made] = VerifiedNumber(
        id=made, arn=state.arn(f"verified-destination-number/{made}"), number=number,
        rcs_agent_id=find(state.rcs_agents, agent, "rcs-agent").id if agent else None,
        tags=views.tag_map(request.get("Tags")),
    )  # fmt: skip
    found = state.verified_numbers[made]
    return _view(found) | {"Tags": views.tag_list(found)}


@operation(
    "DescribeVerifiedDestinationNumbers",
    resources=arns.of_each("verified-destination-number", "VerifiedDestinationNumberIds"),
)
def describe_verified_destination_numbers(state: State, request: Json) -> Json:
    """The account's, or those that were named by id or by number."""
    named, numbers = request.get("VerifiedDestinationNumberIds"), request.get("DestinationPhoneNumbers")
    found = [_find(state, each) for each in named] if named else list(state.verified_numbers.values())
    if numbers:
        wanted = {"+" + number.lstrip("+") for number in numbers}
        found = [each for each in found if each.number in wanted]
    shown = [_view(each) for each in listing.filtered(found, request, _FILTERS)]
    return listing.page("VerifiedDestinationNumbers", shown, request)


@operation("DeleteVerifiedDestinationNumber", resources=_NAMED)
def delete_verified_destination_number(state: State, request: Json) -> Json:
    """Removes a number, a day after it was entered at the earliest."""
    found = _find(state, request["VerifiedDestinationNumberId"])
    if clock.now() - found.created < EARLIEST_DELETION:
        message = f"{found.number} was added less than 24 hours ago"
        raise errors.conflict("RESOURCE_DELETION_NOT_ALLOWED", message, "verified-destination-number", found.id)
    del state.verified_numbers[found.id]
    view = _view(found)
    kept = ("VerifiedDestinationNumberArn", "VerifiedDestinationNumberId", "DestinationPhoneNumber", "CreatedTimestamp")
    return {member: view[member] for member in kept}


def _sender(state: State, request: Json) -> list[str]:
    named = []
    if request.get("OriginationIdentity"):
        named.append(arns.sender(state, request))
    if request.get("ConfigurationSetName"):
        named += arns.of("configuration-set", "ConfigurationSetName")(state, request)
    return named or ["*"]


@operation("SendDestinationNumberVerificationCode", resources=_sender)
def send_destination_number_verification_code(state: State, request: Json) -> Json:
    """Sends a code to the number; the latest one counts."""
    found = _find(state, request["VerifiedDestinationNumberId"])
    if found.status == "VERIFIED":
        raise _complete(found)
    name = request.get("ConfigurationSetName")
    used = state.configuration_set(name) if name else None
    channel = "VOICE" if request["VerificationChannel"] == "VOICE" else "TEXT"
    _, country = sending.destination_of(found.number)
    origin = _origin(state, request.get("OriginationIdentity"), found.number, country, channel)
    found.code = f"{secrets.randbelow(10**6):06d}"
    message = request | {"DestinationPhoneNumber": found.number}
    body = f"Your verification code is {found.code}."
    size = sending.text_size(body, country)
    identity = sending.accept(state, message, origin, size, channel=channel, used=used, body=body)
    return {"MessageId": identity}


def _origin(state: State, reference: str | None, number: str, country: str, channel: str) -> origins.Origin:
    if reference is not None:
        return origins.choose(state, reference, number, country, channel=channel)
    # Nothing is named: AWS has numbers of its own for this.
    settings = Origination(arn="", id="", message_type="TRANSACTIONAL", opt_out_list="Default")
    return origins.Origin(settings, origins.SHARED_ROUTE, "verification", 1.0)


@operation("VerifyDestinationNumber", resources=_NAMED)
def verify_destination_number(state: State, request: Json) -> Json:
    """The person's code makes the number verified."""
    found = _find(state, request["VerifiedDestinationNumberId"])
    if found.status == "VERIFIED":
        raise _complete(found)
    if found.code is None or request["VerificationCode"] != found.code:
        problem = ("VerificationCode", "is not the code that was sent")
        raise errors.invalid("VERIFICATION_CODE_MISMATCH", "The verification code is wrong", problem)
    found.status, found.code = "VERIFIED", None
    return _view(found)


def _complete(found: VerifiedNumber) -> errors.ServiceError:
    message = f"{found.number} is verified"
    return errors.conflict("VERIFICATION_ALREADY_COMPLETE", message, "verified-destination-number", found.id)


def _view(found: VerifiedNumber) -> Json:
    agent = {"RcsAgentId": found.rcs_agent_id} if found.rcs_agent_id else {}
    return {
        "VerifiedDestinationNumberArn": found.arn,
        "VerifiedDestinationNumberId": found.id,
        "DestinationPhoneNumber": found.number,
        "Status": found.status,
        **agent,
        "CreatedTimestamp": found.created,
    }
