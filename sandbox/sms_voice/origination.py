"""Changing what numbers and pools have in common."""

from __future__ import annotations

from typing import Any

from sandbox.sms_voice import errors
from sandbox.sms_voice.countries import TWO_WAY
from sandbox.sms_voice.state import Origination, PhoneNumber, Pool, State

Json = dict[str, Any]


def update(state: State, settings: Origination, request: Json) -> None:
    """Applies the members that UpdatePhoneNumber and UpdatePool share.

    :raises ServiceError: they contradict each other or the country; nothing is changed then.
    """
    two_way = request.get("TwoWayEnabled", settings.two_way)
    channel = request.get("TwoWayChannelArn", settings.two_way_channel)
    self_managed = request.get("SelfManagedOptOutsEnabled", settings.self_managed_opt_outs)
    opt_out_list = state.opt_out_list(request.get("OptOutListName", settings.opt_out_list)).name
    if two_way and not channel:
        raise errors.invalid("TWO_WAY_CHANNEL_NOT_PRESENT", "TwoWayChannelArn is required when two-way is enabled")
    if two_way:
        _refuse_countries_without_two_way(state, settings)
    if self_managed and not two_way:
        raise errors.invalid("TWO_WAY_NOT_ENABLED", "self-managed opt-outs need two-way messaging to be enabled")
    settings.two_way, settings.two_way_channel = two_way, channel
    settings.two_way_role = request.get("TwoWayChannelRole", settings.two_way_role)
    if not two_way:
        settings.two_way_channel = settings.two_way_role = None
    settings.self_managed_opt_outs, settings.opt_out_list = self_managed, opt_out_list
    settings.deletion_protection = request.get("DeletionProtectionEnabled", settings.deletion_protection)


def _refuse_countries_without_two_way(state: State, settings: Origination) -> None:
    members = [state.phone_numbers[member] for member in settings.members] if isinstance(settings, Pool) else [settings]
    for number in members:
        if isinstance(number, PhoneNumber) and number.country not in TWO_WAY:
            raise errors.invalid(
                "TWO_WAY_NOT_SUPPORTED_IN_COUNTRY", f"two-way SMS is not supported in {number.country}"
            )


def refuse_protected(settings: Origination, resource_type: str) -> None:
    """:raises ServiceError: deletion protection is on."""
    if settings.deletion_protection:
        raise errors.conflict(
            "DELETION_PROTECTION_ENABLED",
            f"Deletion protection is enabled for {settings.id}",
            resource_type,
            settings.id,
        )
