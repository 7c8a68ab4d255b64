"""The consent table: optimistic transactions over a number's ledger, its consents and the outbox.

All that is stored of a number is one thing: each writer sees all of it, and of two that saw the same one has to look
again. So a STOP, which holds for every programme, and all that follows from it is written at once or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from . import clock, expressions, switch, velocity, writing
from .changes import Applied, Claim, Contention, Moved, OverLimit, Plan, Settle, Snapshot, Stopped
from .decisions import Draft, MessageKind
from .items import TRIES, Items, pause
from .ledger_items import consent_key, number_key
from .outbox_items import SORT_KEY, Message, message_key, new_message_item, read_message
from .reading import read_number
from .settings import Settings
from .writes import Part, Write, put_new

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class ConsentTable:
    """Adapter to the table, for what numbers have with one programme.

    :param settings: of the deployment.
    :param programme: id of the programme.
    :param name: the table's name. Default: - ``TABLE_NAME`` of the environment
    :param client: Default: - :func:`aws.dynamodb`
    """

    def __init__(
        self, settings: Settings, programme: str, *, name: str | None = None, client: DynamoDBClient | None = None
    ) -> None:
        self._settings = settings
        self._programme = programme
        self._items = Items(name=name, client=client)

    @classmethod
    def all(
        cls, settings: Settings, *, name: str | None = None, client: DynamoDBClient | None = None
    ) -> dict[str, Self]:
        """One for each programme of the settings, by its id; the default programme's is the first.

        :param name: as above.
        :param client: as above.
        """
        return {programme: cls(settings, programme, name=name, client=client) for programme in settings.programmes}

    @property
    def programme(self) -> str:
        """Id of the programme whose consents this reads and writes."""
        return self._programme

    @property
    def items(self) -> Items:
        """The table as such."""
        return self._items

    # -- reading

    def snapshot(self, number: str) -> Snapshot:
        """Read everything of a number."""
        return read_number(self._items, number, self._programme)

    def message(self, message_id: str) -> Message | None:
        """Read an outgoing text."""
        item = self._items.get(message_key(message_id), SORT_KEY)
        return None if item is None else read_message(item)

    def with_status(
        self, status_key: str, *, until: datetime, since: str = "", passed: int = 0
    ) -> Iterator[tuple[str, str]]:
        """Keys (``pk``, ``status_at``) of the items of a status up to a moment, oldest first.

        :param since: ``status_at`` to begin with. Default: - the oldest
        :param passed: how many of the first to leave out: many may have the very same ``status_at``.
        """
        found = self._items.with_status(status_key, since=since or "0", until=clock.iso(until))
        return ((item["pk"], item["status_at"]) for item in islice(found, passed, None))

    # -- writing

    def change(self, number: str, plan: Plan, *, snapshot: Snapshot | None = None) -> Applied:
        """Do what a plan decides, all or nothing, against the state that it decided by.

        :param snapshot: what the plan is asked with first. Default: - read now
        :raises Moved: the text is no longer where the plan took it to be.
        :raises Stopped: a text was to be claimed, and sending is stopped.
        :raises OverLimit: a text was to be claimed, and as many are claimed as may be.
        :raises Contention: others wrote to the same number all the time.
        """
        existing: set[str] = set()
        for attempt in range(TRIES):
            current = snapshot if attempt == 0 and snapshot is not None else self.snapshot(number)
            change = plan(current)
            new = writing.new_events(current, change)
            if not new and change.move is None and not change.refresh and change.forget is None:
                return Applied(before=current.consent, after=current.consent)
            applied = writing.apply(current, change, new, self._settings, without=existing)
            failed = self._items.transact(writing.writes(current, applied, self._settings, now=clock.now()))
            if not failed:
                return applied
            if Part.NUMBER not in failed:
                _give_up(failed)
            existing.update(str(write.target["id"]) for write in failed.get(Part.DRAFT, ()))
            pause(attempt)
        raise Contention("the number found no gap between other writers")

    def release(self, message: Message) -> None:
        """Give a claimed text back: it was surely not sent.

        :raises Moved: the claim no longer holds.
        """
        now, settings = clock.now(), self._settings
        writes = [expressions.release_message(message, now=now)]
        if message.kind is MessageKind.CONFIRMATION:
            writes.append(expressions.release_claim(message, now=now, retention=settings.pending_retention))
            counter = velocity.of_prefix(message.number, at=message.claimed_at or now, limits=settings.limits)
            if counter is not None:
                writes.append(velocity.give_back(counter))
        self._items.transact_or_moved(writes)

    def move(self, move: Claim | Settle) -> None:
        """Claim or settle a text that belongs to no ledger (an answer to HELP).

        :raises Moved: the text is no longer where the move takes it to be.
        :raises Stopped: it was to be claimed, and sending is stopped.
        :raises Contention: others wrote to it all the time.
        """
        writes = [expressions.move(move, now=clock.now(), retention=self._settings.outbox_retention)]
        if isinstance(move, Claim):
            writes.append(switch.check())
        for attempt in range(TRIES):
            failed = self._items.transact(writes)
            if not failed:
                return
            _give_up(failed)
            pause(attempt)
        raise Contention("the text found no gap between other writers")

    def requeue(self, message: Message) -> None:
        """Let the next sweep queue a text that failed without having been sent.

        :raises Moved: it is no such text any more.
        """
        self._items.transact_or_moved([expressions.requeue(message, now=clock.now())])

    def add_message(self, draft: Draft, *, number: str) -> bool:
        """Put a text that belongs to no ledger into the outbox. False when it is there already."""
        item = new_message_item(draft, number=number, programme=draft.programme or self._programme, now=clock.now())
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


def _give_up(failed: Mapping[Part, list[Write]]) -> None:
    """A transaction that would fail again, whatever is read anew."""
    if Part.MOVE in failed:
        raise Moved("the text was moved by somebody else")
    if Part.SWITCH in failed:
        raise Stopped("sending is stopped")
    if Part.VELOCITY in failed:
        raise OverLimit("as much is claimed as may be")
