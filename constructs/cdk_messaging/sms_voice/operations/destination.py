"""The destination number that a command is about."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from typing import Any

from .problems import NothingFound, WrongCall

_E164 = re.compile(r"\+[1-9]\d{4,14}")


def add_number(parser: argparse.ArgumentParser) -> None:
    """The argument that names it."""
    parser.add_argument("number", help="the destination number, in E.164: +12065550142")


def found(client: Any, number: str) -> Mapping[str, Any]:
    """The number as the service knows it.

    :raises WrongCall: it is not in E.164.
    :raises NothingFound: the account has no such entry in this Region.
    """
    if not _E164.fullmatch(number):
        raise WrongCall(f"{number!r} is not in E.164; give a plus, the country's code and the number: +12065550142")
    answer = client.describe_verified_destination_numbers(DestinationPhoneNumbers=[number])
    for entry in answer["VerifiedDestinationNumbers"]:
        return dict(entry)
    raise NothingFound(
        f"{number} is not among the destination numbers of this account in {client.meta.region_name}; deploy a "
        "VerifiedDestinationNumber for it, or name the right --region"
    )


def shown(number: str, status: str, **more: str) -> dict[str, str]:
    """What a command answers."""
    return {"number": number, "status": status, **more}
