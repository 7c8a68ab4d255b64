"""What a message comes from: a number, a sender ID, or a route that AWS shares among its customers."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.sms_voice import countries, errors
from sandbox.sms_voice.state import ConfigurationSet, Origination, PhoneNumber, Pool, State
from sandbox.sms_voice.throttle import SENDER_ID_RATE, SHARED_RATE, rate_of

SHARED_ROUTE = "NOTICE"
_CAPABILITIES = {"TEXT": "SMS", "MEDIA": "MMS", "VOICE": "VOICE"}


@dataclass(frozen=True)
class Origin:
    """The settings that govern a send, what the recipient sees, and how fast it may send."""

    settings: Origination
    shown: str
    key: str
    rate: float


def choose(
    state: State, reference: str | None, destination: str, country: str, *, channel: str = "TEXT",
    used: ConfigurationSet | None = None,
) -> Origin:  # fmt: skip
    """What a send to a destination comes from.

    :raises ServiceError: nothing that was named, or nothing in the account, may send there
    """
    if reference is None:
        return _any(state, destination, country, channel, used)
    named = _sender_id(state, reference, country) if channel == "TEXT" else None
    if named is not None:
        return named
    source = _named(state, reference)
    if isinstance(source, Pool):
        return _from_pool(state, source, destination, country, channel)
    refusal = _refusal(source, destination, country, channel)
    if refusal is not None:
        raise refusal
    return _number(state.settings_of(source), source, channel)


def _any(state: State, destination: str, country: str, channel: str, used: ConfigurationSet | None) -> Origin:
    default = used.default_sender_id if used is not None else None
    if default is not None and f"{default}/{country}" in state.sender_ids:
        return _shown(state, f"{default}/{country}")
    for number in state.phone_numbers.values():
        if _refusal(number, destination, country, channel) is None:
            return _number(state.settings_of(number), number, channel)
    raise _nothing_found(country)


def _sender_id(state: State, reference: str, country: str) -> Origin | None:
    """The sender ID that a name or ARN means, in the destination's country."""
    name, _, of = (reference.split("sender-id/", 1)[-1] if "sender-id/" in reference else reference).partition("/")
    own = [each for each in state.sender_ids.values() if each.sender_id == name]
    if not own:
        return None
    if country not in {each.country for each in own} or (of and of != country):
        raise errors.invalid("INVALID_IDENTITY_FOR_DESTINATION_COUNTRY", f"{name} cannot send to {country}")
    return _shown(state, f"{name}/{country}")


def _shown(state: State, key: str) -> Origin:
    found = state.sender_ids[key]
    return Origin(found.settings(), found.sender_id, found.arn, SENDER_ID_RATE)


def _number(settings: Origination, number: PhoneNumber, channel: str) -> Origin:
    return Origin(settings, number.number, f"{number.id} {channel}", rate_of(number, channel))


def _named(state: State, reference: str) -> PhoneNumber | Pool:
    try:
        return state.number_or_pool(reference)
    except errors.ServiceError:
        digits = reference.lstrip("+")
        if digits.isdigit() or any(word in reference for word in ("phone-", "pool-", "phone-number/", "pool/")):
            raise
        raise errors.not_found("sender-id", reference) from None


def _from_pool(state: State, pool: Pool, destination: str, country: str, channel: str) -> Origin:
    for member in pool.members:
        if _refusal(state.phone_numbers[member], destination, country, channel) is None:
            return _number(pool, state.phone_numbers[member], channel)
    if channel == "TEXT":
        for found in state.sender_ids.values():
            if found.arn in pool.others and found.country == country:
                return Origin(pool, found.sender_id, found.arn, SENDER_ID_RATE)
        if pool.shared_routes:
            return Origin(pool, SHARED_ROUTE, f"{pool.id} shared", SHARED_RATE)
    raise _nothing_found(country)


def _nothing_found(country: str) -> errors.ServiceError:
    return errors.conflict("NO_ORIGINATION_IDENTITIES_FOUND", f"No origination identity can send to {country}")


def _refusal(number: PhoneNumber, destination: str, country: str, channel: str) -> errors.ServiceError | None:
    if _CAPABILITIES[channel] not in number.capabilities:
        reason = "VOICE_CAPABILITY_NOT_AVAILABLE" if channel == "VOICE" else "INVALID_PARAMETER"
        return errors.invalid(reason, f"{number.id} has no {_CAPABILITIES[channel]} capability")
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
