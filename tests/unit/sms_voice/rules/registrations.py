"""What registrations refuse, their attachments, numbers to test with, and policies that share."""

from __future__ import annotations

import base64
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3

from cdk_messaging.sms_voice import (
    NumberType,
    OptOutList,
    Registration,
    RegistrationAttachment,
    RegistrationType,
    ResourcePolicy,
    VerifiedDestinationNumber,
    account,
)

from ..helpers import simulator
from .pools import UNKNOWN, WRONG_ARN
from .rule import Rule, twice

SEND = "sms-voice:SendTextMessage"


def imported(stack: cdk.Stack, construct_id: str) -> Any:
    found = stack.node.try_find_child(construct_id)
    return found or Registration.from_registration_id(stack, construct_id, f"registration-{construct_id}")


def attachment(stack: cdk.Stack, key: str | None = None, **arguments: Any) -> RegistrationAttachment:
    stored: dict[str, Any] = (
        {} if key is None else {"bucket": s3.Bucket.from_bucket_name(stack, "Files", "files"), "object_key": key}
    )
    return RegistrationAttachment(stack, "It", **stored, **arguments)


def policy(stack: cdk.Stack, *statements: iam.PolicyStatement) -> ResourcePolicy:
    shared = OptOutList.from_opt_out_list_name(stack, "List", "list")
    return ResourcePolicy(stack, "It", resource=shared, statements=statements)


def values(stack: cdk.Stack, construct_id: str = "It", **arguments: Any) -> account.RegistrationFieldValues:
    given: dict[str, Any] = {
        "registration": imported(stack, "Form"),
        "values": {"companyInfo.companyName": "Example Corp"},
    }
    return account.RegistrationFieldValues(stack, construct_id, **(given | arguments))


def submitted(stack: cdk.Stack) -> None:
    for construct_id, path in (("First", "a.b"), ("It", "a.c")):
        values(stack, construct_id, values={path: "text"}, submit=True)


def associated(stack: cdk.Stack, construct_id: str = "It") -> account.RegistrationAssociation:
    form, other = imported(stack, "Form"), imported(stack, "Other")
    return account.RegistrationAssociation(stack, construct_id, registration=form, resource=other)


def code(stack: cdk.Stack, construct_id: str = "It", **arguments: Any) -> account.DestinationNumberVerificationCode:
    found = stack.node.try_find_child("Tester") or VerifiedDestinationNumber(
        stack, "Tester", destination_phone_number="+12065550100"
    )
    tester: Any = found
    return account.DestinationNumberVerificationCode(
        stack, construct_id, verified_destination_number=tester, **arguments
    )


def mismatched(stack: cdk.Stack) -> account.RegistrationAssociation:
    form = Registration(stack, "Form", registration_type=RegistrationType.US_TOLL_FREE_REGISTRATION)
    number = simulator(stack, number_type=NumberType.TEN_DLC)
    return account.RegistrationAssociation(stack, "It", registration=form, resource=number)


