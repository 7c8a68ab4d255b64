"""A stack with everything in it."""

from __future__ import annotations

import importlib.resources
import inspect
import json
import re
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kinesisfirehose as firehose
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_smsvoice as smsvoice
from aws_cdk import aws_sns as sns
from aws_cdk.assertions import Template
from cfnlint.api import lint

from cdk_messaging import sms_voice
from cdk_messaging.access import service_principal
from cdk_messaging.sms_voice import (
    ConfigurationSet,
    EventDestination,
    EventType,
    Keyword,
    NotifyConfiguration,
    OptOutList,
    Pool,
    ProtectConfiguration,
    RcsAgent,
    RcsMedia,
    Registration,
    RegistrationAttachment,
    RegistrationType,
    ResourcePolicy,
    SenderId,
    TwoWay,
    VerifiedDestinationNumber,
    grant_carrier_lookup,
    grant_message_feedback,
)

from .helpers import TEXTS, role, simulator


def build() -> cdk.Stack:
    stack = cdk.Stack(cdk.App(), "Stack")
    cdk.Tags.of(stack).add("Owner", "alerts")
    key = kms.Key(stack, "Key")
    settings: dict[str, Any] = {
        "keywords": [Keyword("YES", "Thanks, we got your reply.")],
        "two_way": TwoWay.topic(sns.Topic(stack, "Inbound", master_key=key)),
        "opt_out_list": OptOutList(stack, "OptOuts", opt_out_list_name="alerts"),
        "self_managed_opt_outs": True,
    }
    numbers = [simulator(stack, construct_id, **settings) for construct_id in ("One", "Two")]
    german = SenderId(stack, "German", sender_id="EXAMPLE", iso_country_code="DE")
    bucket = s3.Bucket(stack, "Files", enforce_ssl=True)
    agent = RcsAgent(
        stack,
        "Agent",
        two_way=TwoWay.topic(
            sns.Topic(stack, "Rcs", master_key=key),
            role=iam.Role(stack, "Publisher", assumed_by=service_principal(stack, "sms-voice.amazonaws.com")),
        ),
        media=RcsMedia(bucket=bucket, key_prefix="rcs/"),
        rcs_events=["ALL"],
        opt_out_list=settings["opt_out_list"],
        self_managed_opt_outs=True,
    )
    pool = Pool(
        stack,
        "Pool",
        phone_numbers=numbers,
        sender_ids=[german],
        rcs_agents=[agent],
        mandatory_keywords=TEXTS,
        shared_routes=True,
        **settings,
    )
    ResourcePolicy(
        stack,
        "Sharing",
        resource=pool,
        statements=[
            iam.PolicyStatement(
                actions=["sms-voice:SendTextMessage"], principals=[iam.AccountPrincipal("444455556666")]
            )
        ],
    )
    NotifyConfiguration(
        stack, "Codes", display_name="Example", default_template_id="template-1", countries=["US"], pool=pool
    )
    Registration(stack, "Registration", registration_type=RegistrationType.US_TEN_DLC_BRAND_REGISTRATION)
    RegistrationAttachment(stack, "Letter", body="JVBERi0xLjc=")
    RegistrationAttachment(stack, "Form", bucket=bucket, object_key="form.pdf")
    VerifiedDestinationNumber(stack, "Tester", destination_phone_number="+12065550100")
    protect = ProtectConfiguration.allow_only(stack, "Protect", countries=["US"])
    sending = ConfigurationSet(
        stack,
        "Sending",
        configuration_set_name="alerts",
        protect_configuration=protect,
        default_sender_id="EXAMPLE",
        message_feedback_enabled=True,
    )
    archive = firehose.DeliveryStream.from_delivery_stream_name(stack, "Archive", "events")
    events = {
        "archive": EventDestination.delivery_stream(archive),
        "failures": EventDestination.log_group(logs.LogGroup(stack, "Failures")),
        "operator": EventDestination.topic(sns.Topic(stack, "Operator", master_key=key)),
    }
    for name, destination in events.items():
        sending.add_event_destination(name, destination, event_types=[EventType.ALL])
    sender = role(stack)
    for grant in (pool.grant_send_text, sending.grant_send, grant_carrier_lookup, grant_message_feedback):
        grant(sender)
    return stack


