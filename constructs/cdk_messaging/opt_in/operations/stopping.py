"""Stop all sending at once. What waits is kept, and sent once sending is resumed, unless its deadline passes."""

from __future__ import annotations

import argparse

from ..runtime import clock, switch
from . import sending
from .account import Account
from .problems import DONE
from .resources import TABLE

NAME, HELP = "stop-sending", "stop all sending at once; nothing is lost"
NEEDS, WANTS = (TABLE,), ()


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--by", required=True, metavar="NAME", help="who stops it")
    parser.add_argument("--reason", required=True, help="why, for whoever asks")


def run(given: argparse.Namespace, account: Account) -> int:
    """Throw the switch."""
    sending.show(switch.stop(account.items, by=given.by, reason=given.reason, time=clock.now()), form=given.format)
    return DONE
