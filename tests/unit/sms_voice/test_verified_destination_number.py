"""Verified destination numbers."""

from __future__ import annotations

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import IVerifiedDestinationNumber, VerifiedDestinationNumber

from .helpers import arn, only, properties, resources, warnings

TYPE = "AWS::SMSVOICE::VerifiedDestinationNumber"


def number(stack: cdk.Stack, construct_id: str = "Tester", **arguments: object) -> VerifiedDestinationNumber:
    given = {"destination_phone_number": "+12065550100"} | arguments
    return VerifiedDestinationNumber(stack, construct_id, **given)  # type: ignore[arg-type]


def test_a_number_renders_nothing_that_was_not_asked_for(stack: cdk.Stack) -> None:
    number(stack)
    assert properties(stack, TYPE) == {"DestinationPhoneNumber": "+12065550100"}


def test_it_outlives_its_stack_because_a_person_verified_it(stack: cdk.Stack) -> None:
    number(stack)
    assert only(stack, TYPE)["DeletionPolicy"] == "Retain"


def test_it_goes_with_its_stack_if_asked_to(stack: cdk.Stack) -> None:
    number(stack, removal_policy=cdk.RemovalPolicy.DESTROY)
    assert only(stack, TYPE)["DeletionPolicy"] == "Delete"


def test_a_warning_says_that_it_has_to_be_verified_by_hand(stack: cdk.Stack) -> None:
    number(stack)
    (warning,) = warnings(stack)
    assert warning.startswith(
        "the number stays PENDING and can't be texted until its code is entered, which CloudFormation can't do: "
        "let account.DestinationNumberVerificationCode send it, and enter it with "
        "python -m cdk_messaging.sms_voice verify-number"
    )


@pytest.mark.parametrize("wrong", ["12065550100", "+0206", "+1 206 555 0100", "", "+1206555010012345"])
def test_fails_for_what_is_not_e164(stack: cdk.Stack, wrong: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        number(stack, destination_phone_number=wrong)
    assert str(error.value) == (
        f"destination_phone_number {wrong!r} is not valid: use E.164, for example '+12065550100'"
    )


def test_a_region_without_the_type_is_warned_of(tokyo: cdk.Stack) -> None:
    number(tokyo)
    assert any(
        warning.startswith(
            "AWS::SMSVOICE::VerifiedDestinationNumber was not in region 'ap-northeast-1' as of October 2026: use one "
            "of ap-south-1, eu-central-1, us-east-1, us-west-2, or check that CloudFormation has it there by now"
        )
        for warning in warnings(tokyo)
    )


def test_id_arn_and_status_are_those_of_the_resource(stack: cdk.Stack) -> None:
    created = number(stack)
    ((logical_id, _),) = resources(stack, TYPE).items()
    assert [
        stack.resolve(value)["Fn::GetAtt"]
        for value in (
            created.verified_destination_number_id,
            created.verified_destination_number_arn,
            created.status,
        )
    ] == [
        [logical_id, "VerifiedDestinationNumberId"],
        [logical_id, "VerifiedDestinationNumberArn"],
        [logical_id, "Status"],
    ]


def test_two_numbers_live_in_one_stack(stack: cdk.Stack) -> None:
    number(stack, "One")
    number(stack, "Two", destination_phone_number="+12065550101")
    assert len(resources(stack, TYPE)) == 2


def test_it_is_imported_by_its_id(stack: cdk.Stack) -> None:
    imported: IVerifiedDestinationNumber = VerifiedDestinationNumber.from_verified_destination_number_id(
        stack, "It", "verified-1"
    )
    assert imported.verified_destination_number_id == "verified-1"
    assert stack.resolve(imported.verified_destination_number_arn) == arn("verified-destination-number/verified-1")


def test_it_is_imported_by_its_arn(stack: cdk.Stack) -> None:
    its_arn = "arn:aws:sms-voice:us-east-1:444455556666:verified-destination-number/verified-1"
    imported = VerifiedDestinationNumber.from_verified_destination_number_arn(stack, "It", its_arn)
    assert imported.verified_destination_number_id == "verified-1"
    assert imported.verified_destination_number_arn == its_arn


def test_fails_for_the_arn_of_something_else(stack: cdk.Stack) -> None:
    its_arn = "arn:aws:sms-voice:us-east-1:444455556666:pool/pool-1"
    with pytest.raises(InvalidArgument) as error:
        VerifiedDestinationNumber.from_verified_destination_number_arn(stack, "It", its_arn)
    assert str(error.value) == (
        f"arn {its_arn!r} is not the arn of a verified-destination-number: "
        "use arn:<partition>:sms-voice:<region>:<account>:verified-destination-number/<name>"
    )
