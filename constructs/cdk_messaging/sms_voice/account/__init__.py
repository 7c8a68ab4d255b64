"""What CloudFormation has no type for, by the library's custom-resource provider; put back when the stack goes."""

from __future__ import annotations

from .account_default_protect_configuration import AccountDefaultProtectConfiguration
from .configuration_set_defaults import DefaultMessageFeedback, DefaultMessageType, MessageType
from .destination_number_verification_code import DestinationNumberVerificationCode, VerificationChannel
from .imported_event_destination import ImportedSetEventDestination
from .imported_opt_outs import ImportedOptOutList, ImportedSelfManagedOptOuts
from .imported_origination import ImportedKeywords, ImportedTwoWay, OriginationIdentityAssociation
from .message_spend_limit_override import MessageSpendLimitOverride, SpendLimitChannel
from .number_override import NumberOverrideAction, ProtectConfigurationRuleSetNumberOverride
from .opted_out_numbers import OptedOutNumbers
from .registration_association import RegistrationAssociation
from .registration_field_values import RegistrationFieldValues
from .requested_phone_number import RequestedPhoneNumber
from .setting import AccountSetting
from .voice_configuration_set import VoiceConfigurationSet
from .voice_event_type import VoiceEventType

__all__ = [
    "AccountDefaultProtectConfiguration",
    "AccountSetting",
    "DefaultMessageFeedback",
    "DefaultMessageType",
    "DestinationNumberVerificationCode",
    "ImportedKeywords",
    "ImportedOptOutList",
    "ImportedSelfManagedOptOuts",
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
    "VerificationChannel",
    "VoiceConfigurationSet",
    "VoiceEventType",
]
