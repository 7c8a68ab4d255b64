"""Endpoints of Amazon Pinpoint as rows of an import: what they prove, and what is left out and why. Pure.

What is wrong with an endpoint never costs its opt-out: that is taken over from any endpoint whose address is a number,
also from one that an :class:`~cdk_messaging.opt_in.EndpointConsentStore` had opted out and others opted in again.
An opt-in needs its proof: channel SMS, active, the time of the opt-in and the words that were agreed to.

``OptOut`` is all that an endpoint says of consent. ``ALL`` is an opt-out, or, where sign-ups were kept as endpoints
that had not confirmed yet, one that never was confirmed: the two can be told apart only by the time of an opt-in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from ..runtime.consent import State
from ..runtime.endpoints import STATE_ATTRIBUTE
from ..runtime.numbers import E164
from .reading import OWN_ATTRIBUTES
from .vendor_rows import Action, Reading, Refused, Row, accept

OPT_IN_TIMES = ("Attributes.OptInTimestamp", "User.UserAttributes.OptInTimestamp")
"""Where pipelines that keep consents in endpoints write the time of an opt-in."""
SKIPPED = "skipped"

_SMS, _VOICE = "SMS", "VOICE"
_OUT, _IN = "ALL", "NONE"
_LAST_UPDATE = "EffectiveDate"
_OWN_STATE = f"Attributes.{STATE_ATTRIBUTE}"
_CUSTOM = ("User.UserAttributes", "Attributes")  # the endpoint's own say wins
_USER_ID = "User.UserId"
_EVIDENCE = {"endpoint": "Id", "project": "ApplicationId"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointReading:
    """How endpoints are read. Paths are as in files that Pinpoint imports: ``Attributes.FirstName``.

    :param reading: of times, and the consent text of those that have none of their own.
    :param opt_in_times: paths of the time of an opt-in; the first that is there counts.
    :param text: path of the words that were agreed to. Default: - the text of ``reading``
    :param kinds: of texts that were agreed to. Default: - transactional
    :param fields: path by field of the profile. Default: - all attributes of endpoint and user, and the user's id
    :param without_fields: whether no profile is taken over.
    :param skip_never_opted_in: whether an endpoint with ``OptOut`` ``ALL`` and no time of an opt-in is one that never
        confirmed, and is left out. Default: - it is an opt-out
    """

    reading: Reading
    opt_in_times: Sequence[str] = OPT_IN_TIMES
    text: str | None = None
    kinds: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    without_fields: bool = False
    skip_never_opted_in: bool = False


def row_of(position: int, endpoint: Mapping[str, Any] | str, how: EndpointReading, now: datetime) -> Row | Refused:
    """What an endpoint comes to.

    :param endpoint: or what is wrong with the line.
    """
    if isinstance(endpoint, str):
        return Refused(position=position, number="", reason=endpoint, why="unreadable")
    number, channel = value_at(endpoint, "Address"), value_at(endpoint, "ChannelType")
    opted_out = _is_opted_out(endpoint)
    if channel not in (_SMS, _VOICE) and not (opted_out and E164.fullmatch(number)):
        reason = f"the channel is {channel or 'not named'}, which has no consent to texts"
        return Refused(position=position, number="", reason=reason, why="not SMS or VOICE", result=SKIPPED)
    opted_in_at = next((time for path in how.opt_in_times if (time := value_at(endpoint, path))), "")
    if opted_out:
        never_opted_in = not opted_in_at and not _was_opted_out(endpoint)
        return _opt_out(position, number, endpoint, how, now, never_opted_in=never_opted_in)
    why_not = _why_not(channel, endpoint)
    if why_not is not None:
        why, reason = why_not
        return Refused(position=position, number=number, reason=reason, why=why, result=SKIPPED)
    raw = {
        "number": number,
        "action": Action.OPT_IN.value,
        "time": opted_in_at,
        "text": value_at(endpoint, how.text) if how.text else "",
        "proof_url": "",
        "kinds": how.kinds,
    }
    row = accept(position, raw, how.reading, now)
    if isinstance(row, Refused):
        return row
    return replace(row, profile=_profile(endpoint, how), evidence=_evidence(endpoint))


def _opt_out(
    position: int,
    number: str,
    endpoint: Mapping[str, Any],
    how: EndpointReading,
    now: datetime,
    *,
    never_opted_in: bool,
) -> Row | Refused:
    if never_opted_in and how.skip_never_opted_in:
        reason = "OptOut is ALL and no opt-in is on record: the sign-up was never confirmed"
        return Refused(position=position, number=number, reason=reason, why="never opted in", result=SKIPPED)
    raw = dict.fromkeys(("text", "proof_url", "kinds"), "") | {"number": number, "action": Action.OPT_OUT.value}
    row = accept(position, raw | {"time": value_at(endpoint, _LAST_UPDATE)}, how.reading, now)
    if isinstance(row, Refused):  # a time that is not readable, or to come, must not cost the opt-out
        row = accept(position, raw | {"time": ""}, how.reading, now)
    return row if isinstance(row, Refused) else replace(row, evidence=_evidence(endpoint))


def _is_opted_out(endpoint: Mapping[str, Any]) -> bool:
    return value_at(endpoint, "OptOut").upper() == _OUT or _was_opted_out(endpoint)


def _was_opted_out(endpoint: Mapping[str, Any]) -> bool:
    """Whether it was, for an ``EndpointConsentStore``: by a ``NONE`` that others wrote since, nobody is opted in."""
    return value_at(endpoint, _OWN_STATE) == State.OPTED_OUT


def _why_not(channel: str, endpoint: Mapping[str, Any]) -> tuple[str, str] | None:
    """Why an endpoint that is not opted out is none that is opted in: in a word or two, and in words."""
    if value_at(endpoint, _OWN_STATE) == State.PENDING:
        return "never opted in", "ConsentState is PENDING: the sign-up was never confirmed"
    opt_out = value_at(endpoint, "OptOut")
    if opt_out != _IN:
        return "no opt-out state", f"OptOut is {opt_out or 'not there'}, which is neither ALL nor NONE"
    if channel == _VOICE:
        return "calls only", "who agreed to calls has not agreed to texts"
    if value_at(endpoint, "EndpointStatus") == "INACTIVE":
        return "inactive", "the endpoint is inactive: texts to it were not delivered, or another one took its address"
    return None


def value_at(endpoint: Mapping[str, Any], path: str) -> str:
    """What is at a path, as text; several values are put behind each other, and empty is what is not there.

    Names of attributes may hold dots themselves.
    """
    found: Any = endpoint
    rest = path
    while rest and isinstance(found, Mapping):
        if rest in found:
            found, rest = found[rest], ""
        else:
            name, _, rest = rest.partition(".")
            found = found.get(name) if rest else None
    return _text(found)


def _text(value: Any) -> str:
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    return str(value).strip()


def _evidence(endpoint: Mapping[str, Any]) -> dict[str, str]:
    return {name: value for name, path in _EVIDENCE.items() if (value := value_at(endpoint, path))}


def _profile(endpoint: Mapping[str, Any], how: EndpointReading) -> dict[str, str]:
    if how.without_fields:
        return {}
    named = how.fields.items() if how.fields else _all_fields(endpoint)
    found = {name: value_at(endpoint, path) for name, path in named}
    return {_own_name(name): value for name, value in found.items() if value}


def _all_fields(endpoint: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "UserId", _USER_ID
    for path in _CUSTOM:
        found: Any = endpoint
        for name in path.split("."):
            found = found.get(name) if isinstance(found, Mapping) else None
        for name in found if isinstance(found, Mapping) else ():
            yield name, f"{path}.{name}"


def _own_name(name: str) -> str:
    """Names that the table has for itself are not for a profile."""
    return f"endpoint_{name}" if name in OWN_ATTRIBUTES else name
