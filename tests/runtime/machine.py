"""All functions at once, with everything that can go wrong between them, against the rules of consent.

The machine throws at the functions what queues, networks, people and operators do: repeated and reordered messages,
throttled, refused and lost sends, functions cut off at any call of AWS, conflicts, other functions at work in the
middle, sending stopped, imports, doubts settled by hand. After every step no rule may be broken; at the end, with all
troubles over, every sign-up has to have its one outcome.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import tempfile
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cdk_messaging.opt_in.runtime import switch
from cdk_messaging.opt_in.runtime.changes import Change, Moved, always
from cdk_messaging.opt_in.runtime.consent import State
from cdk_messaging.opt_in.runtime.events import EVERY_PROGRAMME, Event, Kind, OptOutSource
from cdk_messaging.opt_in.runtime.outbox_items import Message, Status
from cdk_messaging.opt_in.runtime.redrive import requeue, settle_by_hand
from tests.runtime import invariants
from tests.runtime.fakes.aws import Reply
from tests.runtime.fakes.queue import Queued
from tests.runtime.fakes.sms import broken, denied, invalid, lost, taken_and_lost, throttled
from tests.runtime.figures import Figures
from tests.runtime.troubles import TROUBLE, CutOff, Trouble, Troubles
from tests.runtime.two_programmes import NEWS as NEWS_BOX
from tests.runtime.two_programmes import TWO_PROGRAMMES
from tests.runtime.world import World, delivery, inbound

NUMBERS = ("+12065550100", "+12065550101")  # of one prefix
ALERTS, NEWS = PROGRAMMES = ("alerts", "news")
CONFIRM = {ALERTS: {"YES", "yes!"}, NEWS: {"JOIN"}}
ONE_OF_THEM = st.sampled_from((NUMBERS[0], NUMBERS[0], NUMBERS[1]))
FORMS: Mapping[str, Mapping[str, Any]] = {
    "alerts": {},
    "news": NEWS_BOX,
    "promotions": {**NEWS_BOX, "consent_transactional": None, "consent_promotional": True},
    "everything": {**NEWS_BOX, "consent_promotional": True},
}
FORM = st.sampled_from(("alerts", "alerts", "news", "promotions", "everything"))
WORDS = st.sampled_from(("YES", "yes!", "JOIN", "START", "START", "STOP", "HELP", "yes please"))
STEPS = st.sampled_from(
    ["taken", "taken", "slow", "taken and lost", "lost", "broken", "throttled", "denied", "invalid"]
)
COOL_DOWN = timedelta(seconds=30)
DAILY_CAP = 20
# A short cool-down and a high cap, or most sign-ups would be suppressed before they meet any trouble.
_SETTINGS = {**TWO_PROGRAMMES, "cool_down_seconds": COOL_DOWN.total_seconds(), "daily_cap": DAILY_CAP}


class Consents(RuleBasedStateMachine):
    folder: ClassVar = tempfile.TemporaryDirectory()  # of settings files, one of each kind
    quick: ClassVar[bool] = True
    kind_of_world: ClassVar[type[World]] = World
    figures: ClassVar[Figures] = Figures()

    @initialize(self_managed=st.booleans(), prefix_limit=st.sampled_from([0, 3, 1000]))
    def begin(self, self_managed: bool, prefix_limit: int) -> None:
        self._stack = contextlib.ExitStack()
        self._stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
        monkeypatch = self._stack.enter_context(pytest.MonkeyPatch.context())
        overrides = {**_SETTINGS, "self_managed_opt_outs": self_managed, "prefix_limit": prefix_limit}
        self.world = self.kind_of_world(monkeypatch, Path(self.folder.name), quick=self.quick, **overrides)
        # Hypothesis seeds this source of chance, not the system's: with it a history can be repeated.
        monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=random.getrandbits(128), version=4))
        self.troubles = Troubles(self.world, self._meanwhile)
        self.world.aws.observers.append(self._notice_writes)
        self.changed = True
        self.seen: invariants.Picture | None = None
        self.self_managed = self_managed
        self.prefix_limit = prefix_limit
        self.replies: list[dict[str, Any]] = []  # what is still to be delivered
        self.events: list[dict[str, Any]] = []
        self.sign_ups = self.steps = 0
        self.imported: set[str] = set()
        self.disowned: set[str] = set()  # texts of which a person said that they were not sent
        self.said: dict[str, list[tuple[datetime, str]]] = {number: [] for number in NUMBERS}

    def teardown(self) -> None:
        if hasattr(self, "world"):
            with self._stack:
                self._end_well()

    def _notice_writes(self, service: str, operation: str, body: Mapping[str, Any], status: int) -> None:
        if operation not in {"Query", "GetItem", "BatchGetItem"}:
            self.changed = True

    # -- troubles

    def _meanwhile(self, kind: str) -> None:
        """In the middle of one function, others do their work."""
        if kind == "meanwhile all is sent":
            for item in self.world.items():
                if item["sk"] == "MESSAGE":
                    self.world.queue.put(json.dumps({"outbox_id": item["id"]}))
            self._send(self.world.queue.receive(50))
        elif kind == "meanwhile sending is stopped":
            self.stop_or_resume(True)
        elif kind == "meanwhile they sign up":
            for form in ("alerts", "news"):
                self.sign_up(NUMBERS[0], form, False, None)
        else:
            word = kind.removeprefix("meanwhile they say ")
            self._run("reply", [self._said(number, word) for number in NUMBERS])

    def _slow(self, body: Mapping[str, Any]) -> Reply:
        """While the send is under way, the person answers and the delivery event arrives."""
        reply = self.world.sms.accept(body)
        sent = self.world.sms.accepted[-1]
        self.world.clock.advance(seconds=1)
        self._run("reply", [self._said(sent.number, "YES"), self._said(sent.number, "JOIN")])
        self._run("settlement", [delivery(self.world, sent.outbox, number=sent.number)])
        return reply

    def _script(self, step: str) -> None:
        known: dict[str, Callable[[Mapping[str, Any]], Reply | None]] = {
            "slow": self._slow,
            "taken and lost": taken_and_lost(self.world.sms),
            "lost": lost,
            "broken": broken,
            "throttled": throttled,
            "denied": denied,
            "invalid": lambda _: invalid("INVALID_PARAMETER"),
        }
        if step in known:
            self.world.sms.script.append(known[step])

    # -- people

    @rule(number=ONE_OF_THEM, form=FORM, slow_lookup=st.booleans(), trouble=TROUBLE)
    def sign_up(self, number: str, form: str, slow_lookup: bool, trouble: Trouble | None) -> None:
        if slow_lookup:
            self.world.sms.lookups.append(throttled)
        self.troubles.announced = trouble
        with contextlib.suppress(CutOff):
            self.sign_ups += self.world.sign_up(number, **FORMS[form])["statusCode"] == 202

    @rule(number=ONE_OF_THEM, form=FORM, step=STEPS, trouble=TROUBLE, answer=st.booleans())
    def go_the_whole_way(self, number: str, form: str, step: str, trouble: Trouble | None, answer: bool) -> None:
        """Somebody signs up after a while, the sender is quick, and perhaps the person is too."""
        self.world.clock.advance(minutes=1)
        self.sign_up(number, form, False, None)
        self.send(step, trouble)
        if answer:
            self.text(number, "JOIN" if FORMS[form] else "YES", True, None)
            self.send("taken", None)

    @rule(number=ONE_OF_THEM, forms=st.tuples(FORM, FORM), calls=st.integers(0, 9))
    def sign_up_twice(self, number: str, forms: tuple[str, str], calls: int) -> None:
        """Two senders at the same moment have a text for one number."""
        self.world.clock.advance(minutes=1)
        for form in forms:
            self.sign_up(number, form, False, None)
        self.send("taken", ("meanwhile all is sent", calls))

    @rule(number=ONE_OF_THEM, word=WORDS, quick=st.booleans(), trouble=TROUBLE)
    def text(self, number: str, word: str, quick: bool, trouble: Trouble | None) -> None:
        self.world.clock.advance(seconds=1)
        record = self._said(number, word)
        self.troubles.announced = trouble
        if not quick or self._run("reply", [record]):
            self.replies.append(record)

    def _said(self, number: str, word: str) -> dict[str, Any]:
        self.said[number].append((self.world.clock.time, word))
        return inbound(self.world, word, number)

    @rule(number=ONE_OF_THEM, by_operator=st.booleans())
    def opt_out_list(self, number: str, by_operator: bool) -> None:
        """The service answers a STOP by itself, or an operator takes a number off the list."""
        if by_operator:
            self.world.sms.opted_out.pop(number, None)
        elif not self.self_managed:
            self.world.sms.opted_out.setdefault(number, self.world.clock.time.timestamp())

    # -- operators

    @rule(stopped=st.booleans())
    def stop_or_resume(self, stopped: bool) -> None:
        items, now = self.world.table.items, self.world.clock.time
        with self.world.recorder.during("test"):
            if stopped:
                switch.stop(items, by="ops", reason="a test", time=now)
            else:
                switch.resume(items, by="ops", time=now)
        self.changed = True

    @rule(number=ONE_OF_THEM, programme=st.sampled_from((*PROGRAMMES, EVERY_PROGRAMME)), days=st.integers(0, 2),
          row=st.integers(0, 3), trouble=TROUBLE)  # fmt: skip
    def take_over(self, number: str, programme: str, days: int, row: int, trouble: Trouble | None) -> None:
        """A row of another vendor's file, perhaps not for the first time: an opt-in, or an opt-out."""
        wanted = Event(
            id=f"imported-{number}-{programme}-{row}",
            time=self.world.clock.time - timedelta(days=days),
            kind=Kind.OPTED_OUT if programme == EVERY_PROGRAMME else Kind.IMPORTED,
            programme=programme,
            source=OptOutSource.IMPORT,
            details={"consent_kinds": "promotional" if row % 2 else "transactional"},
        )
        self.imported.add(wanted.id)
        table = self.world.tables.get(programme, self.world.table)
        self._by_hand(trouble, lambda: table.change(number, always(Change(events=(wanted,)))))

    @rule(seed=st.integers(0, 99), sent=st.booleans(), trouble=TROUBLE)
    def settle_by_hand(self, seed: int, sent: bool, trouble: Trouble | None) -> None:
        """A person finds out that a text was sent, or says that it was not, and may be mistaken in that."""
        message = self._message(seed, Status.IN_DOUBT)
        if message is None or (sent and message.id not in {taken.outbox for taken in self.world.sms.accepted}):
            return
        if not sent:
            self.disowned.add(message.id)
        table, now = self.world.tables[message.programme], self.world.clock.time
        self._by_hand(trouble, lambda: settle_by_hand(table, message, sent=sent, by="ops", time=now))
        self.world.again(message.id)

    @rule(number=ONE_OF_THEM, form=FORM, sent=st.booleans())
    def lose_an_answer_and_settle_it(self, number: str, form: str, sent: bool) -> None:
        self.go_the_whole_way(number, form, "taken and lost", None, answer=True)
        self.settle_by_hand(0, sent, None)
        self.send("taken", None)

    @rule(seed=st.integers(0, 99), trouble=TROUBLE)
    def requeue(self, seed: int, trouble: Trouble | None) -> None:
        message = self._message(seed, Status.FAILED)
        if message is not None:
            self._by_hand(trouble, lambda: requeue(self.world.tables[message.programme], message))

    def _message(self, seed: int, status: Status) -> Message | None:
        found = [item["id"] for item in self.world.items() if item.get("status") == status]
        return self.world.table.message(random.Random(seed).choice(sorted(found))) if found else None

    def _by_hand(self, trouble: Trouble | None, work: Callable[[], object]) -> None:
        self.troubles.announced = trouble
        with contextlib.suppress(CutOff, Moved, Exception), self.world.recorder.during("operations"):
            work()

    # -- the functions

    @precondition(lambda self: self.world.sms.accepted)
    @rule(data=st.data(), event_type=st.sampled_from(["TEXT_DELIVERED", "TEXT_QUEUED", "TEXT_BLOCKED"]))
    def service_reports(self, data: st.DataObject, event_type: str) -> None:
        sent = data.draw(st.sampled_from(self.world.sms.accepted))
        self.events.append(
            delivery(self.world, sent.outbox, event_type, number=sent.number, message_id=sent.message_id)
        )

    @precondition(lambda self: self.replies or self.events)
    @rule(seed=st.integers(0, 99), again=st.booleans(), trouble=TROUBLE)
    def deliver(self, seed: int, again: bool, trouble: Trouble | None) -> None:
        """What waits is delivered, some of it, in any order, and perhaps not for the last time."""
        self.troubles.announced = trouble
        for name, waiting in (("reply", self.replies), ("settlement", self.events)):
            chance = random.Random(seed)
            records = chance.sample(waiting, chance.randint(0, len(waiting)))
            failed = self._run(name, records)
            if not again:
                done = [record for record in records if record["messageId"] not in failed]
                waiting[:] = [record for record in waiting if record not in done]

    def _run(self, name: str, records: list[dict[str, Any]]) -> set[str]:
        try:
            return set(self.world.invoke_queue(name, records))
        except CutOff:
            return {record["messageId"] for record in records}

    @rule(step=STEPS, trouble=TROUBLE)
    def send(self, step: str, trouble: Trouble | None) -> None:
        self._script(step)
        self.troubles.announced = trouble
        self._send(self.world.queue.receive(5))

    def _send(self, taken: list[Queued]) -> None:
        failed = {message.id for message in taken}
        with contextlib.suppress(CutOff):
            answer = self.world.invoke("sender", {"Records": [message.record() for message in taken]})
            failed = {failure["itemIdentifier"] for failure in answer["batchItemFailures"]}
        self.world.queue.finish(taken, failed)

    @rule(what=st.sampled_from(["repeat", "reorder", "redrive", "pipe"]), seed=st.integers(0, 99))
    def queue(self, what: str, seed: int) -> None:
        waiting = self.world.queue.messages
        if what == "repeat" and waiting:
            self.world.queue.put(random.Random(seed).choice(waiting).body)
        elif what == "reorder":
            random.Random(seed).shuffle(waiting)
        elif what == "redrive":
            self.world.queue.redrive()
        else:
            self.world.pipe_open = not self.world.pipe_open

    @rule(name=st.sampled_from(["sweeper", "expiry", "reconciliation"]), trouble=TROUBLE)
    def schedule(self, name: str, trouble: Trouble | None) -> None:
        self.troubles.announced = trouble
        with contextlib.suppress(CutOff, Exception):
            self.world.invoke(name, {})

    @rule(minutes=st.sampled_from([1, 12, 60, 60 * 25]))
    def time_passes(self, minutes: float) -> None:
        self.world.clock.advance(minutes=minutes)

    # -- the rules of consent

    @invariant()
    def rules_of_consent(self) -> None:
        if hasattr(self, "world"):
            self.steps += 1
            if self.changed:
                self._check()
                self.changed = False

    def _check(self) -> invariants.Picture:
        world, before = self.world, self.seen
        seen = self.seen = invariants.picture(world.stored(), NUMBERS, PROGRAMMES, before)
        accepted = world.sms.accepted
        invariants.no_text_is_sent_twice(accepted)
        invariants.only_who_asked_and_was_asked_and_said_yes_is_opted_in(
            seen, accepted, self.said, CONFIRM, self.imported
        )
        invariants.whose_last_word_is_an_opt_out_is_opted_out_of_everything(seen)
        invariants.no_projection_says_opted_in_of_who_is_not(seen)
        invariants.nothing_but_an_answer_is_sent_to_who_was_known_to_have_opted_out(
            seen, accepted, world.known_at_claim
        )
        invariants.confirmations_keep_their_distance(
            seen, accepted, cool_down=COOL_DOWN, daily_cap=DAILY_CAP, disowned=self.disowned
        )
        invariants.no_more_confirmations_to_a_prefix_than_the_limit(
            seen, accepted, limit=self.prefix_limit, window=timedelta(hours=1)
        )
        invariants.the_state_does_not_depend_on_order_or_repetition(seen, before)
        assert world.claimed_while_stopped == []
        return seen

    def _end_well(self) -> None:
        """All troubles are over, and there is enough time."""
        world = self.world
        self.troubles.announced = None
        world.sms.script.clear()
        world.sms.lookups.clear()
        world.pipe_open = True
        self.stop_or_resume(False)
        for hours in (1, 14, 30, 1):
            world.clock.advance(hours=hours)
            world.queue.redrive()
            world.invoke("sweeper", {})
            world.send_all()
            self._run("reply", self.replies)
            self._run("settlement", self.events)
            world.invoke("expiry", {})
        seen = self._check()
        invariants.every_sign_up_has_its_one_outcome(seen, world.sms.accepted, self.sign_ups, self.disowned)
        invariants.every_subscription_has_its_notice(seen)
        invariants.every_projection_says_what_the_ledger_says(seen)
        self.figures.add(self._lived_through(seen))

    def _lived_through(self, seen: invariants.Picture) -> Figures:
        accepted = [sent.outbox for sent in self.world.sms.accepted]
        return Figures(
            histories=1,
            steps=self.steps,
            sign_ups=self.sign_ups,
            imports=len(self.imported),
            texts=len(accepted),
            confirmations=sum(outbox.startswith("confirm-") for outbox in accepted),
            subscriptions=sum(consent.state is State.OPTED_IN for consent in seen.consents.values()),
        )
