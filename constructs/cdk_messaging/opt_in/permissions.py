"""What each function does with the table and the hash key, by its module's name.

A test runs every function against recorded services and compares: each call must be allowed here, and each action
here must be used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_secretsmanager as secretsmanager

from cdk_messaging.opt_in.grants import grant_key, grant_table


@dataclass(frozen=True, kw_only=True)
class TablePermissions:
    """Operations on the table and on its status index."""

    table: Sequence[str]
    index: Sequence[str] = ()


_APPEND = ("dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem")

TABLE_PERMISSIONS: Mapping[str, TablePermissions] = {
    "signup": TablePermissions(table=("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem")),
    "sender": TablePermissions(table=(*_APPEND, "dynamodb:GetItem")),
    "reply": TablePermissions(table=(*_APPEND, "dynamodb:GetItem")),
    "settlement": TablePermissions(table=(*_APPEND, "dynamodb:GetItem")),
    "sweeper": TablePermissions(table=(*_APPEND, "dynamodb:GetItem"), index=("dynamodb:Query",)),
    "expiry": TablePermissions(table=(*_APPEND, "dynamodb:GetItem"), index=("dynamodb:Query",)),
    "reconciliation": TablePermissions(table=(*_APPEND, "dynamodb:GetItem"), index=("dynamodb:Query",)),
}


def grant_common(
    role: iam.IGrantable, module: str, *, table: dynamodb.ITable, hash_key: secretsmanager.ISecret
) -> None:
    """Grant a function its operations on the table, and reading the key that hashes numbers for its log."""
    permissions = TABLE_PERMISSIONS[module]
    grant_table(role, table, permissions.table, index_actions=permissions.index)
    iam.Grant.add_to_principal(
        grantee=role, actions=["secretsmanager:GetSecretValue"], resource_arns=[hash_key.secret_arn]
    )
    if hash_key.encryption_key is not None:
        grant_key(role, hash_key.encryption_key, ("kms:Decrypt",), service="secretsmanager")
