"""A stack with everything in it."""

from __future__ import annotations

import inspect
import json
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_kinesisfirehose as firehose
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk.assertions import Template
from cfnlint.api import lint

from cdk_messaging import sms_voice
from cdk_messaging.sms_voice import (
    ConfigurationSet,
    EventDestination,
    EventType,
    Keyword,
    OptOutList,
    Pool,
    ProtectConfiguration,
    TwoWay,
    grant_carrier_lookup,
    grant_message_feedback,
)

from .helpers import TEXTS, role, simulator


def build() -> cdk.Stack:
    stack = cdk.Stack(cdk.App(), "Stack")
    key = kms.Key(stack, "Key")
    settings: dict[str, Any] = {
        "keywords": [Keyword("YES", "Thanks, we got your reply.")],
        "two_way": TwoWay.topic(sns.Topic(stack, "Inbound", master_key=key)),
        "opt_out_list": OptOutList(stack, "OptOuts"),
        "self_managed_opt_outs": True,
    }
    numbers = [simulator(stack, construct_id, **settings) for construct_id in ("One", "Two")]
    pool = Pool(stack, "Pool", phone_numbers=numbers, mandatory_keywords=TEXTS, **settings)
    protect = ProtectConfiguration.allow_only(stack, "Protect", countries=["US"])
    sending = ConfigurationSet(
        stack, "Sending", protect_configuration=protect, default_sender_id="EXAMPLE", message_feedback_enabled=True
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
        "One8A44B909": "AWS::SMSVOICE::PhoneNumber",
        "OptOutsDA0E11F0": "AWS::SMSVOICE::OptOutList",
        "PoolD3F588B8": "AWS::SMSVOICE::Pool",
        "Protect938F9021": "AWS::SMSVOICE::ProtectConfiguration",
        "Two20CDA8F5": "AWS::SMSVOICE::PhoneNumber",
    }


def test_everything_public_is_documented() -> None:
    assert [name for name in sms_voice.__all__ if not inspect.getdoc(getattr(sms_voice, name))] == []
