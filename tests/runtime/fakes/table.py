"""A table of DynamoDB's in a few dictionaries: a hundred times as fast as an emulator, for very many histories.

It knows what the functions ask for and no more. Tests hold it against the emulator's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.runtime.fakes.aws import Reply
from tests.runtime.fakes.expressions import Context, Item, condition, plain, update

Answer = tuple[int, dict[str, Any]]
_PROJECTED = ("pk", "sk", "status_key", "status_at")
_MOST_WRITES = 100


class ConditionFailed(Exception):
    def __init__(self, item: Mapping[str, Any]) -> None:
        super().__init__()
        self.item = item


class QuickTable:
    """Answers the operations of DynamoDB for one table."""

    def __init__(self) -> None:
        self._partitions: dict[str, dict[str, Item]] = {}
        self._tokens: set[str] = set()

    def reply(self, operation: str, body: Mapping[str, Any]) -> Reply:
        """The answer as a service gives it to the quick clients: not packed into bytes."""
        status, content = self.answer(operation, body)
        unpacked: Any = content
        return status, {}, unpacked

    def answer(self, operation: str, body: Mapping[str, Any]) -> Answer:
        handlers: Mapping[str, Callable[[Mapping[str, Any]], Answer]] = {
            "GetItem": self._get,
            "PutItem": self._put_one,
            "UpdateItem": self._update_one,
            "Query": self._query,
            "BatchGetItem": self._batch_get,
            "TransactWriteItems": self._transact,
        }
        return handlers[operation](body)

    def scan(self) -> list[Item]:
        """All items."""
        return [item for partition in self._partitions.values() for item in partition.values()]

    # -- reading

    def _stored(self, key: Mapping[str, Any]) -> Item | None:
        return self._partitions.get(key["pk"]["S"], {}).get(key["sk"]["S"])

    def _get(self, body: Mapping[str, Any]) -> Answer:
        found = self._stored(body["Key"])
        return 200, {} if found is None else {"Item": found}

    def _batch_get(self, body: Mapping[str, Any]) -> Answer:
        ((table, wanted),) = body["RequestItems"].items()
        keys = [(key["pk"]["S"], key["sk"]["S"]) for key in wanted["Keys"]]
        assert len(keys) == len(set(keys)) <= 100
        found = [item for key in wanted["Keys"] if (item := self._stored(key)) is not None]
        return 200, {"Responses": {table: found}, "UnprocessedKeys": {}}

    def _query(self, body: Mapping[str, Any]) -> Answer:
        values = body["ExpressionAttributeValues"]
        if "IndexName" not in body:
            assert body["KeyConditionExpression"] == "pk = :pk"
            partition = self._partitions.get(values[":pk"]["S"], {})
            return 200, {"Items": [partition[key] for key in sorted(partition)]}
        assert body["KeyConditionExpression"] == "status_key = :key AND status_at BETWEEN :since AND :until"
        found = sorted(self._with_status(values), key=lambda item: plain(item["status_at"]))
        return 200, {"Items": [{name: item[name] for name in _PROJECTED} for item in found]}

    def _with_status(self, values: Mapping[str, Any]) -> Iterator[Item]:
        since, until = values[":since"]["S"], values[":until"]["S"]
        for item in self.scan():
            if item.get("status_key") == values[":key"] and since <= item["status_at"]["S"] <= until:
                yield item

    # -- writing

    def _write(self, operation: str, body: Mapping[str, Any]) -> tuple[Item, Item | None]:
        """The item that a write is about, and what it becomes; None when it stays.

        :raises ConditionFailed: it is not as the write wants it.
        """
        key = body["Item"] if operation == "Put" else body["Key"]
        stored = self._stored(key)
        context = Context(
            item=stored or {},
            names=body.get("ExpressionAttributeNames", {}),
            values=body.get("ExpressionAttributeValues", {}),
        )
        wanted = body.get("ConditionExpression")
        if wanted is not None and not condition(wanted)(context):
            raise ConditionFailed(stored or {})
        if operation == "ConditionCheck":
            return key, None
        if operation == "Put":
            return key, dict(body["Item"])
        changed = {**(stored or body["Key"])}
        for action in update(body["UpdateExpression"]):
            action(context, changed)
        return key, changed

    def _store(self, item: Item) -> None:
        self._partitions.setdefault(item["pk"]["S"], {})[item["sk"]["S"]] = item

    def _put_one(self, body: Mapping[str, Any]) -> Answer:
        return self._single("Put", body)

    def _update_one(self, body: Mapping[str, Any]) -> Answer:
        return self._single("Update", body)

    def _single(self, operation: str, body: Mapping[str, Any]) -> Answer:
        try:
            _, item = self._write(operation, body)
        except ConditionFailed as failed:
            return 400, {"__type": "ConditionalCheckFailedException", "Item": failed.item}
        assert item is not None
        self._store(item)
        return 200, {"Attributes": item}

    def _transact(self, body: Mapping[str, Any]) -> Answer:
        if body["ClientRequestToken"] in self._tokens:
            return 200, {}  # a repeat of a request whose answer got lost
        reasons, results, keys = [], [], set()
        for entry in body["TransactItems"]:
            ((operation, write),) = entry.items()
            try:
                key, item = self._write(operation, write)
            except ConditionFailed:
                reasons.append({"Code": "ConditionalCheckFailed"})
                continue
            reasons.append({"Code": "None"})
            keys.add((key["pk"]["S"], key["sk"]["S"]))
            results.append(item)
        if len(results) < len(reasons):
            return 400, {"__type": "TransactionCanceledException", "CancellationReasons": reasons}
        assert len(keys) == len(reasons) <= _MOST_WRITES, "two writes to one item, or too many"
        for item in results:
            if item is not None:
                self._store(item)
        self._tokens.add(body["ClientRequestToken"])
        return 200, {}
