"""The JSON Schema of a sign-up, as API Gateway checks it before any code runs."""

from __future__ import annotations

from collections.abc import Sequence

from aws_cdk import aws_apigateway as apigateway
from constructs import Construct

from cdk_messaging.opt_in.fields import Field, FieldType
from cdk_messaging.opt_in.forms import Form
from cdk_messaging.opt_in.runtime.sign_up_request import box_names

MAXIMUM_PHONE_LENGTH = 40
MAXIMUM_SOURCE_LENGTH = 64
MAXIMUM_LOCALE_LENGTH = 35
"""Source: RFC 5646, section 4.4.1."""
MAXIMUM_TOKEN_LENGTH = 4096
MAXIMUM_NUMBER_LENGTH = 26
_DATE_LENGTH = 10

_TEXT = apigateway.JsonSchemaType.STRING
_BOOLEAN = apigateway.JsonSchema(type=apigateway.JsonSchemaType.BOOLEAN)


def sign_up_model(scope: Construct, api: apigateway.RestApi, forms: Sequence[Form]) -> apigateway.Model:
    """Define the model: one for all forms, with the fields of all of them.

    It refuses unknown fields and wrong types; what a value means, and what a form requires, is for the function. A
    missing phone number or consent passes here, because the function's answer names the field in words.
    """
    return apigateway.Model(
        scope,
        "Model",
        rest_api=api,
        content_type="application/json",
        description="A sign-up",
        schema=apigateway.JsonSchema(
            schema=apigateway.JsonSchemaVersion.DRAFT4,
            title="SignUp",
            type=apigateway.JsonSchemaType.OBJECT,
            additional_properties=False,
            properties={
                "phone": apigateway.JsonSchema(type=_TEXT, max_length=MAXIMUM_PHONE_LENGTH),
                "country": apigateway.JsonSchema(type=_TEXT, pattern="^[A-Z]{2}$"),
                "consent_version": apigateway.JsonSchema(type=_TEXT, pattern="^[0-9a-f]{16}$"),
                "source": apigateway.JsonSchema(type=_TEXT, max_length=MAXIMUM_SOURCE_LENGTH),
                "locale": apigateway.JsonSchema(
                    type=_TEXT, pattern="^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=MAXIMUM_LOCALE_LENGTH
                ),
                "captcha_token": apigateway.JsonSchema(type=_TEXT, max_length=MAXIMUM_TOKEN_LENGTH),
                **dict.fromkeys(_ticked(forms), _BOOLEAN),
                **_fields(forms),
            },
        ),
    )


def _ticked(forms: Sequence[Form]) -> list[str]:
    """The boxes of all forms."""
    names = [name for form in forms for name in box_names(form.programme.default_texts.boxes).values()]
    terms = ["terms"] if any(form.terms_required for form in forms) else []
    return list(dict.fromkeys(names + terms))


def _fields(forms: Sequence[Form]) -> dict[str, apigateway.JsonSchema]:
    """The fields of all forms. A field that several forms have takes what any of them takes."""
    asked: dict[str, list[Field]] = {}
    for form in forms:
        for each in form.fields:
            asked.setdefault(each.name, []).append(each)
    return {name: _schema(same) for name, same in asked.items()}


def _schema(same: Sequence[Field]) -> apigateway.JsonSchema:
    match same[0].type:
        case FieldType.BOOLEAN:
            return _BOOLEAN
        case FieldType.NUMBER:
            return apigateway.JsonSchema(
                type=[apigateway.JsonSchemaType.NUMBER, _TEXT], max_length=MAXIMUM_NUMBER_LENGTH
            )
        case FieldType.DATE:
            return apigateway.JsonSchema(type=_TEXT, max_length=_DATE_LENGTH)
        case FieldType.CHOICE:
            values = [choice.value for each in same for choice in each.options]
            return apigateway.JsonSchema(type=_TEXT, enum=list(dict.fromkeys(values)))
    return apigateway.JsonSchema(type=_TEXT, max_length=max(each.longest or 0 for each in same))
