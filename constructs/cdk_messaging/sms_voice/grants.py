"""Grants of actions that belong to the account rather than to a resource."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from ..checks import is_known
from ..errors import InvalidArgument
from .phone_number import IPhoneNumber
from .pool import IPool
from .regions import PHONE_NUMBER_VALIDATE_REGIONS
from .sender_id import ISenderId


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


def grant_send_verification_code(
    grantee: iam.IGrantable, origination: IPhoneNumber | IPool | ISenderId | None = None
) -> iam.Grant:
    """Allow sending a code to a destination number that is to be verified.

    The action belongs to the sender, not to the number that gets the code.

    :param origination: what it is sent from. Default: - nothing is named in the call, so any is allowed

    Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_pinpoint-sms-voice-v2.html
    """
    action = "sms-voice:SendDestinationNumberVerificationCode"
    if origination is not None:
        return origination.grant(grantee, action)
    return iam.Grant.add_to_principal(grantee=grantee, actions=[action], resource_arns=["*"])


def grant_send_one_time_password(grantee: iam.IGrantable, application_id: str) -> iam.Grant:
    """Allow sending one-time passwords of an Amazon Pinpoint project (``SendOTPMessage``).

    :param application_id: id of the project

    Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonpinpoint.html
    """
    return _grant_otp(grantee, application_id, "SendOTPMessage", "otp")


def grant_verify_one_time_password(grantee: iam.IGrantable, application_id: str) -> iam.Grant:
    """Allow checking one-time passwords of an Amazon Pinpoint project (``VerifyOTPMessage``).

    :param application_id: id of the project

    Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonpinpoint.html
    """
    return _grant_otp(grantee, application_id, "VerifyOTPMessage", "verify-otp")


def grant_set_spend_limits(grantee: iam.IGrantable) -> iam.Grant:
    """Allow lowering what the account may spend a month on SMS, MMS and voice, and ending that.

    The actions have no resource type, so they can't be narrowed.

    Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/spend-limit.html
    """
    actions = [
        f"sms-voice:{verb}{channel}MessageSpendLimitOverride"
        for verb in ("Delete", "Set")
        for channel in ("Media", "Text", "Voice")
    ]
    return iam.Grant.add_to_principal(
        grantee=grantee, actions=[*actions[:3], "sms-voice:DescribeSpendLimits", *actions[3:]], resource_arns=["*"]
    )


def _grant_otp(grantee: iam.IGrantable, application_id: str, action: str, path: str) -> iam.Grant:
    return iam.Grant.add_to_principal(
        grantee=grantee,
        actions=[f"mobiletargeting:{action}"],
        resource_arns=[_account_arn("mobiletargeting", "apps", f"{application_id}/{path}")],
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
