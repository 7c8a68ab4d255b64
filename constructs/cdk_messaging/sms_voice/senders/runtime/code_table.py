"""The table of codes: what is written when one is sent, and how an attempt is used up."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache

from . import aws


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCode:
    """What the table says of a code.

    :param seal: of the code.
    :param salt: of the seal.
    """

    seal: str
    salt: str


@cache
def key() -> bytes:
    """The key of the seals."""
    return aws.secrets().get_secret_value(SecretId=os.environ["KEY_SECRET_ARN"])["SecretString"].encode()


def count_send(counter: str, *, limit: int, expires: int) -> bool:
    """Count a code that is about to be sent; false when the number had its share."""
    table = aws.dynamodb()
    try:
        table.update_item(
            TableName=_table(),
            Key={"id": {"S": counter}},
            UpdateExpression="SET expires_at = :expires ADD sends :one",
            ConditionExpression="attribute_not_exists(sends) OR sends < :limit",
            ExpressionAttributeValues={
                ":expires": {"N": str(expires)},
                ":limit": {"N": str(limit)},
                ":one": {"N": "1"},
            },
        )
    except table.exceptions.ConditionalCheckFailedException:
        return False
    return True


def uncount_send(counter: str) -> None:
    """Give back what was counted for a code that did not leave."""
    aws.dynamodb().update_item(
        TableName=_table(),
        Key={"id": {"S": counter}},
        UpdateExpression="ADD sends :less",
        ExpressionAttributeValues={":less": {"N": "-1"}},
    )


def store(item: str, stored: StoredCode, *, attempts: int, expires: int) -> None:
    """Keep a code; an older one of the same number and reference is void."""
    aws.dynamodb().put_item(
        TableName=_table(),
        Item={
            "id": {"S": item},
            "seal": {"S": stored.seal},
            "salt": {"S": stored.salt},
            "attempts_left": {"N": str(attempts)},
            "expires_at": {"N": str(expires)},
        },
    )


def use_attempt(item: str, *, now: int) -> StoredCode | None:
    """Use up an attempt before anything is compared; None when there is no code, or none left to try.

    The time is compared here, because AWS deletes expired items within days, not at once.
    """
    table = aws.dynamodb()
    try:
        answer = table.update_item(
            TableName=_table(),
            Key={"id": {"S": item}},
            UpdateExpression="ADD attempts_left :less",
            ConditionExpression="attempts_left > :none AND expires_at > :now",
            ExpressionAttributeValues={":less": {"N": "-1"}, ":none": {"N": "0"}, ":now": {"N": str(now)}},
            ReturnValues="ALL_NEW",
        )
    except table.exceptions.ConditionalCheckFailedException:
        return None
    found = answer["Attributes"]
    return StoredCode(seal=found["seal"]["S"], salt=found["salt"]["S"])


def take(item: str, stored: StoredCode) -> bool:
    """Delete a code that was entered rightly; false when somebody else was faster, or a new code came."""
    table = aws.dynamodb()
    try:
        table.delete_item(
            TableName=_table(),
            Key={"id": {"S": item}},
            ConditionExpression="seal = :seal",
            ExpressionAttributeValues={":seal": {"S": stored.seal}},
        )
    except table.exceptions.ConditionalCheckFailedException:
        return False
    return True


def _table() -> str:
    return os.environ["TABLE_NAME"]
