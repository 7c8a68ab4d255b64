"""Who acts on opt-outs of a number or pool, and where they are kept: ``Custom::SelfManagedOptOuts`` and
``Custom::OriginationOptOutList``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .origination import described, update
from .setting import Setting

Properties = Mapping[str, Any]

_KEY = ("PhoneNumberId", "PoolId")
_DEFAULT_LIST = "Default"


def _write_self_managed(client: Any, properties: Properties, value: bool | None, _current: Any) -> None:  # noqa: FBT001
    update(client, properties, SelfManagedOptOutsEnabled=bool(value))


def _write_list(client: Any, properties: Properties, value: str | None, _current: Any) -> None:
    # Every number has a list; one whose earlier list is gone gets the account's own.
    update(client, properties, OptOutListName=_DEFAULT_LIST if value is None else value)


SELF_MANAGED_OPT_OUTS = Setting(
    key=_KEY,
    wanted=lambda properties: properties["SelfManagedOptOutsEnabled"] == "true",
    read=lambda client, properties: bool(described(client, properties)["SelfManagedOptOutsEnabled"]),
    write=_write_self_managed,
)
OPT_OUT_LIST = Setting(
    key=_KEY,
    wanted=lambda properties: str(properties["OptOutListName"]),
    read=lambda client, properties: str(described(client, properties)["OptOutListName"]),
    write=_write_list,
)
