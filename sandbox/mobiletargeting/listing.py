"""Lists in pages: every list operation of the service has a page size and a token."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sandbox.mobiletargeting import errors

Json = dict[str, Any]

DEFAULT_PAGE = 100


def page(items: Sequence[Any], request: Json) -> Json:
    """The members ``Item`` and ``NextToken`` of a list response."""
    try:
        size, start = int(request.get("PageSize", DEFAULT_PAGE)), int(request.get("Token", 0))
    except ValueError:
        raise errors.bad_request("page-size and token must be numbers") from None
    if size < 1:
        raise errors.bad_request(f"page-size is {size}; the least is 1")
    shown: Json = {"Item": list(items[start : start + size])}
    if start + size < len(items):
        shown["NextToken"] = str(start + size)
    return shown
