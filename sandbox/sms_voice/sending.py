"""Sending: everything that refuses a message before it is accepted, for each channel."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from sandbox import numbering
from sandbox.clock import clock
from sandbox.sms_voice import countries, delivery, errors, origins, parts, protection
from sandbox.sms_voice.state import ConfigurationSet, Message, Origination, PhoneNumber, State
from sandbox.sms_voice.throttle import throttle

Json = dict[str, Any]

DEFAULT_TIME_TO_LIVE = 72 * 3600
MOST_PARTS = 10
MOST_CALLS_A_DAY = 5
_PLAIN_TEXT, _SSML = 3000, 6000


@dataclass(frozen=True)
class Size:
    """What a message is to its carrier: encoding, parts and price."""

    encoding: str
    parts: int
    price: float


def send_text(state: State, request: Json) -> Json:
    """SendTextMessage."""
    if request.get("MessageBody") is None:
        raise errors.invalid("MISSING_PARAMETER", "MessageBody is required", ("MessageBody", "is required"))
    return _send(state, request, "TEXT", request.get("MaxPrice"))


def send_media(state: State, request: Json) -> Json:
    """SendMediaMessage. The sandbox doesn't look at the file."""
    if not request.get("MessageBody") and not request.get("MediaUrls"):
        raise errors.invalid("MISSING_PARAMETER", "MessageBody or MediaUrls is required", ("MediaUrls", "is required"))
    return _send(state, request, "MEDIA", request.get("MaxPrice"))


def send_voice(state: State, request: Json) -> Json:
    """SendVoiceMessage."""
    body = request.get("MessageBody")
    if body is None:
        raise errors.invalid("MISSING_PARAMETER", "MessageBody is required", ("MessageBody", "is required"))
    most = _SSML if request.get("MessageBodyTextType") == "SSML" else _PLAIN_TEXT
    if len(body) > most:
        problem = ("MessageBody", f"has more than {most} characters")
        raise errors.invalid(
            "MAXIMUM_SIZE_EXCEEDED", f"the body has {len(body)} characters; the most is {most}", problem
        )
    return _send(state, request, "VOICE", request.get("MaxPricePerMinute"))


def _send(state: State, request: Json, channel: str, most: str | None) -> Json:
    used = state.configuration_set(request["ConfigurationSetName"]) if request.get("ConfigurationSetName") else None
    destination, country = destination_of(request["DestinationPhoneNumber"])
    origin = origins.choose(state, request.get("OriginationIdentity"), destination, country, channel=channel, used=used)
    refuse_opted_out(state, origin.settings, destination)
    rule = protection.check(state, used, request.get("ProtectConfigurationId"), destination, country, channel=channel)
    size = _size(channel, request.get("MessageBody") or "", country)
    _refuse_price(most, size)
    refuse_spend(state, channel, size.price)
    if channel == "VOICE":
        _refuse_more_calls(state, destination)
    if request.get("DryRun"):
        return {"MessageId": str(uuid.uuid4())}
    throttle.pace(state, origin.key, origin.rate, size.parts, origin.shown)
    return {"MessageId": accept(state, request, origin, size, channel=channel, used=used, rule=rule)}


def accept(
    state: State, request: Json, origin: origins.Origin, size: Size, *, channel: str, used: ConfigurationSet | None,
    rule: Json | None = None, body: str | None = None,
) -> str:  # fmt: skip
    """Sends a message on its way and returns its id."""
    destination, country = destination_of(request["DestinationPhoneNumber"])
    asked = request.get("MessageFeedbackEnabled")
    wants_feedback = bool(used and used.feedback) if asked is None else bool(asked)
    message = Message(
        id=str(uuid.uuid4()), sender=origin.shown, destination=destination, country=country,
        body=_body(request) if body is None else body, encoding=size.encoding, parts=size.parts, price=size.price,
        protect=rule, channel=channel, origin={"VOICE": "voice", "MEDIA": "media"}.get(channel, "service"),
        message_type=request.get("MessageType") or (used and used.default_message_type) or origin.settings.message_type,
        expires=clock.now() + request.get("TimeToLive", DEFAULT_TIME_TO_LIVE),
        configuration_set=used.name if used else None, context=request.get("Context"),
        feedback="PENDING" if wants_feedback else None,
    )  # fmt: skip
    delivery.accept(state, message)
    return message.id


