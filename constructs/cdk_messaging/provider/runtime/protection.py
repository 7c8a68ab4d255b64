"""Protect configurations: ``Custom::AccountDefaultProtectConfiguration`` and
``Custom::ProtectConfigurationRuleSetNumberOverride``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from .setting import Setting

Properties = Mapping[str, Any]


def _read_default(client: Any, _properties: Properties) -> str | None:
    pages = client.get_paginator("describe_account_attributes").paginate()
    for attribute in pages.search("AccountAttributes[]"):
        if attribute["Name"] == "DEFAULT_PROTECT_CONFIGURATION_ID":
            return str(attribute["Value"])
    return None


def _write_default(client: Any, _properties: Properties, value: str | None, _current: str | None) -> None:
    if value is None:
        client.delete_account_default_protect_configuration()
    else:
        client.set_account_default_protect_configuration(ProtectConfigurationId=value)


def _wanted_override(properties: Properties) -> dict[str, Any]:
    expires = properties.get("Expires")
    return {"action": properties["Action"], "expires": None if expires is None else int(expires)}


def _read_override(client: Any, properties: Properties) -> dict[str, Any] | None:
    number = properties["DestinationPhoneNumber"]
    pages = client.get_paginator("list_protect_configuration_rule_set_number_overrides").paginate(
        ProtectConfigurationId=properties["ProtectConfigurationId"]
    )
    for override in pages.search("RuleSetNumberOverrides[]"):
        if override["DestinationPhoneNumber"] == number:
            expires = override.get("ExpirationTimestamp")
            return {"action": override["Action"], "expires": None if expires is None else int(expires.timestamp())}
    return None


def _write_override(client: Any, properties: Properties, value: dict[str, Any] | None, _current: Any) -> None:
    named = {name: properties[name] for name in ("ProtectConfigurationId", "DestinationPhoneNumber")}
    expires = None if value is None or value["expires"] is None else datetime.fromtimestamp(value["expires"], UTC)
    over = expires is not None and expires <= datetime.now(UTC)
    if value is None or over:
        client.delete_protect_configuration_rule_set_number_override(**named)
        return
    until = {} if expires is None else {"ExpirationTimestamp": expires}
    client.put_protect_configuration_rule_set_number_override(**named, Action=value["action"], **until)


DEFAULT = Setting(
    key=(),
    wanted=lambda properties: str(properties["ProtectConfigurationId"]),
    read=_read_default,
    write=_write_default,
)
NUMBER_OVERRIDE = Setting(
    key=("ProtectConfigurationId", "DestinationPhoneNumber"),
    wanted=_wanted_override,
    read=_read_override,
    write=_write_override,
)
