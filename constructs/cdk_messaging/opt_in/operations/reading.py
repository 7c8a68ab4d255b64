"""Finding what is on record: pages of the status index, and what they point to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ..runtime import clock
from ..runtime.codec import decode_item, encode_item
from ..runtime.consent import Attempt, Consent, State, fold
from ..runtime.events import Event, of_programme
from ..runtime.items import Items
from ..runtime.ledger_items import (
    LEDGER,
    PROFILE,
    consent_status,
    number_key,
    read_event,
    telling_attempt,
)
from ..runtime.outbox_items import Message, Status, message_key, message_status, read_message

INDEX = "by_status"
NUMBER = number_key("")
CONTACT = "CONTACT#"
_PAGE = 100  # also the most items of one BatchGetItem
_FAILED = "failed"
_CONSENTS = {"pending": State.PENDING, "opted-in": State.OPTED_IN, "opted-out": State.OPTED_OUT}
_TEXTS = {"in-doubt": Status.IN_DOUBT, _FAILED: Status.FAILED}
STATUSES = (*_CONSENTS, *_TEXTS, "contact")

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some keys of a status.

    :param next: where the next page begins; None after the last.
    """

    keys: list[tuple[str, str]]
    next: dict[str, Any] | None


def pages(
    client: Any, table: str, *, status: str, programme: str, start: dict[str, Any] | None = None
) -> Iterator[Page]:
    """The pages of a status: oldest first, or, for failed texts, which no index holds, in no order.

    :param client: of DynamoDB.
    :param status: see :data:`STATUSES`.
    :param start: :attr:`Page.next` of the page before. Default: - from the first
    """
    ask, request = _request(client, table, status, programme)
    while True:
        given = {} if start is None else {"ExclusiveStartKey": encode_item(start)}
        answer = ask(**request, **given)
        found = map(decode_item, answer["Items"])
        start = decode_item(answer["LastEvaluatedKey"]) if "LastEvaluatedKey" in answer else None
        yield Page(keys=[(item["pk"], item["sk"]) for item in found], next=start)
        if start is None:
            return


def _request(client: Any, table: str, status: str, programme: str) -> tuple[Callable[..., Any], dict[str, Any]]:
    if status == _FAILED:
        return client.scan, {
            "TableName": table,
            "FilterExpression": "begins_with(pk, :outbox) AND #status = :status AND programme = :programme",
            "ProjectionExpression": "pk, sk",
            "ExpressionAttributeNames": {"#status": "status"},
            "ExpressionAttributeValues": encode_item(
                {":outbox": message_key(""), ":status": _TEXTS[status].value, ":programme": programme}
            ),
        }
    return client.query, {
        "TableName": table,
        "IndexName": INDEX,
        "KeyConditionExpression": "status_key = :key",
        "ExpressionAttributeValues": encode_item({":key": _key(status, programme)}),
        "Limit": _PAGE,
    }


def _key(status: str, programme: str) -> str:
    if status in _CONSENTS:
        return consent_status(programme, _CONSENTS[status])
    return message_status(programme, _TEXTS[status]) if status in _TEXTS else f"{CONTACT}{programme}"


