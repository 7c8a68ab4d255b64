"""List the texts of which nobody knows whether they were sent. A person settles each with ``settle``."""

from __future__ import annotations

import argparse

from . import listing
from .account import Account
from .resources import TABLE

NAME, HELP = "doubts", "list the texts of which nobody knows whether they were sent"
NEEDS, WANTS = (TABLE,), ()


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--programme", required=True, help="id of the programme")
    parser.add_argument("--source", help="only those of sign-ups from this form (default: from any)")
    listing.add_paging(parser)


def run(given: argparse.Namespace, account: Account) -> int:
    """Print the list."""
    given.status = "in-doubt"
    return listing.run(given, account)
