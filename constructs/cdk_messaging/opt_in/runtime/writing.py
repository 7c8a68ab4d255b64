"""What a change to a number comes to: the consents that follow from it, the texts, and all that has to be written.
Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from . import clock, expressions, switch, velocity
from .changes import Applied, Change, Claim, Settle, Snapshot
from .consent import Consent, State, fold
from .decisions import Draft, MessageKind, Texts, notices, stop_answer
from .events import NUMBER_WIDE, Event, Kind, OptOutSource, last_dealt_with, of_programme
from .ledger_items import claims_item, consent_item, event_item, expiry_of, profile_item
from .outbox_items import new_message_item
from .settings import Settings
from .writes import Part, Write, put_new

_MOST_WRITES = 100  # limit of TransactWriteItems


def new_events(snapshot: Snapshot, change: Change) -> tuple[Event, ...]:
    """The events of a change that are not recorded yet."""
    recorded = {event.id for event in snapshot.everything}
    return tuple(event for event in change.events if event.id not in recorded)


def apply(
    snapshot: Snapshot, change: Change, new: tuple[Event, ...], settings: Settings, *, without: Collection[str]
) -> Applied:
    """What a change makes of a number.

    :param new: the events that are not recorded yet.
    :param without: ids of texts that are in the outbox already.
    """
    everything = (*snapshot.everything, *new)
    everywhere = {
        programme: (snapshot.consents.get(programme, Consent()), fold(of_programme(everything, programme)))
        for programme in _concerned(snapshot, change, new)
    }
    before, own = snapshot.consent, everywhere.get(snapshot.programme)
    after = fold(of_programme(everything, snapshot.programme)) if own is None else own[1]
    drafts = [*_notices(everywhere, settings), *_stop_answers(before, after, new, everything, settings)]
    return Applied(
        before=before,
        after=after,
        everywhere=everywhere,
        events=new,
        drafts=tuple(draft for draft in drafts if draft.id not in without),
        change=change,
    )


def _concerned(snapshot: Snapshot, change: Change, new: tuple[Event, ...]) -> list[str]:
    """What holds for the number concerns every programme that knows it; if none does, the one that writes."""
    concerned = set(snapshot.known) if change.forget or any(event.kind in NUMBER_WIDE for event in new) else set()
    own = change.move is not None or change.refresh or any(event.kind not in NUMBER_WIDE for event in new)
    return sorted(concerned | ({snapshot.programme} if own or not concerned else set()))


def _notices(everywhere: dict[str, tuple[Consent, Consent]], settings: Settings) -> Iterator[Draft]:
    for programme, (before, after) in everywhere.items():
        if programme in settings.programmes:
            texts = _texts_of(settings, programme)
            for draft in notices(before=before, after=after, texts=texts, lifetime=settings.attempt_lifetime):
                yield replace(draft, programme=programme)


def _stop_answers(
    before: Consent, after: Consent, new: tuple[Event, ...], everything: tuple[Event, ...], settings: Settings
) -> list[Draft]:
    """One answer, of the programme and in the language that the number last dealt with."""
    if not settings.self_managed_opt_outs or before.state is State.OPTED_OUT or after.state is not State.OPTED_OUT:
        return []
    said = [event for event in new if event.kind is Kind.OPTED_OUT and event.source == OptOutSource.KEYWORD][:1]
    programme, texts = answering(everything, settings)
    return [stop_answer(event, texts, programme) for event in said]


def answering(everything: tuple[Event, ...], settings: Settings) -> tuple[str, Texts]:
    """Id of the programme that answers what a number says, and its texts.

    :param everything: all events of the number.
    """
    last, locale = last_dealt_with(everything) or (None, None)
    programme = settings.programmes.get(last or "")
    if programme is None:  # a stranger, or one who dealt with a programme that is no more
        programme, locale = settings.default_programme, None
    return programme.id, programme.locale(locale).texts


def writes(snapshot: Snapshot, applied: Applied, settings: Settings, *, now: datetime) -> list[Write]:
    """All that has to be written, at once."""
    change = applied.change or Change()
    found = [
        expressions.put_claims(_claims(snapshot, change, settings, now), revision=snapshot.revision),
        *(expressions.put_consent(item) for item in _consent_items(snapshot.number, applied, settings, now)),
        *_moves(change, settings, now),
        *_additions(snapshot, applied, settings, now),
    ]
    if change.forget is not None:
        return [*found, *(expressions.forget(snapshot.number, key, at=change.forget.at) for key in change.forget.keys)]
    after = dict(snapshot.consents) | {key: consent for key, (_, consent) in applied.everywhere.items()}
    kept = (expressions.keep(snapshot.number, key) for key in expressions.proofs(snapshot, after))
    return [*found, *islice(kept, _MOST_WRITES - len(found))]


def _claims(snapshot: Snapshot, change: Change, settings: Settings, now: datetime) -> dict[str, Any]:
    claims = dict(snapshot.claims)
    if isinstance(change.move, Settle):
        claims.pop(change.move.message.id, None)
    elif change.move is not None and change.move.message.kind is MessageKind.CONFIRMATION:
        claims[change.move.message.id] = change.move.at
    return claims_item(
        snapshot.number, revision=snapshot.revision + 1, claims=claims, now=now, retention=settings.pending_retention
    )


def _consent_items(number: str, applied: Applied, settings: Settings, now: datetime) -> Iterator[dict[str, Any]]:
    forget = applied.change.forget if applied.change is not None else None
    for programme, (_, after) in applied.everywhere.items():
        item = consent_item(
            number,
            programme,
            after,
            now=now,
            feedback_expiry=settings.feedback_expiry,
            retention=settings.pending_retention,
        )
        if forget is not None and forget.all:
            item["forgotten_at"] = clock.iso(forget.at)
        yield item


def _moves(change: Change, settings: Settings, now: datetime) -> Iterator[Write]:
    if change.move is None:
        return
    yield expressions.move(change.move, now=now, retention=settings.outbox_retention)
    if isinstance(change.move, Claim):
        yield switch.check()
        if change.move.counter is not None:
            yield velocity.count(change.move.counter)


def _additions(snapshot: Snapshot, applied: Applied, settings: Settings, now: datetime) -> Iterator[Write]:
    number = snapshot.number
    for event in applied.events:
        expires_at = expiry_of(event, applied.after, settings.pending_retention)
        yield put_new(event_item(number, event, expires_at), part=Part.EVENT)
    yield from _profile(snapshot, applied)
    for draft in applied.drafts:
        programme = draft.programme or snapshot.programme
        yield put_new(new_message_item(draft, number=number, programme=programme, now=now), part=Part.DRAFT)


def _profile(snapshot: Snapshot, applied: Applied) -> Iterator[Write]:
    """Of an import that counts only: of who has opted out, nothing is taken over but that."""
    profile = {} if applied.change is None else applied.change.profile
    if not profile or applied.after.state is not State.OPTED_IN:
        return
    for event in applied.events[:1]:
        if event.id in applied.after.attempts:
            item = profile_item(snapshot.number, event.id, profile, programme=event.programme, expires_at=None)
            yield put_new(item, part=Part.EVENT)


def _texts_of(settings: Settings, programme: str) -> Callable[[str | None], Texts]:
    return lambda locale: settings.programmes[programme].locale(locale).texts
