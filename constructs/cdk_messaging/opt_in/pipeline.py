"""The functions behind a double opt-in, each with its trigger and the least that it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from constructs import Construct

from cdk_messaging import sms_voice
from cdk_messaging.acknowledge import acknowledge
from cdk_messaging.functions import MessagingFunction
from cdk_messaging.opt_in import endpoint_mirror, permissions
from cdk_messaging.opt_in.function_code import function_code
from cdk_messaging.opt_in.grants import grant_secret, grant_send
from cdk_messaging.opt_in.origination import origination_arn
from cdk_messaging.opt_in.outbox import Outbox
from cdk_messaging.opt_in.pipeline_parts import PipelineParts
from cdk_messaging.opt_in.queue_consumer import consume, visibility_for
from cdk_messaging.opt_in.scheduled_invocation import ScheduledInvocation
from cdk_messaging.opt_in.settings import NumberValidation
from cdk_messaging.opt_in.topic_queue import TopicQueue
from cdk_messaging.pinpoint import IProject

_REQUEST_TIMEOUT = cdk.Duration.seconds(10)
_CAPTCHA_TIMEOUT = cdk.Duration.seconds(15)  # a provider that is slow is waited for as well
_QUEUE_TIMEOUT = cdk.Duration.seconds(60)
_SCHEDULE_TIMEOUT = cdk.Duration.minutes(5)

# Two is the least that AWS allows; the pace is kept by a token in the table, so more would only wait.
_SENDERS = 2

_MODELS = {
    NumberValidation.CARRIER_LOOKUP: ("pinpoint-sms-voice-v2",),
    NumberValidation.PHONE_NUMBER_VALIDATE: ("pinpoint", "pinpoint-sms-voice-v2"),
}


class ConsentPipeline(Construct):
    """Seven functions around one table: sign-up, sender, reply, settlement, sweeper, expiry, reconciliation.

    None of them calls another; the table and its queues connect them, so each can fail and be retried alone. An
    eighth, the consent check, is for other applications to call.
    """

    def __init__(self, scope: Construct, construct_id: str, *, parts: PipelineParts) -> None:
        super().__init__(scope, construct_id)
        self._parts = parts
        models = {
            *_MODELS[parts.number_validation],
            *(() if parts.endpoint_project is None else endpoint_mirror.MODELS),
        }
        self._code = function_code(parts.settings, sorted(models))
        self._outbox = Outbox(
            self,
            "Outbox",
            table=parts.table,
            encryption_key=parts.encryption_key,
            visibility_timeout=visibility_for(_QUEUE_TIMEOUT),
            code=self._code,
            log_options=parts.log_options,
        )
        self._inbound = self._topic_queue("Inbound", parts.inbound_topic)
        self._events = self._topic_queue("Events", parts.event_topic)
        self._sign_up = self._define_sign_up()
        self._sender = self._define_sender()
        self._reply = self._define_reply()
        self._settlement = self._define_settlement()
        self._sweeper = self._define_sweeper()
        self._expiry = self._define_expiry()
        self._reconciliation = self._define_reconciliation()
        self._consent_check = self._define_consent_check()
        self._endpoints = None if parts.endpoint_project is None else self._define_endpoints(parts.endpoint_project)

    def _topic_queue(self, construct_id: str, topic: sns.ITopic) -> TopicQueue:
        return TopicQueue(
            self,
            construct_id,
            topic=topic,
            encryption_key=self._parts.encryption_key,
            visibility_timeout=visibility_for(_QUEUE_TIMEOUT),
        )

    def _function(
        self, construct_id: str, module: str, description: str, timeout: cdk.Duration, **environment: str
    ) -> MessagingFunction:
        function = MessagingFunction(
            self,
            construct_id,
            code=self._code,
            module=module,
            description=description,
            timeout=timeout,
            environment={
                **self._hash_key_environment(module),
                "METRICS_NAMESPACE": self._parts.metrics_namespace,
                "TABLE_NAME": self._parts.table.table_name,
                **environment,
            },
            log_options=self._parts.log_options,
        )
        permissions.grant_common(function.role, module, table=self._parts.table, hash_key=self._parts.hash_key)
        return function

    def _define_sign_up(self) -> MessagingFunction:
        function = self._function(
            "SignUp",
            "signup",
            "Takes sign-ups for text messages",
            _REQUEST_TIMEOUT if self._parts.captcha_secret is None else _CAPTCHA_TIMEOUT,
            TRUSTED_VIEWER_HEADER="1" if self._parts.behind_distribution else "0",
            **self._captcha_environment(),
        )
        self._grant_validation(function.role)
        if self._parts.captcha_secret is not None:
            grant_secret(function.role, self._parts.captcha_secret)
        return function

    def _define_sender(self) -> MessagingFunction:
        queue = self._outbox.queue
        function = self._function(
            "Sender",
            "sender",
            "Sends what the outbox holds, at the pace of the number",
            _QUEUE_TIMEOUT,
            CONFIGURATION_SET=self._parts.configuration_set.configuration_set_name,
            ORIGINATION_IDENTITY=origination_arn(self._parts.origination),
            OUTBOX_MAX_RECEIVES=str(queue.max_receive_count),
            OUTBOX_QUEUE_URL=queue.queue.queue_url,
        )
        self._parts.origination.grant_send_text(function.role)
        self._parts.configuration_set.grant_send(function.role)
        self._grant_validation(function.role)
        _grant_feedback(function.role)
        grant_send(function.role, queue.queue)
        self._sending = consume(function, queue.queue, max_concurrency=_SENDERS)
        return function

    def _define_reply(self) -> MessagingFunction:
        function = self._function(
            "Reply", "reply", "Records what people text back", _QUEUE_TIMEOUT, **self._opt_out_environment()
        )
        _grant_feedback(function.role)
        if self._parts.settings["self_managed_opt_outs"]:
            self._parts.opt_out_list.grant(function.role, "sms-voice:DeleteOptedOutNumber")
        consume(function, self._inbound.queue.queue)
        return function

    def _define_settlement(self) -> MessagingFunction:
        function = self._function("Settlement", "settlement", "Records what became of each message", _QUEUE_TIMEOUT)
        _grant_feedback(function.role)
        consume(function, self._events.queue.queue)
        return function

    def _define_sweeper(self) -> MessagingFunction:
        function = self._function(
            "Sweeper",
            "sweeper",
            "Queues messages that were left unsent, settles claims that were left open",
            _SCHEDULE_TIMEOUT,
            OUTBOX_QUEUE_URL=self._outbox.queue.queue.queue_url,
        )
        grant_send(function.role, self._outbox.queue.queue)
        self._schedule("SweeperSchedule", function, cdk.Duration.minutes(5))
        return function

    def _define_expiry(self) -> MessagingFunction:
        function = self._function("Expiry", "expiry", "Ends confirmations that nobody answered", _SCHEDULE_TIMEOUT)
        _grant_feedback(function.role)
        self._schedule("ExpirySchedule", function, cdk.Duration.minutes(5))
        return function

    def _define_reconciliation(self) -> MessagingFunction:
        function = self._function(
            "Reconciliation",
            "reconciliation",
            "Brings the ledger in line with the opt-out list",
            _SCHEDULE_TIMEOUT,
            OPT_OUT_LIST=self._parts.opt_out_list.opt_out_list_arn,
        )
        self._parts.opt_out_list.grant_read(function.role)
        if self._parts.settings["self_managed_opt_outs"]:
            self._parts.opt_out_list.grant(function.role, "sms-voice:PutOptedOutNumber")
        self._schedule("ReconciliationSchedule", function, cdk.Duration.minutes(15))
        return function

    def _define_consent_check(self) -> MessagingFunction:
        return self._function(
            "ConsentCheck", "consent_check", "Tells other applications whom they may text", _REQUEST_TIMEOUT
        )

    def _define_endpoints(self, project: IProject) -> endpoint_mirror.EndpointMirror:
        function = self._function(
            "EndpointWriter",
            "endpoint_mirror",
            "Keeps the endpoints of a Pinpoint project in line with the consents",
            endpoint_mirror.TIMEOUT,
            ENDPOINT_PROJECT_ID=project.project_id,
        )
        return endpoint_mirror.EndpointMirror(
            self,
            "Endpoints",
            function=function,
            table=self._parts.table,
            project=project,
            encryption_key=self._parts.encryption_key,
        )

    def _captcha_environment(self) -> Mapping[str, str]:
        secret = self._parts.captcha_secret
        return {} if secret is None else {"CAPTCHA_SECRET_ARN": secret.secret_arn}

    def _hash_key_environment(self, module: str) -> Mapping[str, str]:
        if not permissions.PERMISSIONS[module].logs_numbers:
            return {}
        return {"HASH_KEY_SECRET_ARN": self._parts.hash_key.secret_arn}

    def _opt_out_environment(self) -> Mapping[str, str]:
        if not self._parts.settings["self_managed_opt_outs"]:
            return {}
        return {"OPT_OUT_LIST": self._parts.opt_out_list.opt_out_list_arn}

    def _grant_validation(self, role: iam.Role) -> None:
        if self._parts.number_validation is NumberValidation.CARRIER_LOOKUP:
            sms_voice.grant_carrier_lookup(role)
            acknowledge(role, {"AwsSolutions-IAM5[Resource::*]": "CarrierLookup has no resource type."})
        else:
            sms_voice.grant_phone_number_validate(role)

    def _schedule(self, construct_id: str, function: MessagingFunction, rate: cdk.Duration) -> ScheduledInvocation:
        return ScheduledInvocation(
            self, construct_id, function=function, rate=rate, encryption_key=self._parts.encryption_key
        )

    @property
    def sign_up(self) -> MessagingFunction:
        """Handles the register operation."""
        return self._sign_up

    @property
    def sender(self) -> MessagingFunction:
        """Sends what the outbox holds."""
        return self._sender

    @property
    def reply(self) -> MessagingFunction:
        """Handles what people text."""
        return self._reply

    @property
    def settlement(self) -> MessagingFunction:
        """Handles delivery events."""
        return self._settlement

    @property
    def sweeper(self) -> MessagingFunction:
        """Finds what was left unsent."""
        return self._sweeper

    @property
    def expiry(self) -> MessagingFunction:
        """Ends unanswered confirmations."""
        return self._expiry

    @property
    def reconciliation(self) -> MessagingFunction:
        """Compares ledger and opt-out list."""
        return self._reconciliation

    @property
    def consent_check(self) -> MessagingFunction:
        """Answers other applications whether a number may be texted."""
        return self._consent_check

    @property
    def endpoints(self) -> endpoint_mirror.EndpointMirror | None:
        """Keeps endpoints of a Pinpoint project in line; none without an ``EndpointConsentStore``."""
        return self._endpoints

    @property
    def sending(self) -> lambda_.EventSourceMapping:
        """Starts the sender: without it, nothing is sent."""
        return self._sending

    @property
    def outbox(self) -> Outbox:
        """The pipe and the queue of messages to be sent."""
        return self._outbox

    @property
    def inbound(self) -> TopicQueue:
        """The queue of what people text."""
        return self._inbound

    @property
    def events(self) -> TopicQueue:
        """The queue of delivery events."""
        return self._events

    @property
    def alarms(self) -> Sequence[cloudwatch.Alarm]:
        """All alarms of functions and dead-letter queues."""
        return [child for child in self.node.find_all() if isinstance(child, cloudwatch.Alarm)]


def _grant_feedback(role: iam.Role) -> None:
    sms_voice.grant_message_feedback(role)
    messages = "arn:<AWS::Partition>:sms-voice:<AWS::Region>:<AWS::AccountId>:message/*"
    acknowledge(role, {f"AwsSolutions-IAM5[Resource::{messages}]": "A message's id is made when it is sent."})
