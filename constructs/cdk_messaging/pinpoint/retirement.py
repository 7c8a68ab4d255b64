"""What of Amazon Pinpoint has ended, what lives on, and what takes the place of the rest.

The engagement half of the service (endpoints, segments, campaigns, journeys, templates, analytics, event streams) ended
on 2026-10-30. SMS, voice, push, one-time passwords and number validation live on as AWS End User Messaging, through
the same APIs.

Source: https://docs.aws.amazon.com/pinpoint/latest/userguide/migrate.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import aws_cdk as cdk
from constructs import Construct

from ..acknowledge import acknowledge
from ..provider.runtime import pinpoint_retirement
from .regions import check_place

ENDED_ON = pinpoint_retirement.ENDED_ON
"""The day on which AWS ended the engagement half of Amazon Pinpoint."""

CONNECT = pinpoint_retirement.CONNECT
PROFILES = pinpoint_retirement.PROFILES
CONSENT_TABLE = pinpoint_retirement.CONSENT_TABLE
SES = "Amazon SES"
KINESIS = "Amazon Kinesis, written to by your application"
EVENT_DESTINATION = "an event destination of a sms_voice.ConfigurationSet"


@dataclass(frozen=True)
class Retirement:
    """What became of one CloudFormation type.

    :param retired: whether it ended; a new one is refused, or does nothing
    :param replacement: what to use instead; for a type that lives on, what to prefer, if anything
    """

    retired: bool
    replacement: str | None


def _living(preferred: str | None = None) -> Retirement:
    return Retirement(retired=False, replacement=preferred)


def _retired(replacement: str) -> Retirement:
    return Retirement(retired=True, replacement=replacement)


CLOUDFORMATION_TYPES: Mapping[str, Retirement] = {
    "AWS::Pinpoint::ADMChannel": _living(),
    "AWS::Pinpoint::APNSChannel": _living(),
    "AWS::Pinpoint::APNSSandboxChannel": _living(),
    "AWS::Pinpoint::APNSVoipChannel": _living(),
    "AWS::Pinpoint::APNSVoipSandboxChannel": _living(),
    "AWS::Pinpoint::App": _living(),
    "AWS::Pinpoint::ApplicationSettings": _retired(f"the settings of {CONNECT}"),
    "AWS::Pinpoint::BaiduChannel": _living(),
    "AWS::Pinpoint::Campaign": _retired(CONNECT),
    "AWS::Pinpoint::EmailChannel": _retired(SES),
    "AWS::Pinpoint::EmailTemplate": _retired(f"templates of {SES}"),
    "AWS::Pinpoint::EventStream": _retired(EVENT_DESTINATION),
    "AWS::Pinpoint::GCMChannel": _living(),
    "AWS::Pinpoint::InAppTemplate": _retired("messages that your application shows by itself"),
    "AWS::Pinpoint::PushTemplate": _retired("texts that your application sends with SendMessages"),
    "AWS::Pinpoint::SMSChannel": _living("sms_voice.PhoneNumber and sms_voice.Pool"),
    "AWS::Pinpoint::Segment": _retired(f"segments of {PROFILES}"),
    "AWS::Pinpoint::SmsTemplate": _retired("texts that your application sends with SendTextMessage"),
    "AWS::Pinpoint::VoiceChannel": _living("sms_voice.PhoneNumber and sms_voice.Pool"),
    "AWS::PinpointEmail::ConfigurationSet": _retired("AWS::SES::ConfigurationSet"),
    "AWS::PinpointEmail::ConfigurationSetEventDestination": _retired("AWS::SES::ConfigurationSetEventDestination"),
    "AWS::PinpointEmail::DedicatedIpPool": _retired("AWS::SES::DedicatedIpPool"),
    "AWS::PinpointEmail::Identity": _retired("AWS::SES::EmailIdentity"),
}
"""Every CloudFormation type of Amazon Pinpoint, and what became of it.

That push channels, the project and the SMS and voice channels live on, and the rest does not, is what AWS says of the
APIs; it has not published a list by CloudFormation type.
"""


CUSTOM_RESOURCES: Mapping[str, Retirement] = {
    resource_type: _retired(replacement) for resource_type, replacement in pinpoint_retirement.REPLACEMENTS.items()
}
"""What this library makes of Amazon Pinpoint where CloudFormation has no type, and what became of it."""


def acknowledge_shutdown(scope: Construct) -> None:
    """Silence the CDK's own finding that the service shuts down, for a type that AWS says lives on.

    The CDK and cfn-lint mark every type of Amazon Pinpoint alike, by the service's name.

    :param scope: the construct, with its resources in it
    :raises InvalidArgument: if the stack's Region is known and hasn't what the construct needs
    """
    check_place(scope)
    acknowledge(scope, {_SHUTDOWN: "AWS keeps this part of Amazon Pinpoint, as AWS End User Messaging."})


def warn_retired(scope: Construct, name: str, replacement: str) -> None:
    """Add the one warning of a construct for what has ended.

    Its id is ``cdk_messaging:pinpoint.<name>.retired``; acknowledge it on the app once to silence it everywhere. It
    takes the place of the CDK's own finding, which names no replacement.

    :param scope: the construct
    :param name: name of its class
    :param replacement: what to use instead
    :raises InvalidArgument: if the stack's Region is known and hasn't what the construct needs
    """
    check_place(scope)
    acknowledge(scope, {_SHUTDOWN: "The warning of this construct says so, with what to use instead."})
    cdk.Annotations.of(scope).add_warning_v2(
        f"cdk_messaging:pinpoint.{name}.retired",
        f"Amazon Pinpoint ended this on {ENDED_ON}, and AWS refuses to create it: use {replacement}. "
        "It is here to read, change and remove what exists.",
    )


_SHUTDOWN = "CloudFormation-Validate::W3696"
