"""Notify configurations, and the countries and templates that they can have.

https://docs.aws.amazon.com/sms-voice/latest/userguide/notify-configurations.html
"""

from __future__ import annotations

import uuid
from typing import Any

from sandbox.sms_voice import arns, errors, listing, quotas, views
from sandbox.sms_voice.notify_data import BASIC_COUNTRIES, TEMPLATES
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.resources import NotifyConfiguration
from sandbox.sms_voice.state import State, find

Json = dict[str, Any]

UNSET_TEMPLATE, UNSET_POOL = "UNSET_DEFAULT_TEMPLATE", "UNSET_DEFAULT_POOL_FOR_NOTIFY"
NAMED = arns.of("notify-configuration", "NotifyConfigurationId")
_CHANNELS = ["SMS", "VOICE"]
_FILTERS: dict[str, Any] = {
    "display-name": lambda found: found.display_name,
    "enabled-countries": lambda found: found.countries or [],
    "enabled-channels": lambda found: found.channels,
    "default-template": lambda found: found.template_id,
    "default-pool": lambda found: found.pool_id,
    "use-case": lambda found: found.use_case,
    "status": lambda _found: "ACTIVE",
    "deletion-protection-enabled": lambda found: found.deletion_protection,
    "tier-upgrade-status": lambda _found: "BASIC",
}
_TEMPLATE_FILTERS: dict[str, Any] = {
    "template-type": lambda template: template["TemplateType"],
    "channels": lambda template: template["Channels"],
    "tier-access": lambda template: template["TierAccess"],
    "supported-countries": lambda template: template["SupportedCountries"],
    "language-code": lambda template: template["LanguageCode"],
    "supported-voice-ids": lambda template: template.get("SupportedVoiceIds", []),
}


def notify_configuration(state: State, request: Json) -> NotifyConfiguration:
    """The configuration that a request names. :raises ServiceError: there is none."""
    return find(state.notify_configurations, request["NotifyConfigurationId"], "notify-configuration")


@operation("CreateNotifyConfiguration")
def create_notify_configuration(state: State, request: Json) -> Json:
    """A new configuration of the basic tier; nobody reviews its name, so it is ACTIVE at once."""
    quotas.check(len(state.notify_configurations), "NOTIFY_CONFIGURATIONS")
    made = f"nc-{uuid.uuid4().hex[:17]}"
    found = NotifyConfiguration(
        id=made, arn=state.arn(f"notify-configuration/{made}"), display_name=request["DisplayName"],
        use_case=request["UseCase"], channels=[], tags=views.tag_map(request.get("Tags")),
        deletion_protection=request.get("DeletionProtectionEnabled", False),
    )  # fmt: skip
    _apply(state, found, request)
    state.notify_configurations[made] = found
    return _view(found) | {"Tags": views.tag_list(found)}


@operation("UpdateNotifyConfiguration", resources=NAMED)
def update_notify_configuration(state: State, request: Json) -> Json:
    """Changes what can change."""
    found = notify_configuration(state, request)
    _apply(state, found, request)
    found.deletion_protection = request.get("DeletionProtectionEnabled", found.deletion_protection)
    return _view(found)


def _apply(state: State, found: NotifyConfiguration, request: Json) -> None:
    template, pool = request.get("DefaultTemplateId"), request.get("PoolId")
    if template and template != UNSET_TEMPLATE and template not in TEMPLATES:
        raise errors.not_found("notify-template", template)
    wrong = [country for country in request.get("EnabledCountries") or [] if country not in BASIC_COUNTRIES]
    if wrong:
        problem = ("EnabledCountries", "are not of the basic tier")
        raise errors.invalid("COUNTRY_NOT_ENABLED", f"{', '.join(wrong)} need the advanced tier", problem)
    channels = request.get("EnabledChannels", found.channels)
    if any(channel not in _CHANNELS for channel in channels):
        raise errors.invalid("INVALID_PARAMETER", "the channels are SMS and VOICE", ("EnabledChannels", "are not all"))
    if pool:
        found.pool_id = None if pool == UNSET_POOL else state.pool(pool).id
    if template:
        found.template_id = None if template == UNSET_TEMPLATE else template
    found.channels = list(channels)
    if "EnabledCountries" in request:
        found.countries = list(request["EnabledCountries"]) or None


@operation("DescribeNotifyConfigurations", resources=arns.of_each("notify-configuration", "NotifyConfigurationIds"))
def describe_notify_configurations(state: State, request: Json) -> Json:
    """The account's, or those that were named."""
    named = request.get("NotifyConfigurationIds")
    found = (
        [find(state.notify_configurations, each, "notify-configuration") for each in named]
        if named
        else list(state.notify_configurations.values())
    )
    shown = [_view(each) for each in listing.filtered(found, request, _FILTERS)]
    return listing.page("NotifyConfigurations", shown, request)


@operation("DeleteNotifyConfiguration", resources=NAMED)
def delete_notify_configuration(state: State, request: Json) -> Json:
    """Deletes a configuration that isn't protected."""
    found = notify_configuration(state, request)
    if found.deletion_protection:
        message = f"Deletion protection is enabled for {found.id}"
        raise errors.conflict("DELETION_PROTECTION_ENABLED", message, "notify-configuration", found.id)
    del state.notify_configurations[found.id]
    return _view(found)


@operation("DescribeNotifyTemplates")
def describe_notify_templates(_state: State, request: Json) -> Json:
    """The one template of the sandbox."""
    named = request.get("TemplateIds")
    unknown = next((each for each in named or [] if each not in TEMPLATES), None)
    if unknown is not None:
        raise errors.not_found("notify-template", unknown)
    chosen = [TEMPLATES[each] for each in named] if named else list(TEMPLATES.values())
    return listing.page("NotifyTemplates", listing.filtered(chosen, request, _TEMPLATE_FILTERS), request)


@operation("ListNotifyCountries")
def list_notify_countries(_state: State, request: Json) -> Json:
    """The countries of the basic tier, which both tiers have."""
    wanted = request.get("Channels") or _CHANNELS
    shown = [
        {
            "IsoCountryCode": code,
            "CountryName": name,
            "SupportedChannels": _CHANNELS,
            "SupportedUseCases": ["CODE_VERIFICATION"],
            "SupportedTiers": ["BASIC", "ADVANCED"],
            "CustomerOwnedIdentityRequired": False,
        }
        for code, name in BASIC_COUNTRIES.items()
        if set(wanted) & set(_CHANNELS)
    ]
    return listing.page("NotifyCountries", shown, request)


def _view(found: NotifyConfiguration) -> Json:
    members = {
        "NotifyConfigurationArn": found.arn,
        "NotifyConfigurationId": found.id,
        "DisplayName": found.display_name,
        "UseCase": found.use_case,
        "DefaultTemplateId": found.template_id,
        "PoolId": found.pool_id,
        "EnabledCountries": found.countries,
        "EnabledChannels": found.channels,
        "Tier": "BASIC",
        "TierUpgradeStatus": "BASIC",
        "Status": "ACTIVE",
        "DeletionProtectionEnabled": found.deletion_protection,
        "CreatedTimestamp": found.created,
    }
    return {name: value for name, value in members.items() if value is not None}
