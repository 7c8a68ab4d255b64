"""Checks that the senders share."""

from __future__ import annotations

import aws_cdk as cdk

from ...checks import check_pattern, is_known
from ...errors import InvalidArgument
from .runtime.fields import PRICE

_SHORTEST_LIFE, _LONGEST_LIFE = 5, 259_200


def check_price(what: str, price: str | None) -> None:
    """Refuse a price that the service doesn't take.

    :raises InvalidArgument: if it doesn't
    """
    if price is not None:
        check_pattern(
            what, price, PRICE, "US dollars with a point, such as '0.05': up to 2 digits before it, 1 to 5 behind"
        )


def life(time_to_live: cdk.Duration | None) -> str | None:
    """The seconds of a time to live, as an environment variable.

    :raises InvalidArgument: if the service doesn't take it
    """
    if time_to_live is None:
        return None
    return str(whole_seconds("time_to_live", time_to_live, _SHORTEST_LIFE, _LONGEST_LIFE))


def whole_seconds(what: str, duration: cdk.Duration, least: int, most: int) -> int:
    """A duration in seconds.

    :raises InvalidArgument: if it is too short or too long
    """
    if duration.is_unresolved():
        raise InvalidArgument(f"{what} must be known at synthesis: give a literal duration")
    seconds = duration.to_seconds(integral=False)
    if seconds != int(seconds) or not least <= seconds <= most:
        raise InvalidArgument(f"{what} is {seconds:g} seconds: use a whole number from {least} to {most}")
    return int(seconds)


def check_whole(what: str, number: int, least: int, most: int) -> None:
    """Refuse a number that is out of range.

    :raises InvalidArgument: if it is
    """
    if is_known(number) and not least <= number <= most:
        raise InvalidArgument(f"{what} is {number}: use a whole number from {least} to {most}")
