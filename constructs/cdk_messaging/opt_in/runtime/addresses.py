"""How many sign-ups come from one address. Pure.

A home or a mobile phone has an IPv6 /64 at least to itself (RFC 6177, RFC 7278), so that one counts as one address.
"""

from __future__ import annotations

import ipaddress
import math
from datetime import datetime, timedelta

from .velocity import Counter, counter

_IPV6_PREFIX = 64


def counted_as(address: str) -> str:
    """The address that an address counts as: itself, the IPv4 address within it, or its /64.

    :param address: as text.
    :raises ValueError: it is none.
    """
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is None:
            return str(ipaddress.ip_network((int(found), _IPV6_PREFIX), strict=False))
        found = found.ipv4_mapped
    return str(found)


def of_address(address: str, *, at: datetime, window: timedelta, limit: int) -> Counter | None:
    """Where a sign-up from an address counts; None when addresses are not counted, or it is not known.

    :param address: as text, or empty.
    """
    if limit == 0 or not address:
        return None
    return counter(f"ADDRESS#{counted_as(address)}", at=at, window=window, limit=limit)


def seconds_left(counted: Counter, now: datetime) -> int:
    """Whole seconds until counting begins anew, at least one."""
    return max(1, math.ceil((counted.since + counted.window - now).total_seconds()))
