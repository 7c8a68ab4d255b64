"""Whether response times tell who is subscribed: sign-ups of new, pending, opted-in and opted-out numbers, timed.

How well they can be told apart is the area under the curve (0.5: not at all, 1: always) and the advantage of the best
threshold (0: none, 1: always right). Chance alone gives more than nothing: the row ``new against new`` shows how much.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.deployed import Deployed
from sandbox.crowd import Person, crowd
from sandbox.sign_up_page import SignUpPage

REQUESTS = 1000
"""Of each kind of number."""

_KNOWN = 100  # numbers of each kind but new
_KINDS = ("pending", "opted-in", "opted-out")


@dataclass(frozen=True)
class Difference:
    """How well two kinds of numbers can be told apart."""

    what: str
    median_ms: tuple[float, float]
    area: float
    advantage: float


def measure(target: Deployed, requests: int = REQUESTS) -> list[Difference]:
    """Time the requests in random order, one at a time."""
    people = crowd(requests * 2 + len(_KINDS) * _KNOWN * 2)
    valid = [person for person in people if not person.changes]
    known = {kind: valid[index * _KNOWN : (index + 1) * _KNOWN] for index, kind in enumerate(_KINDS)}
    new = valid[len(_KINDS) * _KNOWN :][:requests]
    _prepare(target, known)
    page = SignUpPage.read(target.sandbox, target.deployment.outputs["FormUrl"])
    order = [("new", person) for person in new]
    order += [(kind, known[kind][index % _KNOWN]) for kind in _KINDS for index in range(requests)]
    random.Random(1).shuffle(order)  # noqa: S311 - so that a busy moment hits all alike
    target.say(f"{len(order)} requests are timed ...")
    # The first ones warm everything up.
    for person in valid[-50:]:
        _timed(target, page, person)
    times: dict[str, list[float]] = {kind: [] for kind in ("new", *_KINDS)}
    for kind, person in order:
        times[kind].append(_timed(target, page, person))
    halves = times["new"][::2], times["new"][1::2]
    return [
        _difference("new against new", *halves),
        *(_difference(f"new against {kind}", times["new"], times[kind]) for kind in _KINDS),
    ]


def _prepare(target: Deployed, known: dict[str, list[Person]]) -> None:
    phone, company = target.sandbox.phone, target.company
    page = SignUpPage.read(target.sandbox, target.deployment.outputs["FormUrl"])
    target.say("numbers are subscribed and unsubscribed ...")
    for people in known.values():
        for person in people:
            _timed(target, page, person)
    target.wait_until_settled()
    for kind, word in (("opted-in", "YES"), ("opted-out", "STOP")):
        for person in known[kind]:
            phone.wait_for(person.number, "Reply YES", timeout=60)
            phone.reply(person.number, word)
    company.reconcile()
    for kind in ("opted-in", "opted-out"):
        for person in known[kind]:
            company.verdict_of(person.number, kind)
    target.wait_until_settled()
    # From here on nothing is sent, so that nothing but the requests runs while they are timed.
    company.command("stop-sending", "--by", "bench", "--reason", "probing")


def _timed(target: Deployed, page: SignUpPage, person: Person) -> float:
    """Milliseconds of a sign-up."""
    body = page.body(phone=person.number, name=person.name, country="US")
    begin = time.perf_counter()
    answer = page.post(target.sandbox, body)
    taken = time.perf_counter() - begin
    if answer.status != 202:
        raise RuntimeError(f"a sign-up was answered {answer.status}: {answer.text}")
    return taken * 1000


def _difference(what: str, first: Sequence[float], second: Sequence[float]) -> Difference:
    medians = statistics.median(first), statistics.median(second)
    return Difference(what, medians, area_under_curve(first, second), best_advantage(first, second))


def area_under_curve(first: Sequence[float], second: Sequence[float]) -> float:
    """The chance that one of the second is larger than one of the first, or the other way round if that is more."""
    ranked = sorted([(value, 0) for value in first] + [(value, 1) for value in second])
    below = larger = 0
    for _, kind in ranked:
        if kind == 0:
            below += 1
        else:
            larger += below
    area = larger / (len(first) * len(second))
    return max(area, 1 - area)


def best_advantage(first: Sequence[float], second: Sequence[float]) -> float:
    """How far the shares of both below the best threshold lie apart."""
    ranked = sorted([(value, 0) for value in first] + [(value, 1) for value in second])
    seen, best = [0, 0], 0.0
    for _, kind in ranked:
        seen[kind] += 1
        best = max(best, abs(seen[0] / len(first) - seen[1] / len(second)))
    return best
