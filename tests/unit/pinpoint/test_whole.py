"""Stacks with every CloudFormation type of the service in them, and every property."""

from __future__ import annotations

import importlib.resources
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kinesis as kinesis
from aws_cdk import aws_pinpoint as l1
from aws_cdk import aws_ses as ses
from aws_cdk.assertions import Template
from cfnlint.api import lint

from cdk_messaging.access import service_principal
from cdk_messaging.pinpoint import (
    AdmChannel,
    AdmPushContent,
    AndroidPushContent,
    ApnsChannel,
    ApnsPushContent,
    ApnsSandboxChannel,
    ApnsVoipChannel,
    ApnsVoipSandboxChannel,
    AttributeMatch,
    BaiduChannel,
    Campaign,
    CampaignHook,
    CampaignLimits,
    CampaignMessages,
    CampaignTemplates,
    ChannelType,
    CustomDelivery,
    Dimension,
    EmailChannel,
    EmailTemplate,
    EventFilter,
    EventStream,
    GcmChannel,
    InAppContent,
    InAppLayout,
    InAppMessage,
    InAppTemplate,
    InAppText,
    IProject,
    Project,
    ProjectSettings,
    PushContent,
    PushMessage,
    PushTemplate,
    QuietTime,
    Schedule,
    Segment,
    SegmentGroup,
    SmsChannel,
    SmsTemplate,
    Treatment,
    VoiceChannel,
)
from cdk_messaging.pinpoint.retirement import CLOUDFORMATION_TYPES

from .helpers import HELLO, PROJECT_ID, function

START = datetime(2030, 1, 1, tzinfo=UTC)
WEEK_LATER = START + timedelta(days=7)
TAGS = {"team": "news"}
SECRET = cdk.SecretValue.secrets_manager("push", json_field="key")
TOKEN: dict[str, Any] = {
    "token_key": SECRET, "token_key_id": "ABCDE12345", "team_id": "FGHIJ67890", "bundle_id": "com.example.app",
}  # fmt: skip

BANNER = InAppMessage(
    layout=InAppLayout.TOP_BANNER,
    content=[InAppContent(header=InAppText("News"), body=InAppText("Hello."))],
    custom_config={"shade": "dark"},
)


def build() -> cdk.Stack:
    stack = cdk.Stack(cdk.App(), "Stack")
    project = Project(stack, "Project", project_name="News", tags=TAGS)
    # Credentials that exclude each other need two projects, as do the two ways to be told of events.
    other = Project.from_project_id(stack, "Other", PROJECT_ID)
    channels(stack, project, other)
    ProjectSettings(
        stack,
        "Settings",
        project=project,
        limits=CampaignLimits(daily=10, total=20, maximum_duration=cdk.Duration.hours(1), messages_per_second=50),
        quiet_time=QuietTime("22:00", "08:00"),
        hook=CampaignHook.filter(function(stack, "Filter")),
        metrics=True,
    )
    EventStream(stack, "Events", project=project, stream=kinesis.Stream(stack, "Stream"))
    campaigns(stack, project, templates(stack))
    return stack


def channels(stack: cdk.Stack, project: IProject, other: IProject) -> None:
    for kind in (ApnsChannel, ApnsSandboxChannel, ApnsVoipChannel, ApnsVoipSandboxChannel):
        kind(stack, f"{kind.__name__}Token", project=project, **TOKEN)
        kind(stack, f"{kind.__name__}Certificate", project=other, certificate=SECRET, private_key=SECRET)
    GcmChannel(stack, "Fcm", project=project, service_json=SECRET)
    GcmChannel(stack, "OldFcm", project=other, api_key=SECRET)
    AdmChannel(stack, "Adm", project=project, client_id=SECRET, client_secret=SECRET)
    BaiduChannel(stack, "Baidu", project=project, api_key=SECRET, secret_key=SECRET)
    SmsChannel(stack, "Sms", project=project, sender_id="EXAMPLE", short_code="12345")
    VoiceChannel(stack, "Voice", project=project)
    sending = iam.Role(stack, "Sending", assumed_by=service_principal(stack, "pinpoint.amazonaws.com"))
    EmailChannel(
        stack,
        "Email",
        project=project,
        from_address="news@example.com",
        identity=ses.EmailIdentity.from_email_identity_name(stack, "Identity", "example.com"),
        configuration_set=ses.ConfigurationSet.from_configuration_set_name(stack, "Set", "news"),
        orchestration_sending_role=sending,
        event_role=sending,
    )


