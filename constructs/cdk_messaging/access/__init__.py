"""Who may do what: trust in AWS services, and the ARNs that permissions name."""

from __future__ import annotations

from .arns import SmsVoiceResource, any_sms_voice_arn, sms_voice_arn, sms_voice_resource_name
from .data_key import DataKey
from .pinpoint_arns import pinpoint_arn
from .topic_access import allow_publish
from .trust import (
    SERVICE_TRUSTS,
    ServiceTrust,
    log_encryption_principal,
    pinpoint_invocation_principal,
    service_principal,
)

__all__ = [
    "SERVICE_TRUSTS",
    "DataKey",
    "ServiceTrust",
    "SmsVoiceResource",
    "allow_publish",
    "any_sms_voice_arn",
    "log_encryption_principal",
    "pinpoint_arn",
    "pinpoint_invocation_principal",
    "service_principal",
    "sms_voice_arn",
    "sms_voice_resource_name",
]
