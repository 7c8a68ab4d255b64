"""The answers of the register operation, for the document of the API that API Gateway exports.

The operation is a proxy: nothing here changes an answer. Each is the function's or, with the same shape, the gateway's
or the web ACL's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aws_cdk import aws_apigateway as apigateway
from constructs import Construct

_REFUSALS = ("400", "403", "409", "413", "415")
_REFUSALS_FOR_NOW = ("429", "503")
"""They say in ``Retry-After`` when to come back."""

_TEXT = apigateway.JsonSchemaType.STRING


def register_responses(
    scope: Construct, api: apigateway.RestApi, *, cross_origin: bool
) -> Sequence[apigateway.MethodResponse]:
    """Define the models and return the responses.

    :param scope: construct to make the models in.
    :param cross_origin: whether pages of another origin may read the answers.
    """
    accepted = _model(scope, api, name="Accepted", required=("status", "message"))
    problem = _model(scope, api, name="Problem", required=("code", "message"), optional=("field",))
    common = ("Cache-Control", *(("Access-Control-Allow-Origin",) if cross_origin else ()))
    return [
        _response("202", accepted, common),
        # A plain HTML form is led to a page.
        _response("303", None, (*common, "Location")),
        *(_response(status, problem, common) for status in _REFUSALS),
        *(_response(status, problem, (*common, "Retry-After")) for status in _REFUSALS_FOR_NOW),
    ]


def _model(
    scope: Construct, api: apigateway.RestApi, *, name: str, required: Sequence[str], optional: Sequence[str] = ()
) -> Mapping[str, apigateway.IModel]:
    model = apigateway.Model(
        scope,
        f"{name}Model",
        rest_api=api,
        content_type="application/json",
        model_name=name,
        schema=apigateway.JsonSchema(
            schema=apigateway.JsonSchemaVersion.DRAFT4,
            title=name,
            type=apigateway.JsonSchemaType.OBJECT,
            additional_properties=False,
            properties={each: apigateway.JsonSchema(type=_TEXT) for each in (*required, *optional)},
            required=list(required),
        ),
    )
    return {"application/json": model}


def _response(
    status: str, models: Mapping[str, apigateway.IModel] | None, headers: Sequence[str]
) -> apigateway.MethodResponse:
    return apigateway.MethodResponse(
        status_code=status,
        response_models=models,
        response_parameters={f"method.response.header.{name}": True for name in headers},
    )
