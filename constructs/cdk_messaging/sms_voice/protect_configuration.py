"""Countries that may be texted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_iam as iam
from aws_cdk import aws_smsvoice as smsvoice
from constructs import Construct

from ..access import SmsVoiceResource, sms_voice_arn, sms_voice_resource_name
from ..checks import check_member, check_unique, is_known
from ..errors import InvalidArgument
from .countries import SMS_COUNTRIES, check_country
from .metrics import by_country, metric
from .number_rules import NumberCapability
from .protection import protects
from .quotas import Quota, count
from .resource import SmsVoiceConstruct

Rules = Mapping[str, "ProtectStatus"]
_CHANNELS = (NumberCapability.SMS, NumberCapability.VOICE, NumberCapability.MMS)


class ProtectStatus(StrEnum):
    """What happens to messages to a country.

    Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/filter-and-monitor-messages.html
    """

    ALLOW = "ALLOW"
    BLOCK = "BLOCK"
    MONITOR = "MONITOR"
    """Sent; what looks like artificially inflated traffic is marked in events and metrics. Costs extra."""
    FILTER = "FILTER"
    """Sent, unless it looks like artificially inflated traffic. Costs extra."""


class IProtectConfiguration(SmsVoiceConstruct):
    """A protect configuration, created or imported."""

    _id: str

    @property
    def protect_configuration_id(self) -> str:
        """Id of the configuration, ``protect-`` and 32 hexadecimal digits."""
        return self._id

    @property
    def protect_configuration_arn(self) -> str:
        """ARN of the configuration."""
        return self._arn

    def grant_send_text(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow naming this configuration in a call that sends SMS; the sender needs its own grant as well."""
        return self.grant(grantee, "sms-voice:SendTextMessage")

    def grant_send_media(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow naming this configuration in a call that sends MMS; the sender needs its own grant as well."""
        return self.grant(grantee, "sms-voice:SendMediaMessage")

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow looking up its settings, rules and exceptions."""
        return self.grant(
            grantee,
            "sms-voice:DescribeProtectConfigurations",
            "sms-voice:GetProtectConfigurationCountryRuleSet",
            "sms-voice:ListProtectConfigurationRuleSetNumberOverrides",
        )

    def grant_manage_exceptions(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow excepting single numbers from the rules, and ending that."""
        return self.grant(
            grantee,
            "sms-voice:DeleteProtectConfigurationRuleSetNumberOverride",
            "sms-voice:ListProtectConfigurationRuleSetNumberOverrides",
            "sms-voice:PutProtectConfigurationRuleSetNumberOverride",
        )

    def metric_text_messages_blocked(
        self, *, iso_country_code: str | None = None, period: cdk.Duration | None = None
    ) -> cloudwatch.Metric:
        """SMS that this configuration blocked, their number.

        :param iso_country_code: country of the recipients. Default: - all together
        :param period: length of a data point. Default: - 5 minutes
        """
        return self._metric("TextMessagesBlockedByProtect", iso_country_code, period)

    def metric_media_messages_blocked(
        self, *, iso_country_code: str | None = None, period: cdk.Duration | None = None
    ) -> cloudwatch.Metric:
        """MMS that this configuration blocked, their number.

        :param iso_country_code: country of the recipients. Default: - all together
        :param period: length of a data point. Default: - 5 minutes
        """
        return self._metric("MediaMessagesBlockedByProtect", iso_country_code, period)

    def _metric(self, name: str, country: str | None, period: cdk.Duration | None) -> cloudwatch.Metric:
        dimensions = {"ProtectConfigurationId": self.protect_configuration_id, **(by_country(country) or {})}
        return metric(name, dimensions=dimensions, period=period)


class ProtectConfiguration(IProtectConfiguration):
    """Rules by country. A country without a rule is allowed: ``ProtectConfiguration.allow_only`` turns that round.

    It takes effect through a configuration set, in a call that names it, or as the account's default.

    :param sms: rules for SMS, by country. Default: - every country is allowed
    :param voice: rules for voice messages, by country. Default: - every country is allowed
    :param mms: rules for MMS, by country. Default: - every country is allowed
    :param name: name shown in the console, which is a tag. Default: - none
    :param deletion_protection: whether the service refuses to delete it. Default: - it does, unless
        ``removal_policy`` is DESTROY
    :param removal_policy: what happens to it when it leaves the stack. Default: - it is retained, with the numbers
        that were excepted from its rules
    :raises InvalidArgument: if there is no rule, or a country doesn't exist

    Source: AWS::SMSVOICE::ProtectConfiguration
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        sms: Rules | None = None,
        voice: Rules | None = None,
        mms: Rules | None = None,
        name: str | None = None,
        deletion_protection: bool | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
    ) -> None:
        super().__init__(scope, construct_id)
        if sms is None and voice is None and mms is None:
            raise InvalidArgument("a protect configuration without rules allows everything: give sms, voice or mms")
        count(self, Quota.PROTECT_CONFIGURATIONS)
        self.resource: Final = smsvoice.CfnProtectConfiguration(
            self,
            "Resource",
            country_rule_set=smsvoice.CfnProtectConfiguration.CountryRuleSetProperty(
                sms=_rules("sms", sms), voice=_rules("voice", voice), mms=_rules("mms", mms)
            ),
            deletion_protection_enabled=protects(
                deletion_protection=deletion_protection, removal_policy=removal_policy
            ),
        )
        self.resource.apply_removal_policy(removal_policy)
        if name is not None:
            cdk.Tags.of(self).add("Name", name)
        self._id = self.resource.attr_protect_configuration_id
        self._arn = self.resource.attr_arn

    @classmethod
    def allow_only(
        cls,
        scope: Construct,
        construct_id: str,
        *,
        countries: Sequence[str],
        channels: Sequence[NumberCapability] = _CHANNELS,
        name: str | None = None,
        deletion_protection: bool | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
    ) -> ProtectConfiguration:
        """Allow some countries and block every other that the service lists (``countries.SMS_COUNTRIES``).

        :param countries: countries to allow
        :param channels: what the rules are about. Default: - SMS, voice and MMS
        :raises InvalidArgument: if there is no country, one is given twice, or the service doesn't list it

        The other parameters are those of the class.
        """
        if not countries:
            raise InvalidArgument("countries are empty: give at least one to allow")
        check_unique("country", countries)
        for country in countries:
            check_country("country", country)
            if country not in SMS_COUNTRIES:
                raise InvalidArgument(f"country {country!r} can't be texted: AWS doesn't list it as a destination")
        rules = {
            country: ProtectStatus.ALLOW if country in countries else ProtectStatus.BLOCK
            for country in sorted(SMS_COUNTRIES)
        }
        return cls(
            scope,
            construct_id,
            sms=rules if NumberCapability.SMS in channels else None,
            voice=rules if NumberCapability.VOICE in channels else None,
            mms=rules if NumberCapability.MMS in channels else None,
            name=name,
            deletion_protection=deletion_protection,
            removal_policy=removal_policy,
        )

    @classmethod
    def from_protect_configuration_id(
        cls, scope: Construct, construct_id: str, protect_configuration_id: str
    ) -> IProtectConfiguration:
        """Import a configuration of this account and Region by its id."""
        arn = sms_voice_arn(scope, SmsVoiceResource.PROTECT_CONFIGURATION, protect_configuration_id)
        return _ImportedProtectConfiguration(scope, construct_id, protect_id=protect_configuration_id, arn=arn)

    @classmethod
    def from_protect_configuration_arn(
        cls, scope: Construct, construct_id: str, protect_configuration_arn: str
    ) -> IProtectConfiguration:
        """Import a configuration by its ARN.

        :raises InvalidArgument: if it is the ARN of something else
        """
        kind = SmsVoiceResource.PROTECT_CONFIGURATION
        protect_id = sms_voice_resource_name(scope, kind, protect_configuration_arn)
        return _ImportedProtectConfiguration(scope, construct_id, protect_id=protect_id, arn=protect_configuration_arn)


class _ImportedProtectConfiguration(IProtectConfiguration):
    def __init__(self, scope: Construct, construct_id: str, *, protect_id: str, arn: str) -> None:
        super().__init__(scope, construct_id)
        self._id = protect_id
        self._arn = arn


def _rules(channel: str, rules: Rules | None) -> list[dict[str, str]] | None:
    if rules is None:
        return None
    if not rules:
        raise InvalidArgument(f"{channel} rules are empty: give at least one country, or leave {channel} out")
    rendered = []
    for country, status in rules.items():
        if is_known(country):
            check_country(f"country of {channel} rules", country)
        known = check_member("protect status", status, ProtectStatus)
        # JSON names instead of CountryRuleProperty: of hundreds of rules, jsii would check each by itself.
        rendered.append({"countryCode": country, "protectStatus": known.value})
    return rendered
