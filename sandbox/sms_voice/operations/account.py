"""What an account is, has and may spend."""

from __future__ import annotations

from typing import Any

from sandbox.sms_voice import errors, listing, quotas
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.state import State

Json = dict[str, Any]

MOST_SPEND = 1_000
_CHANNELS = ("TEXT", "VOICE", "MEDIA", "NOTIFY", "RCS")


@operation("DescribeAccountAttributes")
def describe_account_attributes(state: State, request: Json) -> Json:
    """The account is out of AWS's own SMS sandbox: it may text anybody."""
    attributes = [{"Name": "ACCOUNT_TIER", "Value": "PRODUCTION"}]
    default = next((each.id for each in state.protect_configurations.values() if each.account_default), None)
    if default:
        attributes.append({"Name": "DEFAULT_PROTECT_CONFIGURATION_ID", "Value": default})
    return listing.page("AccountAttributes", attributes, request)


@operation("DescribeAccountLimits")
def describe_account_limits(state: State, request: Json) -> Json:
    """How many resources there are and may be."""
    used = {
        "PHONE_NUMBERS": len(state.phone_numbers),
        "POOLS": len(state.pools),
        "CONFIGURATION_SETS": len(state.configuration_sets),
        "OPT_OUT_LISTS": len(state.opt_out_lists),
        "SENDER_IDS": len(state.sender_ids),
        "REGISTRATIONS": len(state.registrations),
        "REGISTRATION_ATTACHMENTS": len(state.attachments),
        "VERIFIED_DESTINATION_NUMBERS": len(state.verified_numbers),
    }
    limits = [{"Name": name, "Used": used[name], "Max": most} for name, most in quotas.LIMITS.items() if name in used]
    return listing.page("AccountLimits", limits, request)


@operation("DescribeSpendLimits")
def describe_spend_limits(state: State, request: Json) -> Json:
    """The monthly limits in US dollars; one that is overridden is enforced."""
    limits = []
    for channel in _CHANNELS:
        override = state.spend_overrides.get(channel)
        limits.append(
            {
                "Name": f"{channel}_MESSAGE_MONTHLY_SPEND_LIMIT",
                "EnforcedLimit": MOST_SPEND if override is None else override,
                "MaxLimit": MOST_SPEND,
                "Overridden": override is not None,
            }
        )
    return listing.page("SpendLimits", limits, request)


def _add_overrides(channel: str) -> None:
    name = channel.title()

    @operation(f"Set{name}MessageSpendLimitOverride")
    def set_override(state: State, request: Json) -> Json:
        limit = request["MonthlyLimit"]
        if limit > MOST_SPEND:
            message = f"the limit is {limit} US dollars; the account's most is {MOST_SPEND}"
            raise errors.invalid("REQUESTED_SPEND_LIMIT_HIGHER_THAN_SERVICE_LIMIT", message)
        state.spend_overrides[channel] = limit
        return {"MonthlyLimit": limit}

    @operation(f"Delete{name}MessageSpendLimitOverride")
    def delete_override(state: State, _request: Json) -> Json:
        return {"MonthlyLimit": state.spend_overrides.pop(channel, MOST_SPEND)}


for _channel in _CHANNELS:
    _add_overrides(_channel)
