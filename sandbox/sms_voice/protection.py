"""Protect configurations: which one applies to a send, and what it says."""

from __future__ import annotations

from typing import Any

from sandbox.clock import clock
from sandbox.sms_voice import errors
from sandbox.sms_voice.state import ConfigurationSet, ProtectConfiguration, State

Json = dict[str, Any]

ALLOW, BLOCK, MONITOR, FILTER = "ALLOW", "BLOCK", "MONITOR", "FILTER"
_CAPABILITIES = {"TEXT": "SMS", "MEDIA": "MMS", "VOICE": "VOICE"}


def applying(state: State, used: ConfigurationSet | None, named: str | None) -> ProtectConfiguration | None:
    """The one of the request, else of the configuration set, else the account's default."""
    if named:
        return state.protect_configuration(named)
    if used is not None and used.protect_id:
        return state.protect_configuration(used.protect_id)
    return next((each for each in state.protect_configurations.values() if each.account_default), None)


def check(
    state: State, used: ConfigurationSet | None, named: str | None, destination: str, country: str, *,
    channel: str = "TEXT",
) -> Json | None:  # fmt: skip
    """What the message's events say of the rule that applied, None when none did.

    :raises ServiceError: the country or the number is blocked.
    """
    rules = applying(state, used, named)
    if rules is None:
        return None
    override = rules.overrides.get(destination)
    if override is not None and (override.expires is None or override.expires > clock.now()):
        if override.action == BLOCK:
            raise errors.conflict(
                "DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE",
                "The destination phone number is blocked by an override of the protect configuration",
                "protect-configuration", rules.id,
            )  # fmt: skip
        return {"protectConfigurationId": rules.id, "protectStatus": ALLOW}
    status = rules.rules.get(_CAPABILITIES[channel], {}).get(country, ALLOW)
    if status == BLOCK:
        raise errors.conflict(
            "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION",
            f"The destination country {country} is blocked by the protect configuration",
            "protect-configuration", rules.id,
        )  # fmt: skip
    return {"protectConfigurationId": rules.id, "protectStatus": status}
