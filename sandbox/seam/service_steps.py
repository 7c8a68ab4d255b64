"""Steps that the emulator's services take on behalf of a resource, and that AWS would take only with permission.

Each function here puts a guard before one kind of step. A guard returns why the step is refused, "" when it is not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from sandbox.seam.emulator import module, private, replace

Json = dict[str, Any]


def guard_rest_api_invocations(guard: Callable[[str, Json], str]) -> None:
    """Before API Gateway calls a function. The guard gets its ARN and the event."""
    original = private("services.apigateway_v1", "_call_lambda_raw")

    async def call(function: str, event: Json, **scoped: Any) -> Any:
        reason = guard(function, event)
        return (None, reason) if reason else await original(function, event, **scoped)

    replace("services.apigateway_v1", "_call_lambda_raw", call)


def guard_schedules(guard: Callable[[Json, Json], str]) -> None:
    """Before EventBridge Scheduler calls a target. The guard gets the schedule and the target."""
    original = private("services.eventbridge", "_invoke_target")

    def invoke(target: Json, event: Json, source: Json, *rest: Any, **named: Any) -> Any:
        if event.get("Source") == "aws.scheduler" and guard(source, target):
            return None
        return original(target, event, source, *rest, **named)

    replace("services.eventbridge", "_invoke_target", invoke)


def look_at_schedules_every(seconds: float) -> None:
    """How often EventBridge Scheduler looks for schedules that are due; the emulator does every ten seconds."""
    replace("services.scheduler", "_SCHEDULE_TICK_INTERVAL", seconds)


def guard_delivery_streams(guard: Callable[[str, Json], str]) -> None:
    """Before Firehose writes to a bucket. The guard gets the stream's ARN and the destination's configuration."""
    original = private("services.firehose", "_deliver_to_s3")

    def deliver(stream: Json, destination: Json, *rest: Any) -> None:
        if not guard(stream["arn"], destination["config"]):
            original(stream, destination, *rest)

    replace("services.firehose", "_deliver_to_s3", deliver)


def guard_event_source_mappings(guard: Callable[[str, str], str]) -> None:
    """Before a mapping is made. The guard gets the ARNs of the function's role and of the source."""
    handlers = private("services.cloudformation.provisioners", "_RESOURCE_HANDLERS")["AWS::Lambda::EventSourceMapping"]
    original = handlers["create"]

    def create(logical_id: str, properties: Json, stack_name: str) -> Any:
        _, config, name = private("services.lambda_svc", "_get_func_record_for_ref")(properties.get("FunctionName", ""))
        reason = guard((config or {}).get("Role", ""), properties.get("EventSourceArn", ""))
        if reason:
            raise ValueError(f"the mapping of {name} cannot be made: {reason}")
        return original(logical_id, properties, stack_name)

    handlers["create"] = create


def function_policy(function_arn: str) -> Json | None:
    """A function's resource policy, None when there is no such function."""
    found = module("services.lambda_svc").function_policy_for_arn(function_arn)
    return None if found is None else cast("Json", found[0])
