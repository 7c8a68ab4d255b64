"""What the commands share that call Amazon Pinpoint: the client, the pace, and what went wrong in words."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from typing import Any

from .progress import say

DONE, REFUSED, WRONG, NOTHING, PARTLY, INTERRUPTED = 0, 1, 2, 3, 4, 130
EXIT_CODES = (
    "Exit codes: 0 done, 1 AWS refused, 2 the call is wrong, 3 nothing was found, 4 done but not for all, "
    "130 interrupted."
)
_ENDED = frozenset({"ForbiddenException", "MethodNotAllowedException", "NotFoundException"})


class Problem(Exception):
    """Something that ends a command; the message is for the operator.

    :param code: exit code
    """

    def __init__(self, message: str, *, code: int = WRONG) -> None:
        super().__init__(message)
        self.code = code


def add_account(parser: argparse.ArgumentParser) -> None:
    """The options that say whose Amazon Pinpoint is meant."""
    aws = parser.add_argument_group("AWS")
    aws.add_argument("--profile", help="AWS profile (default: that of the environment)")
    aws.add_argument("--region", help="AWS Region (default: that of profile or environment)")


def client(given: argparse.Namespace) -> Any:
    """A client of Amazon Pinpoint. Nobody waits at a screen: a throttled call is worth waiting for."""
    import boto3  # noqa: PLC0415 - takes its time, and the help needs none
    from botocore.config import Config  # noqa: PLC0415 - as above

    make: Any = boto3.Session(profile_name=given.profile, region_name=given.region).client
    config = Config(retries={"mode": "standard", "total_max_attempts": 10}, connect_timeout=5, read_timeout=60)
    return make("pinpoint", config=config)


def concluded(act: Callable[[], int]) -> int:
    """The exit code of a command, with what went wrong told."""
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - as above

    try:
        return act()
    except Problem as problem:
        say(str(problem))
        return problem.code
    except (BotoCoreError, ClientError) as problem:
        say(str(problem))
        return REFUSED
    except KeyboardInterrupt:
        say("interrupted; the same command goes on with what is left")
        return INTERRUPTED


def code_of(problem: Exception) -> str:
    """The code of an error of AWS."""
    response: Any = getattr(problem, "response", {})
    return str(response.get("Error", {}).get("Code", ""))


def seems_ended(problem: Exception) -> bool:
    """Whether AWS answers as it does of what has ended, which may also be a lack of permission."""
    return code_of(problem) in _ENDED


class Pace:
    """Waits, so that calls don't come faster than they may.

    :param per_second: calls a second
    """

    def __init__(
        self,
        per_second: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._gap, self._clock, self._sleep = 1 / per_second, clock, sleep
        self._next = clock()

    def wait(self) -> None:
        """Until the next call may be made."""
        now = self._clock()
        if now < self._next:
            self._sleep(self._next - now)
        self._next = max(now, self._next) + self._gap


def pages(call: Callable[..., Any], member: str, pace: Pace, **named: Any) -> Iterator[dict[str, Any]]:
    """The items of a list operation, page by page.

    :param member: payload of the response
    """
    token: dict[str, str] = {}
    while True:
        pace.wait()
        answer = call(**named, **token, PageSize="100")[member]
        yield from answer.get("Item", [])
        if "NextToken" not in answer:
            return
        token = {"NextToken" if member == "TemplatesResponse" else "Token": answer["NextToken"]}
