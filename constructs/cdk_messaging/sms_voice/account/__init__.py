"""What CloudFormation has no type for, by the library's custom-resource provider; put back when the stack goes."""

from __future__ import annotations

from .account_default_protect_configuration import AccountDefaultProtectConfiguration
from .configuration_set_defaults import DefaultMessageFeedback, DefaultMessageType, MessageType
from .imported_event_destination import ImportedSetEventDestination
from .imported_origination import ImportedKeywords, ImportedTwoWay, OriginationIdentityAssociation
from .message_spend_limit_override import MessageSpendLimitOverride, SpendLimitChannel
from .number_override import NumberOverrideAction, ProtectConfigurationRuleSetNumberOverride
from .opted_out_numbers import OptedOutNumbers
from .registration_association import RegistrationAssociation
from .registration_field_values import RegistrationFieldValues
from .requested_phone_number import RequestedPhoneNumber
from .setting import AccountSetting

__all__ = [
    "AccountDefaultProtectConfiguration",
    "AccountSetting",
    "DefaultMessageFeedback",
    "DefaultMessageType",
    "ImportedKeywords",
    "ImportedSetEventDestination",
    "ImportedTwoWay",
    "MessageSpendLimitOverride",
    "MessageType",
    "NumberOverrideAction",
    "OptedOutNumbers",
    "OriginationIdentityAssociation",
    "ProtectConfigurationRuleSetNumberOverride",
    "RegistrationAssociation",
    "RegistrationFieldValues",
    "RequestedPhoneNumber",
    "SpendLimitChannel",
]
