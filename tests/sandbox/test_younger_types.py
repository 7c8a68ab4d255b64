"""The younger AWS::SMSVOICE::* types in templates: created, changed in place or replaced, deleted, refused."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.account import Account, Json, person
from tests.sandbox.stacks import att

KEYWORDS = {"HELP": {"Message": "help text"}, "STOP": {"Message": "stop text"}}
ROLE = "arn:aws:iam::111122223333:role/media"
TOPIC = "arn:aws:sns:us-east-1:111122223333:inbound"
OPEN = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}


def resource(kind: str, **properties: Any) -> Json:
    return {"Type": f"AWS::SMSVOICE::{kind}", "Properties": properties}


def notify(**more: Any) -> Json:
    given = {"DisplayName": "Example", "UseCase": "CODE_VERIFICATION", "EnabledChannels": ["SMS"], **more}
    return resource("NotifyConfiguration", **given)


def sender_id(country: str = "DE", **more: Any) -> Json:
    return resource("SenderId", SenderId="BRAND", IsoCountryCode=country, **more)


def outputs(**values: Json) -> Json:
    return {name: {"Value": value} for name, value in values.items()}


def failure(account: Account, resources: Json) -> str:
    """Why a stack fails."""
    with pytest.raises(AssertionError) as caught:
        account.deploy(resources)
    return str(caught.value)


def everything() -> Json:
    return {
        "Sender": sender_id(),
        "Agent": resource("RcsAgent"),
        "Pool": resource(
            "Pool",
            OriginationIdentities=[att("Agent", "RcsAgentArn"), att("Sender", "Arn")],
            MandatoryKeywords=KEYWORDS,
        ),
        "Policy": resource("ResourcePolicy", ResourceArn=att("Pool", "Arn"), PolicyDocument=OPEN),
        "Codes": notify(PoolId={"Ref": "Pool"}),
        "Registration": resource("Registration", RegistrationType="US_TOLL_FREE_REGISTRATION"),
        "Letter": resource("RegistrationAttachment", AttachmentUrl="s3://bucket/letter.pdf"),
    }


def test_ref_and_attributes_are_those_of_the_schema(account: Account) -> None:
    number = person()
    found = account.deploy(
        {
            **everything(),
            "Tester": {
                **resource("VerifiedDestinationNumber", DestinationPhoneNumber=number),
                "DeletionPolicy": "Retain",
            },
        },
        outputs=outputs(
            Sender={"Ref": "Sender"},
            SenderArn=att("Sender", "Arn"),
            Agent={"Ref": "Agent"},
            AgentArn=att("Agent", "RcsAgentArn"),
            AgentId=att("Agent", "RcsAgentId"),
            AgentStatus=att("Agent", "Status"),
            Policy={"Ref": "Policy"},
            PoolArn=att("Pool", "Arn"),
            Codes={"Ref": "Codes"},
            CodesId=att("Codes", "NotifyConfigurationId"),
            CodesStatus=att("Codes", "Status"),
            CodesTier=att("Codes", "Tier"),
            Registration={"Ref": "Registration"},
            RegistrationId=att("Registration", "RegistrationId"),
            RegistrationStatus=att("Registration", "RegistrationStatus"),
            Letter={"Ref": "Letter"},
            LetterStatus=att("Letter", "AttachmentStatus"),
            LetterUrl=att("Letter", "UploadedAttachmentUrl"),
            Tester={"Ref": "Tester"},
            TesterId=att("Tester", "VerifiedDestinationNumberId"),
            TesterStatus=att("Tester", "Status"),
        ),
    )
    assert (found["Sender"], found["SenderArn"]) == ("DE|BRAND", account.arn("sender-id/BRAND/DE"))
    assert found["Agent"] == found["AgentArn"] == account.arn(f"rcs-agent/{found['AgentId']}")
    assert found["Policy"] == found["PoolArn"]
    assert found["Codes"] == account.arn(f"notify-configuration/{found['CodesId']}")
    assert found["Registration"] == account.arn(f"registration/{found['RegistrationId']}")
    assert found["Letter"].startswith(account.arn("registration-attachment/"))
    assert found["LetterUrl"] == "s3://bucket/letter.pdf"
    assert found["Tester"] == account.arn(f"verified-destination-number/{found['TesterId']}")
    statuses = [found[f"{name}Status"] for name in ("Agent", "Codes", "Registration", "Letter", "Tester")]
    assert statuses == ["CREATED", "ACTIVE", "CREATED", "UPLOAD_COMPLETE", "PENDING"]


def test_destroying_a_stack_leaves_nothing(account: Account) -> None:
    account.deploy(everything())
    account.destroy()
    sms = account.sms
    assert sms.describe_sender_ids()["SenderIds"] == []
    assert sms.describe_rcs_agents()["RcsAgents"] == []
    assert sms.describe_pools()["Pools"] == []
    assert sms.describe_notify_configurations()["NotifyConfigurations"] == []
    assert sms.describe_registrations()["Registrations"] == []
    assert sms.describe_registration_attachments()["RegistrationAttachments"] == []


def test_another_country_is_another_sender_id(account: Account) -> None:
    account.deploy({"Sender": sender_id("DE")})
    account.deploy({"Sender": sender_id("AT")})
    assert [each["IsoCountryCode"] for each in account.sms.describe_sender_ids()["SenderIds"]] == ["AT"]


def test_protection_of_a_sender_id_changes_in_place(account: Account) -> None:
    account.deploy({"Sender": sender_id(DeletionProtectionEnabled=True)})
    account.destroy()
    assert "DELETION_PROTECTION_ENABLED" in account.failures()
    account.sms.update_sender_id(SenderId="BRAND", IsoCountryCode="DE", DeletionProtectionEnabled=False)
    account.destroy()
    assert account.sms.describe_sender_ids()["SenderIds"] == []


def test_another_brand_is_another_notify_configuration_and_the_rest_changes_in_place(account: Account) -> None:
    def identity() -> str:
        return str(account.sms.describe_notify_configurations()["NotifyConfigurations"][0]["NotifyConfigurationId"])

    template = "notify-code-verification-english-001"
    account.deploy({"Codes": notify(DefaultTemplateId=template, EnabledCountries=["US"])})
    first = identity()
    account.deploy({"Codes": notify(EnabledChannels=["SMS", "VOICE"])})
    assert identity() == first
    (found,) = account.sms.describe_notify_configurations()["NotifyConfigurations"]
    assert found["EnabledChannels"] == ["SMS", "VOICE"]
    assert not {"DefaultTemplateId", "EnabledCountries"} & set(found)
    account.deploy({"Codes": notify(DisplayName="Other")})
    assert identity() != first


def test_settings_of_an_agent_change_in_place_and_go_with_the_template(account: Account) -> None:
    media = {"TwoWayMediaS3BucketName": "files", "TwoWayMediaS3Role": ROLE, "TwoWayMediaS3KeyPrefix": "rcs/"}
    two_way = {"TwoWayEnabled": True, "TwoWayChannelArn": TOPIC, "TwoWayRcsEventsEnabled": ["ALL"]}
    account.deploy({"Agent": resource("RcsAgent", **two_way, **media)})
    (before,) = account.sms.describe_rcs_agents()["RcsAgents"]
    assert {name: before[name] for name in media} == media
    account.deploy({"Agent": resource("RcsAgent")})
    (after,) = account.sms.describe_rcs_agents()["RcsAgents"]
    assert (after["RcsAgentId"], after["TwoWayEnabled"]) == (before["RcsAgentId"], False)
    assert not set(media) & set(after)


def test_an_agent_whose_settings_contradict_each_other_leaves_nothing(account: Account) -> None:
    message = failure(account, {"Agent": resource("RcsAgent", SelfManagedOptOutsEnabled=True)})
    assert "TWO_WAY_NOT_ENABLED" in message
    assert account.sms.describe_rcs_agents()["RcsAgents"] == []


def test_a_policy_changes_in_place_and_leaves_with_the_template(account: Account) -> None:
    closed = {"Version": "2012-10-17", "Statement": []}
    listed = resource("OptOutList", OptOutListName="own")
    arn = att("List", "Arn")
    account.deploy({"List": listed, "Policy": resource("ResourcePolicy", ResourceArn=arn, PolicyDocument=OPEN)})
    account.deploy({"List": listed, "Policy": resource("ResourcePolicy", ResourceArn=arn, PolicyDocument=closed)})
    read = {"ResourceArn": account.arn("opt-out-list/own")}
    assert account.sms.get_resource_policy(**read)["Policy"] == '{"Version": "2012-10-17", "Statement": []}'
    account.deploy({"List": listed})
    assert account.refused("get_resource_policy", **read)["Code"] == "ResourceNotFoundException"


def test_another_document_is_another_attachment(account: Account) -> None:
    def identity() -> str:
        found = account.sms.describe_registration_attachments()["RegistrationAttachments"]
        return ",".join(each["RegistrationAttachmentId"] for each in found)

    account.deploy({"Letter": resource("RegistrationAttachment", AttachmentBody="JVBERi0xLjc=")})
    first = identity()
    account.deploy({"Letter": resource("RegistrationAttachment", AttachmentUrl="s3://bucket/letter.pdf")})
    assert identity() not in ("", first)


def test_tags_change_in_place(account: Account) -> None:
    def tagged(value: str) -> Json:
        kind = "US_TOLL_FREE_REGISTRATION"
        return {"It": resource("Registration", RegistrationType=kind, Tags=[{"Key": "team", "Value": value}])}

    account.deploy(tagged("red"))
    (before,) = account.sms.describe_registrations()["Registrations"]
    account.deploy(tagged("blue"))
    (after,) = account.sms.describe_registrations()["Registrations"]
    assert before["RegistrationId"] == after["RegistrationId"]
    tags = account.sms.list_tags_for_resource(ResourceArn=after["RegistrationArn"])["Tags"]
    assert {"Key": "team", "Value": "blue"} in tags


@pytest.mark.parametrize(
    ("kind", "properties", "message"),
    [
        ("SenderId", {"SenderId": "Brand", "IsoCountryCode": "DE"}, "#/SenderId: failed validation constraint"),
        ("SenderId", {"SenderId": "BRAND", "IsoCountryCode": "GB"}, "SENDER_ID_REQUIRES_REGISTRATION"),
        ("Registration", {}, "#: required key [RegistrationType] not found"),
        ("Registration", {"RegistrationType": "PIGEON"}, "UNKNOWN_REGISTRATION_TYPE"),
        ("RegistrationAttachment", {}, "MISSING_PARAMETER"),
        ("ResourcePolicy", {"ResourceArn": "arn:x", "PolicyDocument": "text"}, "#/PolicyDocument: expected an object"),
        ("VerifiedDestinationNumber", {"DestinationPhoneNumber": "0"}, "#/DestinationPhoneNumber: failed validation"),
        ("RcsAgent", {"TwoWayChannelArn": "short"}, "#/TwoWayChannelArn: expected at least 20 characters"),
    ],
)
def test_what_aws_refuses_is_refused(account: Account, kind: str, properties: Json, message: str) -> None:
    assert message in failure(account, {"It": resource(kind, **properties)})
