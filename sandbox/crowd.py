"""A crowd that signs up all at once, and the account of what became of everybody."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from sandbox.process import Sandbox
from sandbox.sign_up_page import SignUpPage

Json = dict[str, Any]

CLIENTS = 16
INVALID_IN = 10
"""One in so many sign-ups is wrong."""

MARK = "Throng"
"""In every name of the crowd, so that it can be looked for."""

DOMAIN = "throng.example"
"""In every e-mail address of the crowd."""

USER_AGENT = "crowd/1"

# Area codes of the United States; each has a hundred numbers that belong to nobody (555-0100 to 555-0199).
_AREAS = (
    "201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 240 248 251 252 "
    "253 254 256 260 262 267 269 270 272 276 281 301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318 319 "
    "320 321 323 325 330 331 334 336 337 339 347 351 352 360 361 385 386 401 402 404 405 406 407 408 409 410 412 413"
).split()
_FIRST, _NUMBERS = 100, 90  # the last ten are landlines and the like in the sandbox
_TRIES = 12
_SETTLED = ("SENT", "FAILED", "IN_DOUBT", "SUPPRESSED")


@dataclass(frozen=True)
class Person:
    """Somebody of the crowd.

    :param changes: what is wrong about the sign-up. Default: - nothing
    """

    number: str
    name: str
    email: str
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Tally:
    """How the crowd was answered.

    :param accepted: the people who were answered 202, each with how often.
    :param statuses: all answers by their status; 0 is a connection that broke.
    :param retries: requests that were sent again after a failure.
    :param gave_up: people who were never answered.
    :param seconds: from the first request to the last answer.
    """

    accepted: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    retries: int = 0
    gave_up: list[str] = field(default_factory=list)
    seconds: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True)
class Account:
    """What the table and the phones say of the crowd.

    :param lost: people who were accepted and of whom the table knows nothing.
    :param open: sign-ups without an outcome.
    :param outcomes: the outcomes by their status.
    :param stored: how many sign-ups of each number the table holds.
    :param several: sign-ups with more than one outcome.
    :param twice: outgoing texts that were sent more than once.
    """

    lost: tuple[str, ...]
    open: tuple[str, ...]
    outcomes: Counter[str]
    stored: Counter[str]
    several: tuple[str, ...]
    twice: tuple[str, ...]

    @property
    def sign_ups(self) -> int:
        """How many the table holds."""
        return self.outcomes.total() + len(self.open)


def crowd(count: int) -> list[Person]:
    """People with numbers of their own; one in ten signs up wrongly, in one of several ways.

    :raises ValueError: there are not so many numbers.
    """
    if count > len(_AREAS) * _NUMBERS:
        raise ValueError(f"a crowd of {count} is too large; at most {len(_AREAS) * _NUMBERS}")
    return [_person(index) for index in range(count)]


def _person(index: int) -> Person:
    # One number of each area after the other: neighbours share no prefix.
    area, line = _AREAS[index % len(_AREAS)], _FIRST + index // len(_AREAS)
    number = f"+1{area}555{line:04d}"
    mistakes = _mistakes()
    changes = mistakes[index // INVALID_IN % len(mistakes)] if index % INVALID_IN == 0 else {}
    return Person(number, f"{MARK} Member {index}", f"member{index}@{DOMAIN}", changes)


def _mistakes() -> Sequence[Mapping[str, Any]]:
    return [
        {"phone": "12"},
        {"phone": "+12065550190"},  # a landline in the sandbox
        {"phone": "+33612345678"},  # of a country that is not allowed
        {"consent": False},
        {"consent_version": "0123456789abcdef"},
        {"name": ""},
        {"phone": 7},
        {"unknown_field": "x" * 100},
    ]


def sign_up(sandbox: Sandbox, url: str, people: Sequence[Person], *, clients: int = CLIENTS) -> Tally:
    """Let everybody sign up, ``clients`` at a time. Who gets no answer, or that of a failure, tries again."""
    page, tally = SignUpPage.read(sandbox, url), Tally()
    begin = time.monotonic()
    with ThreadPoolExecutor(clients) as pool:
        for done in [pool.submit(_sign_up, sandbox, page, person, tally) for person in people]:
            done.result()
    tally.seconds = time.monotonic() - begin
    return tally


def _sign_up(sandbox: Sandbox, page: SignUpPage, person: Person, tally: Tally) -> None:
    answers = {"phone": person.number, "name": person.name, "email": person.email, "country": "US"}
    known = {name: value for name, value in answers.items() if name in page.known}
    body = page.body(**known) | dict(person.changes)
    chance = random.Random(person.number)  # noqa: S311 - to spread, not to hide
    for attempt in range(_TRIES):
        status = _post(sandbox, page, body)
        with tally.lock:
            tally.statuses[status] += 1
            if status == 202:
                tally.accepted[person.number] += 1
            elif 400 <= status < 500 and status != 429:
                tally.refused[person.number] += 1
            else:
                tally.retries += 1
        if status == 202 or (400 <= status < 500 and status != 429):
            return
        time.sleep(chance.uniform(0, 0.1 * 2 ** min(attempt, 5)))
    with tally.lock:
        tally.gave_up.append(person.number)


def _post(sandbox: Sandbox, page: SignUpPage, body: Json) -> int:
    try:
        return page.post(sandbox, body, headers={"User-Agent": USER_AGENT}).status
    except (OSError, http.client.HTTPException):
        return 0


def unsettled(sandbox: Sandbox, table: str, region: str, programme: str) -> int:
    """How many texts of a programme wait or are being sent."""
    client = sandbox.client("dynamodb", region=region)
    return sum(
        client.query(
            TableName=table,
            IndexName="by_status",
            Select="COUNT",
            KeyConditionExpression="status_key = :status",
            ExpressionAttributeValues={":status": {"S": f"OUTBOX#{programme}#{status}"}},
        )["Count"]
        for status in ("PENDING", "CLAIMED")
    )


def account_of(sandbox: Sandbox, table: str, region: str, people: Sequence[Person], accepted: Counter[str]) -> Account:
    """Read the table and the phones for what became of these people."""
    crowd_keys = {f"NUMBER#{person.number}" for person in people}
    requests: dict[str, str] = {}
    outcomes: dict[str, list[str]] = {}
    for item in _items(sandbox, table, region):
        key, attempt = item["pk"]["S"], item.get("attempt", {}).get("S", "")
        if key in crowd_keys and item.get("kind", {}).get("S") == "REQUESTED":
            requests[attempt] = key.removeprefix("NUMBER#")
        elif key.startswith("OUTBOX#") and item["kind"]["S"] == "CONFIRMATION":
            outcomes.setdefault(attempt, []).append(item["status"]["S"])
    settled = {attempt: [each for each in outcomes.get(attempt, []) if each in _SETTLED] for attempt in requests}
    stored = Counter(requests.values())
    return Account(
        lost=tuple(sorted(number for number, times in accepted.items() if stored[number] < times)),
        open=tuple(sorted(attempt for attempt, found in settled.items() if not found)),
        outcomes=Counter(found[0] for found in settled.values() if found),
        stored=stored,
        several=tuple(sorted(attempt for attempt, found in settled.items() if len(found) > 1)),
        twice=_sent_twice(sandbox),
    )


def _sent_twice(sandbox: Sandbox) -> tuple[str, ...]:
    """The outgoing texts that were handed to the carrier more than once, by the delivery events."""
    texts: dict[str, set[str]] = {}
    for event in sandbox.phone.events():
        context = event["record"].get("context", {}) if event["kind"] == "delivery" else {}
        if "outbox" in context:
            texts.setdefault(context["outbox"], set()).add(event["messageId"])
    return tuple(sorted(text for text, ids in texts.items() if len(ids) > 1))


def _items(sandbox: Sandbox, table: str, region: str) -> Iterator[Json]:
    pages = sandbox.client("dynamodb", region=region).get_paginator("scan").paginate(TableName=table)
    return (item for page in pages for item in page["Items"])
