"""One call of a Send operation, and what its answer means: nothing is taken for unsent that may have been sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from . import logs
from .fields import InvalidEvent

Answer = dict[str, Any]

_THROTTLED = frozenset({"ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded"})
_OPTED_OUT = "DESTINATION_PHONE_NUMBER_OPTED_OUT"
_SERVER_ERROR = 500


def answered(operation: str, act: Callable[[], Answer]) -> Answer:
    """Answer an invocation and log the outcome; an event that isn't valid is answered, too.

    :param operation: what the log calls it.
    :param act: reads the event and does what it asks for.
    """
    try:
        answer = act()
    except InvalidEvent as problem:
        answer = {"outcome": "invalid", "problems": problem.problems}
    logs.outcome(operation, answer)
    return answer


def attempt(call: Callable[..., Any], request: Mapping[str, Any]) -> Answer:
    """Call a Send operation of AWS End User Messaging, once.

    :param call: the client's method.
    :returns: ``outcome`` and ``message_id`` or ``reason``
    """
    try:
        answer = call(**request)
    except Exception as problem:  # noqa: BLE001 - whatever it is, it decides whether the message may have left
        return understand(problem)
    return {"outcome": "checked" if request.get("DryRun") else "sent", "message_id": answer.get("MessageId")}


def understand(problem: Exception) -> Answer:
    """What an exception of a call that sends says about whether it sent."""
    from botocore.exceptions import (  # noqa: PLC0415 - boto3 is loaded late, see aws.session
        ClientError,
        ConnectTimeoutError,
        EndpointConnectionError,
        NoCredentialsError,
        ParamValidationError,
    )

    name = type(problem).__name__
    if isinstance(problem, ClientError):
        return _understand_refusal(problem.response)
    if isinstance(problem, (ConnectTimeoutError, EndpointConnectionError)):
        return {"outcome": "try_later", "reason": name}  # it never left this machine
    if isinstance(problem, (NoCredentialsError, ParamValidationError)):
        return {"outcome": "refused", "reason": name}
    return {"outcome": "unknown", "reason": name}


def _understand_refusal(response: Mapping[str, Any]) -> Answer:
    code = str(response.get("Error", {}).get("Code", ""))
    status = int(response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
    reason = str(response.get("Reason") or code)
    if code in _THROTTLED or status == 429:
        return {"outcome": "try_later", "reason": code}
    if status >= _SERVER_ERROR or code in {"InternalServerException", "InternalServerErrorException"}:
        return {"outcome": "unknown", "reason": code}
    return {"outcome": "opted_out" if reason == _OPTED_OUT else "refused", "reason": reason}
