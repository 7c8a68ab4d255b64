"""Delivers one message to one address: texts and calls to the virtual phone, the rest into its feed.

Nothing of Apple, Google, Amazon, Baidu or a mail server is emulated: a notification or an e-mail is an entry of the
feed. An address that begins with ``invalid`` is one that the provider doesn't know any more.
"""

from __future__ import annotations

import json
from typing import Any

from sandbox.mobiletargeting import channels
from sandbox.mobiletargeting.content import PUSH
from sandbox.mobiletargeting.state import Project, new_id
from sandbox.network import network
from sandbox.service_error import ServiceError
from sandbox.sms_voice import origins, sending
from sandbox.sms_voice.state import Origination
from sandbox.sms_voice.state import State as Numbers
from sandbox.sms_voice.state import current as numbers_of_request

Json = dict[str, Any]

GONE = "invalid"
_MOST_BYTES = {"ADM": 6 * 1024}
_USUAL_MOST_BYTES = 4 * 1024
_OPTED_OUT = "DESTINATION_PHONE_NUMBER_OPTED_OUT"


def deliver(project: Project, channel_type: str, address: str, message: Json | None) -> Json:
    """Sends, or says why not: the members of a ``MessageResult``."""
    if not channels.enabled(project, channel_type):
        return failure(400, f"The channel {channel_type} is not enabled for application {project.id}")
    if message is None:
        return failure(400, f"The request has no message for the channel {channel_type}")
    if channel_type in ("SMS", "VOICE"):
        return by_number(project, channel_type, address, message)
    if address.startswith(GONE):
        return failure(410, "The address is not known to the provider any more")
    size = len(json.dumps(message).encode())
    most = _MOST_BYTES.get(channel_type, _USUAL_MOST_BYTES)
    if channel_type in PUSH and size > most:
        return failure(413, f"The notification has {size} bytes; the most is {most}")
    identity = new_id()
    kind = "push" if channel_type in PUSH else "email"
    sent = {"channel": channel_type, "address": address, "messageId": identity, "application": project.id}
    network.record(kind, "", **sent, message=message)
    return success(identity)


def by_number(project: Project, channel_type: str, number: str, message: Json) -> Json:
    """Texts or calls with the account's numbers."""
    account = numbers_of_request()
    request = {
        "DestinationPhoneNumber": number,
        "MessageBody": str(message.get("Body", "")),
        "MessageType": message.get("MessageType"),
        "OriginationIdentity": message.get("OriginationNumber") or _sender_id(account, project, message),
    }
    asked = {name: value for name, value in request.items() if value is not None}
    try:
        with account.lock:
            send = sending.send_voice if channel_type == "VOICE" else _send_text
            return success(str(send(account, asked)["MessageId"]))
    except ServiceError as error:
        return _refused(error)


def _send_text(account: Numbers, request: Json) -> Json:
    """From what the request names, else from a number of the account, else from one that AWS shares."""
    try:
        return sending.send_text(account, request)
    except ServiceError as error:
        if error.members.get("Reason") != "NO_ORIGINATION_IDENTITIES_FOUND" or "OriginationIdentity" in request:
            raise
    destination, country = sending.destination_of(request["DestinationPhoneNumber"])
    kind = request.get("MessageType", "TRANSACTIONAL")
    settings = Origination(arn=account.arn("*"), id="shared", message_type=kind, opt_out_list="Default")
    sending.refuse_opted_out(account, settings, destination)
    size = sending.text_size(request["MessageBody"], country)
    origin = origins.Origin(settings, origins.SHARED_ROUTE, "shared", 1.0)
    return {"MessageId": sending.accept(account, request, origin, size, channel="TEXT", used=None)}


def _sender_id(account: Numbers, project: Project, message: Json) -> str | None:
    """The sender ID of the message or the channel, if the account has it; a channel's short code else."""
    settings = project.channels.get("sms", {}).get("Settings", {})
    name = message.get("SenderId") or settings.get("SenderId")
    known = {each.sender_id for each in account.sender_ids.values()}
    short_code: str | None = settings.get("ShortCode")
    return name if name in known else short_code


def _refused(error: ServiceError) -> Json:
    if error.members.get("Reason") == _OPTED_OUT:
        return result("OPT_OUT", 400, error.message)
    if error.code == "ThrottlingException":
        return result("THROTTLED", 429, error.message)
    return failure(400, error.message)


def success(identity: str) -> Json:
    """The provider took it."""
    return result("SUCCESSFUL", 200, f"MessageId: {identity}") | {"MessageId": identity}


def failure(code: int, why: str) -> Json:
    """It isn't sent and trying again is of no use."""
    return result("PERMANENT_FAILURE", code, why)


def result(status: str, code: int, message: str) -> Json:
    """What became of one message."""
    return {"DeliveryStatus": status, "StatusCode": code, "StatusMessage": message}
