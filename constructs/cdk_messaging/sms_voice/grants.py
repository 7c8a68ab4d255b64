"""Grants of actions that belong to the account rather than to a resource."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from ..checks import is_known
from ..errors import InvalidArgument
from .regions import PHONE_NUMBER_VALIDATE_REGIONS


def grant_carrier_lookup(grantee: iam.IGrantable) -> iam.Grant:
    """Allow asking for type and carrier of any number, for a fee.

    The action has no resource type, so it can't be narrowed.

    Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/carrier-lookup.html
    """
    return iam.Grant.add_to_principal(grantee=grantee, actions=["sms-voice:CarrierLookup"], resource_arns=["*"])


def grant_message_feedback(grantee: iam.IGrantable) -> iam.Grant:
    """Allow telling the service whether a message of this account was of use to its recipient.

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_PutMessageFeedback.html
    """
    return iam.Grant.add_to_principal(
        grantee=grantee,
        actions=["sms-voice:PutMessageFeedback"],
        resource_arns=[_account_arn("sms-voice", "message", "*")],
    )


def grant_phone_number_validate(grantee: iam.IGrantable) -> iam.Grant:
    """Allow Amazon Pinpoint's number validation, which exists in few Regions.

    :raises InvalidArgument: if the stack of the grantee is in another Region

    Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonpinpoint.html
    """
    if isinstance(grantee, Construct):
        region = cdk.Stack.of(grantee).region
        if is_known(region) and region not in PHONE_NUMBER_VALIDATE_REGIONS:
            raise InvalidArgument(
                f"number validation by Amazon Pinpoint doesn't exist in region {region!r}: use carrier lookup, or "
                f"one of {', '.join(sorted(PHONE_NUMBER_VALIDATE_REGIONS))}"
            )
    return iam.Grant.add_to_principal(
        grantee=grantee,
        actions=["mobiletargeting:PhoneNumberValidate"],
        resource_arns=[_account_arn("mobiletargeting", "phone", "number/validate")],
    )


def _account_arn(service: str, resource: str, resource_name: str) -> str:
    # A grantee isn't always in a stack, so the pseudo parameters are named here.
    return cdk.Arn.format(
        cdk.ArnComponents(
            partition=cdk.Aws.PARTITION,
            region=cdk.Aws.REGION,
            account=cdk.Aws.ACCOUNT_ID,
            service=service,
            resource=resource,
            resource_name=resource_name,
        )
    )
