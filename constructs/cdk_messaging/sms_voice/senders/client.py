"""Invokes the functions of this package from your own code, once: what was perhaps sent is never sent again.

It needs boto3 only, so a function of yours may carry this module alone::

    from cdk_messaging.sms_voice.senders.client import SenderClient


    def handler(event, context):
        sender = SenderClient("orders-text-sender")
        answer = sender.call(destination=event["phone"], body="Your order has left.", max_price="0.05")
        return answer["outcome"]
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
)

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient

ONCE = Config(connect_timeout=2, read_timeout=35, retries={"total_max_attempts": 1, "mode": "standard"})
"""How a client of AWS Lambda has to be made for this: it waits longer than a function runs, and tries once."""

_LATER = frozenset({"TooManyRequestsException", "ThrottlingException", "EC2ThrottledException"})
_SERVER_ERROR = 500


class SenderClient:
    """Calls one function.

    :param function_name: name or ARN of the function
    :param client: a boto3 client of AWS Lambda, made with ``config=ONCE``. Default: - one of the environment's
        account and Region
    """

    def __init__(self, function_name: str, client: LambdaClient | None = None) -> None:
        self._function = function_name
        self._client: LambdaClient = boto3.client("lambda", config=ONCE) if client is None else client

    def call(self, **event: Any) -> dict[str, Any]:
        """Invoke the function with an event and return its answer.

        When the function can't be reached or fails, the answer has the same form: ``try_later`` when it didn't begin,
        ``refused`` when it may not be invoked, ``unknown`` when it may have acted. ``reason`` says why.
        """
        try:
            answer: dict[str, Any] = dict(
                self._client.invoke(FunctionName=self._function, Payload=json.dumps(event).encode())
            )
            content = json.loads(answer["Payload"].read())
        except ClientError as problem:
            return _understand(problem)
        except (ConnectTimeoutError, EndpointConnectionError) as problem:
            return {"outcome": "try_later", "reason": type(problem).__name__}
        except (NoCredentialsError, ParamValidationError) as problem:
            return {"outcome": "refused", "reason": type(problem).__name__}
        except (BotoCoreError, ValueError) as problem:
            return {"outcome": "unknown", "reason": type(problem).__name__}
        if "FunctionError" in answer or not isinstance(content, dict) or "outcome" not in content:
            return {"outcome": "unknown", "reason": "FunctionError"}
        return content


def _understand(problem: ClientError) -> dict[str, Any]:
    code = str(problem.response.get("Error", {}).get("Code", ""))
    status = int(problem.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
    if code in _LATER or status == 429:
        return {"outcome": "try_later", "reason": code}
    return {"outcome": "unknown" if status >= _SERVER_ERROR else "refused", "reason": code}
