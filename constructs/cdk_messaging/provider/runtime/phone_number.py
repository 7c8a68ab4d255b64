"""``Custom::RequestedPhoneNumber``: a number with what can only be said when it is requested.

The request carries a token made of CloudFormation's own, so that one that is repeated gives the same number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from .sms_voice import Refused, client, is_missing, refusal

Event = Mapping[str, Any]
Properties = Mapping[str, Any]
Outcome = tuple[str, Mapping[str, str]]

_FIXED = ("IsoCountryCode", "NumberType", "MessageType")
_SWITCHES = ("DeletionProtectionEnabled", "InternationalSendingEnabled")


def handle(event: Event) -> Outcome:
    """Request, change or release a number. A change that would need another number is refused."""
    try:
        if event["RequestType"] == "Create":
            return _request(event)
        if event["RequestType"] == "Update":
            return _update(event["PhysicalResourceId"], event["ResourceProperties"])
        return _release(event["PhysicalResourceId"])
    except ClientError as problem:
        raise refusal(problem) from None


def _request(event: Event) -> Outcome:
    properties = event["ResourceProperties"]
    token = "|".join(event[name] for name in ("StackId", "LogicalResourceId", "RequestId"))
    registration = {"RegistrationId": properties["RegistrationId"]} if "RegistrationId" in properties else {}
    number = client().request_phone_number(
        **{name: properties[name] for name in _FIXED},
        **registration,
        **_changeable(properties),
        NumberCapabilities=properties["NumberCapabilities"],
        Tags=[{"Key": properties["TagKey"], "Value": properties["TagValue"]}],
        ClientToken=hashlib.sha256(token.encode()).hexdigest(),
    )
    return _outcome(number)


def _update(identity: str, properties: Properties) -> Outcome:
    (number,) = client().describe_phone_numbers(PhoneNumberIds=[identity])["PhoneNumbers"]
    changed = [name for name in _FIXED if number[name] != properties[name]]
    if sorted(number["NumberCapabilities"]) != sorted(properties["NumberCapabilities"]):
        changed.append("NumberCapabilities")
    registration = properties.get("RegistrationId", "").rpartition("/")[2]
    if registration and number.get("RegistrationId") != registration:
        changed.append("RegistrationId")
    if changed:
        # Compared with the number, not with the template before: a rollback asks for what it is already.
        raise Refused(
            f"{', '.join(changed)} of a number can't change, and another number would lose this one: put it back and "
            "make another construct; a registration is associated with RegistrationAssociation"
        )
    wanted = {name: value for name, value in _changeable(properties).items() if number.get(name) != value}
    if wanted:
        client().update_phone_number(PhoneNumberId=identity, **wanted)
    return _outcome(number)


def _release(identity: str) -> Outcome:
    try:
        client().release_phone_number(PhoneNumberId=identity)
    except ClientError as problem:
        if not is_missing(problem):
            raise
    return identity, {}


def _changeable(properties: Properties) -> dict[str, Any]:
    switches = {name: properties[name] == "true" for name in _SWITCHES if name in properties}
    return switches | {"OptOutListName": properties["OptOutListName"]}


def _outcome(number: Mapping[str, Any]) -> Outcome:
    return number["PhoneNumberId"], {"Arn": number["PhoneNumberArn"], "PhoneNumber": number["PhoneNumber"]}
