"""The sign-up page and everything behind it."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_certificatemanager as acm
from constructs import Construct

from cdk_messaging.opt_in import DoubleOptIn, HostedPage, Limits, NumberValidation, Programme
from stacks.environment import Environment
from stacks.messaging import MessagingStack
from stacks.removal import log_options, removal_policy
from stacks.stateful import StatefulStack


class OptInStack(cdk.Stack):
    """The double opt-in of an environment. Nothing here holds data that cannot be made again."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        environment: Environment,
        programme: Programme,
        stateful: StatefulStack,
        messaging: MessagingStack,
        web_acl_arn: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, construct_id, **kwargs)
        self._double_opt_in = DoubleOptIn(
            self,
            "DoubleOptIn",
            programme=programme,
            origination=stateful.origination,
            inbound_topic=stateful.inbound_topic,
            opt_out_list=stateful.opt_out_list,
            allowed_countries=_default_first(environment),
            page=HostedPage(
                web_acl_arn=web_acl_arn,
                domain_name=environment.domain_name,
                certificate=self._certificate(environment),
            ),
            consent_table=stateful.consents,
            encryption_key=stateful.key,
            configuration_set=messaging.configuration_set,
            event_topic=messaging.event_topic,
            number_validation=NumberValidation(environment.number_validation),
            self_managed_opt_outs=environment.self_managed_opt_outs,
            limits=Limits(messages_per_second=environment.messages_per_second, max_price=environment.max_price),
            alarm_topic=messaging.operator_topic,
            log_options=log_options(environment, stateful.key),
            removal_policy=removal_policy(environment),
        )
        pipeline = self._double_opt_in.pipeline
        cdk.CfnOutput(self, "FormUrl", value=self._double_opt_in.url)
        cdk.CfnOutput(self, "ReconciliationFunctionName", value=pipeline.reconciliation.function.function_name)
        cdk.CfnOutput(self, "SenderRoleName", value=pipeline.sender.role.role_name)

    def _certificate(self, environment: Environment) -> acm.ICertificate | None:
        if environment.certificate_arn is None:
            return None
        return acm.Certificate.from_certificate_arn(self, "Certificate", environment.certificate_arn)

    @property
    def double_opt_in(self) -> DoubleOptIn:
        """The pattern, with everything that it made."""
        return self._double_opt_in


def _default_first(environment: Environment) -> tuple[str, ...]:
    others = tuple(code for code in environment.allowed_countries if code != environment.default_country)
    return (environment.default_country, *others)
