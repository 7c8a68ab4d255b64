"""API Gateway checks bodies against models and looks for required parameters, as templates say.

The emulator has the checks, but its CloudFormation drops what switches them on.
https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
"""

from __future__ import annotations

from typing import Any

from sandbox import seam
from sandbox.natives import handlers

Json = dict[str, Any]

TYPE = "AWS::ApiGateway::RequestValidator"


def install() -> None:
    """Applies it."""
    seam.add_resource_type(TYPE, create=_create, update=_update, delete=_delete, replaced_by=("Name", "RestApiId"))
    seam.give_methods_their_validators()
    seam.validate_matching_content_types_only()


def _create(logical_id: str, properties: Json, stack_name: str) -> seam.Created:
    made = seam.create_request_validator(
        properties["RestApiId"],
        name=properties.get("Name") or seam.generated_name(stack_name, logical_id, longest=128),
        body=handlers.flag(properties.get("ValidateRequestBody", False)),
        parameters=handlers.flag(properties.get("ValidateRequestParameters", False)),
    )
    return made, {"RequestValidatorId": made}


def _update(physical_id: str, _old: Json, new: Json, stack_name: str, logical_id: str) -> seam.Created:
    """Another validator takes its place; methods that refer to it are updated by CloudFormation."""
    seam.delete_request_validator(new["RestApiId"], physical_id)
    return _create(logical_id, new, stack_name)


def _delete(physical_id: str, properties: Json) -> None:
    seam.delete_request_validator(properties["RestApiId"], physical_id)
