"""Gives each endpoint of a campaign to code of yours, and returns what it makes of them."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from . import logs
from .answers import filter_answer
from .endpoint import Endpoint
from .events import FilterEvent, read_filter_event

Customize = Callable[[Endpoint, FilterEvent], "Endpoint | None"]


def handler(event: object, _context: object) -> dict[str, Any]:
    """Filter with ``customize`` of the module ``customization``; see ``SegmentFilter``."""
    return filtered(event, import_module("customization").customize)


def filtered(event: object, customize: Customize) -> dict[str, Any]:
    """The answer to an event.

    :param customize: gets an endpoint and the event, returns the endpoint to send to, or None
    :raises InvalidEvent: it is no event of a campaign
    :raises ValueError: another endpoint came back than was given
    """
    read = read_filter_event(event)
    kept = [found for each in read.endpoints.values() if (found := _customized(each, read, customize)) is not None]
    logs.done("filter_segment", read, endpoints=len(read.endpoints), kept=len(kept))
    return filter_answer(kept)


def _customized(endpoint: Endpoint, event: FilterEvent, customize: Customize) -> Endpoint | None:
    found = customize(endpoint, event)
    if found is not None and found.id != endpoint.id:
        raise ValueError("customize returned another endpoint than it was given: the service refuses unknown ids")
    return found
