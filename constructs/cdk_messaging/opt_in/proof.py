"""The proof of consent of a number: what a company shows a carrier, a regulator or the person.

As JSON it is one object::

    {"number": "+12065550142", "programme": "alerts", "state": "OPTED_IN",
     "requested_at": "...Z", "sent_at": "...Z", "confirmed_at": "...Z", "opted_out_at": null,
     "consent": {"version": "16 hex digits", "locale": "en-US", "text": "word for word, as the person saw it"},
     "profiles": [{"attempt": "...", "name": "..."}],
     "ledger": [{"time": "...Z", "kind": "REQUESTED", "id": "...", ...}]}

Times are ISO 8601 in UTC; the ledger is in the order in which things happened; what is unknown is null or left out.
``state`` is PENDING, OPTED_IN, OPTED_OUT or NONE (what was asked for has expired), derived from the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from .runtime import clock
from .runtime.codec import decode_item
from .runtime.consent import Consent, fold
from .runtime.ledger_items import LEDGER, PROFILE, number_key, read_event

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_TIMES = ("requested_at", "sent_at", "confirmed_at")


class NothingKnown(LookupError):
    """The table holds nothing of the number."""


class SeveralProgrammes(LookupError):
    """The number is known to more than one programme, so one has to be chosen."""


def proof_of_consent(client: Any, table: str, number: str, *, programme: str | None = None) -> dict[str, Any]:
    """Read all that is on record of a number.

    :param client: a boto3 client of DynamoDB.
    :param table: name of the consent table.
    :param number: in E.164: a plus and digits.
    :param programme: id of the programme. Default: - the only one that knows the number
    :raises ValueError: when the number is not in E.164.
    :raises NothingKnown: when there is no record of it.
    :raises SeveralProgrammes: when there are records of several programmes and none is chosen.
    """
    if not E164.fullmatch(number):
        raise ValueError(f"{number!r} is not in E.164; give a plus, the country's code and the number: +12065550142")
    items = _items(client, table, number)
    chosen = _programme(items, number, programme)
    mine = [item for item in items if item.get("programme") == chosen]
    ledger = sorted((item for item in mine if item["sk"].startswith(LEDGER)), key=lambda item: str(item["sk"]))
    consent = fold(read_event(item) for item in ledger)
    return {
        "number": number,
        "programme": chosen,
        "state": consent.state.value,
        **_times(consent),
        "consent": _consent_text(ledger, consent),
        "profiles": [_profile(item) for item in mine if item["sk"].startswith(PROFILE)],
        "ledger": [_entry(item) for item in ledger],
    }


def _items(client: Any, table: str, number: str) -> list[dict[str, Any]]:
    pages = client.get_paginator("query").paginate(
        TableName=table,
        ConsistentRead=True,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": number_key(number)}},
    )
    return [decode_item(item) for page in pages for item in page["Items"]]


def _programme(items: Iterable[Mapping[str, Any]], number: str, wanted: str | None) -> str:
    known = sorted({str(item["programme"]) for item in items if item["sk"].startswith(LEDGER)})
    if not known or (wanted is not None and wanted not in known):
        raise NothingKnown(f"nothing is known of {number}" + (f" in programme {wanted!r}" if wanted else ""))
    if wanted is None and len(known) > 1:
        raise SeveralProgrammes(f"{number} is known to {', '.join(known)}; choose one with --programme")
    return wanted or known[0]


def _times(consent: Consent) -> dict[str, str | None]:
    telling = consent.attempts.get(consent.subscription or consent.paused or "")
    if telling is None and consent.attempts:
        telling = max(consent.attempts.values(), key=lambda attempt: (attempt.requested_at, attempt.id))
    moments = {**{name: getattr(telling, name, None) for name in _TIMES}, "opted_out_at": consent.opted_out_at}
    return {name: None if moment is None else clock.iso(moment) for name, moment in moments.items()}


def _consent_text(ledger: Iterable[Mapping[str, Any]], consent: Consent) -> dict[str, Any] | None:
    """The text of the sign-up that was confirmed, or else of the newest."""
    requests = [item for item in ledger if item["kind"] == "REQUESTED"]
    confirmed = [item for item in requests if item.get("attempt") in consent.confirmed()]
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
        *(("Name", profile.get("name")) for profile in proof["profiles"]),
    ]
    width = max(len(label) for label, _ in head)
    lines = [f"{label.replace('_', ' '):<{width}}  {value}" for label, value in head if value]
    return "\n".join([*lines, "", *(_line(entry) for entry in proof["ledger"])])


def _line(entry: Mapping[str, Any]) -> str:
    shown = {key: value for key, value in entry.items() if key not in {"time", "kind", "id", "details", "expires_at"}}
    details = {key: value for key, value in entry.get("details", {}).items() if not key.startswith("consent_")}
    facts = " ".join(f"{key}={value!r}" for key, value in {**shown, **details}.items())
    return f"{entry['time']}  {entry['kind']:<16} {facts}"