RULES = [
    Rule(
        lambda stack: Registration(stack, "It", registration_type="US toll free"),
        "registration_type 'US toll free' is not valid: use 1 to 64 letters, digits and _, for "
        "example RegistrationType.US_TOLL_FREE_REGISTRATION",
    ),
    Rule(
        lambda stack: Registration.from_registration_arn(stack, "It", WRONG_ARN),
        "arn 'arn:aws:sns:us-east-1:111122223333:it' is not the arn of a registration: use "
        "arn:<partition>:sms-voice:<region>:<account>:registration/<name>",
    ),
    Rule(
        mismatched,
        "phone number 'Stack/Number' is TEN_DLC, but a US_TOLL_FREE_REGISTRATION is for TOLL_FREE "
        "numbers: give a number of that type, or another registration",
        path="Stack/Form",
    ),
    Rule(
        lambda stack: [associated(stack, construct_id) for construct_id in ("First", "It")],
        "the association of 'Stack/Form' with 'Stack/Other' is set by 'Stack/First' already: set "
        "it once for an account and Region",
    ),
    # values
    Rule(lambda stack: values(stack, values={}), "values are empty: give at least one field of the registration"),
    Rule(lambda stack: values(stack, aws_review=True), "aws_review is for what is submitted: set submit=True as well"),
    Rule(
        lambda stack: values(stack, values={"company name": "Example Corp"}),
        "field path 'company name' is not valid: use letters, digits, _ and ., as the API lists them",
    ),
    Rule(
        lambda stack: values(stack, values={"companyInfo.legalType": []}),
        "the value of field 'companyInfo.legalType' is empty: give a text or choices, or leave the field out",
    ),
    Rule(
        lambda stack: [values(stack, construct_id) for construct_id in ("First", "It")],
        "field 'companyInfo.companyName' of 'Stack/Form' is set by "
        "'Stack/First/companyInfo.companyName' already: set it once for an account and Region",
        path="Stack/It/companyInfo.companyName",
    ),
    Rule(
        submitted,
        "the submission of 'Stack/Form' is set by 'Stack/First' already: set it once for an account and Region",
    ),
    # attachments
    Rule(attachment, "an attachment needs its body, or bucket and object_key: give one of the two"),
    Rule(
        lambda stack: attachment(stack, body="A letter."),
        "body is not base64: give base64.b64encode(file.read_bytes()).decode()",
    ),
    Rule(
        lambda stack: attachment(stack, body="Anhänge"),
        "body is not base64: give base64.b64encode(file.read_bytes()).decode()",
    ),
    Rule(
        lambda stack: attachment(stack, body=base64.b64encode(bytes(1_500_001)).decode()),
        "body has 1500001 bytes: use 1 to 1500000, or bucket and object_key",
    ),
    Rule(lambda stack: attachment(stack, "a" * 1025), "object_key has 1025 characters: use 1 to 1024"),
    Rule(
        lambda stack: attachment(stack, "my letter.pdf"),
        "object_key 'my letter.pdf' is not valid: use a key without spaces",
    ),
    Rule(
        lambda stack: attachment(stack, "letter.doc"),
        "object_key 'letter.doc' is no document that AWS takes: use one of .jpeg, .jpg, .pdf, .png",
    ),
    Rule(
        lambda stack: RegistrationAttachment.from_registration_attachment_arn(stack, "It", WRONG_ARN),
        "arn 'arn:aws:sns:us-east-1:111122223333:it' is not the arn of a registration-attachment: "
        "use arn:<partition>:sms-voice:<region>:<account>:registration-attachment/<name>",
    ),
    # numbers to test with
    Rule(
        lambda stack: VerifiedDestinationNumber(stack, "It", destination_phone_number="206 555 0100"),
        "destination_phone_number '206 555 0100' is not valid: use E.164, for example '+12065550100'",
    ),
    Rule(
        lambda stack: VerifiedDestinationNumber.from_verified_destination_number_arn(stack, "It", WRONG_ARN),
        "arn 'arn:aws:sns:us-east-1:111122223333:it' is not the arn of a "
        "verified-destination-number: use "
        "arn:<partition>:sms-voice:<region>:<account>:verified-destination-number/<name>",
    ),
    Rule(lambda stack: code(stack, channel=UNKNOWN), "channel 'UNKNOWN' is not known: use one of TEXT, VOICE"),
    Rule(
        twice(code), "the code of 'Stack/Tester' is set by 'Stack/First' already: set it once for an account and Region"
    ),
    # resource policies
    Rule(policy, "statements are empty: give at least one, or leave the resource policy out"),
    Rule(
        lambda stack: policy(stack, iam.PolicyStatement(actions=[SEND])),
        "a statement of a resource policy has no principal: say who may, with principals=[...]",
    ),
    Rule(
        lambda stack: policy(
            stack, iam.PolicyStatement(actions=[SEND], resources=["*"], principals=[iam.AccountRootPrincipal()])
        ),
        "a statement of a resource policy is about *: leave resources out, they are the shared resource",
    ),
]
