"""What each function does with the table and the hash key, by its module's name.

Tests run every function and record its calls: each call must be allowed here, and each action here must be used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_secretsmanager as secretsmanager

from cdk_messaging.opt_in.grants import grant_secret, grant_table


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


# A transaction asks for the actions of what is in it. UpdateItem is for texts that are moved, for counters, and for
# what a confirmation keeps.
_APPEND = ("dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem")
_SETTLE = (*_APPEND, "dynamodb:GetItem")
_LOOK_THROUGH = (*_SETTLE, "dynamodb:BatchGetItem")
_BY_STATUS = ("dynamodb:Query",)

PERMISSIONS: Mapping[str, Permissions] = {
    "signup": Permissions(table=("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"), logs_numbers=False),
    # Each claim checks that sending is not stopped.
    "sender": Permissions(table=(*_SETTLE, "dynamodb:ConditionCheckItem")),
    "reply": Permissions(table=_APPEND),
    "settlement": Permissions(table=_SETTLE),
    "sweeper": Permissions(table=_SETTLE, index=_BY_STATUS),
    "expiry": Permissions(table=_LOOK_THROUGH, index=_BY_STATUS),
    "reconciliation": Permissions(table=_LOOK_THROUGH, index=_BY_STATUS),
    "endpoint_mirror": Permissions(table=_SETTLE, index=_BY_STATUS),
    "consent_check": Permissions(table=("dynamodb:GetItem", "dynamodb:Query"), logs_numbers=False),
}


def grant_common(
    role: iam.IGrantable, module: str, *, table: dynamodb.ITable, hash_key: secretsmanager.ISecret
) -> None:
    """Grant a function its operations on the table, and reading the key that hashes numbers for its log."""
    permissions = PERMISSIONS[module]
    grant_table(role, table, permissions.table, index_actions=permissions.index)
    if permissions.logs_numbers:
        grant_secret(role, hash_key)
