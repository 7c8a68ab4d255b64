"""Registrations and their attachments."""

from __future__ import annotations

import base64
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_s3 as s3

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import (
    IRegistration,
    IRegistrationAttachment,
    NumberType,
    PhoneNumber,
    Registration,
    RegistrationAttachment,
    RegistrationType,
)

from .helpers import allowed, arn, only, properties, resources, role, simulator, warnings

TYPE = "AWS::SMSVOICE::Registration"
ATTACHMENT = "AWS::SMSVOICE::RegistrationAttachment"
BODY = base64.b64encode(b"%PDF-1.7").decode()


def registration(stack: cdk.Stack, construct_id: str = "Toll-free", **arguments: Any) -> Registration:
    given = {"registration_type": RegistrationType.US_TOLL_FREE_REGISTRATION} | arguments
    return Registration(stack, construct_id, **given)


def test_a_registration_renders_nothing_that_was_not_asked_for(stack: cdk.Stack) -> None:
    registration(stack)
    assert properties(stack, TYPE) == {"RegistrationType": "US_TOLL_FREE_REGISTRATION"}


def test_it_outlives_its_stack(stack: cdk.Stack) -> None:
    registration(stack)
    assert only(stack, TYPE)["DeletionPolicy"] == "Retain"


def test_it_goes_with_its_stack_if_asked_to(stack: cdk.Stack) -> None:
    registration(stack, removal_policy=cdk.RemovalPolicy.DESTROY)
    assert only(stack, TYPE)["DeletionPolicy"] == "Delete"


def test_a_warning_says_that_it_is_empty(stack: cdk.Stack) -> None:
    registration(stack)
    (warning,) = warnings(stack)
    assert warning.startswith(
        "CloudFormation makes an empty registration: fill it in and submit it with "
        "account.RegistrationFieldValues, associate it with account.RegistrationAssociation"
    )


def test_any_type_that_the_api_lists_can_be_given(stack: cdk.Stack) -> None:
    registration(stack, registration_type="GB_SENDER_ID_REGISTRATION")
    assert properties(stack, TYPE)["RegistrationType"] == "GB_SENDER_ID_REGISTRATION"


