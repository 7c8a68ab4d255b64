"""What services do for a resource needs permission here as in AWS; the emulator does it for anybody.

API Gateway calls a function by the function's policy, a schedule calls its target and a delivery stream writes to its
bucket with their roles, and a mapping of an event source is made only when the function's role may read the source.
What is refused is in the log with its reason.
"""

from __future__ import annotations

import logging
from typing import Any

from sandbox import seam

logger = logging.getLogger("sandbox.permissions")

Json = dict[str, Any]

_TARGET_ACTIONS = {"lambda": "lambda:InvokeFunction", "sqs": "sqs:SendMessage", "sns": "sns:Publish"}
_SOURCE_ACTIONS = {
    "sqs": ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
    "dynamodb": ("dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"),
}


def install() -> None:
    """Puts the guards up. A schedule that was refused or called is seen within a second."""
    seam.look_at_schedules_every(1)
    seam.guard_rest_api_invocations(_refuse_invocation)
    seam.guard_schedules(_refuse_schedule)
    seam.guard_delivery_streams(_refuse_delivery)
    seam.guard_event_source_mappings(refuse_source)


def _told(reason: str) -> str:
    if reason:
        logger.warning("refused: %s", reason)
    return reason


def _refuse_invocation(function: str, event: Json) -> str:
    """API Gateway names the method that was called; a proxy resource's as its resource path."""
    if not seam.enforcing() or not function.startswith("arn:"):
        return ""
    request = event["requestContext"]
    method = f"{request['apiId']}/{request['stage']}/{request['httpMethod']}{request['resourcePath']}"
    source = f"arn:aws:execute-api:{seam.region()}:{seam.account_id()}:{method}"
    caller = seam.Caller("apigateway.amazonaws.com", source, seam.account_id())
    policy = seam.function_policy(function)
    if seam.policy_allows_service(policy, caller, "lambda:InvokeFunction", function):
        return ""
    return _told(f"the policy of {function} does not let apigateway.amazonaws.com invoke it for {source}")


def _refuse_schedule(schedule: Json, target: Json) -> str:
    """As the confused-deputy guard of the role a schedule shows its group."""
    account, region = schedule["Arn"].split(":")[4], schedule["Arn"].split(":")[3]
    group = f"arn:aws:scheduler:{region}:{account}:schedule-group/{schedule.get('GroupName', 'default')}"
    action = _TARGET_ACTIONS.get(target["Arn"].split(":")[2])
    if action is None:
        return ""
    caller = seam.Caller("scheduler.amazonaws.com", group, account)
    return _told(seam.role_allows(target["RoleArn"], caller, action, target["Arn"]))


def _refuse_delivery(stream_arn: str, configuration: Json) -> str:
    caller = seam.Caller("firehose.amazonaws.com", stream_arn, stream_arn.split(":")[4])
    objects = f"{configuration['BucketARN']}/{configuration.get('Prefix', '')}record"
    return _told(seam.role_allows(configuration["RoleARN"], caller, "s3:PutObject", objects))


def refuse_source(role_arn: str, source_arn: str) -> str:
    """Why a function's role may not read an event source; "" when it may."""
    if not role_arn:
        return ""
    for action in _SOURCE_ACTIONS.get(source_arn.split(":")[2], ()):
        reason = seam.role_identity_allows(role_arn, action, source_arn)
        if reason:
            return reason
    return ""
