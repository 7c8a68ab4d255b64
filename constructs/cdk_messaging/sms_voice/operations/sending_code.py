"""Have another code sent, for one that expired or never arrived."""

from __future__ import annotations

import argparse
from typing import Any

from .destination import add_number, found, shown

NAME, HELP = "send-code", "have another code sent to a destination number"

_CHANNELS = ("TEXT", "VOICE")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_number(parser)
    parser.add_argument("--channel", choices=_CHANNELS, default="TEXT", help="by SMS or by a call (default: TEXT)")
    parser.add_argument("--language", metavar="CODE", help="of the message, such as DE_DE (default: the service's)")
    parser.add_argument("--origination", metavar="ID", help="number, pool or sender ID to send from (default: AWS's)")


def run(given: argparse.Namespace, client: Any) -> dict[str, str]:
    """Have it sent, unless the number is verified already."""
    entry = found(client, given.number)
    if entry["Status"] == "VERIFIED":
        return shown(given.number, "VERIFIED")
    asked = {"LanguageCode": given.language, "OriginationIdentity": given.origination}
    answer = client.send_destination_number_verification_code(
        VerifiedDestinationNumberId=entry["VerifiedDestinationNumberId"],
        VerificationChannel=given.channel,
        **{name: value for name, value in asked.items() if value is not None},
    )
    return shown(given.number, str(entry["Status"]), message_id=str(answer["MessageId"]))
