"""The JSON Schema of a sign-up, as API Gateway checks it before any code runs."""

from __future__ import annotations

from aws_cdk import aws_apigateway as apigateway
from constructs import Construct

MAXIMUM_NAME_LENGTH = 100
MAXIMUM_PHONE_LENGTH = 40


def sign_up_model(scope: Construct, api: apigateway.RestApi) -> apigateway.Model:
    """Define the model. It refuses unknown fields and wrong types; what a value means is for the function.

    A missing phone number or consent passes here, because the function's answer names the field in words.
    """
    text = apigateway.JsonSchemaType.STRING
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
                "name": apigateway.JsonSchema(type=text, max_length=MAXIMUM_NAME_LENGTH),
                "phone": apigateway.JsonSchema(type=text, max_length=MAXIMUM_PHONE_LENGTH),
                "country": apigateway.JsonSchema(type=text, pattern="^[A-Z]{2}$"),
                "consent": apigateway.JsonSchema(type=apigateway.JsonSchemaType.BOOLEAN),
                "consent_version": apigateway.JsonSchema(type=text, pattern="^[0-9a-f]{16}$"),
                "source": apigateway.JsonSchema(type=text, max_length=64),
            },
        ),
    )
