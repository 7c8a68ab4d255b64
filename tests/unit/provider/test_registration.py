"""What a registration says, its submission, and what it is for."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_messaging.provider.runtime import registration as module
from cdk_messaging.provider.runtime import setting as setting_module
from cdk_messaging.provider.runtime.sms_voice import Refused
from tests.unit.provider.conftest import CloudFormation
from tests.unit.provider.setting_parts import REGISTRATION, approve, arn, origination, registration
from tests.unit.provider.sms_account import SmsAccount, Stack, throttled

NAME, TAX = "companyInfo.companyName", "companyInfo.taxId"
FORM, NUMBER = arn(f"registration/{REGISTRATION}"), arn("phone-number/phone-2")


@pytest.fixture
def sms(monkeypatch: pytest.MonkeyPatch) -> SmsAccount:
    account = SmsAccount()
    for each in (setting_module, module):
        monkeypatch.setattr(each, "client", lambda: account.client)
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _: None)
    registration(account)
    return account


def field(cloudformation: CloudFormation, path: str = NAME, **value: Any) -> Stack:
    given = value or {"TextValue": "Example Corp"}
    return Stack(cloudformation, "Custom::RegistrationFieldValue", {"RegistrationId": FORM, "FieldPath": path}, given)


def submit(request_type: str = "Create", **properties: Any) -> str:
    given = {"RegistrationId": FORM, "AwsReview": "false", **properties}
    event = {"RequestType": request_type, "PhysicalResourceId": "id", "ResourceProperties": given}
    return module.submit(event)[0]


def associate(request_type: str = "Create") -> str:
    given = {"RegistrationId": FORM, "ResourceId": NUMBER}
    event = {"RequestType": request_type, "PhysicalResourceId": "id", "ResourceProperties": given}
    return module.associate(event)[0]


def values(sms: SmsAccount) -> dict[str, Any]:
    return dict(sms.state.registrations[REGISTRATION].current.values)


def statuses(sms: SmsAccount) -> list[str]:
    return [each.status for each in sms.state.registrations[REGISTRATION].versions]


def become(sms: SmsAccount, status: str) -> None:
    sms.state.registrations[REGISTRATION].current.become(status)


@pytest.mark.parametrize("value", [{"TextValue": "Example Corp"}, {"SelectChoices": ["PRIVATE_PROFIT"]}])
def test_a_field_is_a_text_or_choices(sms: SmsAccount, cloudformation: CloudFormation, value: dict[str, Any]) -> None:
    field(cloudformation, **value).create()
    assert values(sms) == {NAME: value}


def test_a_field_can_be_a_document(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    letter = sms.run("CreateRegistrationAttachment", AttachmentBody="JVBERi0xLjc=")["RegistrationAttachmentId"]
    field(cloudformation, RegistrationAttachmentId=letter).create()
    assert values(sms) == {NAME: {"RegistrationAttachmentId": letter}}


def test_a_value_that_changes_after_an_approval_begins_one_new_version(
    sms: SmsAccount, cloudformation: CloudFormation
) -> None:
    name, tax = field(cloudformation), field(cloudformation, TAX, TextValue="1")
    name.create()
    tax.create()
    approve(sms)
    name.update(TextValue="Example Inc")
    tax.update(TextValue="2")
    assert statuses(sms) == ["APPROVED", "DRAFT"]
    assert values(sms) == {NAME: {"TextValue": "Example Inc"}, TAX: {"TextValue": "2"}}


def test_a_value_can_not_change_under_review(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    stack = field(cloudformation)
    stack.create()
    become(sms, "REVIEWING")
    sms.state.registrations[REGISTRATION].status = "REVIEWING"
    assert stack.update(TextValue="Example Inc")["Reason"].endswith(
        "(EDIT_REGISTRATION_FIELD_VALUES_NOT_ALLOWED): the registration is under review; deploy again when that is "
        "over (log stream log)"
    )
    assert statuses(sms) == ["REVIEWING"]


def test_what_was_submitted_is_not_taken_back(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    stack = field(cloudformation)
    stack.create()
    become(sms, "APPROVED")
    assert stack.delete()["Status"] == "SUCCESS"
    assert (values(sms), statuses(sms)) == ({NAME: {"TextValue": "Example Corp"}}, ["APPROVED"])


def test_putting_back_what_somebody_wrote_begins_no_version(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    sms.run("PutRegistrationFieldValue", RegistrationId=REGISTRATION, FieldPath=NAME, TextValue="Theirs")
    stack = field(cloudformation)
    stack.create()
    become(sms, "APPROVED")
    assert stack.delete()["Status"] == "SUCCESS"
    assert statuses(sms) == ["APPROVED"]


def test_a_draft_is_submitted_once_however_often_it_is_asked_for(
    sms: SmsAccount, cloudformation: CloudFormation
) -> None:
    sms.state.registrations[REGISTRATION].tags["sandbox:review"] = "never"
    field(cloudformation).create()
    assert submit() == submit()
    assert statuses(sms) == ["SUBMITTED"]
    assert sms.changes.count("SubmitRegistrationVersion") == 1


def test_aws_looks_at_it_first_if_asked_to(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    sms.state.registrations[REGISTRATION].tags["sandbox:review"] = "never"
    field(cloudformation).create()
    submit(AwsReview="true")
    assert sms.requests[-1] == ("SubmitRegistrationVersion", {"RegistrationId": FORM, "AwsReview": True})


def test_an_update_submits_the_version_that_it_begins(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    sms.state.registrations[REGISTRATION].tags["sandbox:review"] = "never"
    stack = field(cloudformation)
    stack.create()
    approve(sms)
    stack.update(TextValue="Example Inc")
    submit("Update")
    assert statuses(sms) == ["APPROVED", "SUBMITTED"]


@pytest.mark.parametrize("status", ["SUBMITTED", "REVIEWING", "DENIED", "APPROVED", "DISCARDED"])
def test_what_is_no_draft_is_not_submitted(sms: SmsAccount, status: str) -> None:
    become(sms, status)
    submit()
    assert sms.changes == []


def test_a_draft_that_lacks_something_fails_in_words(sms: SmsAccount) -> None:
    with pytest.raises(Refused) as error:
        submit()
    assert str(error.value) == (
        "SubmitRegistrationVersion: registration-1 lacks a draft with values "
        "(SUBMIT_REGISTRATION_VERSION_NOT_ALLOWED): give what it lacks, a field or an association, and deploy again"
    )


def test_an_association_is_made_once(sms: SmsAccount) -> None:
    origination(sms)
    sms.state.phone_numbers["phone-2"].number_type = "TOLL_FREE"
    assert associate() == associate("Update")
    assert sms.changes == ["CreateRegistrationAssociation"]
    assert sms.state.registrations[REGISTRATION].associations == [NUMBER]


def test_a_campaign_that_is_not_complete_says_when_to_come_back(sms: SmsAccount) -> None:
    origination(sms)
    sms.state.registrations[REGISTRATION].kind = "US_TEN_DLC_CAMPAIGN_REGISTRATION"
    with pytest.raises(Refused, match=r"REGISTRATION_NOT_COMPLETE\): it takes numbers once it is COMPLETE"):
        associate()


@pytest.mark.parametrize("handle", [submit, associate])
def test_what_can_not_be_undone_is_left(sms: SmsAccount, handle: Any) -> None:
    assert handle("Delete") == "id"
    assert sms.requests == []


def test_being_throttled_is_waited_out(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    sms.state.registrations[REGISTRATION].tags["sandbox:review"] = "never"
    field(cloudformation).create()
    sms.refusals = [throttled() for _ in range(6)]
    submit()
    assert statuses(sms) == ["SUBMITTED"]
