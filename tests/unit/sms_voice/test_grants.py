"""Grants of account-wide actions."""

from __future__ import annotations

from collections.abc import Callable

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import (
    PhoneNumber,
    grant_carrier_lookup,
    grant_message_feedback,
    grant_phone_number_validate,
    grant_send_one_time_password,
    grant_send_verification_code,
    grant_set_spend_limits,
    grant_verify_one_time_password,
)
from cdk_messaging.sms_voice.regions import PHONE_NUMBER_VALIDATE_REGIONS

from .helpers import allowed, arn, role

Granter = Callable[[iam.IGrantable], iam.Grant]
GRANTERS = [grant_carrier_lookup, grant_message_feedback, grant_phone_number_validate]


def test_carrier_lookup_is_allowed_for_any_number_because_it_has_no_resource(stack: cdk.Stack) -> None:
    assert grant_carrier_lookup(role(stack)).success
    assert allowed(stack) == [("sms-voice:CarrierLookup", "*")]


def test_feedback_is_allowed_on_this_accounts_messages_only(stack: cdk.Stack) -> None:
    assert grant_message_feedback(role(stack)).success
    assert allowed(stack) == [("sms-voice:PutMessageFeedback", arn("message/*"))]


def test_number_validation_is_allowed_on_its_only_resource(stack: cdk.Stack) -> None:
    assert grant_phone_number_validate(role(stack)).success
    ((action, resource),) = allowed(stack)
    assert action == "mobiletargeting:PhoneNumberValidate"
    assert resource["Fn::Join"][1][-1] == ":phone/number/validate"


@pytest.mark.parametrize("grant", GRANTERS)
def test_an_imported_role_gets_a_policy(stack: cdk.Stack, grant: Granter) -> None:
    imported = iam.Role.from_role_arn(stack, "Imported", "arn:aws:iam::111122223333:role/sender")
    assert grant(imported).success
    assert len(allowed(stack)) == 1


@pytest.mark.parametrize("grant", GRANTERS)
def test_a_service_gets_nothing_and_the_grant_says_so(stack: cdk.Stack, grant: Granter) -> None:
    assert not grant(iam.ServicePrincipal("lambda.amazonaws.com")).success
    assert allowed(stack) == []


def test_a_verification_code_is_sent_from_one_number_only(stack: cdk.Stack) -> None:
    number = PhoneNumber.from_phone_number_id(stack, "Number", "phone-1")
    assert grant_send_verification_code(role(stack), number).success
    assert allowed(stack) == [("sms-voice:SendDestinationNumberVerificationCode", arn("phone-number/phone-1"))]


def test_a_verification_code_is_sent_from_any_number_if_none_is_named(stack: cdk.Stack) -> None:
    assert grant_send_verification_code(role(stack)).success
    assert allowed(stack) == [("sms-voice:SendDestinationNumberVerificationCode", "*")]


def test_one_time_passwords_are_sent_for_one_project(stack: cdk.Stack) -> None:
    assert grant_send_one_time_password(role(stack), "project").success
    ((action, resource),) = allowed(stack)
    assert action == "mobiletargeting:SendOTPMessage"
    assert resource["Fn::Join"][1][-1] == ":apps/project/otp"


def test_whoever_checks_one_time_passwords_may_not_send_them(stack: cdk.Stack) -> None:
    assert grant_verify_one_time_password(role(stack), "project").success
    ((action, resource),) = allowed(stack)
    assert action == "mobiletargeting:VerifyOTPMessage"
    assert resource["Fn::Join"][1][-1] == ":apps/project/verify-otp"


def test_spend_limits_can_be_set_and_lifted_and_nothing_be_sent(stack: cdk.Stack) -> None:
    assert grant_set_spend_limits(role(stack)).success
    ((actions, resource),) = allowed(stack)
    assert resource == "*"
    assert actions == sorted(actions)
    assert [action for action in actions if "SpendLimit" not in action] == []


def test_fails_for_number_validation_in_a_region_that_lacks_it() -> None:
    stack = cdk.Stack(cdk.App(), "Paris", env=cdk.Environment(account="111122223333", region="eu-west-3"))
    with pytest.raises(InvalidArgument) as error:
        grant_phone_number_validate(role(stack))
    assert str(error.value) == (
        "number validation by Amazon Pinpoint doesn't exist in region 'eu-west-3': use carrier lookup, or one of "
        + ", ".join(sorted(PHONE_NUMBER_VALIDATE_REGIONS))
    )


def test_number_validation_is_allowed_in_a_region_that_has_it(tokyo: cdk.Stack) -> None:
    assert grant_phone_number_validate(role(tokyo)).success
