"""Answers other senders of the company: may this number be sent texts of this programme, at this moment?

Asked ``{"numbers": ["+12065550100"], "programme": "alerts", "kind": "promotional"}`` it answers
``{"results": [{"number", "programme", "kind", "allowed", "reason", "state", "since", "checked_at"}]}``, one for each
number in their order. It reads the ledger itself, consistently, so that a STOP counts as soon as it is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from . import clock, logs, switch
from .consent import Consent, State
from .numbers import E164
from .settings import load
from .table import ConsentTable

MOST_NUMBERS = 100
_KINDS = ("transactional", "promotional")


class Answer(StrEnum):
    """Why a number may be sent texts (the first one), or why not."""

    OPTED_IN = "opted-in"
    PENDING = "pending"
    NOT_SUBSCRIBED = "not-subscribed"
    OPTED_OUT = "opted-out"
    KIND = "kind-not-consented"
    STOPPED = "sending-stopped"
    PROGRAMME = "unknown-programme"
    NUMBER = "number-invalid"


class MalformedRequest(ValueError):
    """The question is not understood. The message names no number: it ends in the log."""


def handler(event: object, _context: object) -> dict[str, Any]:
    """Answer a question.

    :raises MalformedRequest: it is none.
    """
    numbers, programme, kind = _read(event)
    table = _tables().get(programme)
    stopped = table is not None and switch.read(table.items).stopped
    results = [_result(number, programme, kind, table, stopped=stopped) for number in numbers]
    allowed = sum(result["allowed"] for result in results)
    logs.info("consent_checked", programme=None if table is None else programme, asked=len(results), allowed=allowed)
    return {"results": results}


@cache
def _tables() -> Mapping[str, ConsentTable]:
    return ConsentTable.all(load())


def _read(event: object) -> tuple[list[str], str, str | None]:
    if not isinstance(event, Mapping):
        raise MalformedRequest("the request must be an object with numbers, programme and kind")
    unknown = sorted(str(name)[:40] for name in event.keys() - {"numbers", "programme", "kind"})
    if unknown:
        raise MalformedRequest(f"unknown: {', '.join(unknown)}; known are numbers, programme and kind")
    numbers, programme, kind = event.get("numbers"), event.get("programme"), event.get("kind")
    if not isinstance(numbers, list) or not all(isinstance(number, str) for number in numbers):
        raise MalformedRequest("numbers must be a list of texts")
    if not 1 <= len(numbers) <= MOST_NUMBERS:
        raise MalformedRequest(f"{len(numbers)} numbers are given; from 1 to {MOST_NUMBERS} are allowed")
    if not isinstance(programme, str):
        raise MalformedRequest("programme must be the id of a programme")
    if kind is not None and kind not in _KINDS:
        raise MalformedRequest(f"kind must be one of {', '.join(_KINDS)}, or null for any")
    return numbers, programme, kind


def _result(
    number: str, programme: str, kind: str | None, table: ConsentTable | None, *, stopped: bool
) -> dict[str, Any]:
    state, since = None, None
    if table is None:
        answer = Answer.PROGRAMME
    elif not E164.fullmatch(number):
        answer = Answer.NUMBER
    else:
        consent = table.snapshot(number).consent
        state, since = consent.state.value, _since(consent)
        answer = _answer(consent, kind, stopped=stopped)
    return {
        "number": number,
        "programme": programme,
        "kind": kind,
        "allowed": answer is Answer.OPTED_IN,
        "reason": answer.value,
        "state": state,
        "since": None if since is None else clock.iso(since),
        "checked_at": clock.iso(clock.now()),
    }


def _answer(consent: Consent, kind: str | None, *, stopped: bool) -> Answer:
    if consent.state is State.OPTED_OUT:
        return Answer.OPTED_OUT
    if consent.state is not State.OPTED_IN:
        return Answer.PENDING if consent.state is State.PENDING else Answer.NOT_SUBSCRIBED
    if kind is not None and kind not in consent.kinds:
        return Answer.KIND
    return Answer.STOPPED if stopped else Answer.OPTED_IN


def _since(consent: Consent) -> datetime | None:
    """Since when the state holds."""
    if consent.state is State.OPTED_OUT:
        return consent.opted_out_at
    if consent.state is State.OPTED_IN:
        return consent.subscribed_at
    return min((attempt.requested_at for attempt in consent.attempts.values() if attempt.live), default=None)
