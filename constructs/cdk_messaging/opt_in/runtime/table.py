"""The consent table: optimistic transactions over a number's ledger, its consent and the outbox."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from . import clock, expressions
from .changes import Applied, Change, Claim, Contention, Moved, Plan, Settle, Snapshot
from .consent import Consent, fold
from .decisions import Draft, consequences
from .events import Event
from .expressions import Part, Write, put_new
from .items import TRIES, Items, pause
from .ledger_items import (
    CLAIM,
    LEDGER,
    PROFILE,
    consent_item,
    consent_key,
    event_item,
    expiry_of,
    number_key,
    read_event,
)
from .outbox_items import SORT_KEY, Message, message_key, new_message_item, read_message
from .settings import Settings

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class ConsentTable:
    """Adapter to the table.

    :param settings: of the deployment.
    :param name: the table's name. Default: - ``TABLE_NAME`` of the environment
    :param client: Default: - :func:`aws.dynamodb`
    """

    def __init__(self, settings: Settings, *, name: str | None = None, client: DynamoDBClient | None = None) -> None:
        self._settings = settings
        self._programme = settings.programme
        self._items = Items(name=name, client=client)

    @property
    def programme(self) -> str:
        """Id of the programme whose consents this reads and writes."""
        return self._programme

    # -- reading

    def snapshot(self, number: str) -> Snapshot:
        """Read everything of a number. The consent item sorts before the ledger, so its revision is never newer."""
        consent: dict[str, Any] = {}
        events: list[Event] = []
        expiring: dict[str, Event | str] = {}
        for item in self._items.partition(number_key(number)):
            key: str = item["sk"]
            if key == consent_key(self._programme):
                consent = item
            elif key.startswith(LEDGER) and item["programme"] == self._programme:
                event = read_event(item)
                events.append(event)
                if "expires_at" in item:
                    expiring[key] = event
            elif key.startswith(PROFILE) and "expires_at" in item:
                expiring[key] = key.removeprefix(PROFILE)
        return Snapshot(
            number=number,
            consent=fold(events),
            events=tuple(events),
            revision=consent.get("revision", 0),
            claims={k.removeprefix(CLAIM): clock.parse(v) for k, v in consent.items() if k.startswith(CLAIM)},
            expiring=expiring,
        )

    def message(self, message_id: str) -> Message | None:
        """Read an outgoing text."""
        item = self._items.get(message_key(message_id), SORT_KEY)
        return None if item is None else read_message(item)

    def consent_text(self, version: str) -> dict[str, Any] | None:
        """Read a published consent text: ``text``, ``locale``, ``programme``, ``published_at``, ``retired_at``."""
        return self._items.get(f"TEXT#{version}", "CONSENT")

    def with_status(self, status_key: str, *, until: datetime, since: str = "") -> Iterator[tuple[str, str]]:
        """Keys (``pk``, ``status_at``) of the items of a status up to a moment, oldest first.

        :param since: ``status_at`` to begin with. Default: - the oldest
        """
        found = self._items.with_status(status_key, since=since or "0", until=clock.iso(until))
        return ((item["pk"], item["status_at"]) for item in found)

    # -- writing

    def register(self, *, number: str, event: Event, profile: Mapping[str, str], draft: Draft) -> None:
        """Write a sign-up: the request, the profile and the text to be sent. It reads nothing, so that it does the
        same for every number; the consent item is touched without being known.

        :raises Contention: others wrote to the same number all the time.
        """
        now = event.time
        expires_at = now + self._settings.pending_retention
        profile_item: dict[str, Any] = {
            "pk": number_key(number),
            "sk": f"{PROFILE}{event.attempt}",
            **profile,
            "programme": self._programme,
            "expires_at": clock.epoch_seconds(expires_at),
        }
        writes = [
            put_new(event_item(number, event, expires_at), part=Part.EVENT),
            put_new(profile_item, part=Part.EVENT),
            put_new(new_message_item(draft, number=number, programme=self._programme, now=now), part=Part.DRAFT),
            expressions.touch_consent(number, self._programme, now=now, look_again_at=draft.deadline),
        ]
        for attempt in range(TRIES):
            failed = self._items.transact(writes)
            if not failed:
                return
            if failed.keys() != {Part.CONFLICT}:
                raise Moved(f"sign-up {event.attempt} is recorded already")
            pause(attempt)
        raise Contention(f"sign-up {event.attempt} found no gap between other writers")

    def change(self, number: str, plan: Plan, *, snapshot: Snapshot | None = None) -> Applied:
        """Do what a plan decides, all or nothing, against the state that it decided by.

        :param snapshot: what the plan is asked with first. Default: - read now
        :raises Moved: the text is no longer where the plan took it to be.
        :raises Contention: others wrote to the same number all the time.
        """
        existing: set[str] = set()
        for attempt in range(TRIES):
            current = snapshot if attempt == 0 and snapshot is not None else self.snapshot(number)
            change = plan(current)
            new = tuple(event for event in change.events if event.id not in current.consent.ids)
            if not new and change.move is None and not change.refresh:
                return Applied(before=current.consent, after=current.consent)
            after = fold((*current.events, *new))
            drafts = [draft for draft in self._consequences(current.consent, after, new) if draft.id not in existing]
            failed = self._items.transact(self._writes(current, after, new, drafts, change))
            if not failed:
                return Applied(before=current.consent, after=after, events=new, drafts=tuple(drafts), change=change)
            if Part.MOVE in failed and Part.CONSENT not in failed:
                raise Moved("the text was moved by somebody else")
            existing.update(str(write.target["id"]) for write in failed.get(Part.DRAFT, ()))
            pause(attempt)
        raise Contention("the number found no gap between other writers")

    def release(self, message: Message, *, coupled: bool) -> None:
        """Give a claimed text back: it was surely not sent.

        :param coupled: whether the claim is noted in the number's consent too.
        :raises Moved: the claim no longer holds.
        """
        writes = [expressions.release_message(message, now=clock.now())]
        if coupled:
            writes.append(expressions.release_consent(message))
        self._items.transact_or_moved(writes)

    def move(self, move: Claim | Settle) -> None:
        """Claim or settle a text that belongs to no ledger (an answer to HELP).

        :raises Moved: the text is no longer where the move takes it to be.
        """
        self._items.transact_or_moved(
            [expressions.move(move, now=clock.now(), retention=self._settings.outbox_retention)]
        )

    def add_message(self, draft: Draft, *, number: str) -> bool:
        """Put a text that belongs to no ledger into the outbox. False when it is there already."""
        item = new_message_item(draft, number=number, programme=self._programme, now=clock.now())
        return not self._items.transact([put_new(item, part=Part.DRAFT)])

    def swept(self, message: Message, *, look_again_at: datetime) -> None:
        """Note that a waiting text was queued once more.

        :raises Moved: it waits no longer.
        """
        self._items.transact_or_moved([expressions.swept(message, look_again_at=look_again_at)])

    # -- small change

    def read(self, pk: str, sk: str) -> dict[str, Any] | None:
        """Read one item."""
        return self._items.get(pk, sk)

    def write(self, item: Mapping[str, Any]) -> None:
        """Write one item, whatever was there."""
        self._items.put(item)

    def consents(self, numbers: Iterable[str]) -> dict[str, dict[str, Any]]:
        """The consent items of up to 100 numbers, by number; unknown numbers are left out."""
        sort_key = consent_key(self._programme)
        found = self._items.get_many((number_key(number), sort_key) for number in dict.fromkeys(numbers))
        return {item["pk"].removeprefix("NUMBER#"): item for item in found}

    # -- within

    def _consequences(self, before: Consent, after: Consent, events: tuple[Event, ...]) -> list[Draft]:
        settings = self._settings
        return consequences(
            before=before,
            after=after,
            events=events,
            texts=settings.texts,
            lifetime=settings.attempt_lifetime,
            answers_stop=settings.self_managed_opt_outs,
        )

    def _writes(
        self, snapshot: Snapshot, after: Consent, new: tuple[Event, ...], drafts: list[Draft], change: Change
    ) -> list[Write]:
        now, settings = clock.now(), self._settings
        claims = dict(snapshot.claims)
        if change.move is not None:
            if isinstance(change.move, Settle):
                claims.pop(change.move.message.id, None)
            else:
                claims[change.move.message.id] = change.move.at
        consent = consent_item(
            snapshot.number,
            self._programme,
            after,
            revision=snapshot.revision + 1,
            now=now,
            feedback_expiry=settings.feedback_expiry,
            retention=settings.pending_retention,
            claims=claims,
        )
        writes = [expressions.put_consent(consent, revision=snapshot.revision)]
        if change.move is not None:
            writes.append(expressions.move(change.move, now=now, retention=settings.outbox_retention))
        for event in new:
            expires_at = expiry_of(event, after, settings.pending_retention)
            writes.append(put_new(event_item(snapshot.number, event, expires_at), part=Part.EVENT))
        for draft in drafts:
            item = new_message_item(draft, number=snapshot.number, programme=self._programme, now=now)
            writes.append(put_new(item, part=Part.DRAFT))
        writes += [expressions.keep(snapshot.number, key) for key in expressions.proofs(snapshot, after)]
        return writes
