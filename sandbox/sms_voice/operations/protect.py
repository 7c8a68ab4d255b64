"""Protect configurations: country rules, overrides, and what they are associated with."""

from __future__ import annotations

from typing import Any

from sandbox import numbering
from sandbox.sms_voice import arns, errors, listing, quotas, views
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.state import ConfigurationSet, Override, ProtectConfiguration, State, new_id

Json = dict[str, Any]

_NAMED = arns.of("protect-configuration", "ProtectConfigurationId")
_FILTERS: dict[str, Any] = {
    "account-default": lambda found: found.account_default,
    "deletion-protection-enabled": lambda found: found.deletion_protection,
}


def _both(state: State, request: Json) -> list[str]:
    configuration_set = arns.of("configuration-set", "ConfigurationSetName")(state, request)
    return [*_NAMED(state, request), *configuration_set]


@operation("CreateProtectConfiguration")
def create_protect_configuration(state: State, request: Json) -> Json:
    """A new one that allows every country."""
    quotas.check(len(state.protect_configurations), "PROTECT_CONFIGURATIONS")
    made = new_id("protect")
    state.protect_configurations[made] = ProtectConfiguration(
        id=made, arn=state.arn(f"protect-configuration/{made}"), tags=views.tag_map(request.get("Tags")),
        deletion_protection=request.get("DeletionProtectionEnabled", False),
    )  # fmt: skip
    found = state.protect_configurations[made]
    return views.protect_configuration(found) | {"Tags": views.tag_list(found)}


@operation("DescribeProtectConfigurations", resources=arns.of_each("protect-configuration", "ProtectConfigurationIds"))
def describe_protect_configurations(state: State, request: Json) -> Json:
    """The account's, or those that were named."""
    named = request.get("ProtectConfigurationIds")
    found = (
        [state.protect_configuration(each) for each in named] if named else list(state.protect_configurations.values())
    )
    shown = [views.protect_configuration(each) for each in listing.filtered(found, request, _FILTERS)]
    return listing.page("ProtectConfigurations", shown, request)


@operation("UpdateProtectConfiguration", resources=_NAMED)
def update_protect_configuration(state: State, request: Json) -> Json:
    """Switches deletion protection."""
    found = state.protect_configuration(request["ProtectConfigurationId"])
    found.deletion_protection = request.get("DeletionProtectionEnabled", found.deletion_protection)
    return views.protect_configuration(found)


@operation("DeleteProtectConfiguration", resources=_NAMED)
def delete_protect_configuration(state: State, request: Json) -> Json:
    """Deletes one that nothing uses."""
    found = state.protect_configuration(request["ProtectConfigurationId"])
    reason = ""
    if found.deletion_protection:
        reason = "DELETION_PROTECTION_ENABLED"
    elif found.account_default:
        reason = "PROTECT_CONFIGURATION_IS_ACCOUNT_DEFAULT"
    elif any(each.protect_id == found.id for each in state.configuration_sets.values()):
        reason = "PROTECT_CONFIGURATION_ASSOCIATED_WITH_CONFIGURATION_SET"
    if reason:
        raise errors.conflict(reason, f"{found.id} cannot be deleted: {reason}", "protect-configuration", found.id)
    del state.protect_configurations[found.id]
    return views.protect_configuration(found)


@operation("UpdateProtectConfigurationCountryRuleSet", resources=_NAMED)
def update_protect_configuration_country_rule_set(state: State, request: Json) -> Json:
    """Changes the rules of the countries that are named."""
    found, capability = state.protect_configuration(request["ProtectConfigurationId"]), request["NumberCapability"]
    updates = {country: rule["ProtectStatus"] for country, rule in request["CountryRuleSetUpdates"].items()}
    found.rules.setdefault(capability, {}).update(updates)
    return _rules(found, capability, updates)


@operation("GetProtectConfigurationCountryRuleSet", resources=_NAMED)
def get_protect_configuration_country_rule_set(state: State, request: Json) -> Json:
    """The rules that were set; every other country is allowed."""
    found, capability = state.protect_configuration(request["ProtectConfigurationId"]), request["NumberCapability"]
    return _rules(found, capability, found.rules.get(capability, {}))


