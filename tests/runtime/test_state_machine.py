"""All functions at once, with everything that can go wrong between them, against the rules of consent.

The machine throws at the functions what queues, networks and people do: repeated and reordered messages, throttled,
refused and lost sends, functions cut off at any call of AWS, unavailable tables. After every step no rule may be
broken; at the end, with all troubles over, every sign-up has to have its one outcome.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cdk_messaging.opt_in.runtime.consent import Consent, Outcome, State, fold
from cdk_messaging.opt_in.runtime.events import Event, Kind
from cdk_messaging.opt_in.runtime.outbox_items import Status
from tests.runtime.fakes.aws import Reply, error_reply
from tests.runtime.fakes.queue import Queued
from tests.runtime.fakes.sms import Accepted, broken, denied, invalid, lost, throttled
from tests.runtime.world import World, delivery, inbound

NUMBERS = ("+12065550100", "+12065550101")
ONE_OF_THEM = st.sampled_from((NUMBERS[0], NUMBERS[0], NUMBERS[1]))
WORDS = ("YES", "yes!", "YES", "START", "START", "STOP", "HELP", "yes please")
AFTERWARDS = ("cut off afterwards", "answer lost")
TROUBLES = (
    "cut off",
    "conflict",
    "refused",
    "meanwhile all is sent",
    "meanwhile they say YES",
    "meanwhile they say STOP",
    *AFTERWARDS,
)
TROUBLE = st.none() | st.tuples(st.sampled_from(TROUBLES), st.integers(0, 7))
SENDS = st.lists(
    st.sampled_from(["taken", "slow", "taken and lost", lost, broken, throttled, denied, "invalid"]), max_size=2
)
TERMINAL = {Status.SENT, Status.SUPPRESSED, Status.FAILED, Status.IN_DOUBT}


class CutOff(BaseException):
    """The function is stopped where it is, as by its timeout."""


class Consents(RuleBasedStateMachine):
    @initialize(self_managed=st.booleans())
    def begin(self, self_managed: bool) -> None:
        self._stack = contextlib.ExitStack()
        self._stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
        folder = self._stack.enter_context(tempfile.TemporaryDirectory())
        monkeypatch = self._stack.enter_context(pytest.MonkeyPatch.context())
        # A short cool-down and a high cap, or most sign-ups would be suppressed before they meet any trouble.
        limits = {"cool_down_seconds": 30, "daily_cap": 50}
        self.world = World(monkeypatch, Path(folder), self_managed_opt_outs=self_managed, **limits)
        self.world.aws.before.append(self._trouble)
        self.world.aws.observers.append(self._trouble_afterwards)
        self.self_managed = self_managed
        self.trouble: tuple[str, int] | None = None
        self.replies: list[dict[str, Any]] = []  # what SNS still has to deliver, possibly again
        self.events: list[dict[str, Any]] = []
        self.accepted_sign_ups = 0
        self.said: dict[str, list[tuple[datetime, str]]] = {number: [] for number in NUMBERS}
        self.recorded_opt_outs: dict[str, datetime] = {}

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.trouble = None
            try:
                self._settle_everything()
            finally:
                self._stack.close()

    # -- troubles

    def _trouble(self, service: str, operation: str, body: Mapping[str, Any]) -> Reply | None:
        """Strikes once, some calls after it was announced."""
        if self.trouble is None or self.world.recorder.function == "test" or self.trouble[0] in AFTERWARDS:
            return None
        kind, calls = self.trouble
        if calls > 0:
            self.trouble = (kind, calls - 1)
            return None
        self.trouble = None
        if kind == "cut off":
            raise CutOff
        if kind == "conflict" and operation == "TransactWriteItems":
            reasons = [{"Code": "TransactionConflict"} for _ in body["TransactItems"]]
            return error_reply("TransactionCanceledException", CancellationReasons=reasons)
        if kind == "refused":
            return error_reply("AccessDeniedException")
        self._meanwhile(kind)
        return None

    def _meanwhile(self, kind: str) -> None:
        """In the middle of one function, others do their work."""
        if kind == "meanwhile all is sent":
            for item in self.world.items():
                if item["sk"] == "MESSAGE":
                    self.world.queue.put(json.dumps({"outbox_id": item["id"]}))
            self._send(self.world.queue.receive(50))
        elif kind.startswith("meanwhile they say "):
            word = kind.removeprefix("meanwhile they say ")
            self._run("reply", [self._said(number, word) for number in NUMBERS])

    def _trouble_afterwards(self, service: str, operation: str, body: Mapping[str, Any], status: int) -> None:
        """As above, once the service has done what it was asked for."""
        if self.trouble is None or self.trouble[0] not in AFTERWARDS or self.world.recorder.function == "test":
            return
        kind, calls = self.trouble
        if calls > 0:
            self.trouble = (kind, calls - 1)
            return
        self.trouble = None
        raise CutOff if kind == "cut off afterwards" else ReadTimeoutError(endpoint_url=service)

    def _script(self, steps: list[Any]) -> None:
        known: dict[Any, Callable[[Mapping[str, Any]], Reply | None]] = {
            "taken and lost": self._take_and_lose,
            "slow": self._take_slowly,
            "invalid": lambda _: invalid("INVALID_PARAMETER"),
            "taken": lambda _: None,
        }
        self.world.sms.script.extend(known.get(step, step) for step in steps)

    def _take_and_lose(self, body: Mapping[str, Any]) -> Reply:
        self.world.sms.accept(body)
        return lost(body)

    def _take_slowly(self, body: Mapping[str, Any]) -> Reply:
        """While the send is under way, the person answers and the delivery event arrives."""
        reply = self.world.sms.accept(body)
        self.world.clock.advance(seconds=1)
        sent = self.world.sms.accepted[-1]
        self._run("reply", [self._said(sent.number, "YES")])
        self._run("settlement", [delivery(self.world, sent.outbox, number=sent.number)])
        return reply

    # -- people

    @rule(number=ONE_OF_THEM, slow_lookup=st.booleans(), steps=SENDS, trouble=TROUBLE, answer=st.booleans())
    def sign_up(
        self, number: str, slow_lookup: bool, steps: list[Any], trouble: tuple[str, int] | None, answer: bool
    ) -> None:
        """Somebody signs up, the sender is quick, and perhaps the person as well."""
        if slow_lookup:
            self.world.sms.lookups.append(throttled)
        with contextlib.suppress(CutOff):
            if self.world.sign_up(number)["statusCode"] == 202:
                self.accepted_sign_ups += 1
        self.send(steps, trouble)
        if answer:
            self.text(number, "YES", True, None)

    @rule(trouble=TROUBLE, number=ONE_OF_THEM)
    def sign_up_in_trouble(self, trouble: tuple[str, int] | None, number: str) -> None:
        self.trouble = trouble
        self.sign_up(number, False, [], None, False)

    @rule(number=ONE_OF_THEM, word=st.sampled_from(WORDS), quick=st.booleans(), trouble=TROUBLE)
    def text(self, number: str, word: str, quick: bool, trouble: tuple[str, int] | None) -> None:
        self.world.clock.advance(seconds=1)
        record = self._said(number, word)
        self.trouble = trouble
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

    # -- deliveries

    @precondition(lambda self: self.replies)
    @rule(data=st.data(), again=st.booleans(), trouble=TROUBLE)
    def deliver_replies(self, data: st.DataObject, again: bool, trouble: tuple[str, int] | None) -> None:
        self.trouble = trouble
        self._deliver("reply", self.replies, data, again)

    @precondition(lambda self: self.world.sms.accepted)
    @rule(data=st.data(), event_type=st.sampled_from(["TEXT_DELIVERED", "TEXT_QUEUED", "TEXT_BLOCKED"]))
    def service_reports(self, data: st.DataObject, event_type: str) -> None:
        sent: Accepted = data.draw(st.sampled_from(self.world.sms.accepted))
        self.events.append(
            delivery(self.world, sent.outbox, event_type, number=sent.number, message_id=sent.message_id)
        )

    @precondition(lambda self: self.events)
    @rule(data=st.data(), again=st.booleans(), trouble=TROUBLE)
    def deliver_events(self, data: st.DataObject, again: bool, trouble: tuple[str, int] | None) -> None:
        self.trouble = trouble
        self._deliver("settlement", self.events, data, again)

    def _deliver(self, name: str, waiting: list[dict[str, Any]], data: st.DataObject, again: bool) -> None:
        batch = data.draw(st.lists(st.sampled_from(range(len(waiting))), unique=True, max_size=4, min_size=1))
        records = [waiting[index] for index in batch]
        failed = self._run(name, records)
        if not again:
            done = [record for record in records if record["messageId"] not in failed]
            waiting[:] = [record for record in waiting if record not in done]

    def _run(self, name: str, records: list[dict[str, Any]]) -> set[str]:
        try:
            return set(self.world.invoke_queue(name, records))
        except CutOff:
            return {record["messageId"] for record in records}

    # -- the functions

    @rule(steps=SENDS, trouble=TROUBLE)
    def send(self, steps: list[Any], trouble: tuple[str, int] | None) -> None:
        self._script(steps)
        self.trouble = trouble
        self._send(self.world.queue.receive(5))

    def _send(self, taken: list[Queued]) -> None:
        failed = {message.id for message in taken}
        with contextlib.suppress(CutOff):
            answer = self.world.invoke("sender", {"Records": [message.record() for message in taken]})
            failed = {failure["itemIdentifier"] for failure in answer["batchItemFailures"]}
        self.world.queue.finish(taken, failed)

    @rule(what=st.sampled_from(["repeat", "reorder", "redrive", "pipe"]), data=st.data())
    def queue(self, what: str, data: st.DataObject) -> None:
        waiting = self.world.queue.messages
        if what == "repeat" and waiting:
            self.world.queue.put(data.draw(st.sampled_from([message.body for message in waiting])))
        elif what == "reorder":
            random.Random(data.draw(st.integers(0, 99))).shuffle(waiting)
        elif what == "redrive":
            self.world.queue.redrive()
        else:
            self.world.pipe_open = not self.world.pipe_open

    @rule(name=st.sampled_from(["sweeper", "expiry", "reconciliation"]), trouble=TROUBLE)
    def schedule(self, name: str, trouble: tuple[str, int] | None) -> None:
        self.trouble = trouble
        with contextlib.suppress(CutOff, Exception):
            self.world.invoke(name, {})

    @rule(minutes=st.sampled_from([1, 1, 12, 60, 60 * 25]))
    def time_passes(self, minutes: float) -> None:
        self.world.clock.advance(minutes=minutes)

    # -- the rules of consent

    @invariant()
    def no_text_is_sent_twice(self) -> None:
        if hasattr(self, "world"):
            repeated = [outbox for outbox, n in Counter(s.outbox for s in self.world.sms.accepted).items() if n > 1]
            assert repeated == []

    @invariant()
    def only_who_asked_was_asked_and_said_yes_is_opted_in(self) -> None:
        for number, consent in self._consents():
            for attempt in consent.confirmed().values():
                sent = [s for s in self.world.sms.accepted if s.outbox == f"confirm-{attempt.id}"]
                assert [s.number for s in sent] == [number]
                assert attempt.sent_at is not None
                assert attempt.requested_at <= attempt.sent_at
                assert any(
                    word in ("YES", "yes!") and time >= attempt.sent_at - timedelta(seconds=2.001)
                    for time, word in self.said[number]
                )
            if consent.state is State.OPTED_IN:
                assert consent.subscription in consent.confirmed()

    @invariant()
    def nothing_but_the_answer_to_stop_or_help_is_claimed_after_an_opt_out(self) -> None:
        if not hasattr(self, "world"):
            return
        for sent in self.world.sms.accepted:
            message = self.world.table.message(sent.outbox)
            if message is None or message.kind in ("STOP", "HELP") or message.claimed_at is None:
                continue
            known = [e for e in self._events(sent.number) if e.kind is Kind.OPTED_OUT and e.id in self._known(sent)]
            earlier = fold([e for e in self._events(sent.number) if e.id in self._known(sent)])
            assert earlier.state is not State.OPTED_OUT, known

    @invariant()
    def the_state_does_not_depend_on_the_order_in_which_it_was_learned(self) -> None:
        for number, consent in self._consents():
            events = list(self._events(number))
            random.Random(len(events)).shuffle(events)
            assert fold([*events, *events[::2]]) == consent

    @invariant()
    def at_most_one_answer_to_each_opt_out(self) -> None:
        if hasattr(self, "world"):
            notices = Counter(s.outbox for s in self.world.sms.accepted if s.outbox.startswith(("stop-", "notice-")))
            assert all(count == 1 for count in notices.values())

    def _consents(self) -> list[tuple[str, Consent]]:
        if not hasattr(self, "world"):
            return []
        return [(number, self.world.consent(number)) for number in NUMBERS]

    def _events(self, number: str) -> tuple[Event, ...]:
        return self.world.table.snapshot(number).events

    def _known(self, sent: Accepted) -> set[str]:
        """Ids of the events that were recorded when the text was claimed."""
        return self.world.known_at_claim.get(sent.outbox, set())

    # -- the end

    def _settle_everything(self) -> None:
        world = self.world
        world.sms.script.clear()
        world.sms.lookups.clear()
        world.pipe_open = True
        for _ in range(8):
            world.clock.advance(minutes=30)
            world.queue.redrive()
            world.invoke("sweeper", {})
            world.send_all()
            self._run("reply", self.replies)
            self._run("settlement", self.events)
        world.clock.advance(hours=30)
        for _ in range(3):
            world.invoke("sweeper", {})
            world.send_all()
            world.invoke("expiry", {})
            world.clock.advance(hours=13)
        self._every_sign_up_has_one_outcome()

    def _every_sign_up_has_one_outcome(self) -> None:
        attempts = 0
        for number, consent in self._consents():
            assert consent.state is not State.PENDING
            told = Counter(
                e.attempt
                for e in self._events(number)
                if e.kind in (Kind.SENT, Kind.SUPPRESSED, Kind.FAILED, Kind.IN_DOUBT)
            )
            for attempt in consent.attempts.values():
                attempts += 1
                assert attempt.outcome is not None
                assert told[attempt.id] >= 1
                message = self.world.table.message(f"confirm-{attempt.id}")
                assert message is not None
                assert message.status.value == attempt.outcome.value
                sent = [s for s in self.world.sms.accepted if s.outbox == message.id]
                if attempt.outcome in (Outcome.SUPPRESSED, Outcome.FAILED):
                    assert sent == []
                if attempt.outcome is Outcome.SENT:
                    assert len(sent) == 1
            assert self.world.table.snapshot(number).claims == {}
        assert attempts >= self.accepted_sign_ups
        for item in self.world.items():
            if item["sk"] == "MESSAGE":
                assert Status(item["status"]) in TERMINAL


TestConsents = Consents.TestCase
TestConsents.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    # Shrinking takes minutes here. To get a short story out of a failure, take this line out.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
