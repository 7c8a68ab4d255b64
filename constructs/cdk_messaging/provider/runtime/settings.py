"""The settings of an account that the provider knows, by their resource types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from . import (
    configuration_set,
    opt_outs,
    origination,
    pinpoint_journeys,
    pinpoint_recommenders,
    pinpoint_templates,
    protection,
    registration,
    spend_limit,
    voice,
)
from .setting import Outcome, Setting

EARLIER = "Custom::EarlierSetting"
SETTINGS: Mapping[str, Setting] = {
    "Custom::AccountDefaultProtectConfiguration": protection.DEFAULT,
    "Custom::DefaultMessageFeedback": configuration_set.FEEDBACK,
    "Custom::DefaultMessageType": configuration_set.MESSAGE_TYPE,
    "Custom::EventDestination": configuration_set.EVENT_DESTINATION,
    "Custom::Keyword": origination.KEYWORD,
    "Custom::MessageSpendLimitOverride": spend_limit.SETTING,
    "Custom::OriginationIdentityAssociation": origination.ASSOCIATION,
    "Custom::OriginationOptOutList": opt_outs.OPT_OUT_LIST,
    "Custom::ProtectConfigurationRuleSetNumberOverride": protection.NUMBER_OVERRIDE,
    "Custom::RegistrationFieldValue": registration.FIELD_VALUE,
    "Custom::SelfManagedOptOuts": opt_outs.SELF_MANAGED_OPT_OUTS,
    "Custom::TwoWay": origination.TWO_WAY,
    "Custom::VoiceConfigurationSet": voice.CONFIGURATION_SET,
    **pinpoint_journeys.SETTINGS,
    **pinpoint_recommenders.SETTINGS,
    **pinpoint_templates.SETTINGS,
}


def remember(event: Mapping[str, Any]) -> Outcome:
    """Look at what is set before a setting changes it."""
    resource_type = event["ResourceProperties"]["Setting"]
    return SETTINGS[resource_type].remember(resource_type, event)


RESOURCES: Mapping[str, Callable[[Mapping[str, Any]], Outcome]] = {
    EARLIER: remember,
    **{resource_type: setting.serve for resource_type, setting in SETTINGS.items()},
}
