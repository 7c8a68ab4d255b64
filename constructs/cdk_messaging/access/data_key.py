"""The customer managed key for what the messaging stacks store and pass on."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from .trust import log_encryption_principal, service_principal

_TOPIC_AND_QUEUE_ACTIONS = ["kms:Decrypt", "kms:GenerateDataKey*"]
_LOG_ACTIONS = ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"]


class DataKey(kms.Key):
    """A symmetric key that the services around a messaging pipeline may use, and only for this account.

    Its policy names services and never a resource of another stack, so a stateful stack can own the key without
    depending on what uses it. Roles get their use of it from grants.

    * AWS End User Messaging publishes to encrypted topics; Amazon SNS delivers to encrypted queues; CloudWatch
      alarms publish to encrypted topics: each only on behalf of this account.
    * CloudWatch Logs encrypts the log groups of this account and Region (by its encryption context, because it
      sends no source conditions).

    Rotates each year::

        import aws_cdk as cdk
        from aws_cdk import aws_sqs as sqs

        from cdk_messaging.access import DataKey

        stack = cdk.Stack(cdk.App(), "Alerts")
        sqs.Queue(stack, "Replies", encryption_master_key=DataKey(stack, "Key"))

    :param removal_policy: what happens to the key when it leaves the stack. Default: RETAIN, because what it
        encrypted is lost with it
    :param description: shown in the console. Default: - a sentence on what it is for

    Source: "Encrypt log data in CloudWatch Logs using AWS KMS", "Key management" of Amazon SNS,
    "Amazon SNS event destination" of AWS End User Messaging
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
        description: str = "Encrypts what messaging stores: consents, events, queues, logs",
    ) -> None:
        super().__init__(
            scope, construct_id, enable_key_rotation=True, removal_policy=removal_policy, description=description
        )
        topics = cdk.Stack.of(self).format_arn(service="sns", resource="*")
        for principal in (
            service_principal(self, "cloudwatch.amazonaws.com"),
            service_principal(self, "sms-voice.amazonaws.com"),
            service_principal(self, "sns.amazonaws.com", source_arn=topics),
        ):
            self.add_to_resource_policy(
                iam.PolicyStatement(actions=_TOPIC_AND_QUEUE_ACTIONS, resources=["*"], principals=[principal])
            )
        self.add_to_resource_policy(self._logs_statement())

    def _logs_statement(self) -> iam.PolicyStatement:
        return iam.PolicyStatement(
            actions=_LOG_ACTIONS,
            resources=["*"],
            principals=[log_encryption_principal(self)],
        )