def _rules(found: ProtectConfiguration, capability: str, rules: dict[str, str]) -> Json:
    shown = {country: {"ProtectStatus": status} for country, status in sorted(rules.items())}
    return _identity(found) | {"NumberCapability": capability, "CountryRuleSet": shown}


@operation("AssociateProtectConfiguration", resources=_both)
def associate_protect_configuration(state: State, request: Json) -> Json:
    """Makes it the configuration set's; it replaces what the set had."""
    found = state.protect_configuration(request["ProtectConfigurationId"])
    used = state.configuration_set(request["ConfigurationSetName"])
    used.protect_id = found.id
    return _association(found, used)


@operation("DisassociateProtectConfiguration", resources=_both)
def disassociate_protect_configuration(state: State, request: Json) -> Json:
    """Takes it from a configuration set."""
    found = state.protect_configuration(request["ProtectConfigurationId"])
    used = state.configuration_set(request["ConfigurationSetName"])
    if used.protect_id != found.id:
        reason = "PROTECT_CONFIGURATION_NOT_ASSOCIATED_WITH_CONFIGURATION_SET"
        raise errors.conflict(
            reason, f"{found.id} is not associated with {used.name}", "protect-configuration", found.id
        )
    used.protect_id = None
    return _association(found, used)


def _association(found: ProtectConfiguration, used: ConfigurationSet) -> Json:
    return {"ConfigurationSetArn": used.arn, "ConfigurationSetName": used.name, **_identity(found)}


@operation("SetAccountDefaultProtectConfiguration", resources=_NAMED)
def set_account_default_protect_configuration(state: State, request: Json) -> Json:
    """Makes it the account's default."""
    found = state.protect_configuration(request["ProtectConfigurationId"])
    for each in state.protect_configurations.values():
        each.account_default = each is found
    return _default(found)


@operation("DeleteAccountDefaultProtectConfiguration")
def delete_account_default_protect_configuration(state: State, _request: Json) -> Json:
    """The account has no default any more."""
    found = next((each for each in state.protect_configurations.values() if each.account_default), None)
    if found is None:
        raise errors.not_found("protect-configuration", "account default")
    found.account_default = False
    return _default(found)


def _default(found: ProtectConfiguration) -> Json:
    return {"DefaultProtectConfigurationArn": found.arn, "DefaultProtectConfigurationId": found.id}


@operation("PutProtectConfigurationRuleSetNumberOverride", resources=_NAMED)
def put_override(state: State, request: Json) -> Json:
    """A rule for one number, before all country rules."""
    found = state.protect_configuration(request["ProtectConfigurationId"])
    number = "+" + request["DestinationPhoneNumber"].lstrip("+")
    found.overrides[number] = Override(
        number, request["Action"], numbering.country(number), request.get("ExpirationTimestamp")
    )
    return _identity(found) | _override(found.overrides[number])


@operation("DeleteProtectConfigurationRuleSetNumberOverride", resources=_NAMED)
def delete_override(state: State, request: Json) -> Json:
    """Removes a number's rule."""
    found = state.protect_configuration(request["ProtectConfigurationId"])
    number = "+" + request["DestinationPhoneNumber"].lstrip("+")
    if number not in found.overrides:
        raise errors.not_found("protect-configuration", number)
    return _identity(found) | _override(found.overrides.pop(number))


def _override(override: Override) -> Json:
    members = {
        "DestinationPhoneNumber": override.number,
        "CreatedTimestamp": override.created,
        "Action": override.action,
        "IsoCountryCode": override.country,
        "ExpirationTimestamp": override.expires,
    }
    return {name: value for name, value in members.items() if value is not None}


@operation("ListProtectConfigurationRuleSetNumberOverrides", resources=_NAMED)
def list_overrides(state: State, request: Json) -> Json:
    """All numbers that have a rule of their own."""
    if request.get("Filters"):
        raise errors.not_emulated("a filter of ListProtectConfigurationRuleSetNumberOverrides")
    found = state.protect_configuration(request["ProtectConfigurationId"])
    shown = [_override(each) for each in found.overrides.values()]
    return _identity(found) | listing.page("RuleSetNumberOverrides", shown, request)


def _identity(found: ProtectConfiguration) -> Json:
    return {"ProtectConfigurationArn": found.arn, "ProtectConfigurationId": found.id}
