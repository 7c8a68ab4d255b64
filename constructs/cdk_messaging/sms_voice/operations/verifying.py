"""Enter the code that a person was sent, which makes the number a verified one."""

from __future__ import annotations

import argparse
import re
from typing import Any

from botocore.exceptions import ClientError

from .destination import add_number, found, shown
from .problems import Problem, WrongCall

NAME, HELP = "verify-number", "enter the code that a destination number was sent"

_CODE = re.compile(r"[A-Za-z0-9]{1,20}")
_FIXES = {
    "VERIFICATION_CODE_EXPIRED": "the code has expired; have another one sent with send-code",
    "VERIFICATION_CODE_MISMATCH": "the code is not the one that was sent last; look again, or use send-code",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_number(parser)
    parser.add_argument("--code", required=True, help="the code, as the person read it")


def run(given: argparse.Namespace, client: Any) -> dict[str, str]:
    """Enter it, unless the number is verified already."""
    if not _CODE.fullmatch(given.code):
        raise WrongCall(f"{given.code!r} is not a code; codes have 1 to 20 letters and digits")
    entry = found(client, given.number)
    if entry["Status"] == "VERIFIED":
        return shown(given.number, "VERIFIED")
    try:
        answer = client.verify_destination_number(
            VerifiedDestinationNumberId=entry["VerifiedDestinationNumberId"], VerificationCode=given.code
        )
    except ClientError as problem:
        fix = _FIXES.get(str(problem.response.get("Reason")))
        if fix is None:
            raise
        raise Problem(fix) from None
    return shown(given.number, str(answer["Status"]))
