"""A project with every channel and its settings: what the constructs synthesize is what CloudFormation takes."""

from __future__ import annotations

import json

import aws_cdk as cdk
from aws_cdk import aws_ses as ses
from aws_cdk.assertions import Template

from cdk_messaging.pinpoint import (
    AdmChannel,
    ApnsChannel,
    ApnsSandboxChannel,
    ApnsVoipChannel,
    ApnsVoipSandboxChannel,
    BaiduChannel,
    CampaignHook,
    CampaignLimits,
    EmailChannel,
    GcmChannel,
    Project,
    ProjectSettings,
    QuietTime,
    SmsChannel,
    VoiceChannel,
)
from tests.sandbox.account import REGION, Account

ID = "ABCDE12345"
CREDENTIALS = {
    "key": "hunter2",
    "firebase": json.dumps({"project_id": "p", "client_email": "push@example.com", "private_key": "hunter2"}),
}


def build(stack: cdk.Stack) -> None:
    """The project, all ten channels, the settings."""
    project = Project(stack, "Project", tags={"team": "news"}, removal_policy=cdk.RemovalPolicy.DESTROY)
    key = cdk.SecretValue.secrets_manager("key")
    ApnsChannel(stack, "A", project=project, certificate=key, private_key=key)
    for name, kind in (("B", ApnsSandboxChannel), ("C", ApnsVoipChannel), ("D", ApnsVoipSandboxChannel)):
        kind(
            stack, name, project=project, token_key=key, token_key_id=ID, team_id="FGHIJ67890", bundle_id="com.example"
        )
    GcmChannel(stack, "E", project=project, service_json=cdk.SecretValue.secrets_manager("firebase"))
    AdmChannel(stack, "F", project=project, client_id=key, client_secret=key)
    BaiduChannel(stack, "G", project=project, api_key=key, secret_key=key)
    SmsChannel(stack, "H", project=project, sender_id="EXAMPLE")
    VoiceChannel(stack, "I", project=project, enabled=False)
    identity = ses.EmailIdentity.from_email_identity_name(stack, "Identity", "example.com")
    EmailChannel(stack, "J", project=project, from_address="news@example.com", identity=identity)
    ProjectSettings(
        stack,
        "Settings",
        project=project,
        limits=CampaignLimits(daily=1),
        quiet_time=QuietTime("22:00", "08:00"),
        hook=CampaignHook.webhook("https://example.com/hook"),
    )


def test_a_project_with_all_channels_and_settings_is_made_and_leaves_nothing(account: Account) -> None:
    for name, value in CREDENTIALS.items():
        account.client("secretsmanager").create_secret(Name=name, SecretString=value)
    stack = cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(account=account.id, region=REGION))
    build(stack)
    resources = Template.from_stack(stack).to_json()["Resources"]
    assert "hunter2" not in json.dumps(resources)
    account.deploy(resources)
    pinpoint = account.client("pinpoint")
    (project,) = pinpoint.get_apps()["ApplicationsResponse"]["Item"]
    channels = pinpoint.get_channels(ApplicationId=project["Id"])["ChannelsResponse"]["Channels"]
    assert {name for name, channel in channels.items() if channel["Enabled"]} == {
        "ADM", "APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "BAIDU", "EMAIL", "GCM", "SMS",
    }  # fmt: skip
    assert channels["VOICE"]["Enabled"] is False
    settings = pinpoint.get_application_settings(ApplicationId=project["Id"])["ApplicationSettingsResource"]
    assert (settings["Limits"], settings["CampaignHook"]["Mode"]) == ({"Daily": 1}, "FILTER")
    assert project["tags"]["team"] == "news"
    account.destroy()
    assert pinpoint.get_apps()["ApplicationsResponse"]["Item"] == []
