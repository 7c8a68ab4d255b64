"""Which AWS calls each function makes, as IAM sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

_PREFIXES = {
    "dynamodb": "dynamodb",
    "sqs": "sqs",
    "pinpoint-sms-voice-v2": "sms-voice",
    "pinpoint": "mobiletargeting",
    "secrets-manager": "secretsmanager",
}
# What IAM asks for instead of the operation's own name.
_ACTIONS = {"SendMessageBatch": "SendMessage"}
# Parameters that name a resource.
_RESOURCES = {
    "TableName": "table",
    "IndexName": "index",
    "QueueUrl": "queue",
    "OriginationIdentity": "origination",
    "ConfigurationSetName": "configuration-set",
    "OptOutListName": "opt-out-list",
    "MessageId": "message",
    "SecretId": "secret",
}


@dataclass(frozen=True, order=True)
class Call:
    """One kind of call.

    :param function: module name of the function.
    :param action: IAM action, ``"dynamodb:PutItem"``.
    :param resources: kind and value of what it touches: ``(("table", "consents"), ("index", "by_status"))``.
    """

    function: str
    action: str
    resources: tuple[tuple[str, str], ...]


class Recorder:
    """Watches the requests of a fake session."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.function = "test"

    @contextmanager
    def during(self, function: str) -> Iterator[None]:
        """Attribute calls to a function."""
        before, self.function = self.function, function
        try:
            yield
        finally:
            self.function = before

    def observe(self, service: str, operation: str, body: Mapping[str, Any], status: int) -> None:
        """Take note of a request."""
        for name, parameters in _expand(operation, body):
            self.calls.append(
                Call(
                    function=self.function,
                    action=f"{_PREFIXES.get(service, service)}:{_ACTIONS.get(name, name)}",
                    resources=tuple(
                        (_RESOURCES[key], str(value)) for key, value in parameters.items() if key in _RESOURCES
                    ),
                )
            )

    def calls_of(self, function: str) -> list[Call]:
        """The kinds of calls that a function made, sorted."""
        return sorted({call for call in self.calls if call.function == function})


def _expand(operation: str, body: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """IAM knows no transaction: each write in it needs its own action. A batch names its table inside."""
    if operation == "TransactWriteItems":
        for write in body["TransactItems"]:
            for kind, parameters in write.items():
                yield f"{kind}Item", parameters
    elif operation == "BatchGetItem":
        for table in body["RequestItems"]:
            yield operation, {"TableName": table}
    else:
        yield operation, body
