"""Numbers that an account in the sandbox may text."""

from __future__ import annotations

from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_smsvoice as smsvoice
from constructs import Construct

from ..access.arns import SmsVoiceResource, sms_voice_arn, sms_voice_resource_name
from ..checks import check_pattern
from .quotas import Quota, count
from .regions import REGISTRATION_REGIONS, warn_of_region
from .resource import SmsVoiceConstruct


class IVerifiedDestinationNumber(SmsVoiceConstruct):
    """A verified destination number, created or imported."""

    _id: str

    @property
    def verified_destination_number_id(self) -> str:
        """Id of the entry."""
        return self._id

    @property
    def verified_destination_number_arn(self) -> str:
        """ARN of the entry."""
        return self._arn

    def grant_verify(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow entering the code that was sent to this number.

        Sending it is ``grant_send_verification_code``, because that action belongs to the sender.
        """
        return self.grant(grantee, "sms-voice:VerifyDestinationNumber")

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow looking up whether the number is verified."""
        return self.grant(grantee, "sms-voice:DescribeVerifiedDestinationNumbers")


class VerifiedDestinationNumber(IVerifiedDestinationNumber):
    """A number that may be texted while the account is in the service's own sandbox; at most ten.

    CloudFormation enters it; it stays PENDING until somebody has the code sent
    (``account.DestinationNumberVerificationCode``) and enters it (``python -m cdk_messaging.sms_voice verify-number``).
    The service deletes a
    number 24 hours after it was added at the earliest.

    :param destination_phone_number: the number, as E.164
    :param removal_policy: what happens to it when it leaves the stack. Default: - it is retained, because verifying
        it again needs the person who has the phone
    :raises InvalidArgument: if the number is not valid

    Source: AWS::SMSVOICE::VerifiedDestinationNumber and
    https://docs.aws.amazon.com/sms-voice/latest/userguide/verify-destination-phone-number.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        destination_phone_number: str,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
    ) -> None:
        super().__init__(scope, construct_id)
        check_pattern(
            "destination_phone_number",
            destination_phone_number,
            r"\+[1-9][0-9]{1,14}",
            "E.164, for example '+12065550100'",
        )
        warn_of_region(self, "VerifiedDestinationNumber", REGISTRATION_REGIONS)
        count(self, Quota.VERIFIED_DESTINATION_NUMBERS)
        self.resource: Final = smsvoice.CfnVerifiedDestinationNumber(
            self, "Resource", destination_phone_number=destination_phone_number
        )
        self.resource.apply_removal_policy(removal_policy)
        self.destination_phone_number: Final = destination_phone_number
        self._id = self.resource.attr_verified_destination_number_id
        self._arn = self.resource.attr_verified_destination_number_arn
        cdk.Annotations.of(self).add_warning_v2(
            "cdk_messaging:VerifiedDestinationNumber.pending",
            "the number stays PENDING and can't be texted until its code is entered, which CloudFormation can't do: "
            "let account.DestinationNumberVerificationCode send it, and enter it with "
            "python -m cdk_messaging.sms_voice verify-number",
        )

    @property
    def status(self) -> str:
        """PENDING, VERIFIED or UNSUPPORTED, as it was when CloudFormation last looked."""
        return self.resource.attr_status

    @classmethod
    def from_verified_destination_number_id(
        cls, scope: Construct, construct_id: str, verified_destination_number_id: str
    ) -> IVerifiedDestinationNumber:
        """Import a number of this account and Region by its id."""
        arn = sms_voice_arn(scope, SmsVoiceResource.VERIFIED_DESTINATION_NUMBER, verified_destination_number_id)
        return _Imported(scope, construct_id, identity=verified_destination_number_id, arn=arn)

    @classmethod
    def from_verified_destination_number_arn(
        cls, scope: Construct, construct_id: str, verified_destination_number_arn: str
    ) -> IVerifiedDestinationNumber:
        """Import a number by its ARN.

        :raises InvalidArgument: if it is the ARN of something else
        """
        identity = sms_voice_resource_name(
            scope, SmsVoiceResource.VERIFIED_DESTINATION_NUMBER, verified_destination_number_arn
        )
        return _Imported(scope, construct_id, identity=identity, arn=verified_destination_number_arn)


class _Imported(IVerifiedDestinationNumber):
    def __init__(self, scope: Construct, construct_id: str, *, identity: str, arn: str) -> None:
        super().__init__(scope, construct_id)
        self._id = identity
        self._arn = arn
