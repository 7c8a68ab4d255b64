"""Ask the consent check whether a number may be sent texts now, and why not."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from ..runtime import clock
from ..runtime.programmes import ConsentKind
from . import output
from .account import Account
from .numbers import number as e164
from .problems import DONE
from .programmes import checker
from .resources import CONSENT_CHECK

NAME, HELP = "check", "tell whether a number may be sent texts now, and why not"
NEEDS, WANTS = (CONSENT_CHECK,), ()


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("number", help="in E.164: +12065550142")
    parser.add_argument("--programme", required=True, help="id of the programme")
    parser.add_argument("--kind", choices=[kind.value for kind in ConsentKind], help="of the text (default: any)")


def run(given: argparse.Namespace, account: Account) -> int:
    """Print the verdict."""
    verdict = checker(account).check(e164(given.number), programme=given.programme, kind=given.kind)
    document = asdict(verdict)
    for name in ("since", "checked_at"):
        document[name] = None if document[name] is None else clock.iso(document[name])
    output.answer(document, form=given.format)
    return DONE
