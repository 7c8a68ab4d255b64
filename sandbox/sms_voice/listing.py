"""What all Describe and List operations share: chosen items, filters, pages."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from sandbox.sms_voice import errors

Json = dict[str, Any]
T = TypeVar("T")

PAGE = 100


def filtered(items: Sequence[T], request: Json, values: Mapping[str, Callable[[T], Any]]) -> list[T]:
    """The items that fit every filter of the request; ``values`` gives an item's value (or values) for a filter."""
    chosen = list(items)
    for wanted in request.get("Filters") or []:
        value_of = values[wanted["Name"]]
        chosen = [item for item in chosen if _texts(value_of(item)) & set(wanted["Values"])]
    return chosen


def _texts(value: Any) -> set[str]:
    values = value if isinstance(value, list | set | tuple) else [value]
    return {str(item).lower() if isinstance(item, bool) else str(item) for item in values if item is not None}


def page(member: str, items: Sequence[Any], request: Json) -> Json:
    """One page of a response, with NextToken when there is more.

    :raises ServiceError: NextToken is not one that this service gave.
    """
    start = _start(request.get("NextToken"), len(items))
    end = start + int(request.get("MaxResults") or PAGE)
    response: Json = {member: list(items[start:end])}
    if end < len(items):
        response["NextToken"] = base64.urlsafe_b64encode(f"from {end}".encode()).decode()
    return response


def _start(token: str | None, count: int) -> int:
    if token is None:
        return 0
    try:
        word, number = base64.urlsafe_b64decode(token).decode().split()
        if word == "from" and 0 < int(number) <= count:
            return int(number)
    except ValueError:
        pass
    raise errors.invalid("INVALID_NEXT_TOKEN", "NextToken is not valid", ("NextToken", "is not one of this operation"))
