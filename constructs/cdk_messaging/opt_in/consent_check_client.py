"""Asks the consent check, right before a text is sent: the Python side of ``DoubleOptIn.consent_check``.

It needs boto3 only, so a sender's function may carry this module alone::

    checker = ConsentChecker("alerts-consent-check")
    verdict = checker.check("+12065550100", programme="alerts")
    if verdict.allowed:
        ...
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient

MOST_NUMBERS = 100
"""Numbers that one call of the function takes."""
_THROTTLED = frozenset({"TooManyRequestsException", "ThrottlingException", "EC2ThrottledException"})


class CheckFailed(Exception):
    """There is no answer, so nothing may be sent. Try again, or leave it."""


class CheckThrottled(CheckFailed):
    """The function is asked more often than it can answer; wait and try again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a number may be sent texts.

    :param number: as it was asked for.
    :param programme: id of the programme.
    :param kind: ``transactional`` or ``promotional``; None when any kind was asked for.
    :param allowed: whether a text may be sent.
    :param reason: ``opted-in`` (allowed), ``pending``, ``not-subscribed``, ``opted-out``, ``kind-not-consented``,
        ``sending-stopped``, ``unknown-programme`` or ``number-invalid``.
    :param state: ``NONE``, ``PENDING``, ``OPTED_IN`` or ``OPTED_OUT``; None when nothing was looked up.
    :param since: since when, UTC; None when it is not known.
    :param checked_at: when it was looked up, UTC. An answer is good for this moment only.
    """

    number: str
    programme: str
    kind: str | None
    allowed: bool
    reason: str
    state: str | None
    since: datetime | None
    checked_at: datetime


class ConsentChecker:
    """Asks the consent check function.

    :param function_name: name or ARN of the function, as the output ``ConsentCheckFunctionName`` tells it.
    :param client: a boto3 client of AWS Lambda. Default: - one of the environment's account and Region
    """

    def __init__(self, function_name: str, client: LambdaClient | None = None) -> None:
        self._function = function_name
        self._client: LambdaClient = boto3.client("lambda") if client is None else client

    def check(self, number: str, *, programme: str, kind: str | None = None) -> Verdict:
        """Whether a number may be sent texts of a programme now.

        :param number: E.164: a plus, the country's code and the number.
        :param programme: id of the programme.
        :param kind: ``transactional`` or ``promotional``. Default: - any: whether the person is subscribed at all
        :raises CheckFailed: there is no answer.
        """
        (verdict,) = self._ask([number], programme, kind)
        return verdict

    def check_many(self, numbers: Iterable[str], *, programme: str, kind: str | None = None) -> Iterator[Verdict]:
        """The same for any number of numbers, one verdict each in their order; asked for 100 at a time, as the
        verdicts are taken.

        :raises CheckFailed: there is no answer.
        """
        rest = iter(numbers)
        while batch := list(islice(rest, MOST_NUMBERS)):
            yield from self._ask(batch, programme, kind)

    def _ask(self, numbers: list[str], programme: str, kind: str | None) -> list[Verdict]:
        answer = self._invoke({"numbers": numbers, "programme": programme, "kind": kind})
        try:
            verdicts = [_verdict(result) for result in answer["results"]]
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise CheckFailed(f"{self._function} answered something else than verdicts: {problem!r}") from problem
        if [verdict.number for verdict in verdicts] != numbers:
            raise CheckFailed(f"{self._function} answered {len(verdicts)} verdicts on other numbers than asked for")
        return verdicts

    def _invoke(self, question: Mapping[str, Any]) -> Any:
        try:
            payload = json.dumps(question).encode()
            answer: dict[str, Any] = dict(self._client.invoke(FunctionName=self._function, Payload=payload))
            content = answer["Payload"].read()
        except ClientError as problem:
            code = problem.response.get("Error", {}).get("Code", "")
            kind = CheckThrottled if code in _THROTTLED else CheckFailed
            raise kind(f"{self._function} could not be asked: {code}") from problem
        except BotoCoreError as problem:
            raise CheckFailed(f"{self._function} could not be asked: {type(problem).__name__}") from problem
        try:
            understood = json.loads(content)
        except ValueError as problem:
            raise CheckFailed(f"{self._function} answered no JSON") from problem
        if "FunctionError" in answer:
            raise CheckFailed(f"{self._function} failed: {_error(understood)}")
        return understood


def _error(content: Any) -> str:
    """What a failed function says of it."""
    if not isinstance(content, dict):
        return "it does not say why"
    return ": ".join(str(content[name]) for name in ("errorType", "errorMessage") if content.get(name))


def _verdict(result: Mapping[str, Any]) -> Verdict:
    since = result["since"]
    if not isinstance(result["allowed"], bool):
        raise TypeError("allowed is neither true nor false")
    return Verdict(
        number=result["number"],
        programme=result["programme"],
        kind=result["kind"],
        allowed=result["allowed"],
        reason=result["reason"],
        state=result["state"],
        since=None if since is None else datetime.fromisoformat(since),
        checked_at=datetime.fromisoformat(result["checked_at"]),
    )
