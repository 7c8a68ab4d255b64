"""API Gateway REST APIs: request validators, and who a function is told has called."""

from __future__ import annotations

import json
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
