"""One-time codes from AWS's own numbers and templates."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_smsvoice as smsvoice
from constructs import Construct

from ..access.arns import SmsVoiceResource, sms_voice_arn, sms_voice_resource_name
from ..acknowledge import acknowledge
from ..checks import check_member, check_pattern, check_unique, is_known
from ..errors import InvalidArgument
from .countries import check_country
from .pool import IPool
from .protection import protects
from .quotas import Quota, count
from .regions import REGISTRATION_REGIONS, warn_of_region
from .resource import YOUNGER_THAN_VALIDATION, SmsVoiceConstruct


class NotifyChannel(StrEnum):
    """How codes are sent. CloudFormation takes all four; AWS's API reference says that SMS and VOICE work."""

    SMS = "SMS"
    VOICE = "VOICE"
    MMS = "MMS"
    RCS = "RCS"


class NotifyUseCase(StrEnum):
    """What is sent."""

    CODE_VERIFICATION = "CODE_VERIFICATION"


class INotifyConfiguration(SmsVoiceConstruct):
    """A notify configuration, created or imported."""

    _id: str

    @property
    def notify_configuration_id(self) -> str:
        """Id of the configuration."""
        return self._id

    @property
    def notify_configuration_arn(self) -> str:
        """ARN of the configuration."""
        return self._arn

    def grant_send_text(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow sending codes by SMS.

        A call that also names a configuration set needs that set's ``grant_send_notify`` as well.
        """
        return self.grant(grantee, "sms-voice:SendNotifyTextMessage")

    def grant_send_voice(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow sending codes by voice.

        A call that also names a configuration set needs that set's ``grant_send_notify`` as well.
        """
        return self.grant(grantee, "sms-voice:SendNotifyVoiceMessage")

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow looking up its settings, status and tier."""
        return self.grant(grantee, "sms-voice:DescribeNotifyConfigurations")


class NotifyConfiguration(INotifyConfiguration):
    """Templated codes, sent from numbers that AWS manages or from a pool of your own.

    The basic tier sends 200 messages a day at 1 a second, the advanced one 25 a second; a destination gets 10 a day.
    AWS approves a configuration first: its status is PENDING, then ACTIVE. Making and checking codes is the caller's.

    :param display_name: brand in the messages, 1 to 15 letters, digits, spaces, ``_`` and ``-``. It can't change
    :param channels: how codes are sent
    :param use_case: what is sent. It can't change. Default: - codes
    :param default_template_id: template of calls that name none. Default: - none
    :param countries: where codes are sent, ISO 3166-1 alpha-2. Default: - those of the tier
    :param pool: own numbers, which some countries want. Default: - AWS's numbers
    :param deletion_protection: whether the service refuses to delete it. Default: - it does, unless
        ``removal_policy`` is DESTROY
    :param removal_policy: what happens to it when it leaves the stack. Default: - it is retained, because AWS would
        have to approve a new one
    :raises InvalidArgument: if a value is not valid

    Source: AWS::SMSVOICE::NotifyConfiguration and
    https://docs.aws.amazon.com/sms-voice/latest/userguide/notify-quotas.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        display_name: str,
        channels: Sequence[NotifyChannel] = (NotifyChannel.SMS,),
        use_case: NotifyUseCase = NotifyUseCase.CODE_VERIFICATION,
        default_template_id: str | None = None,
        countries: Sequence[str] | None = None,
        pool: IPool | None = None,
        deletion_protection: bool | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
    ) -> None:
        super().__init__(scope, construct_id)
        acknowledge(self, YOUNGER_THAN_VALIDATION)
        check_pattern("display_name", display_name, "[A-Za-z0-9_ -]{1,15}", "1 to 15 letters, digits, spaces, _ and -")
        if default_template_id is not None:
            check_pattern(
                "default_template_id", default_template_id, "[A-Za-z0-9_-]{1,256}", "1 to 256 letters, digits, _ and -"
            )
        known_channels = self._check_channels(channels)
        warn_of_region(self, "NotifyConfiguration", REGISTRATION_REGIONS)
        count(self, Quota.NOTIFY_CONFIGURATIONS)
        self.resource: Final = smsvoice.CfnNotifyConfiguration(
            self,
            "Resource",
            display_name=display_name,
            use_case=check_member("use case", use_case, NotifyUseCase).value,
            enabled_channels=known_channels,
            default_template_id=default_template_id,
            enabled_countries=None if countries is None else _check_countries(countries),
            pool_id=None if pool is None else pool.pool_id,
            deletion_protection_enabled=protects(
                deletion_protection=deletion_protection, removal_policy=removal_policy
            ),
        )
        self.resource.apply_removal_policy(removal_policy)
        self._id = self.resource.attr_notify_configuration_id
        self._arn = self.resource.attr_notify_configuration_arn

    def _check_channels(self, channels: Sequence[NotifyChannel]) -> list[str]:
        if not channels:
            raise InvalidArgument("channels are empty: give at least one, for example NotifyChannel.SMS")
        known = [check_member("channel", channel, NotifyChannel).value for channel in channels]
        check_unique("channel", known)
        unsure = [channel for channel in known if channel in (NotifyChannel.MMS, NotifyChannel.RCS)]
        if unsure:
            cdk.Annotations.of(self).add_warning_v2(
                "cdk_messaging:NotifyConfiguration.channel",
                f"CloudFormation takes channel {', '.join(unsure)}, but AWS's API reference names SMS and VOICE only: "
                "use those unless AWS told you otherwise",
            )
        return known

    @property
    def status(self) -> str:
        """PENDING, ACTIVE, REJECTED or REQUIRES_VERIFICATION, as it was when CloudFormation last looked."""
        return self.resource.attr_status

    @property
    def tier(self) -> str:
        """BASIC or ADVANCED, as it was when CloudFormation last looked."""
        return self.resource.attr_tier

    @classmethod
    def from_notify_configuration_id(
        cls, scope: Construct, construct_id: str, notify_configuration_id: str
    ) -> INotifyConfiguration:
        """Import a configuration of this account and Region by its id."""
        arn = sms_voice_arn(scope, SmsVoiceResource.NOTIFY_CONFIGURATION, notify_configuration_id)
        return _Imported(scope, construct_id, identity=notify_configuration_id, arn=arn)

    @classmethod
    def from_notify_configuration_arn(
        cls, scope: Construct, construct_id: str, notify_configuration_arn: str
    ) -> INotifyConfiguration:
        """Import a configuration by its ARN.

        :raises InvalidArgument: if it is the ARN of something else
        """
        identity = sms_voice_resource_name(scope, SmsVoiceResource.NOTIFY_CONFIGURATION, notify_configuration_arn)
        return _Imported(scope, construct_id, identity=identity, arn=notify_configuration_arn)


class _Imported(INotifyConfiguration):
    def __init__(self, scope: Construct, construct_id: str, *, identity: str, arn: str) -> None:
        super().__init__(scope, construct_id)
        self._id = identity
        self._arn = arn


def _check_countries(countries: Sequence[str]) -> list[str]:
    check_unique("country", countries)
    for country in countries:
        if is_known(country):
            check_country("country", country)
    if len(countries) > 300:
        raise InvalidArgument(f"{len(countries)} countries are too many: use at most 300")
    return list(countries)
