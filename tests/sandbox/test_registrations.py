"""Registrations: filled in, submitted, reviewed, begun anew; and what belongs to them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.account import Account, Json, until

TOLL_FREE = "US_TOLL_FREE_REGISTRATION"
CAMPAIGN = "US_TEN_DLC_CAMPAIGN_REGISTRATION"


def made(account: Account, kind: str = TOLL_FREE, review: str | None = None) -> str:
    tags = [{"Key": "sandbox:review", "Value": review}] if review else []
    return str(account.sms.create_registration(RegistrationType=kind, Tags=tags)["RegistrationId"])


def fill_in(account: Account, identity: str, path: str = "companyInfo.companyName", text: str = "Example Corp") -> None:
    account.sms.put_registration_field_value(RegistrationId=identity, FieldPath=path, TextValue=text)


def registration(account: Account, identity: str) -> Json:
    return dict(account.sms.describe_registrations(RegistrationIds=[identity])["Registrations"][0])


def versions(account: Account, identity: str) -> list[Json]:
    return list(account.sms.describe_registration_versions(RegistrationId=identity)["RegistrationVersions"])


def reviewed(account: Account, identity: str, status: str) -> Json:
    def look() -> Any:
        found = registration(account, identity)
        return found if found["RegistrationStatus"] == status else None

    return dict(until(look))


def submitted(account: Account, kind: str = TOLL_FREE, review: str | None = None) -> str:
    identity = made(account, kind, review)
    fill_in(account, identity)
    account.sms.submit_registration_version(RegistrationId=identity)
    return identity


def test_a_new_registration_is_a_draft(account: Account) -> None:
    identity = made(account)
    assert registration(account, identity)["RegistrationStatus"] == "CREATED"
    assert [each["RegistrationVersionStatus"] for each in versions(account, identity)] == ["DRAFT"]


def test_what_is_submitted_is_approved_and_complete(account: Account) -> None:
    identity = submitted(account)
    found = reviewed(account, identity, "COMPLETE")
    assert (found["CurrentVersionNumber"], found["ApprovedVersionNumber"]) == (1, 1)
    (version,) = versions(account, identity)
    assert version["RegistrationVersionStatus"] == "APPROVED"
    assert {"SubmittedTimestamp", "ReviewingTimestamp", "ApprovedTimestamp"} <= set(
        version["RegistrationVersionStatusHistory"]
    )


def test_a_review_by_aws_comes_first_if_it_is_asked_for(account: Account) -> None:
    identity = made(account)
    fill_in(account, identity)
    answer = account.sms.submit_registration_version(RegistrationId=identity, AwsReview=True)
    assert (answer["AwsReview"], answer["RegistrationVersionStatus"]) == (True, "SUBMITTED")
    reviewed(account, identity, "COMPLETE")
    assert "AwsReviewingTimestamp" in versions(account, identity)[0]["RegistrationVersionStatusHistory"]


def test_a_denied_version_is_corrected_in_the_next(account: Account) -> None:
    identity = submitted(account, review="deny")
    found = reviewed(account, identity, "REQUIRES_UPDATES")
    assert found["LatestDeniedVersionNumber"] == 1
    assert versions(account, identity)[0]["DeniedReasons"][0]["Reason"] == "SANDBOX_DENIED"
    account.sms.untag_resource(ResourceArn=found["RegistrationArn"], TagKeys=["sandbox:review"])
    assert account.sms.create_registration_version(RegistrationId=identity)["VersionNumber"] == 2
    values = account.sms.describe_registration_field_values(RegistrationId=identity)
    assert (values["VersionNumber"], values["RegistrationFieldValues"][0]["TextValue"]) == (2, "Example Corp")
    account.sms.submit_registration_version(RegistrationId=identity)
    assert reviewed(account, identity, "COMPLETE")["ApprovedVersionNumber"] == 2


def test_a_newer_approval_archives_the_older_one(account: Account) -> None:
    identity = submitted(account)
    reviewed(account, identity, "COMPLETE")
    account.sms.create_registration_version(RegistrationId=identity)
    account.sms.submit_registration_version(RegistrationId=identity)
    until(
        lambda: [each["RegistrationVersionStatus"] for each in versions(account, identity)] == ["APPROVED", "ARCHIVED"]
    )


def test_one_that_waits_for_authentication_stays_there(account: Account) -> None:
    identity = submitted(account, review="authenticate")
    reviewed(account, identity, "REQUIRES_AUTHENTICATION")
    error = account.refused("delete_registration", RegistrationId=identity)
    assert error["Reason"] == "RESOURCE_DELETION_NOT_ALLOWED"


def test_what_is_submitted_can_be_taken_back_before_its_review(account: Account) -> None:
    identity = submitted(account, review="never")
    discarded = account.sms.discard_registration_version(RegistrationId=identity)
    assert discarded["RegistrationVersionStatus"] == "DISCARDED"
    assert registration(account, identity)["RegistrationStatus"] == "CREATED"
    assert account.sms.create_registration_version(RegistrationId=identity)["VersionNumber"] == 2


def test_only_a_draft_can_be_filled_in(account: Account) -> None:
    identity = submitted(account, review="never")
    error = account.refused(
        "put_registration_field_value", RegistrationId=identity, FieldPath="companyInfo.city", TextValue="Seattle"
    )
    assert error["Reason"] == "EDIT_REGISTRATION_FIELD_VALUES_NOT_ALLOWED"


def test_an_empty_form_is_not_submitted(account: Account) -> None:
    error = account.refused("submit_registration_version", RegistrationId=made(account))
    assert error["Reason"] == "SUBMIT_REGISTRATION_VERSION_NOT_ALLOWED"


def test_what_is_submitted_is_not_submitted_again(account: Account) -> None:
    identity = submitted(account, review="never")
    error = account.refused("submit_registration_version", RegistrationId=identity)
    assert error["Reason"] == "REGISTRATION_ALREADY_SUBMITTED"


def test_a_draft_is_neither_discarded_nor_begun_anew(account: Account) -> None:
    identity = made(account)
    error = account.refused("discard_registration_version", RegistrationId=identity)
    assert error["Reason"] == "DISCARD_REGISTRATION_VERSION_NOT_ALLOWED"
    error = account.refused("create_registration_version", RegistrationId=identity)
    assert error["Reason"] == "CREATE_REGISTRATION_VERSION_NOT_ALLOWED"


def test_a_field_has_one_kind_of_value_and_can_be_emptied(account: Account) -> None:
    identity = made(account)
    fill_in(account, identity)
    fill_in(account, identity, "campaignInfo.campaignName", "Alerts")
    read = account.sms.describe_registration_field_values
    found = read(RegistrationId=identity, SectionPath="campaignInfo")["RegistrationFieldValues"]
    assert [each["FieldPath"] for each in found] == ["campaignInfo.campaignName"]
    account.sms.delete_registration_field_value(RegistrationId=identity, FieldPath="campaignInfo.campaignName")
    found = read(RegistrationId=identity)["RegistrationFieldValues"]
    assert [each["FieldPath"] for each in found] == ["companyInfo.companyName"]
    error = account.refused("put_registration_field_value", RegistrationId=identity, FieldPath="a.b")
    assert error["Reason"] == "PARAMETERS_CANNOT_BE_USED_TOGETHER"
    error = account.refused("delete_registration_field_value", RegistrationId=identity, FieldPath="a.b")
    assert error["Reason"] == "UNKNOWN_REGISTRATION_FIELD"


def test_a_version_that_does_not_exist_is_refused(account: Account) -> None:
    error = account.refused("describe_registration_versions", RegistrationId=made(account), VersionNumbers=[7])
    assert error["Reason"] == "UNKNOWN_REGISTRATION_VERSION"


def test_a_type_that_is_none_is_refused(account: Account) -> None:
    error = account.refused("create_registration", RegistrationType="PIGEON")
    assert error["Reason"] == "UNKNOWN_REGISTRATION_TYPE"


def test_a_campaign_needs_its_brand_before_and_takes_numbers_after(account: Account) -> None:
    number, campaign, brand = (
        account.number(),
        made(account, CAMPAIGN),
        submitted(account, "US_TEN_DLC_BRAND_REGISTRATION"),
    )
    fill_in(account, campaign)
    error = account.refused("submit_registration_version", RegistrationId=campaign)
    assert error["Reason"] == "SUBMIT_REGISTRATION_VERSION_NOT_ALLOWED"
    join = {"RegistrationId": campaign, "ResourceId": number["PhoneNumberId"]}
    assert account.refused("create_registration_association", **join)["Reason"] == "REGISTRATION_NOT_COMPLETE"
    account.sms.create_registration_association(RegistrationId=campaign, ResourceId=brand)
    account.sms.submit_registration_version(RegistrationId=campaign)
    reviewed(account, campaign, "COMPLETE")
    account.sms.create_registration_association(**join)
    listed = account.sms.list_registration_associations(RegistrationId=campaign)["RegistrationAssociations"]
    assert [each["ResourceType"] for each in listed] == ["registration", "phone-number"]
    filters = [{"Name": "iso-country-code", "Values": ["US"]}]
    listed = account.sms.list_registration_associations(RegistrationId=campaign, Filters=filters)
    assert [each["PhoneNumber"] for each in listed["RegistrationAssociations"]] == [number["PhoneNumber"]]
    assert account.refused("create_registration_association", **join)["Reason"] == "RESOURCE_ALREADY_ASSOCIATED"


def test_a_number_of_another_kind_does_not_fit(account: Account) -> None:
    number = account.number()
    error = account.refused(
        "create_registration_association", RegistrationId=made(account), ResourceId=number["PhoneNumberId"]
    )
    assert error["Reason"] == "INVALID_REGISTRATION_ASSOCIATION"


def test_registrations_are_filtered_and_deleted(account: Account) -> None:
    one, two = made(account), made(account, CAMPAIGN)
    filters = [{"Name": "registration-type", "Values": [CAMPAIGN]}]
    found = account.sms.describe_registrations(Filters=filters)["Registrations"]
    assert [each["RegistrationId"] for each in found] == [two]
    assert account.sms.delete_registration(RegistrationId=one)["RegistrationStatus"] == "DELETED"
    error = account.refused("describe_registrations", RegistrationIds=[one])
    assert (error["Code"], error["ResourceType"]) == ("ResourceNotFoundException", "registration")


def test_an_attachment_is_uploaded_and_used_as_a_value(account: Account) -> None:
    attachment = account.sms.create_registration_attachment(AttachmentBody=b"%PDF-1.7")
    identity = attachment["RegistrationAttachmentId"]
    account.sms.put_registration_field_value(
        RegistrationId=made(account), FieldPath="campaignInfo.optInScreenshot", RegistrationAttachmentId=identity
    )
    described = account.sms.describe_registration_attachments(RegistrationAttachmentIds=[identity])
    assert described["RegistrationAttachments"][0]["AttachmentStatus"] == "UPLOAD_COMPLETE"
    account.sms.delete_registration_attachment(RegistrationAttachmentId=identity)
    error = account.refused("describe_registration_attachments", RegistrationAttachmentIds=[identity])
    assert error["ResourceType"] == "registration-attachment"


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({}, "MISSING_PARAMETER"),
        ({"AttachmentBody": b"%PDF", "AttachmentUrl": "s3://a/b.pdf"}, "PARAMETERS_CANNOT_BE_USED_TOGETHER"),
        ({"AttachmentBody": b"plain text"}, "ATTACHMENT_TYPE_NOT_SUPPORTED"),
        ({"AttachmentUrl": "https://example.com/b.pdf"}, "INVALID_PARAMETER"),
        ({"AttachmentUrl": "s3://bucket/letter.docx"}, "ATTACHMENT_TYPE_NOT_SUPPORTED"),
        ({"AttachmentBody": b"%PDF" + bytes(5 * 1024 * 1024)}, "MAXIMUM_SIZE_EXCEEDED"),
    ],
)
def test_an_attachment_that_aws_does_not_take_is_refused(account: Account, members: Json, reason: str) -> None:
    assert account.refused("create_registration_attachment", **members)["Reason"] == reason


def test_an_attachment_in_a_bucket_shows_its_url(account: Account) -> None:
    account.sms.create_registration_attachment(AttachmentUrl="s3://bucket/letter.pdf")
    found = account.sms.describe_registration_attachments()["RegistrationAttachments"]
    assert [each["AttachmentUrl"] for each in found] == ["s3://bucket/letter.pdf"]
