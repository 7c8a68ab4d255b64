"""The table as DynamoDB gives it: items by key, queries, transactions. What they mean is for :mod:`.table`."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from . import aws, clock
from .changes import Contention, Moved
from .codec import decode_item, encode_item
from .settings import variable
from .writes import Part, Write

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TRIES = 10
_STATUS_INDEX = "by_status"
_CONFLICTS = frozenset({"TransactionConflict", "ProvisionedThroughputExceeded", "ThrottlingError"})


class Items:
    """Items of a table, as plain dictionaries.

    :param name: the table's name. Default: - ``TABLE_NAME`` of the environment
    :param client: Default: - :func:`aws.dynamodb`
    """

    def __init__(self, *, name: str | None = None, client: DynamoDBClient | None = None) -> None:
        self._name = variable("TABLE_NAME") if name is None else name
        self._client = aws.dynamodb() if client is None else client

    def get(self, pk: str, sk: str) -> dict[str, Any] | None:
        """One item, or None."""
        answer = self._client.get_item(TableName=self._name, Key=encode_item({"pk": pk, "sk": sk}), ConsistentRead=True)
        return decode_item(answer["Item"]) if "Item" in answer else None

    def put(self, item: Mapping[str, Any]) -> None:
        """Write one item, whatever was there.

        :raises Contention: transactions were at the item all the time.
        """
        for attempt in range(TRIES):
            try:
                self._client.put_item(TableName=self._name, Item=encode_item(item))
            except self._client.exceptions.TransactionConflictException:
                pause(attempt)
            else:
                return
        raise Contention("no gap between other writers was found")

    def get_many(self, keys: Iterable[tuple[str, str]]) -> Iterator[dict[str, Any]]:
        """The items of up to 100 different keys, in any order; missing ones are left out."""
        wanted = [encode_item({"pk": pk, "sk": sk}) for pk, sk in keys]
        attempt = 0
        while wanted:
            answer = self._client.batch_get_item(RequestItems={self._name: {"Keys": wanted, "ConsistentRead": True}})
            yield from map(decode_item, answer["Responses"].get(self._name, []))
            unread = answer.get("UnprocessedKeys", {}).get(self._name)
            wanted = [] if unread is None else [dict[str, Any](key) for key in unread["Keys"]]
            if wanted:
                pause(attempt := attempt + 1)

    def partition(self, pk: str) -> Iterator[dict[str, Any]]:
        """All items of a partition in the order of their sort keys, as they are now."""
        return self._query("pk = :pk", {":pk": pk}, {"ConsistentRead": True})

    def with_status(self, status_key: str, *, since: str, until: str) -> Iterator[dict[str, Any]]:
        """Keys of the items of a status, ``status_at`` from ``since`` to ``until``, oldest first."""
        return self._query(
            "status_key = :key AND status_at BETWEEN :since AND :until",
            {":key": status_key, ":since": since, ":until": until},
            {"IndexName": _STATUS_INDEX},
        )

    def transact(self, writes: list[Write]) -> dict[Part, list[Write]]:
        """Write all or nothing. Empty when done, else the writes that stood against it, by their part."""
        items: Any = [write.request(self._name) for write in writes]
        try:
            self._client.transact_write_items(TransactItems=items)
        except self._client.exceptions.TransactionCanceledException as problem:
            failed: dict[Part, list[Write]] = {}
            reasons: Any = problem.response.get("CancellationReasons", [])
            for write, reason in zip(writes, reasons, strict=True):
                part = _failed_part(write, reason.get("Code", "None"), problem)
                if part is not None:
                    failed.setdefault(part, []).append(write)
            return failed
        return {}

    def transact_or_moved(self, writes: list[Write]) -> None:
        """Write all or nothing.

        :raises Moved: a condition does not hold.
        :raises Contention: others wrote to the same items all the time.
        """
        for attempt in range(TRIES):
            failed = self.transact(writes)
            if not failed:
                return
            if failed.keys() != {Part.CONFLICT}:
                raise Moved("it is not as it was taken to be")
            pause(attempt)
        raise Contention("no gap between other writers was found")

    def _query(self, condition: str, values: Mapping[str, str], more: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        request: dict[str, Any] = {
            "TableName": self._name,
            "KeyConditionExpression": condition,
            "ExpressionAttributeValues": encode_item(values),
            **more,
        }
        while True:
            answer = self._client.query(**request)
            yield from map(decode_item, answer["Items"])
            if "LastEvaluatedKey" not in answer:
                return
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


def pause(attempt: int) -> None:
    """Wait a little, longer after each attempt."""
    clock.sleep(random.uniform(0, 0.02 * 2 ** min(attempt, 5)))  # noqa: S311 - to spread, not to hide


def _failed_part(write: Write, code: str, problem: Exception) -> Part | None:
    if code == "None":
        return None
    if code == "ConditionalCheckFailed":
        return write.part
    if code in _CONFLICTS:
        return Part.CONFLICT
    raise problem
