"""Writes what a restore brings back: in transactions that make whoever read the number before read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError

from ..runtime import clock, expressions
from ..runtime.changes import Change, always
from ..runtime.ledger_items import number_key
from ..runtime.outbox_items import Status
from ..runtime.writes import Part, Write, put_new
from .account import Account
from .ledger import SETTINGS, ledger
from .repairs import Repair
from .restored_texts import Returning

_BATCH = 90  # writes of one transaction, which has room for 100


class Mending:
    """Writes to the live table.

    :param dry_run: whether nothing is written.
    """

    def __init__(self, account: Account, *, dry_run: bool) -> None:
        self._account = account
        self._items = account.items
        self.dry_run = dry_run

    def number(self, number: str, found: Repair) -> None:
        """Bring back what a number lacks, and fold its projections anew.

        :raises Contention: others wrote to the number all the time.
        """
        if self.dry_run:
            return
        writes = list(_writes(number, found))
        for start in range(0, len(writes), _BATCH):
            touch = expressions.touch_number(number, now=clock.now(), retention=SETTINGS.pending_retention)
            self._items.transact_or_moved([touch, *writes[start : start + _BATCH]])
        if found.unreadable:
            return  # nobody can tell what the projection would be
        for programme in sorted(found.programmes):
            ledger(self._account, programme).change(number, always(Change(refresh=True)))

    def text(self, found: Returning, *, replace: bool) -> None:
        """Put a text into the outbox that is not to be sent; the ledger learns first what is not known of it.

        :param replace: whether a damaged item stands in its place.
        """
        if self.dry_run:
            return
        if found.event is not None:
            table = ledger(self._account, found.event.programme)
            table.change(found.item["number"], always(Change(events=(found.event,))))
        self._items.transact_or_moved([_put(found.item) if replace else put_new(found.item, part=Part.DRAFT)])

    def other(self, item: Mapping[str, Any], *, replace: bool) -> None:
        """Put an item of neither a number nor the outbox, as DynamoDB has it."""
        if self.dry_run:
            return
        client = self._account.client("dynamodb")
        condition = {} if replace else {"ConditionExpression": "attribute_not_exists(pk)"}
        try:
            client.put_item(TableName=self._account.table, Item=dict(item), **condition)
        except client.exceptions.ConditionalCheckFailedException:
            return  # it is there again by now

    def remove(self, item: Mapping[str, Any]) -> None:
        """Remove a contact, or a text unless it is being sent at this moment."""
        if self.dry_run:
            return
        client = self._account.client("dynamodb")
        try:
            client.delete_item(
                TableName=self._account.table,
                Key={"pk": {"S": item["pk"]}, "sk": {"S": item["sk"]}},
                ConditionExpression="attribute_not_exists(#status) OR #status <> :claimed",
                ExpressionAttributeNames={"#status": "status"},
                ExpressionAttributeValues={":claimed": {"S": Status.CLAIMED.value}},
            )
        except ClientError as problem:
            if problem.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise


def _writes(number: str, found: Repair) -> Iterator[Write]:
    yield from (_put(item) for item in (*found.back, *found.mended))
    for key in found.removed:
        yield Write(part=Part.CONFLICT, operation="Delete", target={"pk": number_key(number), "sk": key})


def _put(item: Mapping[str, Any]) -> Write:
    """Whatever stands there: it is damaged, or a run that was interrupted put it there."""
    return Write(part=Part.CONFLICT, operation="Put", target=item)
