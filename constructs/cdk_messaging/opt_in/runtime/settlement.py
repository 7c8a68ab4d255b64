"""Takes the delivery events of our texts: what arrived, what did not, and what was in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from . import clock, logs, notifications, outcomes
from .changes import Change, Moved, Settle, always
from .decisions import MessageKind
from .events import Event, Kind
from .outbox_items import Message, Status
from .settings import Settings, load
from .table import ConsentTable

_ARRIVED = frozenset({"SUCCESSFUL", "DELIVERED"})
_ON_THE_WAY = frozenset({"PENDING", "QUEUED", "SENT", "ACCEPTED", "UNKNOWN"})
_UNSETTLED = (Status.PENDING, Status.CLAIMED, Status.IN_DOUBT, Status.FAILED, Status.SUPPRESSED)
_TEXT = "TEXT_"


def handler(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """Work through a batch of the queue of delivery events; answers with the messages that failed."""
    settlement = Settlement(load(), _tables())
    failed = [record["messageId"] for record in event["Records"] if not settlement.work(record)]
    return {"batchItemFailures": [{"itemIdentifier": identifier} for identifier in failed]}


@cache
def _tables() -> Mapping[str, ConsentTable]:
    return ConsentTable.all(load())


class Settlement:
    """Takes delivery events, in whatever order and however often they come."""

    def __init__(self, settings: Settings, tables: Mapping[str, ConsentTable]) -> None:
        self._settings = settings
        self._tables = tables

    def work(self, record: Mapping[str, Any]) -> bool:
        """Deal with one record. False when it has to come again."""
        try:
            self._take(notifications.read(record["body"]).message)
        except Exception as problem:  # noqa: BLE001 - the queue brings it again, the others of the batch are done
            logs.error("delivery_event_failed", problem)
            logs.metric("DeliveryEventsFailed")
            return False
        return True

    def _take(self, event: Mapping[str, Any]) -> None:
        """Events of other senders, which may share our configuration set, are none of our business."""
        outbox = (event.get("context") or {}).get("outbox")
        if not str(event.get("eventType", "")).startswith(_TEXT) or outbox is None:
            return
        message = self._tables[self._settings.default_programme.id].message(str(outbox))
        if message is None:
            logs.info("delivery_event_unknown")
            return
        table = self._tables.get(message.programme) or ConsentTable(self._settings, message.programme)
        if not self._same_number(event, message):
            logs.error("delivery_event_of_another_number", outbox=outbox)
            return
        self._record_sent(table, message, event)
        self._record_delivery(table, message, event)

    @staticmethod
    def _same_number(event: Mapping[str, Any], message: Message) -> bool:
        return str(event.get("destinationPhoneNumber", "")).lstrip("+") == message.number.lstrip("+")

    @staticmethod
    def _record_sent(table: ConsentTable, message: Message, event: Mapping[str, Any]) -> None:
        """A delivery event proves that the text was sent, whatever was known of it before."""
        identifier = str(event["messageId"])
        if message.status is Status.SENT:
            if message.message_id not in (None, identifier):
                logs.error("sent_twice", outbox=message.id)
                logs.metric("SentTwice")
            return
        requested_at = clock.from_epoch_milliseconds(event["messageRequestTimestamp"])
        move = Settle(message=message, status=Status.SENT, expected=_UNSETTLED, message_id=identifier)
        try:
            outcomes.settle(table, message, move, time=message.claimed_at or requested_at)
        except Moved:
            logs.info("text_moved", outbox=message.id)  # the sender wrote it down at the same moment

    @staticmethod
    def _record_delivery(table: ConsentTable, message: Message, event: Mapping[str, Any]) -> None:
        status = str(event.get("messageStatus") or event["eventType"].removeprefix(_TEXT))
        if status in _ON_THE_WAY and not (status == "UNKNOWN" and event.get("isFinal")):
            return
        name = "Delivered" if status in _ARRIVED else "Undelivered"
        logs.metric(name, Programme=message.programme, Kind=message.kind.value)
        if message.kind is not MessageKind.HELP:
            table.change(message.number, always(Change(events=(_delivery(message, event, status),))))


def _delivery(message: Message, event: Mapping[str, Any], status: str) -> Event:
    """Told apart by message and type, as AWS advises for events that come twice."""
    details = {
        key: str(event[key])
        for key in ("messageStatusDescription", "originationPhoneNumber", "isoCountryCode", "carrierName")
        if event.get(key)
    }
    arrived = status in _ARRIVED
    of_attempt = message.kind is MessageKind.CONFIRMATION
    kinds = (Kind.DELIVERED, Kind.UNDELIVERED) if of_attempt else (Kind.NOTICE_DELIVERED, Kind.NOTICE_UNDELIVERED)
    return Event(
        id=f"delivery-{event['messageId']}-{event['eventType']}",
        time=clock.from_epoch_milliseconds(event["eventTimestamp"]),
        kind=kinds[0 if arrived else 1],
        programme=message.programme,
        attempt=message.attempt,
        outbox=message.id,
        message_id=str(event["messageId"]),
        reason=None if arrived else status,
        details=details,
    )
