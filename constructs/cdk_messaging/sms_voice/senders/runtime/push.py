"""Sends a push notification with Amazon Pinpoint's operations."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from . import aws
from .fields import Fields
from .outcomes import Answer, answered, understand
from .pinpoint_send import OUTCOMES

CHANNELS = {
    "ADM": "ADMMessage",
    "APNS": "APNSMessage",
    "APNS_SANDBOX": "APNSMessage",
    "APNS_VOIP": "APNSMessage",
    "APNS_VOIP_SANDBOX": "APNSMessage",
    "BAIDU": "BaiduMessage",
    "GCM": "GCMMessage",
}
"""Channels, and which message of a request is theirs."""
_APPLE = frozenset(channel for channel, message in CHANNELS.items() if message == "APNSMessage")
_CALLS = frozenset({"APNS_VOIP", "APNS_VOIP_SANDBOX"})

_FIELDS = ("recipients", "users", "title", "body", "url", "data", "silent", "priority", "time_to_live")
_MOST_RECIPIENTS = 100
_LONGEST_TITLE, _LONGEST_BODY, _LONGEST_LIFE = 200, 4000, 2_419_200
_GONE = frozenset({404, 410})


def handler(event: object, _context: object) -> Answer:
    """Send what the event says; see ``PushSender``."""
    return answered("send_push", lambda: _send(event))


def _send(event: object) -> Answer:
    fields = Fields(event, _FIELDS)
    recipients, users = _recipients(fields), _users(fields)
    calls = any(channel in _CALLS for channel, _ in recipients)
    configuration = _configuration(_message(fields), fields.whole("time_to_live", 0, _LONGEST_LIFE), calls=calls)
    fields.check()
    try:
        if users:
            return _told([each for user in _to_users(users, configuration) for each in user])
        return _told(_to_recipients(recipients, configuration))
    except Exception as problem:  # noqa: BLE001 - whatever it is, it decides whether messages may have left
        return understand(problem)


def _to_recipients(recipients: list[tuple[str, str]], configuration: Mapping[str, Any]) -> list[Answer]:
    request: Any = {
        "Addresses": {token: {"ChannelType": channel} for channel, token in recipients},
        "MessageConfiguration": configuration,
    }
    answer: Any = aws.pinpoint().send_messages(ApplicationId=os.environ["APPLICATION_ID"], MessageRequest=request)
    results = answer["MessageResponse"].get("Result", {})
    return [_result(results.get(token, {})) for _, token in recipients]


def _to_users(users: list[str], configuration: Mapping[str, Any]) -> list[list[Answer]]:
    request: Any = {"Users": {user: {} for user in users}, "MessageConfiguration": configuration}
    answer: Any = aws.pinpoint().send_users_messages(
        ApplicationId=os.environ["APPLICATION_ID"], SendUsersMessageRequest=request
    )
    results = answer["SendUsersMessageResponse"].get("Result", {})
    return [
        [{"user": user, "endpoint": endpoint, **_result(result)} for endpoint, result in results.get(user, {}).items()]
        or [{"user": user, "outcome": "refused", "reason": "NO_ENDPOINT"}]
        for user in users
    ]


def _result(result: Mapping[str, Any]) -> Answer:
    """What became of one device. No result is no proof that nothing was sent."""
    status = str(result.get("DeliveryStatus", "UNKNOWN_FAILURE"))
    if status == "PERMANENT_FAILURE" and result.get("StatusCode") in _GONE:
        return {"outcome": "gone", "reason": status}
    outcome = OUTCOMES.get(status, "refused")
    if outcome != "sent":
        return {"outcome": outcome, "reason": status}
    told = {"message_id": result.get("MessageId"), "updated_token": result.get("UpdatedToken")}
    return {"outcome": outcome, **{name: value for name, value in told.items() if value is not None}}


def _told(results: list[Answer]) -> Answer:
    outcomes = {str(result["outcome"]) for result in results}
    if len(outcomes) == 1:
        outcome = outcomes.pop()
    elif "unknown" in outcomes:
        outcome = "unknown"
    else:
        outcome = "partly" if "sent" in outcomes else "refused"
    return {"outcome": outcome, "results": results}


def _recipients(fields: Fields) -> list[tuple[str, str]]:
    given = fields.items("recipients", _MOST_RECIPIENTS)
    found = []
    for each in given:
        known = isinstance(each, dict) and set(each) == {"channel", "token"}
        texts = known and all(isinstance(value, str) and value for value in each.values())
        if not texts or each["channel"] not in CHANNELS:
            fields.refuse(
                "recipients",
                f"a recipient is not valid: use an object of channel, one of {', '.join(CHANNELS)}, and token",
            )
            return []
        found.append((str(each["channel"]), str(each["token"])))
    if len({token for _, token in found}) < len(found):
        fields.refuse("recipients", "a token is there twice: give each one once")
    apple = _APPLE & {channel for channel, _ in found}
    if apple & _CALLS and apple - _CALLS:
        fields.refuse("recipients", f"some of {', '.join(sorted(apple))} are calls and some aren't: use two events")
    return found


def _users(fields: Fields) -> list[str]:
    users = fields.items("users", _MOST_RECIPIENTS)
    if users and os.environ.get("USERS") != "yes":
        fields.refuse("users", "users is not allowed: the function may send to recipients only")
    if fields.given("users") == fields.given("recipients"):
        fields.refuse("recipients", "recipients or users is missing, or there are both: use one of them")
    if not all(isinstance(each, str) and each for each in users):
        fields.refuse("users", "users is not valid: use a list of ids")
    elif len(set(users)) < len(users):
        fields.refuse("users", "a user is there twice: give each one once")
    return [str(each) for each in users]


def _message(fields: Fields) -> dict[str, Any]:
    silent = fields.flag("silent")
    url = fields.text("url", r"[a-z][a-z0-9+.-]*://\S{1,2000}", "an address such as https://example.com/offer")
    message = {
        "Title": fields.text("title", rf"[\s\S]{{1,{_LONGEST_TITLE}}}", f"1 to {_LONGEST_TITLE} characters"),
        "Body": fields.body(_LONGEST_BODY, required=not silent),
        "Action": "OPEN_APP" if url is None else "URL" if url.startswith(("http://", "https://")) else "DEEP_LINK",
        "Url": url,
        "Data": fields.texts("data"),
        "SilentPush": silent or None,
        "Priority": fields.choice("priority", ("high", "normal")),
    }
    return {member: value for member, value in message.items() if value is not None}


def _configuration(message: Mapping[str, Any], life: int | None, *, calls: bool) -> dict[str, Any]:
    """The message of each provider: not all know how urgent it is, and each says otherwise how long it is kept.

    :param calls: whether Apple's devices are told of calls, which Amazon Pinpoint doesn't find out by itself
    """
    plain = {member: value for member, value in message.items() if member != "Priority"}
    kept = {} if life is None else {"TimeToLive": life}
    return {
        "ADMMessage": plain | ({} if life is None else {"ExpiresAfter": str(life)}),
        "APNSMessage": {**message, **kept, **({"APNSPushType": "voip"} if calls else {})},
        "BaiduMessage": plain | kept,
        "GCMMessage": {**message, **kept},
    }
