"""``Custom::MessageSpendLimitOverride``: what the account may spend a month on one kind of message, in US dollars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .setting import Setting


def _read(client: Any, properties: Mapping[str, Any]) -> int | None:
    name = f"{properties['Channel']}_MESSAGE_MONTHLY_SPEND_LIMIT"
    pages = client.get_paginator("describe_spend_limits").paginate()
    for limit in pages.search("SpendLimits[]"):
        if limit["Name"] == name and limit["Overridden"]:
            return int(limit["EnforcedLimit"])
    return None


def _write(client: Any, properties: Mapping[str, Any], value: int | None, _current: int | None) -> None:
    operation = f"{properties['Channel'].lower()}_message_spend_limit_override"
    if value is None:
        getattr(client, f"delete_{operation}")()
    else:
        getattr(client, f"set_{operation}")(MonthlyLimit=value)


SETTING = Setting(key=("Channel",), wanted=lambda properties: int(properties["MonthlyLimit"]), read=_read, write=_write)
