"""Tell whether sending is stopped, since when, by whom and why."""

from __future__ import annotations

import argparse

from ..runtime import clock, switch
from . import output
from .account import Account
from .problems import DONE
from .resources import TABLE

NAME, HELP = "sending", "tell whether sending is stopped"
NEEDS, WANTS = (TABLE,), ()


def arguments(_parser: argparse.ArgumentParser) -> None:
    """It takes nothing of its own."""


def run(given: argparse.Namespace, account: Account) -> int:
    """Print how the switch stands."""
    show(switch.read(account.items), form=given.format)
    return DONE


def show(found: switch.Switch, *, form: str) -> None:
    """Print how the switch stands."""
    document = {
        "sending": "stopped" if found.stopped else "allowed",
        "since": None if found.since is None else clock.iso(found.since),
        "by": found.by,
        "reason": found.reason,
    }
    output.answer(document, form=form)
