"""The numbers of an environment: leased here, or imported."""

from __future__ import annotations

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_sns as sns
from constructs import Construct

from cdk_messaging import sms_voice
from cdk_messaging.observability import LogOptions
from cdk_messaging.opt_in.forms import Form, programmes_of
from cdk_messaging.opt_in.origination import Origination
from cdk_messaging.opt_in.programme import mandatory_keywords, number_keywords
from cdk_messaging.sms_voice import account
from stacks.environment import Environment, ExistingOrigination, PoolOrigination, SimulatorOrigination
from stacks.environment.rate import senders
from stacks.removal import removal_policy


def mandatory_keywords_of(forms: Sequence[Form]) -> sms_voice.MandatoryKeywords:
    """The answers to HELP and STOP of the number or pool that forms share."""
    return mandatory_keywords(programmes_of(forms))


def keywords_of(environment: Environment, forms: Sequence[Form]) -> tuple[sms_voice.Keyword, ...]:
    """The further keywords of the number or pool that forms share."""
    return number_keywords(programmes_of(forms), self_managed_opt_outs=environment.self_managed_opt_outs)


class Numbers(Construct):
    """What messages leave from, and the list of those who get none."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        environment: Environment,
        forms: Sequence[Form],
        inbound_topic: sns.Topic,
        log_options: LogOptions,
    ) -> None:
        super().__init__(scope, construct_id)
        self._environment = environment
        self._mandatory_keywords = mandatory_keywords_of(forms)
        self._two_way = sms_voice.TwoWay.topic(inbound_topic)
        self._keywords = keywords_of(environment, forms)
        source = environment.origination
        if isinstance(source, ExistingOrigination):
            self._opt_out_list = sms_voice.OptOutList.from_opt_out_list_name(
                self, "OptOutList", source.opt_out_list_name or "Default"
            )
            self._origination = self._import(source)
            if source.set_up:
                self._set_up(source, log_options)
        else:
            self._opt_out_list = sms_voice.OptOutList(self, "OptOutList", removal_policy=removal_policy(environment))
            self._origination = self._lease(source)
        self._expect_peak()

    def _lease(self, source: PoolOrigination | SimulatorOrigination) -> Origination:
        if isinstance(source, SimulatorOrigination):
            return self._number("Simulator", "US", sms_voice.NumberType.SIMULATOR)
        return self._pool(
            [
                self._number(f"{number.country}{number.type}{index}", number.country, number.type)
                for index, number in enumerate(source.numbers)
            ]
        )

    def _import(self, source: ExistingOrigination) -> Origination:
        if source.pool_id is not None:
            return sms_voice.Pool.from_pool_id(self, "Pool", source.pool_id)
        return sms_voice.PhoneNumber.from_phone_number_id(self, "Number", str(source.phone_number_id))

    def _set_up(self, source: ExistingOrigination, log_options: LogOptions) -> None:
        """What CloudFormation can't tell a number or pool that it didn't make."""
        existing = self._origination
        two_way = account.ImportedTwoWay(
            self, "TwoWay", origination=existing, two_way=self._two_way, log_options=log_options
        )
        opt_outs = account.ImportedSelfManagedOptOuts(
            self,
            "SelfManagedOptOuts",
            origination=existing,
            enabled=self._environment.self_managed_opt_outs,
            log_options=log_options,
        )
        opt_outs.node.add_dependency(two_way)  # which they need
        if source.opt_out_list_name is not None:
            account.ImportedOptOutList(
                self, "UsedOptOutList", origination=existing, opt_out_list=self._opt_out_list, log_options=log_options
            )
        account.ImportedKeywords(
            self,
            "Keywords",
            origination=existing,
            mandatory_keywords=self._mandatory_keywords,
            keywords=self._keywords,
            log_options=log_options,
        )

    def _expect_peak(self) -> None:
        """Warn when the numbers can't send the peak of the environment in time."""
        peak, source = self._environment.expected_peak, self._environment.origination
        if peak is None:
            return
        sms_voice.expect_peak(
            self._origination,
            messages=peak.messages,
            within=cdk.Duration.minutes(peak.within_minutes),
            senders=senders(source.numbers) if isinstance(source, ExistingOrigination) else (),
            parts_per_message=peak.parts_per_message,
            requests_per_second=self._environment.limits.messages_per_second,
        )

    def _number(self, construct_id: str, country: str, number_type: str) -> sms_voice.PhoneNumber:
        return sms_voice.PhoneNumber(
            self,
            construct_id,
            iso_country_code=country,
            number_type=sms_voice.NumberType(number_type),
            capabilities=[sms_voice.NumberCapability.SMS],
            mandatory_keywords=self._mandatory_keywords,
            keywords=self._keywords,
            two_way=self._two_way,
            opt_out_list=self._opt_out_list,
            self_managed_opt_outs=self._environment.self_managed_opt_outs,
            removal_policy=removal_policy(self._environment),
        )

    def _pool(self, numbers: Sequence[sms_voice.PhoneNumber]) -> sms_voice.Pool:
        return sms_voice.Pool(
            self,
            "Pool",
            phone_numbers=numbers,
            mandatory_keywords=self._mandatory_keywords,
            keywords=self._keywords,
            two_way=self._two_way,
            opt_out_list=self._opt_out_list,
            self_managed_opt_outs=self._environment.self_managed_opt_outs,
            removal_policy=removal_policy(self._environment),
        )

    @property
    def origination(self) -> Origination:
        """The number or pool."""
        return self._origination

    @property
    def opt_out_list(self) -> sms_voice.IOptOutList:
        """The opt-out list of the number or pool."""
        return self._opt_out_list
