"""The rules for one endpoint, whatever file it is in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from . import quotas, vocabulary
from .finding import Problem, error, warning

Endpoint = Mapping[str, Any]

_PHONE = re.compile(r"\+?[1-9]\d{4,14}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_PHONE_CHANNELS = frozenset({"SMS", "VOICE"})


def problems_of(endpoint: Endpoint) -> Iterator[Problem]:
    """What is wrong with an endpoint by itself.

    :param endpoint: as in a JSON file: custom attributes have lists of texts, metrics are numbers
    """
    yield from _members(endpoint)
    yield from _presence(endpoint)
    yield from _address(endpoint)
    yield from _custom(endpoint)
    text = json.dumps(endpoint, ensure_ascii=False, separators=(",", ":"))
    if _HALF_CHARACTER.search(text) is not None:
        yield error("encoding", "the endpoint has half a character: an escape such as \\ud800 alone")
    size = len(text.encode(errors="replace"))
    if size > quotas.MOST_ENDPOINT_BYTES:
        yield error("endpoint-size", f"the endpoint has {size:,} bytes; the most is {quotas.MOST_ENDPOINT_BYTES:,}")
    elif size > quotas.SAFE_ENDPOINT_BYTES:
        yield warning("endpoint-size", f"the endpoint has {size:,} bytes, and 15 KB may mean 15,000")


def custom_names(endpoint: Endpoint) -> Iterator[str]:
    """Names of its custom attributes, which count for the whole project: ``Attributes.Interests``."""
    for path, attributes in _attributes(endpoint):
        for name in attributes:
            yield f"{path}.{name}"


def _attributes(endpoint: Endpoint) -> Iterator[tuple[str, Mapping[str, Any]]]:
    user = endpoint.get("User")
    for path, found in (
        ("Attributes", endpoint.get("Attributes")),
        ("Metrics", endpoint.get("Metrics")),
        ("User.UserAttributes", user.get("UserAttributes") if isinstance(user, Mapping) else None),
    ):
        if isinstance(found, Mapping):
            yield path, found


# -- members


def _members(endpoint: Endpoint) -> Iterator[Problem]:
    for name, value in endpoint.items():
        if name in vocabulary.TEXTS:
            if not isinstance(value, str):
                yield error("type", f"{name} is no text")
        elif name in vocabulary.GROUPS:
            yield from _group(name, value)
        elif name in vocabulary.NOT_IMPORTED:
            yield warning("not-imported", f"{name} is not imported")
        elif name not in vocabulary.CUSTOM:
            yield error("unknown-member", f"{name!r} is no member of an endpoint")
        elif not isinstance(value, Mapping):
            yield error("type", f"{name} is no object")
    channel, opt_out = endpoint.get("ChannelType"), endpoint.get("OptOut")
    if isinstance(channel, str) and channel not in vocabulary.CHANNELS:
        yield error("channel-type", f"ChannelType is not one of {', '.join(sorted(vocabulary.CHANNELS))}")
    if isinstance(opt_out, str) and opt_out not in vocabulary.OPT_OUT:
        yield error("opt-out", "OptOut is neither ALL nor NONE")


def _group(name: str, group: Any) -> Iterator[Problem]:
    if not isinstance(group, Mapping):
        yield error("type", f"{name} is no object")
        return
    for member, value in group.items():
        path = f"{name}.{member}"
        if member not in vocabulary.GROUPS[name]:
            yield error("unknown-member", f"{path!r} is no member of an endpoint")
        elif member in vocabulary.NUMBERS:
            yield from _number(path, value, vocabulary.NUMBERS[member])
        elif member == "UserAttributes":
            if not isinstance(value, Mapping):
                yield error("type", f"{path} is no object")
        elif not isinstance(value, str):
            yield error("type", f"{path} is no text")
    country = group.get("Country") if name == "Location" else None
    if isinstance(country, str) and _COUNTRY.fullmatch(country) is None:
        yield error("country", "Location.Country is no code of two capital letters (ISO 3166-1 alpha-2)")


def _number(path: str, value: Any, most: float) -> Iterator[Problem]:
    if not _is_number(value):
        yield error("type", f"{path} is no number")
    elif not -most <= value <= most:
        yield error("range", f"{path} is not between -{most:g} and {most:g}")


def _is_number(value: Any) -> bool:
    """Python's reader of JSON takes NaN and Infinity as well, which JSON has not."""
    return not isinstance(value, bool) and (isinstance(value, int) or (isinstance(value, float) and isfinite(value)))


# -- what has to be there


def _presence(endpoint: Endpoint) -> Iterator[Problem]:
    given = [name for name in ("Address", "ChannelType") if endpoint.get(name)]
    if len(given) == 2:
        return
    if endpoint.get("Id"):
        yield warning("update-only", "without Address and ChannelType it only changes an endpoint that there is")
    elif given or not _user_id(endpoint):
        missing = [name for name in ("Address", "ChannelType") if name not in given]
        yield error("missing-member", f"{' and '.join(missing)} missing: a new endpoint needs both")


def _user_id(endpoint: Endpoint) -> Any:
    user = endpoint.get("User")
    return user.get("UserId") if isinstance(user, Mapping) else None


def _address(endpoint: Endpoint) -> Iterator[Problem]:
    address, channel = endpoint.get("Address"), endpoint.get("ChannelType")
    if not isinstance(address, str) or not address or not isinstance(channel, str):
        return
    if channel in _PHONE_CHANNELS:
        if _PHONE.fullmatch(address) is None:
            yield error("address", f"Address of {channel} is no phone number in E.164: + and 15 digits at most")
        elif not address.startswith("+"):
            yield warning("address", f"Address of {channel} lacks the + of E.164")
    elif channel == "EMAIL" and (address.count("@") != 1 or address.strip() != address):
        yield error("address", "Address of EMAIL is no e-mail address")


# -- custom attributes


def _custom(endpoint: Endpoint) -> Iterator[Problem]:
    count = 0
    for path, attributes in _attributes(endpoint):
        count += len(attributes)
        for name, value in attributes.items():
            if not 1 <= len(name) <= quotas.LONGEST_NAME:
                yield error(
                    "name-length", f"a name in {path} has {len(name)} characters: use 1 to {quotas.LONGEST_NAME}"
                )
            yield from _metric(path, name, value) if path == "Metrics" else _values(path, name, value)
    if count > quotas.MOST_NAMES:
        yield error("attributes", f"the endpoint has {count} custom attributes; the most is {quotas.MOST_NAMES}")


def _metric(path: str, name: str, value: Any) -> Iterator[Problem]:
    if not _is_number(value):
        yield error("type", f"{path}.{name} is no number")


def _values(path: str, name: str, values: Any) -> Iterator[Problem]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        yield error("type", f"{path}.{name} is no list of texts")
        return
    if len(values) > quotas.MOST_VALUES:
        yield error("values", f"{path}.{name} has {len(values)} values; the most is {quotas.MOST_VALUES}")
    longest = max(map(len, values), default=0)
    if longest > quotas.LONGEST_VALUE:
        yield error(
            "value-length", f"a value of {path}.{name} has {longest} characters; the most is {quotas.LONGEST_VALUE}"
        )
