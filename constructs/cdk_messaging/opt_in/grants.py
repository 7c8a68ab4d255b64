"""What a role may do with the pattern's table, queues and secret: single actions, single resources.

The CDK's own grants on an encrypted table or queue hold wildcard actions and more operations than the functions
use; these hold what is used. ``kms:ViaService`` keeps a role from using the key for anything else.
"""

from __future__ import annotations

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_sqs as sqs

from cdk_messaging.opt_in.consent_table import STATUS_INDEX

# "DynamoDB encryption at rest: usage notes": what the caller needs on a customer managed key, without the grant
# creation that only the table's creator needs.
_TABLE_KEY_ACTIONS = (
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
)
# "Configuring an Amazon SQS queue to trigger an AWS Lambda function": what the execution role must have.
_RECEIVE_ACTIONS = ("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage")


def grant_table(
    grantee: iam.IGrantable,
    table: dynamodb.ITable,
    actions: Sequence[str],
    *,
    index_actions: Sequence[str] = (),
) -> iam.Grant:
    """Allow ``actions`` (``"dynamodb:PutItem"``) on the table and ``index_actions`` on its status index."""
    granted = _grant(grantee, actions, table.table_arn)
    if index_actions:
        granted = granted.combine(_grant(grantee, index_actions, f"{table.table_arn}/index/{STATUS_INDEX}"))
    key = table.encryption_key
    if key is not None:
        granted = granted.combine(grant_key(grantee, key, _TABLE_KEY_ACTIONS, service="dynamodb"))
    return granted


def grant_receive(grantee: iam.IGrantable, queue: sqs.IQueue) -> iam.Grant:
    """Allow to take messages from the queue, as an event source mapping does."""
    return _with_queue_key(_grant(grantee, _RECEIVE_ACTIONS, queue.queue_arn), grantee, queue, ("kms:Decrypt",))


def grant_send(grantee: iam.IGrantable, queue: sqs.IQueue) -> iam.Grant:
    """Allow to put messages into the queue."""
    return _with_queue_key(
        _grant(grantee, ("sqs:SendMessage",), queue.queue_arn),
        grantee,
        queue,
        ("kms:Decrypt", "kms:GenerateDataKey"),
    )


def grant_secret(grantee: iam.IGrantable, secret: secretsmanager.ISecret) -> iam.Grant:
    """Allow to read the secret, with its own key if it has one."""
    granted = _grant(grantee, ("secretsmanager:GetSecretValue",), _secret_arn(secret))
    key = secret.encryption_key
    if key is None:
        return granted
    return granted.combine(grant_key(grantee, key, ("kms:Decrypt",), service="secretsmanager"))


def grant_key(grantee: iam.IGrantable, key: kms.IKey, actions: Sequence[str], *, service: str) -> iam.Grant:
    """Allow ``actions`` with the key, only by way of ``service`` (``"sqs"``)."""
    stack = cdk.Stack.of(key)
    return iam.Grant.add_to_principal(
        grantee=grantee,
        actions=sorted(actions),
        resource_arns=[key.key_arn],
        conditions={"StringEquals": {"kms:ViaService": f"{service}.{stack.region}.{stack.url_suffix}"}},
    )


def _secret_arn(secret: secretsmanager.ISecret) -> str:
    """The ARN, or a pattern of it where only the name is known: AWS Secrets Manager appends six characters."""
    return secret.secret_full_arn or f"{secret.secret_arn}-??????"


def _with_queue_key(
    granted: iam.Grant, grantee: iam.IGrantable, queue: sqs.IQueue, actions: Sequence[str]
) -> iam.Grant:
    key = queue.encryption_master_key
    return granted if key is None else granted.combine(grant_key(grantee, key, actions, service="sqs"))


def _grant(grantee: iam.IGrantable, actions: Sequence[str], resource_arn: str) -> iam.Grant:
    return iam.Grant.add_to_principal(grantee=grantee, actions=sorted(actions), resource_arns=[resource_arn])
