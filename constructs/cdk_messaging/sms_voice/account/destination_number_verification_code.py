"""The code that makes a destination number a verified one."""

from __future__ import annotations

from enum import StrEnum

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from ...acknowledge import acknowledge
from ...checks import check_member
from ...observability import LogOptions
from ..configuration_set import IConfigurationSet
from ..grants import grant_send_verification_code
from ..phone_number import IPhoneNumber
from ..pool import IPool
from ..sender_id import ISenderId
from ..verified_destination_number import IVerifiedDestinationNumber, VerifiedDestinationNumber
from .setting import claim, provider_of


class VerificationChannel(StrEnum):
    """How a code reaches a person."""

    TEXT = "TEXT"
    VOICE = "VOICE"


class DestinationNumberVerificationCode(Construct):
    """Has the service send its code to a number that is to be verified, when it is deployed.

    The person who has the phone reads it to whoever runs ``python -m cdk_messaging.sms_voice verify-number``, which
    enters it; the number is PENDING until then. A number that is verified is sent nothing. Each change of these
    arguments sends another code, also in a rollback, and AWS limits how many it sends in a day. Nothing is undone when
    this goes: a verified number stays verified.

    :param verified_destination_number: the number, created or imported
    :param channel: by SMS or by a call. Default: - by SMS
    :param language_code: language of the message, such as ``EN_US`` or ``DE_DE``. Default: - the service's own, English
    :param origination: what it is sent from. Default: - a number of AWS
    :param configuration_set: set whose event destinations learn of it. Default: - none
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if the channel isn't known, or the app has another one of these for the number

    Source:
    https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendDestinationNumberVerificationCode.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        verified_destination_number: IVerifiedDestinationNumber,
        channel: VerificationChannel = VerificationChannel.TEXT,
        language_code: str | None = None,
        origination: IPhoneNumber | IPool | ISenderId | None = None,
        configuration_set: IConfigurationSet | None = None,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        known = check_member("channel", channel, VerificationChannel)
        claim(self, f"the code of {verified_destination_number.node.path!r}")
        provider = provider_of(self, log_options)
        asked = {
            "LanguageCode": language_code,
            "OriginationIdentity": None if origination is None else origination.grantable_arn,
            "ConfigurationSetName": None if configuration_set is None else configuration_set.configuration_set_arn,
        }
        self._resource = provider.define(
            self,
            "Resource",
            resource_type="Custom::DestinationNumberVerificationCode",
            properties={
                "VerifiedDestinationNumberId": verified_destination_number.verified_destination_number_arn,
                "VerificationChannel": known.value,
                **{name: value for name, value in asked.items() if value is not None},
            },
            grants=(
                verified_destination_number.grant_read(provider.permissions),
                *_grants(provider.permissions, origination, configuration_set),
            ),
        )
        if isinstance(verified_destination_number, VerifiedDestinationNumber):
            cdk.Annotations.of(verified_destination_number).acknowledge_warning(
                "cdk_messaging:VerifiedDestinationNumber.pending", f"Its code is sent by {self.node.path}."
            )

    @property
    def resource(self) -> cdk.CustomResource:
        """The custom resource that has it sent."""
        return self._resource


def _grants(
    policy: iam.Policy,
    origination: IPhoneNumber | IPool | ISenderId | None,
    configuration_set: IConfigurationSet | None,
) -> list[iam.Grant]:
    """A call must be allowed on everything that it names; one that names nothing, on everything."""
    action = "sms-voice:SendDestinationNumberVerificationCode"
    given = [] if configuration_set is None else [configuration_set.grant(policy, action)]
    if origination is not None:
        given.append(grant_send_verification_code(policy, origination))
    if not given:
        acknowledge(policy, {"AwsSolutions-IAM5[Resource::*]": "A request that names no sender is about no resource."})
        given.append(grant_send_verification_code(policy))
    return given
