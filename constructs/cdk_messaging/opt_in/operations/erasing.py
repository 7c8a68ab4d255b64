"""Erase a person: profiles, contacts and unconfirmed sign-ups; what the law lets you keep stays, and is named."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from ..runtime.codec import decode_item, encode_item
from ..runtime.ledger_items import PROFILE
from . import output
from .account import Account
from .asking import sure
from .erasure import Erasure, described
from .numbers import number as e164
from .problems import DONE, NothingFound, WrongCall
from .progress import Progress, say
from .reading import CONTACT, NUMBER, fields_of
from .removal import Removal, remove_contacts
from .resources import TABLE

NAME, HELP = "erase", "erase a person; what stays as proof is named"
NEEDS, WANTS = (TABLE,), ()
_ELSEWHERE = (
    "the archive of delivery events and the log of failures, until their retention ends",
    "answers to HELP in the outbox, until they expire",
    "point-in-time recovery of the table, for 35 days",
    "the opt-out list of AWS End User Messaging, if the number is on it",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("number", nargs="?", help="in E.164: +12065550142")
    parser.add_argument("--email", metavar="ADDRESS", help="whose address it is, instead of a number")
    parser.add_argument("--with-proof", action="store_true", help="the proof as well; an opt-out in force stays")
    parser.add_argument("--dry-run", action="store_true", help="only tell what would be erased and what would stay")
    parser.add_argument("--yes", action="store_true", help="don't ask")


def run(given: argparse.Namespace, account: Account) -> int:
    """Erase, after asking."""
    if (given.number is None) == (given.email is None):
        raise WrongCall("say who: a number in E.164, or --email ADDRESS")
    if given.number is not None:
        plans: dict[str, frozenset[str] | None] = {e164(given.number): None}
        contacts: list[dict[str, Any]] = []
    else:
        contacts = _contacts(account, given.email)
        plans = dict(_profiles_with(account, given.email))
    removals = {
        number: Removal(account, number, attempts=attempts, with_proof=given.with_proof)
        for number, attempts in plans.items()
    }
    found = {number: removal.plan() for number, removal in removals.items()}
    if all(plan.empty for plan in found.values()) and not contacts:
        return _nothing(given, found)
    if not given.dry_run:
        sure(_question(found.values(), contacts), yes=given.yes)
        found = {number: removals[number].carry_out() for number, plan in found.items() if not plan.empty}
        remove_contacts(account, contacts)
    output.answer(_answer(given, found, contacts), form=given.format)
    return DONE


def _nothing(given: argparse.Namespace, found: dict[str, Erasure]) -> int:
    """There is nothing to erase; what stays of the person is told all the same."""
    nothing = NothingFound(f"there is nothing to erase of {given.number or given.email}")
    if not any(plan.kept for plan in found.values()):
        raise nothing
    output.answer(_answer(given, found, []), form=given.format)
    say(str(nothing))
    return nothing.code


def _answer(given: argparse.Namespace, found: dict[str, Erasure], contacts: list[dict[str, Any]]) -> dict[str, Any]:
    gone: list[dict[str, str]] = [
        {"what": "contact", "fields": ", ".join(fields_of(item)), "sign_up": item["sk"].removeprefix(PROFILE)}
        for item in contacts
    ]
    stays: list[dict[str, str]] = []
    for number, plan in found.items():
        of_number = ({}, {}) if given.number else ({"number": number}, {"number": number})
        removed, kept = described(plan)
        gone += [of_number[0] | line for line in removed]
        stays += [of_number[1] | line for line in kept]
    return {
        "of": given.number or given.email,
        "dry_run": given.dry_run,
        "erased": gone,
        "stays": stays,
        "stays_elsewhere": list(_ELSEWHERE),
    }


def _question(plans: Collection[Erasure], contacts: list[dict[str, Any]]) -> str:
    counts = (
        (len(contacts), "contacts"),
        (sum(len(plan.profiles) for plan in plans), "profiles"),
        (sum(len(plan.entries) for plan in plans), "ledger entries"),
    )
    parts = ", ".join(f"{count} {what}" for count, what in counts if count)
    kept = sum(len(plan.kept) for plan in plans)
    return f"This erases {parts or 'texts'} for good; {kept} ledger entries stay."


# -- finding


def _contacts(account: Account, email: str) -> list[dict[str, Any]]:
    partition = account.items.partition(f"{CONTACT}{email.strip().lower()}")
    return [item for item in partition if item["sk"].startswith(PROFILE)]


def _profiles_with(account: Account, email: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Numbers with the sign-ups whose profile holds an address. No index has them, so the whole table is read."""
    wanted = email.strip().lower()
    numbers: dict[str, set[str]] = defaultdict(set)
    pages = (
        account.client("dynamodb")
        .get_paginator("scan")
        .paginate(
            TableName=account.table,
            FilterExpression="begins_with(pk, :number) AND begins_with(sk, :profile)",
            ExpressionAttributeValues=encode_item({":number": NUMBER, ":profile": PROFILE}),
        )
    )
    with Progress("searched", "profiles") as progress:
        for page in pages:
            for item in map(decode_item, page["Items"]):
                progress.add()
                if any(isinstance(value, str) and value.lower() == wanted for value in fields_of(item).values()):
                    numbers[item["pk"].removeprefix(NUMBER)].add(item["sk"].removeprefix(PROFILE))
    return ((number, frozenset(attempts)) for number, attempts in sorted(numbers.items()))
