"""All functions at once, with everything that can go wrong between them, against the rules of consent.

The machine throws at the functions what queues, networks and people do: repeated and reordered messages, throttled,
refused and lost sends, functions cut off at any call of AWS, conflicts, other functions at work in the middle. After
every step no rule may be broken; at the end, with all troubles over, every sign-up has to have its one outcome.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.runtime import invariants
from tests.runtime.fakes.aws import Reply, error_reply
from tests.runtime.fakes.queue import Queued
from tests.runtime.fakes.sms import broken, denied, invalid, lost, taken_and_lost, throttled
from tests.runtime.world import World, delivery, inbound

NUMBERS = ("+12065550100", "+12065550101")
ONE_OF_THEM = st.sampled_from((NUMBERS[0], NUMBERS[0], NUMBERS[1]))
WORDS = st.sampled_from(("YES", "yes!", "YES", "START", "START", "STOP", "HELP", "yes please"))

Trouble = tuple[str, int]  # what happens, and after how many calls of AWS
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
TROUBLE = st.none() | st.none() | st.tuples(st.sampled_from(TROUBLES), st.integers(0, 6))
STEPS = st.sampled_from(
    ["taken", "taken", "slow", "taken and lost", "lost", "broken", "throttled", "denied", "invalid"]
)


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
        self.trouble: Trouble | None = None
        self.replies: list[dict[str, Any]] = []  # what is still to be delivered
        self.events: list[dict[str, Any]] = []
        self.sign_ups = 0
        self.said: dict[str, list[tuple[datetime, str]]] = {number: [] for number in NUMBERS}

    def teardown(self) -> None:
        if hasattr(self, "world"):
            with self._stack:
                self._end_well()

    # -- troubles

    def _strikes(self, *, afterwards: bool) -> str | None:
        """The announced trouble, if this is the call that it was announced for."""
        if self.trouble is None or self.world.recorder.function == "test":
            return None
        kind, calls = self.trouble
        if (kind in AFTERWARDS) != afterwards:
            return None
        self.trouble = (kind, calls - 1) if calls > 0 else None
        return None if calls > 0 else kind

    def _trouble(self, service: str, operation: str, body: Mapping[str, Any]) -> Reply | None:
        kind = self._strikes(afterwards=False)
        if kind == "cut off":
            raise CutOff
        if kind == "conflict" and operation == "TransactWriteItems":
            reasons = [{"Code": "TransactionConflict"} for _ in body["TransactItems"]]
            return error_reply("TransactionCanceledException", CancellationReasons=reasons)
        if kind == "refused":
            return error_reply("AccessDeniedException")
        if kind is not None:
            self._meanwhile(kind)
        return None

    def _trouble_afterwards(self, service: str, operation: str, body: Mapping[str, Any], status: int) -> None:
        kind = self._strikes(afterwards=True)
        if kind is not None:
            raise CutOff if kind == "cut off afterwards" else ReadTimeoutError(endpoint_url=service)

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

    def _slow(self, body: Mapping[str, Any]) -> Reply:
        """While the send is under way, the person answers and the delivery event arrives."""
        reply = self.world.sms.accept(body)
        sent = self.world.sms.accepted[-1]
        self.world.clock.advance(seconds=1)
        self._run("reply", [self._said(sent.number, "YES")])
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

    @rule(number=ONE_OF_THEM, slow_lookup=st.booleans(), trouble=TROUBLE)
    def sign_up(self, number: str, slow_lookup: bool, trouble: Trouble | None) -> None:
        if slow_lookup:
            self.world.sms.lookups.append(throttled)
        self.trouble = trouble
        with contextlib.suppress(CutOff):
            self.sign_ups += self.world.sign_up(number)["statusCode"] == 202

    @rule(number=ONE_OF_THEM, step=STEPS, trouble=TROUBLE, answer=st.booleans())
    def go_the_whole_way(self, number: str, step: str, trouble: Trouble | None, answer: bool) -> None:
        """Somebody signs up after a while, the sender is quick, and perhaps the person is too."""
        self.world.clock.advance(minutes=1)
        self.sign_up(number, False, None)
        self.send(step, trouble)
        if answer:
            self.text(number, "YES", True, None)
            self.send("taken", None)

    @rule(number=ONE_OF_THEM, word=WORDS, quick=st.booleans(), trouble=TROUBLE)
    def text(self, number: str, word: str, quick: bool, trouble: Trouble | None) -> None:
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
        self.trouble = trouble
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
        self.trouble = trouble
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
        self.trouble = trouble
        with contextlib.suppress(CutOff, Exception):
            self.world.invoke(name, {})

    @rule(minutes=st.sampled_from([1, 12, 60, 60 * 25]))
    def time_passes(self, minutes: float) -> None:
        self.world.clock.advance(minutes=minutes)

    # -- the rules of consent

    @invariant()
    def rules_of_consent(self) -> None:
        if hasattr(self, "world"):
            self._check()

    def _check(self) -> invariants.Picture:
        world, seen = self.world, invariants.picture(NUMBERS)
        accepted = world.sms.accepted
        invariants.no_text_is_sent_twice(accepted)
        invariants.only_who_asked_and_was_asked_and_said_yes_is_opted_in(seen, accepted, self.said)
        invariants.nothing_but_an_answer_is_sent_to_who_was_known_to_have_opted_out(
            seen, accepted, world.known_at_claim
        )
        invariants.the_state_does_not_depend_on_order_or_repetition(seen)
        return seen

    def _end_well(self) -> None:
        """All troubles are over, and there is enough time."""
        world = self.world
        self.trouble = None
        world.sms.script.clear()
        world.sms.lookups.clear()
        world.pipe_open = True
        for hours in (1, 14, 30, 1):
            world.clock.advance(hours=hours)
            world.queue.redrive()
            world.invoke("sweeper", {})
            world.send_all()
            self._run("reply", self.replies)
            self._run("settlement", self.events)
            world.invoke("expiry", {})
        seen = self._check()
        invariants.every_sign_up_has_its_one_outcome(seen, world.sms.accepted, self.sign_ups)
        invariants.every_subscription_has_its_notice(seen)


TestConsents = Consents.TestCase
TestConsents.settings = settings(
    max_examples=150,
    stateful_step_count=25,
    deadline=None,
    # Shrinking takes minutes here. To get a short story out of a failure, take this line out.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
