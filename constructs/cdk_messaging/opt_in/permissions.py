"""What each function does with the table and the hash key, by its module's name.

Tests run every function and record its calls: each call must be allowed here, and each action here must be used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_secretsmanager as secretsmanager

from cdk_messaging.opt_in.grants import grant_key, grant_table


@dataclass(frozen=True, kw_only=True)
class Permissions:
    """What a function does with what all functions share.

    :param table: operations on the table.
    :param index: operations on its status index.
    :param logs_numbers: whether its log refers to numbers, for which it reads the hash key.
    """

    table: Sequence[str]
    index: Sequence[str] = ()
    logs_numbers: bool = True


# A transaction asks for the actions of what is in it. UpdateItem is for texts that are moved and for what a
# confirmation keeps.
_APPEND = ("dynamodb:PutItem", "dynamodb:Query")
_SETTLE = (*_APPEND, "dynamodb:GetItem", "dynamodb:UpdateItem")
_BY_STATUS = ("dynamodb:Query",)

PERMISSIONS: Mapping[str, Permissions] = {
    "signup": Permissions(table=("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"), logs_numbers=False),
    "sender": Permissions(table=_SETTLE),
    "reply": Permissions(table=(*_APPEND, "dynamodb:UpdateItem")),
    "settlement": Permissions(table=_SETTLE),
    "sweeper": Permissions(table=_SETTLE, index=_BY_STATUS),
    "expiry": Permissions(table=_APPEND, index=_BY_STATUS),
    "reconciliation": Permissions(table=(*_APPEND, "dynamodb:BatchGetItem", "dynamodb:GetItem"), index=_BY_STATUS),
}


def grant_common(
    role: iam.IGrantable, module: str, *, table: dynamodb.ITable, hash_key: secretsmanager.ISecret
) -> None:
    """Grant a function its operations on the table, and reading the key that hashes numbers for its log."""
    permissions = PERMISSIONS[module]
    grant_table(role, table, permissions.table, index_actions=permissions.index)
    if not permissions.logs_numbers:
        return
    iam.Grant.add_to_principal(
        grantee=role, actions=["secretsmanager:GetSecretValue"], resource_arns=[hash_key.secret_arn]
    )
    key = hash_key.encryption_key
    if key is not None:
        grant_key(role, key, ("kms:Decrypt",), service="secretsmanager")
