"""CloudFormation types, generated names, and references between stacks."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Sequence
from typing import Any, Literal, cast
from urllib.parse import parse_qs

from sandbox.seam.emulator import module, private, replace
from sandbox.seam.serving import Response, account_id, scope

Properties = dict[str, Any]
Created = tuple[str, dict[str, Any]]

_PROVISIONERS = "services.cloudformation.provisioners"


def add_resource_type(
    name: str,
    *,
    create: Callable[[str, Properties, str], Created],
    update: Callable[[str, Properties, Properties, str, str], Created],
    delete: Callable[[str, Properties], None],
    replaced_by: Sequence[str] = (),
    tags: Literal["list", "map"] | None = None,
) -> None:
    """Adds a CloudFormation type.

    :param create: (logical id, properties, stack name) to (physical id, attributes); raises to fail
    :param update: (physical id, old, new, stack name, logical id) to (physical id, attributes)
    :param replaced_by: the properties whose change makes a new resource
    :param tags: what the property ``Tags`` is, if there is one: CloudFormation adds the stack's tags to it
    """
    handlers = {"create": create, "update": update, "update_with_logical_id": True, "delete": delete}
    private(_PROVISIONERS, "_RESOURCE_HANDLERS")[name] = handlers
    private(_PROVISIONERS, "_REPLACING_PROPERTIES")[name] = tuple(replaced_by)
    if tags:
        private(_PROVISIONERS, "_STACK_TAG_PROPERTY")[name] = ("Tags", tags)


def generated_name(stack_name: str, logical_id: str, *, longest: int) -> str:
    """The name that CloudFormation makes for a resource that has none."""
    return cast("str", private(_PROVISIONERS, "_physical_name")(stack_name, logical_id, max_len=longest))


def resolve_stack_outputs_in_their_region() -> None:
    """Fn::GetStackOutput names a Region (CDK's references to the edge stack do); the emulator looks in its own."""
    original = private("services.cloudformation.engine", "_resolve_refs")

    def resolve(value: Any, *context: Any) -> Any:
        wanted = value.get("Fn::GetStackOutput") if isinstance(value, dict) else None
        if not isinstance(wanted, dict) or "Region" not in wanted:
            return original(value, *context)
        found_in = resolve(wanted["Region"], *context)
        without = {name: resolve(part, *context) for name, part in wanted.items() if name not in ("Region", "RoleArn")}
        role = resolve(wanted.get("RoleArn", ""), *context)
        with scope(role.split(":")[4] if role else account_id(), found_in):
            return original({"Fn::GetStackOutput": without}, *context)

    for name in ("engine", "stacks", "changesets", "handlers"):
        replace(f"services.cloudformation.{name}", "_resolve_refs", resolve)


_STARTS_WORK = (
    "CreateStack",
    "UpdateStack",
    "DeleteStack",
    "ExecuteChangeSet",
    "RollbackStack",
    "ContinueUpdateRollback",
)


def answer_when_stacks_have_settled(*, longest: float, poll: float = 0.01) -> None:
    """Lets requests that change a stack answer once it is done, or after ``longest`` seconds.

    AWS answers at once and works for minutes; here the work takes a moment. Who polls every five seconds, as the CDK
    CLI does, finds it done at the first look.
    """
    original = module("app").SERVICE_HANDLERS["cloudformation"]

    async def handle(
        method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, list[str]]
    ) -> Response:
        response = cast("Response", await original(method, path, headers, body, query))
        if response[0] == 200 and _action(headers, body, query) in _STARTS_WORK:
            deadline = time.monotonic() + longest
            await asyncio.sleep(poll)  # the work starts after the emulator's answer
            while _working() and time.monotonic() < deadline:  # noqa: ASYNC110 - the emulator has no such event
                await asyncio.sleep(poll)
        return response

    module("app").SERVICE_HANDLERS["cloudformation"] = handle


def _action(headers: dict[str, str], body: bytes, query: dict[str, list[str]]) -> str:
    target = headers.get("x-amz-target", "")
    if target:
        return target.rpartition(".")[2]
    return (parse_qs(body.decode(errors="replace")) | query).get("Action", [""])[0]


def _working() -> bool:
    stacks = private("services.cloudformation", "_stacks").values()
    return any(_is_working(stack.get("StackStatus", "")) for stack in stacks)


def _is_working(status: str) -> bool:
    return status.endswith("_IN_PROGRESS") and status != "REVIEW_IN_PROGRESS"


def generate_secrets_as_the_service_does() -> None:
    """AWS::SecretsManager::Secret: all members of GenerateSecretString count, not only two of them."""
    original = private(_PROVISIONERS, "_sm_secret_string")

    def secret_string(properties: Properties) -> str:
        wanted = properties.get("GenerateSecretString")
        if not wanted or properties.get("SecretString"):
            return cast("str", original(properties))
        status, _, body = private("services.secretsmanager", "_get_random_password")(_typed(wanted))
        answer = json.loads(body)
        if status != 200:
            raise ValueError(answer.get("message", "GenerateSecretString is not valid"))
        if "SecretStringTemplate" not in wanted:
            return cast("str", answer["RandomPassword"])
        return json.dumps(
            json.loads(wanted["SecretStringTemplate"]) | {wanted["GenerateStringKey"]: answer["RandomPassword"]}
        )

    replace(_PROVISIONERS, "_sm_secret_string", secret_string)


def _typed(wanted: Properties) -> Properties:
    """Templates may write booleans and numbers as strings."""
    words = {"true": True, "false": False}
    typed = {name: words.get(value, value) if isinstance(value, str) else value for name, value in wanted.items()}
    return typed | ({"PasswordLength": int(wanted["PasswordLength"])} if "PasswordLength" in wanted else {})


def guard_deletions(name: str, guard: Callable[[str, Properties], str]) -> None:
    """Before a resource of a type is deleted. The guard gets its id and properties, and says why not, or ""."""
    handlers = private(_PROVISIONERS, "_RESOURCE_HANDLERS")[name]
    original = handlers["delete"]

    def delete(physical_id: str, properties: Properties, *rest: Any) -> None:
        reason = guard(physical_id, properties)
        if reason:
            raise ValueError(reason)
        original(physical_id, properties, *rest)

    handlers["delete"] = delete


def accept_alarms_on_metric_math(refusal: Callable[[list[Properties]], str]) -> None:
    """Makes alarms that have ``Metrics``; ``refusal`` says why such a list is wrong, or "". Nothing evaluates them."""
    original = private(_PROVISIONERS, "_cw_metric_alarm_record")

    def record(name: str, properties: Properties) -> Properties:
        queries = properties.get("Metrics")
        if not queries:
            return cast("Properties", original(name, properties))
        reason = refusal(queries)
        if reason:
            raise ValueError(reason)
        plain = {key: value for key, value in properties.items() if key != "Metrics"}
        made = original(name, {**plain, "Namespace": "none", "MetricName": "none"})
        return {**made, "Namespace": None, "MetricName": None, "Metrics": queries}

    replace(_PROVISIONERS, "_cw_metric_alarm_record", record)
