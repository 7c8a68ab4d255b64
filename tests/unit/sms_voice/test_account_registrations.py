"""Registrations that a stack fills in, submits and associates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import aws_cdk as cdk
import pytest
from constructs import Construct

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import PhoneNumber, Registration, RegistrationAttachment
from cdk_messaging.sms_voice.account import RegistrationAssociation, RegistrationFieldValues

from .helpers import arn, only, properties, resources, simulator, warnings

Make = Callable[[cdk.Stack], Construct]


def without_token(rendered: Any) -> Any:
    return {name: value for name, value in rendered.items() if name not in ("ServiceToken", "Earlier")}


def imported_number(stack: cdk.Stack) -> Any:
    return PhoneNumber.from_phone_number_id(stack, "Number", "phone-1")


def form(stack: cdk.Stack) -> Any:
    return Registration.from_registration_id(stack, "Form", "registration-1")


def test_fields_of_a_registration_are_one_resource_each(stack: cdk.Stack) -> None:
    letter = RegistrationAttachment(stack, "Letter", body="JVBERi0xLjc=")
    values: dict[str, Any] = {
        "companyInfo.companyName": "Example Corp",
        "companyInfo.legalType": ["PRIVATE"],
        "info.letter": letter,
    }
    made = RegistrationFieldValues(stack, "Values", registration=form(stack), values=values)
    assert made.submission is None
    rendered = [
        without_token(each["Properties"]) for each in resources(stack, "Custom::RegistrationFieldValue").values()
    ]
    of_form = {"RegistrationId": arn("registration/registration-1")}
    assert sorted(rendered, key=lambda each: str(each["FieldPath"])) == [
        {**of_form, "FieldPath": "companyInfo.companyName", "TextValue": "Example Corp"},
        {**of_form, "FieldPath": "companyInfo.legalType", "SelectChoices": ["PRIVATE"]},
        {
            **of_form,
            "FieldPath": "info.letter",
            "RegistrationAttachmentId": stack.resolve(letter.registration_attachment_id),
        },
    ]


def test_nothing_is_submitted_unless_asked_for(stack: cdk.Stack) -> None:
    RegistrationFieldValues(stack, "Values", registration=form(stack), values={"a.b": "c"})
    assert resources(stack, "Custom::RegistrationSubmission") == {}


def submitted(value: str) -> Any:
    stack = cdk.Stack(cdk.App(), "Stack")
    RegistrationFieldValues(stack, "Values", registration=form(stack), values={"a.b": value}, submit=True)
    return stack


def test_a_registration_is_submitted_after_its_fields(stack: cdk.Stack) -> None:
    stack = submitted("c")
    (value,) = resources(stack, "Custom::RegistrationFieldValue")
    assert value in only(stack, "Custom::RegistrationSubmission")["DependsOn"]
    assert properties(stack, "Custom::RegistrationSubmission")["AwsReview"] == "false"


def test_a_submission_is_asked_for_again_when_a_value_changes() -> None:
    first, second = (properties(submitted(each), "Custom::RegistrationSubmission")["Content"] for each in ("c", "d"))
    assert first != second


def test_a_registration_that_is_filled_in_warns_no_more(stack: cdk.Stack) -> None:
    made = Registration(stack, "Form", registration_type="US_TOLL_FREE_REGISTRATION")
    RegistrationFieldValues(stack, "Values", registration=made, values={"a.b": "c"})
    assert [each for each in warnings(stack) if "empty registration" in each] == []


def test_a_registration_is_associated_with_a_number(stack: cdk.Stack) -> None:
    made = RegistrationAssociation(stack, "For", registration=form(stack), resource=imported_number(stack))
    assert made.resource.node.path == "Stack/For/Resource"
    assert without_token(properties(stack, "Custom::RegistrationAssociation")) == {
        "RegistrationId": arn("registration/registration-1"),
        "ResourceId": arn("phone-number/phone-1"),
    }


REFUSED: list[tuple[Make, str]] = [
    (lambda stack: RegistrationFieldValues(stack, "V", registration=form(stack), values={}),
     "values are empty: give at least one field of the registration"),
    (lambda stack: RegistrationFieldValues(stack, "V", registration=form(stack), values={"a b": "c"}),
     "field path 'a b' is not valid: use letters, digits, _ and ., as the API lists them"),
    (lambda stack: RegistrationFieldValues(stack, "V", registration=form(stack), values={"a.b": " "}),
     "the value of field 'a.b' is empty: give a text or choices, or leave the field out"),
    (lambda stack: RegistrationFieldValues(stack, "V", registration=form(stack), values={"a.b": "c"}, aws_review=True),
     "aws_review is for what is submitted: set submit=True as well"),
    (lambda stack: RegistrationAssociation(
        stack, "A", resource=simulator(stack),
        registration=Registration(stack, "R", registration_type="US_TOLL_FREE_REGISTRATION")),
     ("phone number 'Stack/Number' is SIMULATOR, but a US_TOLL_FREE_REGISTRATION is for TOLL_FREE numbers: give a "
      "number of that type, or another registration")),
]  # fmt: skip


@pytest.mark.parametrize(("make", "message"), REFUSED)
def test_fails_with_what_the_value_and_the_fix(stack: cdk.Stack, make: Make, message: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        make(stack)
    assert str(error.value) == message
