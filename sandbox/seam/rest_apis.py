"""API Gateway REST APIs: request validators, access logs, and who a function is told has called."""

from __future__ import annotations

import contextvars
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from sandbox.seam.emulator import module, private, replace
from sandbox.seam.neighbours import problem

Json = dict[str, Any]
_REST_APIS = "services.apigateway_v1"


def use_connection_address_as_source() -> None:
    """API Gateway tells functions the address of the connection; the emulator believes X-Forwarded-For."""
    original = private(_REST_APIS, "_build_lambda_event_v1")

    def build(*arguments: Any, **named: Any) -> Json:
        event = cast("Json", original(*arguments, **named))
        event["requestContext"]["identity"]["sourceIp"] = module("core.responses").get_request_client_ip()
        return event

    replace(_REST_APIS, "_build_lambda_event_v1", build)


def create_request_validator(api_id: str, *, name: str, body: bool, parameters: bool) -> str:
    """Makes a validator and returns its id. :raises ValueError: there is no such API"""
    wanted = {"name": name, "validateRequestBody": body, "validateRequestParameters": parameters}
    response = private(_REST_APIS, "_create_request_validator")(api_id, wanted)
    wrong = problem(response)
    if wrong:
        raise ValueError(wrong)
    return cast("str", json.loads(response[2])["id"])


def delete_request_validator(api_id: str, validator_id: str) -> None:
    """Removes a validator; nothing to do when it is gone."""
    private(_REST_APIS, "_delete_request_validator")(api_id, validator_id)


def give_methods_their_validators() -> None:
    """The property RequestValidatorId of a method counts; the emulator leaves it out."""
    handlers = private("services.cloudformation.provisioners", "_RESOURCE_HANDLERS")["AWS::ApiGateway::Method"]
    create, update = handlers["create"], handlers["update"]

    def created(logical_id: str, properties: Json, stack_name: str) -> Any:
        result = create(logical_id, properties, stack_name)
        _set_validator(properties)
        return result

    def updated(physical_id: str, old: Json, new: Json, *rest: Any) -> Any:
        result = update(physical_id, old, new, *rest)
        _set_validator(new)
        return result

    handlers["create"], handlers["update"] = created, updated


def _set_validator(properties: Json) -> None:
    resources = private(_REST_APIS, "_resources").get(properties["RestApiId"], {})
    methods = resources.get(properties["ResourceId"], {}).get("resourceMethods", {})
    if properties["HttpMethod"] in methods:
        methods[properties["HttpMethod"]]["requestValidatorId"] = properties.get("RequestValidatorId")


def validate_matching_content_types_only() -> None:
    """A body whose content type has no model passes, unless there is one for ``$default``."""
    original = private(_REST_APIS, "_check_request_validation")

    def check(method: Json, api_id: str, request: Json, headers: dict[str, str], *rest: Any) -> Any:
        models = method.get("requestModels") or {}
        kind = (headers.get("content-type") or "application/json").split(";", 1)[0].strip()
        matching = models.get(kind, models.get("$default"))
        seen = {**method, "requestModels": {kind: matching} if matching else {}}
        return original(seen, api_id, request, headers, *rest)

    replace(_REST_APIS, "_check_request_validation", check)


@dataclass(frozen=True)
class Served:
    """A request that a stage of a REST API has answered.

    :param log: the stage's access log settings: ``destinationArn`` and ``format``; empty when it has none.
    :param error: the gateway's own response type, such as THROTTLED; "" when the integration answered.
    """

    api_id: str
    stage: str
    log: Json
    method: str
    path: str
    resource_path: str
    request_id: str
    status: int
    length: int
    seconds: float
    error: str
    headers: Json


def watch_rest_api_requests(watch: Callable[[Served], None]) -> None:
    """Shows ``watch`` every request that a stage has answered."""
    original, refuse = private(_REST_APIS, "_execute_in_scope"), private(_REST_APIS, "_gateway_error_response")

    async def execute(request: Json, api_id: str, stage: str, method: str, path: str, *rest: Any) -> Any:
        begin = time.monotonic()
        answer = await original(request, api_id, stage, method, path, *rest)
        if request["stage"] is not None:
            error = getattr(answer, "response_type", "")
            status, _, body = refuse(answer, request) if error else answer
            watch(
                Served(
                    api_id=api_id,
                    stage=stage,
                    log=request["stage"].get("accessLogSettings") or {},
                    method=method,
                    path=path,
                    resource_path=request["resource_path"],
                    request_id=request["request_id"],
                    status=status,
                    length=len(body),
                    seconds=time.monotonic() - begin,
                    error=error,
                    headers=request["headers"],
                )
            )
        return answer

    replace(_REST_APIS, "_execute_in_scope", execute)


def answer_for_failed_functions() -> None:
    """When a function fails, API Gateway answers by its response DEFAULT_5XX; the emulator shows the function's error.

    Without such a response of the API's own, the answer stays as it is.
    """
    failed: contextvars.ContextVar[bool] = contextvars.ContextVar("sandbox_function_failed", default=False)
    call, invoke = private(_REST_APIS, "_call_lambda_raw"), private(_REST_APIS, "_invoke_lambda_proxy_v1")

    async def called(*arguments: Any, **named: Any) -> Any:
        result, problem = await call(*arguments, **named)
        failed.set(bool(result) and bool(result.get("error")))
        return result, problem

    async def invoked(integration: Json, api_id: str, stage_name: str, stage: Json, *rest: Any, **named: Any) -> Any:
        failed.set(False)
        answer = await invoke(integration, api_id, stage_name, stage, *rest, **named)
        deployed = private(_REST_APIS, "_deployed_gateway_responses").get(api_id, {})
        if failed.get() and "DEFAULT_5XX" in (deployed.get(stage.get("deploymentId")) or {}):
            return private(_REST_APIS, "_gw_error")("DEFAULT_5XX", "Internal server error")
        return answer

    replace(_REST_APIS, "_call_lambda_raw", called)
    replace(_REST_APIS, "_invoke_lambda_proxy_v1", invoked)


def give_stages_their_access_logs() -> None:
    """The property AccessLogSetting of a stage counts; the emulator leaves it out."""
    handlers = private("services.cloudformation.provisioners", "_RESOURCE_HANDLERS")["AWS::ApiGateway::Stage"]
    create, update = handlers["create"], handlers["update"]

    def created(logical_id: str, properties: Json, stack_name: str) -> Any:
        result = create(logical_id, properties, stack_name)
        _set_access_log(properties)
        return result

    def updated(physical_id: str, old: Json, new: Json, *rest: Any) -> Any:
        result = update(physical_id, old, new, *rest)
        _set_access_log(new)
        return result

    handlers["create"], handlers["update"] = created, updated


def _set_access_log(properties: Json) -> None:
    stages = private(_REST_APIS, "_stages_v1").get(properties["RestApiId"], {})
    wanted = properties.get("AccessLogSetting") or {}
    if properties.get("StageName") in stages:
        settings = {"destinationArn": wanted.get("DestinationArn", ""), "format": wanted.get("Format", "")}
        stages[properties["StageName"]]["accessLogSettings"] = settings if wanted else {}