def templates(stack: cdk.Stack) -> CampaignTemplates:
    common: dict[str, Any] = {"default_substitutions": {"Name": "you"}, "description": "A greeting", "tags": TAGS}
    push = PushTemplate(
        stack,
        "Push",
        template_name="push",
        default=PushContent(body="Hello."),
        apns=ApnsPushContent(body="Hello, Apple."),
        gcm=AndroidPushContent(body="Hello, Google."),
        adm=AdmPushContent(body="Hello, Amazon."),
        baidu=AndroidPushContent(body="Hello, Baidu."),
        **common,
    )
    InAppTemplate(stack, "InApp", template_name="in-app", message=BANNER, description="A banner", tags=TAGS)
    return CampaignTemplates(
        push=push,
        sms=SmsTemplate(stack, "Text", template_name="sms", body="Hello.", **common),
        email=EmailTemplate(
            stack, "Mail", template_name="email", subject="News", html="<p>Hello.</p>", text="Hello.", **common
        ),
    )


def campaigns(stack: cdk.Stack, project: IProject, used: CampaignTemplates) -> None:
    fans = Segment(
        stack, "Fans", project=project, segment_name="Fans", tags=TAGS,
        dimensions=[Dimension.attribute("team", AttributeMatch.any_of("News"))],
    )  # fmt: skip
    Segment(stack, "Both", project=project, groups=[SegmentGroup(sources=[fans])])
    Campaign(
        stack,
        "Test",
        segment=fans,
        segment_version=1,
        schedule=Schedule.immediately(),
        messages=CampaignMessages(default=PushMessage(body="Hello."), custom={"text": "Hello."}),
        templates=used,
        custom_delivery=CustomDelivery.webhook("https://example.com/hook", endpoint_types=[ChannelType.EMAIL]),
        campaign_name="News",
        description="Who reads more?",
        treatment_name="Short",
        treatment_description="A short text",
        treatments=[Treatment(size_percent=40, name="Long", description="A longer text", messages=HELLO)],
        holdout_percent=20,
        limits=CampaignLimits(daily=1),
        hook=CampaignHook.filter(function(stack, "CampaignFilter")),
        paused=True,
        tags=TAGS,
    )
    Campaign(
        stack,
        "Banner",
        segment=fans,
        schedule=Schedule.on_in_app_event(
            EventFilter.application("opened"), start=START, end=START + timedelta(days=7)
        ),
        messages=CampaignMessages(in_app=BANNER),
        priority=1,
    )


@pytest.fixture(scope="module")
def template() -> dict[str, Any]:
    """The template of the whole stack. To be read only."""
    return dict(Template.from_stack(build()).to_json())


TYPES = sorted(
    f"AWS::Pinpoint::{name.removeprefix('Cfn')}" for name in dir(l1) if re.fullmatch("Cfn[A-Za-z]+(?<!Props)", name)
)


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


def test_it_is_known_what_became_of_every_type() -> None:
    assert set(TYPES) == {name for name in CLOUDFORMATION_TYPES if name.startswith("AWS::Pinpoint::")}


def test_cfn_lint_finds_nothing_but_that_the_service_ends(template: dict[str, Any]) -> None:
    redundant_dependency = "W3005"  # the CDK's own for functions; harmless
    assert {match.rule.id for match in lint(json.dumps(template))} - {redundant_dependency} == {"W3696"}


def test_every_service_is_held_to_this_account(template: dict[str, Any]) -> None:
    without = [
        statement
        for resource in template["Resources"].values()
        for statement in resource.get("Properties", {}).get("AssumeRolePolicyDocument", {}).get("Statement", [])
        if statement.get("Principal", {}).get("Service") == "pinpoint.amazonaws.com"
        and "aws:SourceAccount" not in statement.get("Condition", {}).get("StringEquals", {})
    ]
    assert without == []


def test_pinpoint_may_invoke_functions_for_one_project_of_this_account_only(template: dict[str, Any]) -> None:
    permissions = [each["Properties"] for each in template["Resources"].values() if each["Type"].endswith("Permission")]
    assert len(permissions) == 2
    assert all({"SourceAccount", "SourceArn"} <= set(each) for each in permissions)


def test_no_region_account_or_partition_is_written_down(template: dict[str, Any]) -> None:
    text = json.dumps(template["Resources"])
    assert "arn:aws:" not in text
    assert "us-east-1" not in text


def test_the_project_stays_when_the_stack_goes_under_the_same_logical_id(template: dict[str, Any]) -> None:
    retained = {
        logical_id
        for logical_id, resource in template["Resources"].items()
        if resource["Type"].startswith("AWS::Pinpoint::") and resource.get("DeletionPolicy") == "Retain"
    }
    assert retained == {"ProjectC78D97AD"}
