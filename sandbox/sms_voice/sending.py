"""Sending a text: which identity it comes from, and everything that refuses it before it is accepted."""

from __future__ import annotations

import uuid
from typing import Any

from sandbox import numbering
from sandbox.clock import clock
from sandbox.sms_voice import countries, delivery, errors, parts, protection
from sandbox.sms_voice.state import ConfigurationSet, Message, Origination, PhoneNumber, Pool, State
from sandbox.sms_voice.throttle import throttle

Json = dict[str, Any]

DEFAULT_TIME_TO_LIVE = 72 * 3600
MOST_PARTS = 10
SHARED_ROUTE = "NOTICE"


def send_text(state: State, request: Json) -> Json:
    """SendTextMessage."""
    body = request.get("MessageBody")
    if body is None:
        raise errors.invalid("MISSING_PARAMETER", "MessageBody is required", ("MessageBody", "is required"))
    used = _configuration_set(state, request)
    destination, country = _destination(request["DestinationPhoneNumber"])
    source, number = choose(state, request.get("OriginationIdentity"), destination, country)
    refuse_opted_out(state, source, destination)
    rule = protection.check(state, used, request.get("ProtectConfigurationId"), destination, country)
    encoding, count = parts.measure(body)
    _refuse_size(count)
    price = countries.price(country) * count
    _refuse_price(request.get("MaxPrice"), price)
    _refuse_spend(state, price)
    if request.get("DryRun"):
        return {"MessageId": str(uuid.uuid4())}
    if number is not None:
        throttle.parts(state, number, count)
    message = Message(
        id=str(uuid.uuid4()), sender=number.number if number else SHARED_ROUTE, destination=destination,
        country=country, body=body, encoding=encoding, parts=count, price=price, protect=rule,
        message_type=request.get("MessageType") or (used and used.default_message_type) or source.message_type,
        expires=clock.now() + request.get("TimeToLive", DEFAULT_TIME_TO_LIVE),
        configuration_set=used.name if used else None, context=request.get("Context"),
        feedback="PENDING" if _wants_feedback(request, used) else None,
    )  # fmt: skip
    delivery.accept(state, message)
    return {"MessageId": message.id}


def _wants_feedback(request: Json, used: ConfigurationSet | None) -> bool:
    asked = request.get("MessageFeedbackEnabled")
    return bool(used and used.feedback) if asked is None else bool(asked)


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


def choose(
    state: State, reference: str | None, destination: str, country: str
) -> tuple[Origination, PhoneNumber | None]:
    """The settings that govern a send and the number it comes from, None for a shared route.

    :raises ServiceError: nothing that was named, or nothing in the account, may send to this destination.
    """
    if reference is None:
        for number in state.phone_numbers.values():
            if _refusal(number, destination, country) is None:
                return state.settings_of(number), number
        raise _nothing_found(country)
    source = _named(state, reference)
    if isinstance(source, Pool):
        return source, _from_pool(state, source, destination, country)
    refusal = _refusal(source, destination, country)
    if refusal is not None:
        raise refusal
    return state.settings_of(source), source


def _named(state: State, reference: str) -> PhoneNumber | Pool:
    try:
        return state.number_or_pool(reference)
    except errors.ServiceError:
        digits = reference.lstrip("+")
        if digits.isdigit() or any(word in reference for word in ("phone-", "pool-", "phone-number/", "pool/")):
            raise
        raise errors.not_found("sender-id", reference) from None


def _from_pool(state: State, pool: Pool, destination: str, country: str) -> PhoneNumber | None:
    for member in pool.members:
        if _refusal(state.phone_numbers[member], destination, country) is None:
            return state.phone_numbers[member]
    if pool.shared_routes:
        return None
    raise _nothing_found(country)


def _nothing_found(country: str) -> errors.ServiceError:
    return errors.conflict("NO_ORIGINATION_IDENTITIES_FOUND", f"No origination identity can send to {country}")


def _refusal(number: PhoneNumber, destination: str, country: str) -> errors.ServiceError | None:
    if "SMS" not in number.capabilities:
        return errors.invalid("INVALID_PARAMETER", f"{number.id} has no SMS capability")
    if (
        number.number_type == "SIMULATOR"
        and countries.SIMULATED_DESTINATIONS.get(destination, ("",))[0] != number.country
    ):
        return errors.invalid(
            "INVALID_IDENTITY_FOR_DESTINATION_COUNTRY",
            f"A simulator number sends only to the destination simulator numbers of {number.country}",
        )
    if number.country == country or number.international:
        return None
    if number.number_type == "TOLL_FREE":
        return errors.invalid(
            "INTERNATIONAL_SENDING_NOT_SUPPORTED", f"{number.id} is not enabled for international sending"
        )
    return errors.invalid("INVALID_IDENTITY_FOR_DESTINATION_COUNTRY", f"{number.id} cannot send to {country}")


def refuse_opted_out(state: State, source: Origination, destination: str) -> None:
    """:raises ServiceError: the destination is on the opt-out list of the number or pool."""
    if destination in state.opt_out_list(source.opt_out_list).numbers:
        raise errors.conflict(
            "DESTINATION_PHONE_NUMBER_OPTED_OUT",
            "Destination phone number is opted out",
            "opted-out-number",
            destination,
        )


def _configuration_set(state: State, request: Json) -> ConfigurationSet | None:
    name = request.get("ConfigurationSetName")
    return state.configuration_set(name) if name else None


def _destination(text: str) -> tuple[str, str]:
    destination = "+" + text.lstrip("+")
    country = numbering.country(destination)
    if country is None:
        problem = ("DestinationPhoneNumber", "belongs to no country")
        raise errors.invalid("INVALID_PARAMETER", "The destination phone number is not valid", problem)
    if country in countries.NO_SMS:
        raise errors.invalid("DESTINATION_COUNTRY_BLOCKED", f"Messages to {country} are not supported")
    return destination, country


def _refuse_size(count: int) -> None:
    if count > MOST_PARTS:
        raise errors.invalid("MAXIMUM_SIZE_EXCEEDED", f"The message has {count} parts; the most is {MOST_PARTS}")


def _refuse_price(most: str | None, price: float) -> None:
    if most is not None and price > float(most):
        raise errors.invalid("PRICE_OVER_THRESHOLD", f"The message costs {price:.5f} US dollars; MaxPrice is {most}")


def _refuse_spend(state: State, price: float) -> None:
    limit = state.text_spend_override
    if limit is not None and price + sum(message.price for message in state.messages.values()) > limit:
        raise errors.quota_exceeded(
            "MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT", f"The monthly spend limit of {limit} is reached"
        )
