"""The sign-up page and everything behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from cdk_messaging.opt_in import Captcha, CaptchaProvider, DoubleOptIn, Form, HostedPage, NumberValidation
from stacks.edge import EdgeStack
from stacks.environment import Environment
from stacks.messaging import MessagingStack
from stacks.removal import log_options, removal_policy
from stacks.stateful import StatefulStack
from stacks.zone import hosted_zone


class OptInStack(cdk.Stack):
    """The double opt-in of an environment. Nothing here holds data that cannot be made again."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        environment: Environment,
        forms: Sequence[Form],
        stateful: StatefulStack,
        messaging: MessagingStack,
        edge: EdgeStack,
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, construct_id, **kwargs)
        self._double_opt_in = DoubleOptIn(
            self,
            "DoubleOptIn",
            forms=forms,
            origination=stateful.origination,
            inbound_topic=stateful.inbound_topic,
            opt_out_list=stateful.opt_out_list,
            allowed_countries=_default_first(environment),
            page=self._page(environment, edge),
            captcha=self._captcha(environment),
            consent_table=stateful.consents,
            encryption_key=stateful.key,
            configuration_set=messaging.configuration_set,
            event_topic=messaging.event_topic,
            number_validation=NumberValidation(environment.number_validation),
            self_managed_opt_outs=environment.self_managed_opt_outs,
            limits=environment.limits.to_limits(),
            monthly_spend_usd=environment.alarms.monthly_spend_usd,
            alarm_topic=messaging.operator_topic,
            log_options=log_options(environment, stateful.key),
            removal_policy=removal_policy(environment),
        )
        for name, value in self._names(stateful).items():
            cdk.CfnOutput(self, name, value=value)

    def _page(self, environment: Environment, edge: EdgeStack) -> HostedPage:
        return HostedPage(
            web_acl_arn=edge.web_acl_arn,
            domain_name=None if environment.domain is None else environment.domain.name,
            certificate=edge.certificate,
            hosted_zone=hosted_zone(self, environment),
            frame_ancestors=environment.embedding.frame_ancestors,
        )

    def _captcha(self, environment: Environment) -> Captcha | None:
        facts = environment.captcha
        if facts is None:
            return None
        return Captcha(
            provider=CaptchaProvider(facts.provider),
            site_key=facts.site_key,
            secret=secretsmanager.Secret.from_secret_name_v2(self, "CaptchaSecret", facts.secret_name),
            hostnames=facts.hostnames,
            verify_url=facts.verify_url,
            script_url=facts.script_url,
        )

    def _names(self, stateful: StatefulStack) -> dict[str, str]:
        """What operations and other applications look for."""
        pattern = self._double_opt_in
        pipeline = pattern.pipeline
        return {
            "ConsentCheckFunctionName": pattern.consent_check.function.function_name,
            "ConsentTableName": stateful.consents.table.table_name,
            "EventsDeadLetterQueueUrl": pipeline.events.queue.dead_letters.queue.queue_url,
            "EventsQueueUrl": pipeline.events.queue.queue.queue_url,
            "FormUrl": pattern.url,
            "InboundDeadLetterQueueUrl": pipeline.inbound.queue.dead_letters.queue.queue_url,
            "InboundQueueUrl": pipeline.inbound.queue.queue.queue_url,
            "OptOutListName": stateful.opt_out_list.opt_out_list_name,
            "OutboxDeadLetterQueueUrl": pipeline.outbox.queue.dead_letters.queue.queue_url,
            "OutboxQueueUrl": pipeline.outbox.queue.queue.queue_url,
            "ReconciliationFunctionName": pipeline.reconciliation.function.function_name,
            "RestApiId": pattern.front.api.api.rest_api_id,
            "SenderRoleName": pipeline.sender.role.role_name,
        }

    @property
    def double_opt_in(self) -> DoubleOptIn:
        """The pattern, with everything that it made."""
        return self._double_opt_in


def _default_first(environment: Environment) -> tuple[str, ...]:
    others = tuple(code for code in environment.allowed_countries if code != environment.default_country)
    return (environment.default_country, *others)
