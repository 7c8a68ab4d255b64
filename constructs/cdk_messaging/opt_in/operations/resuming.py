"""Let sending go on after it was stopped."""

from __future__ import annotations

import argparse

from ..runtime import clock, switch
from . import sending
from .account import Account
from .problems import DONE
from .resources import TABLE

NAME, HELP = "resume-sending", "let sending go on"
NEEDS, WANTS = (TABLE,), ()


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--by", required=True, metavar="NAME", help="who lets it go on")


def run(given: argparse.Namespace, account: Account) -> int:
    """Throw the switch back."""
    sending.show(switch.resume(account.items, by=given.by, time=clock.now()), form=given.format)
    return DONE
