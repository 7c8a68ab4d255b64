"""What is stored, and how it gets lost or damaged, for tests of ``restore``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.operations.operating import remove
from tests.runtime.fakes.aws import dynamodb
from tests.runtime.world import TABLE, World

Restore = Callable[..., dict[str, Any]]
Item = dict[str, Any]
_PROJECTED = {"updated_at", "expires_at", "revision"}  # of the moment of writing


def stored(world: World, *prefixes: str) -> dict[tuple[str, str], Item]:
    """What is stored, by its keys, but what says when it was written."""
    return {
        (item["pk"], item["sk"]): {key: value for key, value in item.items() if key not in _PROJECTED}
        for item in world.items()
        if item["pk"].startswith(prefixes or ("NUMBER#", "OUTBOX#", "CONTACT#", "TEXT#")) and item["sk"] != "CLAIMS"
    }


def lose(world: World, *prefixes: str, but: Callable[[Item], bool] = lambda _: False) -> None:
    for item in world.items():
        if item["pk"].startswith(prefixes or ("NUMBER#",)) and not but(item):
            remove(item)


def change(key: tuple[str, str], **values: Any) -> None:
    """Damage an item."""
    for name, value in values.items():
        dynamodb(
            "UpdateItem",
            {
                "TableName": TABLE,
                "Key": {"pk": {"S": key[0]}, "sk": {"S": key[1]}},
                "UpdateExpression": "SET #name = :value",
                "ExpressionAttributeNames": {"#name": name},
                "ExpressionAttributeValues": {":value": value},
            },
        )
