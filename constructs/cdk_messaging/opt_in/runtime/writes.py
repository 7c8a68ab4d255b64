"""One write of a transaction, as DynamoDB wants it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from .codec import Value, encode_item


class Part(Enum):
    """Which part of a transaction a write is: what its failed condition means depends on it."""

    NUMBER = auto()
    EVENT = auto()
    DRAFT = auto()
    MOVE = auto()
    KEEP = auto()
    SWITCH = auto()
    VELOCITY = auto()
    CONFLICT = auto()  # no write's own: another transaction was at the same item


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One write with its condition. Attribute names are ``#name`` in expressions, so none can be a reserved word."""

    part: Part
    operation: str
    target: Mapping[str, Value]
    condition: str | None = None
    update: str | None = None
    names: tuple[str, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)

    def request(self, table: str) -> dict[str, Any]:
        """As an entry of TransactWriteItems."""
        body: dict[str, Any] = {"TableName": table}
        body["Item" if self.operation == "Put" else "Key"] = encode_item(self.target)
        if self.condition is not None:
            body["ConditionExpression"] = self.condition
        if self.update is not None:
            body["UpdateExpression"] = self.update
        names = {f"#{name}": name for name in self.names} | dict(self.aliases)
        if names:
            body["ExpressionAttributeNames"] = names
        if self.values:
            body["ExpressionAttributeValues"] = encode_item(self.values)
        return {self.operation: body}


def put_new(item: Mapping[str, Value], *, part: Part) -> Write:
    """Put an item that must not be there yet."""
    return Write(part=part, operation="Put", target=item, condition="attribute_not_exists(pk)")