@pytest.fixture(scope="module")
def template() -> dict[str, Any]:
    """The template of the whole stack. To be read only."""
    rendered = dict(Template.from_stack(build()).to_json())
    # The CDK's Firehose module adds it to every stack, used or not.
    del rendered["Mappings"]["awscdkawskinesisfirehoseCidrBlocks"]
    return rendered


def test_cfn_lint_finds_nothing_in_the_whole_stack(template: dict[str, Any]) -> None:
    assert [str(match) for match in lint(json.dumps(template))] == []


TYPES = [
    f"AWS::SMSVOICE::{name.removeprefix('Cfn')}"
    for name in dir(smsvoice)
    if re.fullmatch("Cfn[A-Za-z]+(?<!Props)", name)
]


@pytest.mark.parametrize("cfn_type", TYPES)
def test_every_property_of_every_type_can_be_set(template: dict[str, Any], cfn_type: str) -> None:
    schemas = importlib.resources.files("cfnlint") / "data" / "schemas"
    names = json.loads((schemas / "providers" / "us-east-1.json").read_text())
    schema = json.loads((schemas / "resources" / f"{names[cfn_type]}.json").read_text())
    read_only = {path.rsplit("/", 1)[-1] for path in schema.get("readOnlyProperties", [])}
    found = {
        name
        for resource in template["Resources"].values()
        if resource["Type"] == cfn_type
        for name in resource["Properties"]
    }
    assert found == set(schema["properties"]) - read_only


def test_there_are_the_twelve_types() -> None:
    assert len(TYPES) == 12


def test_cfn_lint_would_find_a_wrong_property(template: dict[str, Any]) -> None:
    broken = json.loads(json.dumps(template))
    for resource in broken["Resources"].values():
        if resource["Type"] == "AWS::SMSVOICE::Pool":
            resource["Properties"]["MessageType"] = "TRANSACTIONAL"
    assert [match.rule.id for match in lint(json.dumps(broken))] == ["E3002"]


def test_every_service_is_held_to_this_account(template: dict[str, Any]) -> None:
    without = [
        statement
        for resource in template["Resources"].values()
        for document in ("AssumeRolePolicyDocument", "KeyPolicy", "PolicyDocument")
        for statement in resource.get("Properties", {}).get(document, {}).get("Statement", [])
        if statement.get("Principal", {}).get("Service") == "sms-voice.amazonaws.com"
        and "aws:SourceAccount" not in statement.get("Condition", {}).get("StringEquals", {})
    ]
    assert without == []


def test_no_region_account_or_partition_is_written_down(template: dict[str, Any]) -> None:
    text = json.dumps(template["Resources"])
    assert "arn:aws:" not in text
    assert "us-east-1" not in text


def test_logical_ids_of_what_is_retained_stay_as_they_are(template: dict[str, Any]) -> None:
    retained = {
        logical_id: resource["Type"]
        for logical_id, resource in template["Resources"].items()
        if resource["Type"].startswith("AWS::SMSVOICE::") and resource.get("DeletionPolicy") == "Retain"
    }
    assert retained == {
        "Agent255F68E9": "AWS::SMSVOICE::RcsAgent",
        "CodesF8754664": "AWS::SMSVOICE::NotifyConfiguration",
        "GermanBCA11DC2": "AWS::SMSVOICE::SenderId",
        "One8A44B909": "AWS::SMSVOICE::PhoneNumber",
        "OptOutsDA0E11F0": "AWS::SMSVOICE::OptOutList",
        "PoolD3F588B8": "AWS::SMSVOICE::Pool",
        "Protect938F9021": "AWS::SMSVOICE::ProtectConfiguration",
        "Registration8466E9D0": "AWS::SMSVOICE::Registration",
        "Tester18C7221D": "AWS::SMSVOICE::VerifiedDestinationNumber",
        "Two20CDA8F5": "AWS::SMSVOICE::PhoneNumber",
    }


def test_everything_public_is_documented() -> None:
    assert [name for name in sms_voice.__all__ if not inspect.getdoc(getattr(sms_voice, name))] == []