def test_fails_for_what_can_be_no_type(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        registration(stack, registration_type="toll-free")
    assert str(error.value) == (
        "registration_type 'toll-free' is not valid: use 1 to 64 letters, digits and _, for example "
        "RegistrationType.US_TOLL_FREE_REGISTRATION"
    )


def test_id_arn_and_status_are_those_of_the_resource(stack: cdk.Stack) -> None:
    made = registration(stack)
    ((logical_id, _),) = resources(stack, TYPE).items()
    found = [stack.resolve(value) for value in (made.registration_id, made.registration_arn, made.registration_status)]
    assert found == [
        {"Fn::GetAtt": [logical_id, attribute]}
        for attribute in ("RegistrationId", "RegistrationArn", "RegistrationStatus")
    ]


def test_a_registration_is_associated_with_named_resources_only(stack: cdk.Stack) -> None:
    number = PhoneNumber.from_phone_number_id(stack, "Number", "phone-1")
    imported: IRegistration = Registration.from_registration_id(stack, "It", "registration-1")
    imported.grant_associate(role(stack), number)
    assert allowed(stack) == [
        (
            "sms-voice:CreateRegistrationAssociation",
            [arn("registration/registration-1"), arn("phone-number/phone-1")],
        )
    ]


def test_fails_for_a_number_that_the_registration_is_not_for(stack: cdk.Stack) -> None:
    number = simulator(stack, number_type=NumberType.TEN_DLC)
    with pytest.raises(InvalidArgument) as error:
        registration(stack).grant_associate(role(stack), number)
    assert str(error.value) == (
        "phone number 'Stack/Number' is TEN_DLC, but a US_TOLL_FREE_REGISTRATION is for TOLL_FREE numbers: give a "
        "number of that type, or another registration"
    )


def test_a_number_that_it_is_for_is_taken(stack: cdk.Stack) -> None:
    assert registration(stack).grant_associate(role(stack), simulator(stack, number_type=NumberType.TOLL_FREE)).success


def test_whoever_may_read_may_not_submit(stack: cdk.Stack) -> None:
    registration(stack).grant_read(role(stack))
    ((actions, _),) = allowed(stack)
    assert all(action.split(":")[1].startswith(("Describe", "List")) for action in actions)


def test_it_is_imported_by_its_arn(stack: cdk.Stack) -> None:
    its_arn = "arn:aws:sms-voice:us-east-1:444455556666:registration/registration-1"
    imported = Registration.from_registration_arn(stack, "It", its_arn)
    assert (imported.registration_id, imported.registration_arn) == ("registration-1", its_arn)


def test_an_attachment_has_its_body_in_the_template(stack: cdk.Stack) -> None:
    RegistrationAttachment(stack, "Letter", body=BODY)
    assert properties(stack, ATTACHMENT) == {"AttachmentBody": BODY}
    assert only(stack, ATTACHMENT)["DeletionPolicy"] == "Delete"


def test_an_attachment_lies_in_a_bucket(stack: cdk.Stack) -> None:
    bucket = s3.Bucket.from_bucket_name(stack, "Documents", "documents")
    RegistrationAttachment(stack, "Letter", bucket=bucket, object_key="letter.pdf")
    assert properties(stack, ATTACHMENT) == {"AttachmentUrl": "s3://documents/letter.pdf"}


@pytest.mark.parametrize("given", [{}, {"object_key": "letter.pdf"}, {"body": BODY, "object_key": "letter.pdf"}])
def test_fails_for_an_attachment_that_is_not_one_thing(stack: cdk.Stack, given: Any) -> None:
    with pytest.raises(InvalidArgument) as error:
        RegistrationAttachment(stack, "Letter", **given)
    assert str(error.value) == ("an attachment needs its body, or bucket and object_key: give one of the two")


def test_fails_for_both_a_body_and_a_bucket(stack: cdk.Stack) -> None:
    bucket = s3.Bucket.from_bucket_name(stack, "Documents", "documents")
    with pytest.raises(InvalidArgument, match=r"^an attachment needs its body, or bucket and object_key: "):
        RegistrationAttachment(stack, "Letter", body=BODY, bucket=bucket, object_key="letter.pdf")


def test_fails_for_a_document_that_aws_does_not_take(stack: cdk.Stack) -> None:
    bucket = s3.Bucket.from_bucket_name(stack, "Documents", "documents")
    with pytest.raises(InvalidArgument) as error:
        RegistrationAttachment(stack, "Letter", bucket=bucket, object_key="letter.docx")
    assert str(error.value) == (
        "object_key 'letter.docx' is no document that AWS takes: use one of .jpeg, .jpg, .pdf, .png"
    )


def test_fails_for_a_body_that_is_not_base64(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        RegistrationAttachment(stack, "Letter", body="%PDF")
    assert str(error.value) == "body is not base64: give base64.b64encode(file.read_bytes()).decode()"


def test_fails_for_a_body_that_is_too_large(stack: cdk.Stack) -> None:
    body = base64.b64encode(bytes(1_500_001)).decode()
    with pytest.raises(InvalidArgument) as error:
        RegistrationAttachment(stack, "Letter", body=body)
    assert str(error.value) == "body has 1500001 bytes: use 1 to 1500000, or bucket and object_key"


def test_an_attachment_is_imported(stack: cdk.Stack) -> None:
    its_arn = "arn:aws:sms-voice:us-east-1:444455556666:registration-attachment/a1"
    imported: IRegistrationAttachment = RegistrationAttachment.from_registration_attachment_arn(stack, "A", its_arn)
    assert (imported.registration_attachment_id, imported.registration_attachment_arn) == ("a1", its_arn)
    other = RegistrationAttachment.from_registration_attachment_id(stack, "B", "a1")
    assert stack.resolve(other.registration_attachment_arn) == arn("registration-attachment/a1")


def test_id_arn_and_status_of_an_attachment_are_those_of_the_resource(stack: cdk.Stack) -> None:
    made = RegistrationAttachment(stack, "Letter", body=BODY)
    ((logical_id, _),) = resources(stack, ATTACHMENT).items()
    values = (made.registration_attachment_id, made.registration_attachment_arn, made.attachment_status)
    assert [stack.resolve(value) for value in values] == [
        {"Fn::GetAtt": [logical_id, attribute]}
        for attribute in ("RegistrationAttachmentId", "RegistrationAttachmentArn", "AttachmentStatus")
    ]
