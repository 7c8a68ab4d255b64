"""Least privilege, both ways, of every resource that the provider serves for AWS End User Messaging."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest

from cdk_messaging import sms_voice as library
from cdk_messaging.provider.runtime import opted_out_numbers, phone_number, registration, voice
from cdk_messaging.provider.runtime import setting as setting_module
from cdk_messaging.sms_voice import account
from cdk_messaging.sms_voice.account.requested_phone_number import TAG
from tests.unit.provider.conftest import CloudFormation
from tests.unit.provider.granting import check, granted
from tests.unit.provider.setting_cases import CASES, Case, synthesized
from tests.unit.provider.setting_parts import REGISTRATION, arn, origination
from tests.unit.provider.setting_parts import registration as prepare_registration
from tests.unit.provider.sms_account import ACCOUNT, REGION, SmsAccount, Stack
from tests.unit.reading import Reading


@pytest.fixture
def sms(monkeypatch: pytest.MonkeyPatch) -> SmsAccount:
    found = SmsAccount()
    for module in (setting_module, opted_out_numbers, phone_number, registration):
        monkeypatch.setattr(module, "client", lambda: found.client)
    monkeypatch.setattr(voice, "client", lambda: found.voice_client)
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _: None)
    return found


def lives(case: Case, sms: SmsAccount, cloudformation: CloudFormation) -> None:
    """All that happens to a setting: with and without something there before, changed, and gone."""
    for before in (False, True):
        if before and case.takes_over:
            case.someone(sms)
        stack = Stack(cloudformation, case.resource_type, dict(case.key), dict(case.value))
        stack.create()
        case.between(sms)
        stack.update(**{name: value for name, value in case.other.items() if "Role" not in name})
        stack.update(**case.value)
        stack.delete()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_setting_may_do_what_it_does_and_nothing_else(
    case: Case, sms: SmsAccount, cloudformation: CloudFormation
) -> None:
    case.prepare(sms)
    lives(case, sms, cloudformation)
    check(sms.judged, granted(synthesized(case), "sms-voice"))


def test_seeding_may_add_numbers_and_never_take_them_off(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    stack = cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(account=ACCOUNT, region=REGION))
    listed = library.OptOutList.default(stack, "List")
    account.OptedOutNumbers(stack, "Seeded", opt_out_list=listed, numbers=["+12065550100"])
    properties = {"OptOutListName": f"arn:aws:sms-voice:{REGION}:{ACCOUNT}:opt-out-list/Default"}
    for request in ("Create", "Update", "Delete"):
        opted_out_numbers.handle(
            {
                "RequestType": request,
                "PhysicalResourceId": "id",
                "ResourceProperties": {**properties, "Numbers": ["+12065550100"]},
            }
        )
    check(sms.judged, granted(stack, "sms-voice"))


def test_a_registration_is_submitted_and_associated_and_nothing_else(sms: SmsAccount) -> None:
    sms_numbers(sms)
    stack = cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(account=ACCOUNT, region=REGION))
    form = library.Registration.from_registration_id(stack, "Registration", REGISTRATION)
    number = library.PhoneNumber.from_phone_number_id(stack, "Number", "phone-2")
    account.RegistrationAssociation(stack, "Association", registration=form, resource=number)
    values = account.RegistrationFieldValues(
        stack, "Values", registration=form, values={"companyInfo.companyName": "Example Corp"}, submit=True
    )
    assert values.submission is not None
    arns = {"RegistrationId": arn(f"registration/{REGISTRATION}"), "ResourceId": arn("phone-number/phone-2")}
    for handle in (registration.associate, registration.submit):
        handle({"RequestType": "Create", "ResourceProperties": {**arns, "AwsReview": "false"}})
    fields = {"Create", "Delete", "Describe", "Put"}
    of_fields = {f"sms-voice:{verb}RegistrationFieldValue" for verb in fields} | {
        "sms-voice:CreateRegistrationVersion",
        "sms-voice:DescribeRegistrationFieldValues",
    }
    check(sms.judged, {grant for grant in granted(stack, "sms-voice") if grant[0] not in of_fields})


def test_a_requested_number_may_be_changed_and_released_and_no_other(sms: SmsAccount) -> None:
    prepare_registration(sms)
    stack = cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(account=ACCOUNT, region=REGION))
    toll_free = library.NumberType.TOLL_FREE
    made = account.RequestedPhoneNumber(
        stack, "Number", iso_country_code="US", number_type=toll_free, capabilities=[library.NumberCapability.SMS]
    )
    properties = {
        **Reading(stack).properties("Custom::RequestedPhoneNumber"),
        "DeletionProtectionEnabled": "false",
        "TagValue": "stack",
    }
    event: dict[str, Any] = {"StackId": "stack", "LogicalResourceId": "Number", "RequestId": "1"}
    identity, _ = phone_number.handle({**event, "RequestType": "Create", "ResourceProperties": properties})
    changed = {**properties, "OptOutListName": "Default", "DeletionProtectionEnabled": "true"}
    for request, asked in (("Update", changed), ("Update", properties), ("Delete", properties)):
        named = {"RequestType": request, "PhysicalResourceId": identity, "ResourceProperties": asked}
        phone_number.handle({**event, **named})
    tagging = {("sms-voice:TagResource", arn("phone-number/*"))}  # asked for by a request that has tags
    check(sms.judged, granted(stack, "sms-voice") - tagging)
    conditions = [
        (statement["Action"], statement["Condition"])
        for policy in Reading(stack).all("AWS::IAM::Policy").values()
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
        if "sms-voice:" in str(statement["Action"])
    ]
    mine = {"Ref": "AWS::StackId"}
    assert conditions == [
        ("sms-voice:RequestPhoneNumber", {"StringEquals": {f"aws:RequestTag/{TAG}": mine}}),
        ("sms-voice:TagResource", {"StringEquals": {f"aws:RequestTag/{TAG}": mine}}),
        (
            ["sms-voice:DescribePhoneNumbers", "sms-voice:ReleasePhoneNumber", "sms-voice:UpdatePhoneNumber"],
            {"StringEquals": {f"aws:ResourceTag/{TAG}": mine}},
        ),
    ]
    assert made.resource.node.path == "Stack/Number/Resource"


def sms_numbers(sms: SmsAccount) -> None:
    """A number, and a registration with a value."""
    origination(sms)
    prepare_registration(sms)
    sms.state.phone_numbers["phone-2"].number_type = "TOLL_FREE"
    path = "companyInfo.companyName"
    sms.run("PutRegistrationFieldValue", RegistrationId=REGISTRATION, FieldPath=path, TextValue="Example Corp")


def test_a_role_is_passed_to_this_service_only() -> None:
    stack = cdk.Stack(cdk.App(), "Stack")
    pool = library.Pool.from_pool_id(stack, "Pool", "pool-1")
    made = account.ImportedTwoWay(stack, "TwoWay", origination=pool, two_way=library.TwoWay.connect())
    statements = [
        statement
        for policy in Reading(stack).all("AWS::IAM::Policy").values()
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
        if statement["Action"] == "iam:PassRole"
    ]
    assert made.role is not None
    assert statements == [
        {
            "Action": "iam:PassRole",
            "Condition": {"StringEquals": {"iam:PassedToService": "sms-voice.amazonaws.com"}},
            "Effect": "Allow",
            "Resource": stack.resolve(made.role.role_arn),
        }
    ]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_permissions_are_there_before_the_setting_is_made_and_until_it_is_gone(case: Case) -> None:
    reading = Reading(synthesized(case))
    (policy,) = [name for name in reading.all("AWS::IAM::Policy") if name.startswith("CdkMessagingProviderPermissions")]
    for resource_type in (case.resource_type, "Custom::EarlierSetting"):
        assert policy in reading.only(resource_type)["DependsOn"]
