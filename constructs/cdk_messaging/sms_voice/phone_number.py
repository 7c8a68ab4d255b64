"""Numbers that send and receive messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_smsvoice as smsvoice
from constructs import Construct

from ..access import SmsVoiceResource, sms_voice_arn, sms_voice_resource_name
from ..errors import InvalidArgument
from .inbound import InboundSettings
from .keyword import Keyword, MandatoryKeywords
from .number_rules import NumberCapability, NumberType, check_number, check_two_way, receives_only
from .opt_out_list import IOptOutList
from .origination import Origination
from .protection import protects
from .quotas import Quota, count
from .two_way import TwoWay

_REGISTERED = (NumberType.TEN_DLC, NumberType.TOLL_FREE)


class IPhoneNumber(Origination):
    """A phone number, created or imported."""

    _id: str
    _number: str | None = None

    @property
    def phone_number_id(self) -> str:
        """Id of the number, ``phone-`` and 32 hexadecimal digits."""
        return self._id

    @property
    def phone_number_arn(self) -> str:
        """ARN of the number."""
        return self._arn

    @property
    def phone_number(self) -> str:
        """The number itself, as E.164 (``+12065550100``) or a short code.

        :raises InvalidArgument: if the number was imported without it
        """
        if self._number is None:
            raise InvalidArgument(
                f"phone number {self.node.path!r} was imported without the number itself: "
                "import it with PhoneNumber.from_phone_number_attributes(..., phone_number=...)"
            )
        return self._number

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow looking up the number's settings."""
        return self.grant(grantee, "sms-voice:DescribePhoneNumbers")


class PhoneNumber(IPhoneNumber):
    """A phone number that is leased from AWS. It costs money from the moment it is deployed.

    A number that is released is gone for ever, and one that is replaced is another number: country, type and
    capabilities can't change later. So it is retained and protected unless you say otherwise.

    :param iso_country_code: country of the number, ISO 3166 alpha-2
    :param number_type: kind of number. US toll-free and 10DLC numbers must be registered before they can send,
        which CloudFormation can't do: a warning says so
    :param capabilities: what it can do
    :param mandatory_keywords: replies to HELP and STOP
    :param keywords: further keywords, at most 30. Default: - none
    :param two_way: where incoming messages go. Default: - nowhere; keywords work all the same
    :param opt_out_list: who gets no messages. Default: - the account's list, ``Default``
    :param self_managed_opt_outs: whether you answer HELP and STOP and keep the opt-outs yourself, instead of the
        service. Default: - the service does, even when you are down
    :param deletion_protection: whether the service refuses to release the number. Default: - it does, unless
        ``removal_policy`` is DESTROY
    :param removal_policy: what happens to the number when it leaves the stack. Default: - it is retained
    :raises InvalidArgument: if such a number can't be had, or its settings contradict each other

    Source: AWS::SMSVOICE::PhoneNumber
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        iso_country_code: str,
        number_type: NumberType,
        capabilities: Sequence[NumberCapability],
        mandatory_keywords: MandatoryKeywords,
        keywords: Sequence[Keyword] = (),
        two_way: TwoWay | None = None,
        opt_out_list: IOptOutList | None = None,
        self_managed_opt_outs: bool = False,
        deletion_protection: bool | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
    ) -> None:
        super().__init__(scope, construct_id)
        kind, known_capabilities = check_number(iso_country_code, number_type, capabilities)
        if two_way is not None:
            check_two_way(iso_country_code, kind, known_capabilities, two_way)
        self.number_type: Final = kind
        self.iso_country_code: Final = iso_country_code
        self.inbound: Final = InboundSettings(
            mandatory_keywords=mandatory_keywords,
            keywords=tuple(keywords),
            two_way=two_way,
            opt_out_list=opt_out_list,
            self_managed_opt_outs=self_managed_opt_outs,
        )
        count(self, Quota.PHONE_NUMBERS)
        self.resource: Final = smsvoice.CfnPhoneNumber(
            self,
            "Resource",
            iso_country_code=iso_country_code,
            number_type=kind.value,
            number_capabilities=[capability.value for capability in known_capabilities],
            mandatory_keywords=self.inbound.mandatory,
            optional_keywords=self.inbound.optional_keywords,
            opt_out_list_name=self.inbound.opt_out_list_name,
            self_managed_opt_outs_enabled=True if self_managed_opt_outs else None,
            deletion_protection_enabled=protects(
                deletion_protection=deletion_protection, removal_policy=removal_policy
            ),
        )
        self.resource.apply_removal_policy(removal_policy)
        channel = None if two_way is None else two_way.bind(self, self.resource)
        if channel is not None:
            self.resource.two_way = smsvoice.CfnPhoneNumber.TwoWayProperty(**channel.properties)
        self.two_way_role: Final = None if channel is None else channel.role
        self._id = self.resource.attr_phone_number_id
        self._arn = self.resource.attr_arn
        self._number = self.resource.attr_phone_number
        if kind in _REGISTERED:
            cdk.Annotations.of(self).add_warning_v2(
                "cdk_messaging:PhoneNumber.registration",
                f"a {kind.value} number sends nothing before it is registered, which CloudFormation can't do: "
                "register it in the console or by the API, see "
                "https://docs.aws.amazon.com/sms-voice/latest/userguide/registrations.html",
            )
        if two_way is None and receives_only(iso_country_code, kind):
            cdk.Annotations.of(self).add_warning_v2(
                "cdk_messaging:PhoneNumber.receivesOnly",
                f"a long code of country {iso_country_code!r} can receive but not send: set two_way, or nothing "
                "comes of it but automatic replies",
            )

    @classmethod
    def from_phone_number_id(cls, scope: Construct, construct_id: str, phone_number_id: str) -> IPhoneNumber:
        """Import a number of this account and Region by its id."""
        return cls.from_phone_number_attributes(scope, construct_id, phone_number_id=phone_number_id)

    @classmethod
    def from_phone_number_arn(cls, scope: Construct, construct_id: str, phone_number_arn: str) -> IPhoneNumber:
        """Import a number by its ARN, also one that another account shares.

        :raises InvalidArgument: if it is the ARN of something else
        """
        number_id = sms_voice_resource_name(scope, SmsVoiceResource.PHONE_NUMBER, phone_number_arn)
        return _ImportedPhoneNumber(scope, construct_id, number_id=number_id, arn=phone_number_arn, number=None)

    @classmethod
    def from_phone_number_attributes(
        cls, scope: Construct, construct_id: str, *, phone_number_id: str, phone_number: str | None = None
    ) -> IPhoneNumber:
        """Import a number of this account and Region.

        :param phone_number_id: id of the number
        :param phone_number: the number itself. Default: - unknown
        """
        arn = sms_voice_arn(scope, SmsVoiceResource.PHONE_NUMBER, phone_number_id)
        return _ImportedPhoneNumber(scope, construct_id, number_id=phone_number_id, arn=arn, number=phone_number)


class _ImportedPhoneNumber(IPhoneNumber):
    def __init__(self, scope: Construct, construct_id: str, *, number_id: str, arn: str, number: str | None) -> None:
        super().__init__(scope, construct_id)
        self._id = number_id
        self._arn = arn
        self._number = number
