"""Event records, as the user guide's samples show them.

https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-format.html
"""

from __future__ import annotations

from typing import Any

from sandbox import numbering
from sandbox.clock import clock
from sandbox.sms_voice import countries
from sandbox.sms_voice.state import Message

Json = dict[str, Any]

_DESCRIPTIONS = {
    "SUCCESSFUL": "Message has been accepted by phone carrier",
    "DELIVERED": "Message has been accepted by phone",
    "PROTECT_BLOCKED": "Message blocked by protect configuration",
    "SPAM": "Blocked as spam by phone carrier",
    "BLOCKED": "Phone has blocked SMS",
    "CARRIER_BLOCKED": "Phone carrier has blocked this message",
    "UNREACHABLE": "Phone is currently unreachable/unavailable",
    "CARRIER_UNREACHABLE": "Phone carrier is currently unreachable/unavailable",
    "INVALID": "Invalid phone number",
    "INVALID_MESSAGE": "Message body is invalid",
    "UNKNOWN": "Unknown error attempting to reach phone",
    "TTL_EXPIRED": "Message has expired",
}
CALL_SECONDS = 60
"""How long every call lasts here, as in AWS's sample."""

_NETWORKS = {"US": ("310", "800")}


def event(message: Message, status: str, *, final: bool) -> Json:
    """The record of one step of a message. ``status`` is the event type without its channel."""
    return _call(message, status, final=final) if message.channel == "VOICE" else _message(message, status, final=final)


def _message(message: Message, status: str, *, final: bool) -> Json:
    unsent = status == "PROTECT_BLOCKED"
    origin = numbering.country(message.sender)
    media = message.channel == "MEDIA"
    record: Json = {
        **({"contentType": "MMS"} if media else {}),
        "eventType": f"{message.channel}_{status}",
        "eventVersion": "1.0",
        "eventTimestamp": int(clock.now() * 1000),
        "isFinal": final,
        "originationPhoneNumber": message.sender,
        "destinationPhoneNumber": message.destination,
        "isoCountryCode": message.country,
        "isInternationalSend": origin is not None and origin != message.country,
        **({} if media else _network(message.country)),
        "messageId": message.id,
        "messageRequestTimestamp": int(message.requested * 1000),
        **({} if media else {"messageEncoding": message.encoding}),
        "messageType": message.message_type,
        "messageStatus": status,
        "messageStatusDescription": _DESCRIPTIONS[status],
    }
    if message.context:
        record["context"] = message.context
    if message.protect is not None:
        record["protectConfiguration"] = message.protect
        if unsent or message.protect["protectStatus"] in ("MONITOR", "FILTER"):
            record["protectConfigurationAssessment"] = _assessment(blocked=unsent)
    fee = countries.MEDIA_CARRIER_FEE if media else countries.carrier_fee(message.country) * message.parts
    record["totalMessageParts"] = message.parts
    record["totalMessagePrice"] = 0.0 if unsent else round(message.price - fee, 5)
    record["totalCarrierFee"] = 0.0 if unsent else round(fee, 5)
    return record


def _call(message: Message, status: str, *, final: bool) -> Json:
    record: Json = {
        "eventType": f"VOICE_{status}",
        "eventVersion": "1.0",
        "eventTimestamp": int(clock.now() * 1000),
        "isFinal": final,
        "originationPhoneNumber": message.sender,
        "destinationPhoneNumber": message.destination,
        "isoCountryCode": message.country,
        "messageId": message.id,
        "messageRequestTimestamp": int(message.requested * 1000),
        "messageStatus": status,
    }
    if message.context:
        record["context"] = message.context
    if status == "COMPLETED":
        record |= {
            "callDurationInSeconds": CALL_SECONDS,
            "totalDurationInMinutes": 1,
            "totalMessagePrice": message.price,
        }
    return record


def _network(country: str) -> Json:
    codes = _NETWORKS.get(country)
    return {"mcc": codes[0], "mnc": codes[1]} if codes else {}


def _assessment(*, blocked: bool) -> Json:
    if blocked:
        return {"protectRecommendation": "BLOCK", "protectInsights": {"blockReason": "AIT_SUSPECTED"}}
    return {"protectRecommendation": "ALLOW"}
