"""What surrounds the invocations of functions, whoever invokes them, and the queues that feed them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, cast

from sandbox.seam.emulator import private, replace
from sandbox.seam.permissions import role_identity_allows

Json = dict[str, Any]
Run = Callable[[], Json]
"""Runs the function and returns the emulator's record of it."""

# As AWS Lambda tells of a runtime that was killed.
_CRASH = {"errorType": "Runtime.ExitError", "errorMessage": "Runtime exited with error: signal: killed"}


def surround_invocations(surround: Callable[[str, Any, Run], Json | None]) -> None:
    """Passes every invocation through ``surround``.

    It gets the function's name, the event, and what runs the function; it returns the record, None for a crash.
    """
    original = private("services.lambda_svc", "_execute_function_dispatch")

    def dispatch(function: Json, configuration: Json, event: Any, *rest: Any) -> Json:
        name = str(configuration.get("FunctionName", ""))
        record = surround(name, event, lambda: cast("Json", original(function, configuration, event, *rest)))
        return {"body": dict(_CRASH), "error": True, "log": ""} if record is None else record

    replace("services.lambda_svc", "_execute_function_dispatch", dispatch)


def write_logs_as_roles_allow() -> None:
    """A log group that isn't there is made by a function whose role may make it; the emulator lets every one do so.

    Without this, an invocation that outlives its stack for a moment leaves a log group behind.
    """
    original = private("services.lambda_svc", "_emit_lambda_logs")

    def emit(function: Json, *rest: Any, **named: Any) -> None:
        configuration = function.get("config") or function
        name = configuration.get("LoggingConfig", {}).get("LogGroup") or f"/aws/lambda/{configuration['FunctionName']}"
        logs = "services.cloudwatch_logs"
        if name not in private(logs, "_log_groups"):
            arn = private(logs, "_make_group_arn")(name)
            if role_identity_allows(str(configuration.get("Role", "")), "logs:CreateLogGroup", arn):
                return
        original(function, *rest, **named)

    replace("services.lambda_svc", "_emit_lambda_logs", emit)


def invoke_function(function_arn: str, event: Any) -> tuple[Any, str]:
    """Invokes a function and waits: what it returned, and what went wrong or ""."""
    lambdas = "services.lambda_svc"
    region, account = function_arn.split(":")[3:5]
    find = private(lambdas, "_get_func_record_for_ref_in_scope")
    function, configuration, name = find(function_arn, account_id=account, region=region)
    if function is None or configuration is None:
        return None, f"the function {name} does not exist"
    made = private(lambdas, "_execution_record_for_config")(function, configuration)
    record = private(lambdas, "_execute_function_with_config_scope")(made, event)
    body = record.get("body")
    if record.get("error"):
        told = body.get("errorMessage") if isinstance(body, dict) else body
        return None, f"the function {name} failed: {told}"
    return body, ""


def show_again(queue_arn: str, receipt_handle: str, seconds: float) -> None:
    """Makes a received message visible in ``seconds``; nothing to do when it was deleted or received again."""
    queue = private("services.sqs", "_queue_by_arn")(queue_arn)
    for message in [] if queue is None else list(queue["messages"]):
        if message["receipt_handle"] == receipt_handle:
            message["visible_at"] = time.time() + seconds