def _body(request: Json) -> str:
    return "\n".join([request.get("MessageBody") or "", *request.get("MediaUrls", [])]).strip()


def reply_text(state: State, settings: Origination, number: PhoneNumber, destination: str, body: str) -> None:
    """An automatic answer of the service: no quota, no opt-out list, no configuration set."""
    country = numbering.country(destination) or number.country
    encoding, count = parts.measure(body)
    message = Message(
        id=str(uuid.uuid4()), sender=number.number, destination=destination, country=country, body=body,
        encoding=encoding, parts=count, price=countries.price(country) * count, message_type=settings.message_type,
        expires=clock.now() + DEFAULT_TIME_TO_LIVE, configuration_set=None, origin="keyword",
    )  # fmt: skip
    delivery.accept(state, message)


def refuse_opted_out(state: State, source: Origination, destination: str) -> None:
    """:raises ServiceError: the destination is on the opt-out list of the number or pool."""
    if destination in state.opt_out_list(source.opt_out_list).numbers:
        raise errors.conflict(
            "DESTINATION_PHONE_NUMBER_OPTED_OUT",
            "Destination phone number is opted out",
            "opted-out-number",
            destination,
        )


def destination_of(text: str) -> tuple[str, str]:
    """The number and country of a destination. :raises ServiceError: AWS doesn't send there."""
    destination = "+" + text.lstrip("+")
    country = numbering.country(destination)
    if country is None:
        problem = ("DestinationPhoneNumber", "belongs to no country")
        raise errors.invalid("INVALID_PARAMETER", "The destination phone number is not valid", problem)
    if country in countries.NO_SMS:
        raise errors.invalid("DESTINATION_COUNTRY_BLOCKED", f"Messages to {country} are not supported")
    return destination, country


def _size(channel: str, body: str, country: str) -> Size:
    if channel == "MEDIA":
        return Size("", 1, countries.MEDIA_PRICE + countries.MEDIA_CARRIER_FEE)
    if channel == "VOICE":
        return Size("", 1, countries.VOICE_PRICE_PER_MINUTE)
    return text_size(body, country)


def text_size(body: str, country: str) -> Size:
    """Encoding, parts and price of a text. :raises ServiceError: it has too many parts."""
    encoding, count = parts.measure(body)
    if count > MOST_PARTS:
        raise errors.invalid("MAXIMUM_SIZE_EXCEEDED", f"The message has {count} parts; the most is {MOST_PARTS}")
    return Size(encoding, count, countries.price(country) * count)


def _refuse_price(most: str | None, size: Size) -> None:
    if most is not None and size.price > float(most):
        raise errors.invalid(
            "PRICE_OVER_THRESHOLD", f"The message costs {size.price:.5f} US dollars; MaxPrice is {most}"
        )


def refuse_spend(state: State, channel: str, price: float) -> None:
    """:raises ServiceError: the monthly limit that was set for a channel would be passed."""
    limit = state.spend_overrides.get(channel)
    spent = sum(message.price for message in state.messages.values() if message.channel == channel)
    if limit is not None and price + spent > limit:
        raise errors.quota_exceeded(
            f"MONTHLY_SPEND_LIMIT_REACHED_FOR_{channel}", f"The monthly spend limit of {limit} is reached"
        )


def _refuse_more_calls(state: State, destination: str) -> None:
    since = clock.now() - 24 * 3600
    calls = [each for each in state.messages.values() if each.channel == "VOICE" and each.destination == destination]
    if sum(each.requested > since for each in calls) >= MOST_CALLS_A_DAY:
        raise errors.quota_exceeded(
            "DAILY_DESTINATION_CALL_LIMIT", f"{destination} had {MOST_CALLS_A_DAY} calls in 24 hours"
        )
