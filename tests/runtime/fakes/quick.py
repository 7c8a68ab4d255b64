"""Clients that call the fakes without all that boto3 does on the way: validating, signing, parsing.

For very many histories only; everything else goes by way of boto3's own clients.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionError, ReadTimeoutError  # noqa: A004 - botocore's names

from tests.runtime.fakes.aws import FakeAws

_SERVICES = {"secretsmanager": "secrets-manager"}
_THROTTLED = frozenset({"ThrottlingException"})


class _Exceptions:
    """``client.exceptions``: a class for each error code."""

    def __getattr__(self, code: str) -> type[ClientError]:
        return _error(code)


@cache
def _error(code: str) -> type[ClientError]:
    return type(code, (ClientError,), {})


class QuickClient:
    """Calls one service. It repeats what boto3 repeats, without waiting.

    :param attempts: how often a request is tried.
    """

    exceptions = _Exceptions()

    def __init__(self, aws: FakeAws, service: str, attempts: int) -> None:
        self._aws = aws
        self._service = service
        self._attempts = attempts

    def __getattr__(self, name: str) -> Callable[..., Any]:
        operation = _operation(name)

        def call(**body: Any) -> Any:
            if operation == "TransactWriteItems":
                body["ClientRequestToken"] = uuid.uuid4().hex  # as boto3 does: one for all tries
            return self._call(operation, body)

        return call

    def _call(self, operation: str, body: Mapping[str, Any]) -> Any:
        for left in reversed(range(self._attempts)):
            try:
                status, _, content = self._aws.reply(self._service, operation, body)
            except (ReadTimeoutError, ConnectionError):
                if not left:
                    raise
                continue
            unpacked: Any = content  # the quick table's answers are not packed into bytes
            answer = json.loads(unpacked) if isinstance(unpacked, bytes) else unpacked
            if status < 300:
                return _with_times(answer)
            code = answer["__type"]
            if not left or not (status >= 500 or code in _THROTTLED):
                raise _error(code)(_problem(code, status, answer), operation)
        raise AssertionError("there is no last try")


@cache
def _operation(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def _problem(code: str, status: int, answer: Mapping[str, Any]) -> Any:
    metadata = {"HTTPStatusCode": status}
    return {**answer, "Error": {"Code": code, "Message": code}, "ResponseMetadata": metadata}


def _with_times(answer: dict[str, Any]) -> dict[str, Any]:
    for row in answer.get("OptedOutNumbers", ()):
        row["OptedOutTimestamp"] = datetime.fromtimestamp(row["OptedOutTimestamp"], UTC)
    return answer


class QuickSession:
    """What stands for a boto3 session."""

    def __init__(self, aws: FakeAws) -> None:
        self._aws = aws

    def client(self, name: str, config: Config) -> QuickClient:
        retries: Any = config.retries  # type: ignore[attr-defined]
        return QuickClient(self._aws, _SERVICES.get(name, name), retries["total_max_attempts"])