def get_many(items: Items, keys: Iterable[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Items by their keys, as many as one likes; missing ones are left out."""
    coming = iter(keys)
    while batch := list(islice(coming, _PAGE)):
        yield from items.get_many(batch)


def rows(items: Items, page: Page, *, status: str, programme: str, source: str | None) -> Iterator[dict[str, Any]]:
    """What a page points to, if it is still in that status.

    :param source: only what came from this form. Default: - from any
    """
    if status in _CONSENTS:
        found = (_consent_row(items, pk, programme, _CONSENTS[status]) for pk, _ in page.keys)
    elif status in _TEXTS:
        found = (_text_row(items, item, _TEXTS[status]) for item in get_many(items, page.keys))
    else:
        found = (_contact_row(item) for item in get_many(items, page.keys))
    return (row for row in found if row is not None and source in (None, row["source"]))


def _consent_row(items: Items, pk: str, programme: str, state: State) -> dict[str, Any] | None:
    """The state is the ledger's: the index may be a moment behind."""
    partition = list(items.partition(pk))
    events = ledger_of(partition, programme)
    consent = fold(events)
    if consent.state is not state:
        return None
    attempt = telling_attempt(consent)
    request = _origin(events, attempt)
    return {
        "number": pk.removeprefix(NUMBER),
        "programme": programme,
        "state": state.value,
        "since": _iso(_since(consent, attempt)),
        "source": None if request is None else request.source,
        "requested_at": _iso(attempt and attempt.requested_at),
        "sent_at": _iso(attempt and attempt.sent_at),
        "confirmed_at": _iso(attempt and attempt.confirmed_at),
        "opted_out_at": _iso(consent.opted_out_at),
        "opted_out_source": consent.opted_out_source,
        "consent_version": None if attempt is None else attempt.consent_version or None,
        "consent_kinds": _kinds(consent, attempt),
        "consent_locale": None if attempt is None else attempt.locale,
        "profile": _profile(partition, attempt),
    }


def ledger_of(partition: list[dict[str, Any]], programme: str) -> tuple[Event, ...]:
    """The events of a number that count for a programme."""
    return of_programme((read_event(item) for item in partition if item["sk"].startswith(LEDGER)), programme)


def _origin(events: tuple[Event, ...], attempt: Attempt | None) -> Event | None:
    """The request or the import that an attempt begins with."""
    if attempt is None:
        return None
    return next((event for event in events if attempt.id in (event.attempt, event.id)), None)


def _since(consent: Consent, attempt: Attempt | None) -> Any:
    if consent.state is State.OPTED_OUT:
        return consent.opted_out_at
    return consent.subscribed_at if consent.state is State.OPTED_IN else attempt and attempt.requested_at


def _kinds(consent: Consent, attempt: Attempt | None) -> str | None:
    kinds = consent.kinds or (frozenset() if attempt is None else attempt.kinds)
    return " ".join(sorted(kinds)) or None


def _profile(partition: list[dict[str, Any]], attempt: Attempt | None) -> dict[str, Any]:
    key = f"{PROFILE}{attempt.id}" if attempt is not None else ""
    found = next((item for item in partition if item["sk"] == key), {})
    return fields_of(found)


def fields_of(item: Item) -> dict[str, Any]:
    """What a person filled in, of a profile or a contact."""
    return {key: value for key, value in item.items() if key not in OWN_ATTRIBUTES}


OWN_ATTRIBUTES = frozenset(
    "pk sk programme source locale consent_version requested_at ip status_key status_at expires_at".split()
)
"""What an item of a person holds besides what they filled in."""


def _text_row(items: Items, item: Item, status: Status) -> dict[str, Any] | None:
    message = read_message(item)
    if message.status is not status:
        return None
    return text_row(message) | {"source": _source_of(items, message)}


def text_row(message: Message) -> dict[str, Any]:
    """An outgoing text, for people to judge."""
    return {
        "id": message.id,
        "number": message.number,
        "programme": message.programme,
        "kind": message.kind.value,
        "status": message.status.value,
        "since": _iso(message.claimed_at or message.created_at),
        "deadline": _iso(message.deadline),
        "reason": message.reason,
        "message_id": message.message_id,
        "may_be_sent": message.may_be_sent,
        "attempt": message.attempt,
    }


def _source_of(items: Items, message: Message) -> str | None:
    if message.attempt is None:
        return None
    for item in items.partition(number_key(message.number)):
        if item["sk"].startswith(LEDGER) and item.get("attempt") == message.attempt and item.get("source"):
            return str(item["source"])
    return None


def _contact_row(item: Item) -> dict[str, Any]:
    return {
        "contact": item["pk"].removeprefix(CONTACT),
        "programme": item["programme"],
        "since": item["requested_at"],
        "source": item.get("source"),
        "consent_version": item.get("consent_version"),
        "consent_locale": item.get("locale"),
        "profile": fields_of(item),
    }


def _iso(moment: Any) -> str | None:
    return None if moment is None else clock.iso(moment)
