"""Forms that carriers and regulators want before a number or sender ID may send."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_smsvoice as smsvoice
from constructs import Construct

from ..access.arns import SmsVoiceResource, sms_voice_arn, sms_voice_resource_name
from ..checks import check_pattern
from ..errors import InvalidArgument
from .number_rules import NumberType
from .phone_number import PhoneNumber
from .quotas import Quota, count
from .regions import REGISTRATION_REGIONS, warn_of_region
from .resource import SmsVoiceConstruct

_READ = (
    "sms-voice:DescribeRegistrationFieldValues",
    "sms-voice:DescribeRegistrationVersions",
    "sms-voice:DescribeRegistrations",
    "sms-voice:ListRegistrationAssociations",
)
_FILL_IN = (
    "sms-voice:CreateRegistrationVersion",
    "sms-voice:DeleteRegistrationFieldValue",
    "sms-voice:DiscardRegistrationVersion",
    "sms-voice:PutRegistrationFieldValue",
    "sms-voice:SubmitRegistrationVersion",
)


class RegistrationType(StrEnum):
    """Registration types that public code and AWS's pages name. The whole list only the API has
    (``DescribeRegistrationTypeDefinitions``), so any other name can be given as text.

    Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/registrations.html
    """

    US_TEN_DLC_BRAND_REGISTRATION = "US_TEN_DLC_BRAND_REGISTRATION"
    US_TEN_DLC_BRAND_VETTING = "US_TEN_DLC_BRAND_VETTING"
    US_TEN_DLC_CAMPAIGN_REGISTRATION = "US_TEN_DLC_CAMPAIGN_REGISTRATION"
    US_TOLL_FREE_REGISTRATION = "US_TOLL_FREE_REGISTRATION"


_NUMBERS = {
    RegistrationType.US_TEN_DLC_CAMPAIGN_REGISTRATION: NumberType.TEN_DLC,
    RegistrationType.US_TOLL_FREE_REGISTRATION: NumberType.TOLL_FREE,
}


class IRegistration(SmsVoiceConstruct):
    """A registration, created or imported."""

    _id: str
    _type: str | None = None

    @property
    def registration_id(self) -> str:
        """Id of the registration, ``registration-`` and 32 hexadecimal digits."""
        return self._id

    @property
    def registration_arn(self) -> str:
        """ARN of the registration."""
        return self._arn

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow looking up its status, versions, values and associations."""
        return self.grant(grantee, *_READ)

    def grant_fill_in(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow entering values, and submitting, discarding and beginning versions. What is submitted goes to
        carriers, and may cost."""
        return self.grant(grantee, *_FILL_IN)

    def grant_associate(self, grantee: iam.IGrantable, *resources: SmsVoiceConstruct) -> iam.Grant:
        """Allow associating the registration with numbers, RCS agents or other registrations, which needs the
        permission on both.

        :param resources: what it may be associated with
        :raises InvalidArgument: if a number of this app is of a type that this registration isn't for
        """
        for resource in resources:
            _check_number(self._type, resource)
        return iam.Grant.add_to_principal(
            grantee=grantee,
            actions=["sms-voice:CreateRegistrationAssociation"],
            resource_arns=[self._arn, *(resource.grantable_arn for resource in resources)],
        )


class Registration(IRegistration):
    """A registration, empty: CloudFormation makes it, and can't fill it in, submit it or associate it.

    :param registration_type: what is registered, a ``RegistrationType`` or any other that the API lists
    :param removal_policy: what happens to it when it leaves the stack. Default: - it is retained, because approval
        takes weeks
    :raises InvalidArgument: if the type can't be one

    Source: AWS::SMSVOICE::Registration
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        registration_type: RegistrationType | str,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
    ) -> None:
        super().__init__(scope, construct_id)
        check_pattern(
            "registration_type",
            str(registration_type),
            "[A-Za-z0-9_]{1,64}",
            "1 to 64 letters, digits and _, for example RegistrationType.US_TOLL_FREE_REGISTRATION",
        )
        warn_of_region(self, "Registration", REGISTRATION_REGIONS)
        count(self, Quota.REGISTRATIONS)
        self.resource: Final = smsvoice.CfnRegistration(self, "Resource", registration_type=str(registration_type))
        self.resource.apply_removal_policy(removal_policy)
        self._id = self.resource.attr_registration_id
        self._arn = self.resource.attr_registration_arn
        self._type = str(registration_type)
        cdk.Annotations.of(self).add_warning_v2(
            "cdk_messaging:Registration.empty",
            "CloudFormation makes an empty registration: fill it in and submit it with "
            "account.RegistrationFieldValues, associate it with account.RegistrationAssociation, or use the console, "
            "see https://docs.aws.amazon.com/sms-voice/latest/userguide/registrations.html",
        )

    @property
    def registration_status(self) -> str:
        """CREATED, SUBMITTED, ... COMPLETE, as it was when CloudFormation last looked."""
        return self.resource.attr_registration_status

    @classmethod
    def from_registration_id(cls, scope: Construct, construct_id: str, registration_id: str) -> IRegistration:
        """Import a registration of this account and Region by its id."""
        arn = sms_voice_arn(scope, SmsVoiceResource.REGISTRATION, registration_id)
        return _Imported(scope, construct_id, identity=registration_id, arn=arn)

    @classmethod
    def from_registration_arn(cls, scope: Construct, construct_id: str, registration_arn: str) -> IRegistration:
        """Import a registration by its ARN.

        :raises InvalidArgument: if it is the ARN of something else
        """
        identity = sms_voice_resource_name(scope, SmsVoiceResource.REGISTRATION, registration_arn)
        return _Imported(scope, construct_id, identity=identity, arn=registration_arn)


def _check_number(registration_type: str | None, resource: SmsVoiceConstruct) -> None:
    wanted = next((number for known, number in _NUMBERS.items() if known == registration_type), None)
    if wanted is not None and isinstance(resource, PhoneNumber) and resource.number_type is not wanted:
        raise InvalidArgument(
            f"phone number {resource.node.path!r} is {resource.number_type}, but a {registration_type} is for "
            f"{wanted} numbers: give a number of that type, or another registration"
        )


class _Imported(IRegistration):
    def __init__(self, scope: Construct, construct_id: str, *, identity: str, arn: str) -> None:
        super().__init__(scope, construct_id)
        self._id = identity
        self._arn = arn
