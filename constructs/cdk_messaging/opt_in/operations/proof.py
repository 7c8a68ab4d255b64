"""Print the proof of consent of a number: what a company shows a carrier, a regulator or the person.

As JSON it is one object::

    {"number": "+12065550142", "programme": "alerts", "state": "OPTED_IN",
     "requested_at": "...Z", "sent_at": "...Z", "confirmed_at": "...Z", "opted_out_at": null,
     "consent": {"version": "16 hex digits", "locale": "en-US", "text": "word for word, as the person saw it"},
     "profiles": [{"attempt": "...", "name": "..."}],
     "ledger": [{"time": "...Z", "kind": "REQUESTED", "id": "...", ...}]}

Times are ISO 8601 in UTC; the ledger is in the order in which things happened; what is unknown is null or left out.
``state`` is PENDING, OPTED_IN, OPTED_OUT or NONE (what was asked for has expired), derived from the ledger. Entries
of the number itself, whatever the programme (an opt-out), are part of each programme's ledger; a number of which
nothing else is known has the programme ``*``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from typing import Any

from ..runtime import clock
from ..runtime.consent import Consent, fold
from ..runtime.events import EVERY_PROGRAMME, NUMBER_WIDE, Kind
from ..runtime.items import Items
from ..runtime.ledger_items import LEDGER, PROFILE, number_key, read_event, telling_attempt
from . import output
from .account import Account
from .numbers import number as e164
from .problems import DONE, NothingFound, WrongCall
from .resources import TABLE

NAME, HELP = "proof", "print the proof of consent of a number"
NEEDS, WANTS = (TABLE,), ()
_TIMES = ("requested_at", "sent_at", "confirmed_at")


class SeveralProgrammes(WrongCall, LookupError):
    """The number is known to more than one programme, so one has to be chosen."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("number", help="in E.164: +12065550142")
    parser.add_argument("--programme", help="id of the programme (default: the only one that knows the number)")


def run(given: argparse.Namespace, account: Account) -> int:
    """Print the proof."""
    number = e164(given.number)
    proof = proof_of_consent(account.items, number, programme=given.programme)
    output.write((as_table(proof) if given.format == "table" else output.as_json(proof)) + "\n")
    return DONE


def proof_of_consent(table: Items, number: str, *, programme: str | None = None) -> dict[str, Any]:
    """Read all that is on record of a number.

    :param table: the consent table.
    :param number: in E.164: a plus and digits.
    :param programme: id of the programme. Default: - the only one that knows the number
    :raises NothingFound: when there is no record of it.
    :raises SeveralProgrammes: when there are records of several programmes and none is chosen.
    """
    items = list(table.partition(number_key(number)))
    chosen = _programme(items, number, programme)
    mine = [item for item in items if item.get("programme") in (chosen, EVERY_PROGRAMME) or _of_the_number(item)]
    ledger = sorted((item for item in mine if item["sk"].startswith(LEDGER)), key=lambda item: str(item["sk"]))
    consent = fold(map(read_event, ledger))
    return {
        "number": number,
        "programme": chosen,
        "state": consent.state.value,
        **_times(consent),
        "consent": _consent_text(ledger, consent),
        "profiles": [_profile(item) for item in mine if item["sk"].startswith(PROFILE)],
        "ledger": [_entry(item) for item in ledger],
    }


def _programme(items: Iterable[Mapping[str, Any]], number: str, wanted: str | None) -> str:
    ledger = [item for item in items if item["sk"].startswith(LEDGER)]
    known = {str(item["programme"]) for item in ledger}
    own = sorted(known - {EVERY_PROGRAMME})
    if wanted is not None and (wanted in own or any(map(_of_the_number, ledger))):
        return wanted
    if wanted is not None or not known:
        raise NothingFound(f"nothing is known of {number}" + (f" in programme {wanted!r}" if wanted else ""))
    if len(own) > 1:
        raise SeveralProgrammes(f"{number} is known to {', '.join(own)}; choose one with --programme")
    return own[0] if own else EVERY_PROGRAMME


def _of_the_number(item: Mapping[str, Any]) -> bool:
    """Whether it is an entry that counts for every programme."""
    return item["sk"].startswith(LEDGER) and item["kind"] in NUMBER_WIDE


def _times(consent: Consent) -> dict[str, str | None]:
    telling = telling_attempt(consent)
    moments = {**{name: getattr(telling, name, None) for name in _TIMES}, "opted_out_at": consent.opted_out_at}
    return {name: None if moment is None else clock.iso(moment) for name, moment in moments.items()}


def _consent_text(ledger: Iterable[Mapping[str, Any]], consent: Consent) -> dict[str, Any] | None:
    """The text of the sign-up that was confirmed, or of the consent that was imported, or else of the newest."""
    requests = [item for item in ledger if item["kind"] in {Kind.REQUESTED, Kind.IMPORTED}]
    confirmed = [item for item in requests if item.get("attempt", item["id"]) in consent.confirmed()]
    if not requests:
        return None
    details = (confirmed or requests)[-1].get("details", {})
    return {name: details.get(f"consent_{name}") for name in ("version", "locale", "text")}


def _profile(item: Mapping[str, Any]) -> dict[str, Any]:
    hidden = {"pk", "sk", "programme", "expires_at"}
    attempt = str(item["sk"]).removeprefix(PROFILE)
    return {"attempt": attempt, **{key: value for key, value in item.items() if key not in hidden}}


def _entry(item: Mapping[str, Any]) -> dict[str, Any]:
    hidden = {"pk", "sk", "programme", "time", "kind"}
    rest = {key: item[key] for key in sorted(item) if key not in hidden}
    return {"time": item["time"], "kind": item["kind"], **rest}


def as_table(proof: Mapping[str, Any]) -> str:
    """The proof for people to read."""
    consent = proof["consent"] or {}
    head = [
        ("Number", proof["number"]),
        ("Programme", proof["programme"]),
        ("State", proof["state"]),
        *((name.removesuffix("_at").capitalize(), proof[name]) for name in (*_TIMES, "opted_out_at") if proof[name]),
        ("Consent", consent.get("text")),
        ("Version", consent.get("version")),
        *((key.capitalize(), value) for profile in proof["profiles"] for key, value in _fields(profile)),
    ]
    width = max(len(label) for label, _ in head)
    lines = [f"{label.replace('_', ' '):<{width}}  {output.cell(value)}" for label, value in head if value]
    return "\n".join([*lines, "", *(_line(entry) for entry in proof["ledger"])])


def _fields(profile: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    """What the person filled in."""
    return ((key, value) for key, value in profile.items() if key not in {"attempt", "locale"})


def _line(entry: Mapping[str, Any]) -> str:
    shown = {key: value for key, value in entry.items() if key not in {"time", "kind", "id", "details", "expires_at"}}
    details = {key: value for key, value in entry.get("details", {}).items() if not key.startswith("consent_")}
    facts = " ".join(f"{key}={value!r}" for key, value in {**shown, **details}.items())
    return f"{entry['time']}  {entry['kind']:<16} {facts}"
