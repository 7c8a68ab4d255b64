"""ARNs of AWS End User Messaging SMS and Voice resources, for every partition.

Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsendusermessagingsmsandvoicev2.html
"""

from __future__ import annotations

from enum import StrEnum

import aws_cdk as cdk
from constructs import IConstruct

from ..checks import is_known
from ..errors import InvalidArgument


class SmsVoiceResource(StrEnum):
    """Kinds of resources, as they stand in an ARN."""

    CONFIGURATION_SET = "configuration-set"
    MESSAGE = "message"
    NOTIFY_CONFIGURATION = "notify-configuration"
    OPT_OUT_LIST = "opt-out-list"
    PHONE_NUMBER = "phone-number"
    POOL = "pool"
    PROTECT_CONFIGURATION = "protect-configuration"
    RCS_AGENT = "rcs-agent"
    REGISTRATION = "registration"
    REGISTRATION_ATTACHMENT = "registration-attachment"
    SENDER_ID = "sender-id"
    VERIFIED_DESTINATION_NUMBER = "verified-destination-number"


def sms_voice_arn(scope: IConstruct, kind: SmsVoiceResource, name: str) -> str:
    """Format the ARN of a resource in the account and Region of the scope's stack.

    :param scope: construct whose stack gives partition, Region and account
    :param kind: kind of the resource
    :param name: its name or id; for a sender ID ``<sender ID>/<country>``; ``*`` for all
    """
    return cdk.Stack.of(scope).format_arn(service="sms-voice", resource=kind.value, resource_name=name)


def any_sms_voice_arn(scope: IConstruct) -> str:
    """Format the pattern that matches every resource of the service in the stack's account and Region."""
    return cdk.Stack.of(scope).format_arn(service="sms-voice", resource="*", arn_format=cdk.ArnFormat.NO_RESOURCE_NAME)


def sms_voice_resource_name(scope: IConstruct, kind: SmsVoiceResource, arn: str) -> str:
    """Take the name or id out of an ARN.

    :param scope: construct whose stack splits the ARN when it is a token
    :param kind: kind that the ARN must have
    :param arn: ARN of a resource
    :raises InvalidArgument: if it isn't the ARN of such a resource
    """
    if is_known(arn):
        parts = arn.split(":", 5)
        if len(parts) != 6 or parts[2] != "sms-voice" or not parts[5].startswith(f"{kind}/"):
            raise InvalidArgument(
                f"arn {arn!r} is not the arn of a {kind}: "
                f"use arn:<partition>:sms-voice:<region>:<account>:{kind}/<name>"
            )
        return parts[5].removeprefix(f"{kind}/")
    split = cdk.Stack.of(scope).split_arn(arn, cdk.ArnFormat.SLASH_RESOURCE_NAME)
    return str(split.resource_name)
