"""Channels of Amazon Pinpoint: by the API and by CloudFormation, and what they never show."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.sandbox.account import Account, refused

Json = dict[str, Any]

SERVICE_ACCOUNT = json.dumps({"project_id": "p", "client_email": "push@example.com", "private_key": "hunter2"})
TOKEN = {"TokenKey": "hunter2", "TokenKeyId": "ABCDE12345", "TeamId": "FGHIJ67890", "BundleId": "com.example"}
IDENTITY = "arn:aws:ses:us-east-1:111122223333:identity/example.com"
# Word of the path: infix of the operations, member of the requests and responses, and what it takes.
CHANNELS: dict[str, tuple[str, str, Json]] = {
    "adm": ("adm", "ADM", {"ClientId": "id", "ClientSecret": "hunter2"}),
    "apns": ("apns", "APNS", TOKEN),
    "apns_sandbox": ("apns_sandbox", "APNSSandbox", {"Certificate": "c", "PrivateKey": "hunter2"}),
    "apns_voip": ("apns_voip", "APNSVoip", TOKEN),
    "apns_voip_sandbox": ("apns_voip_sandbox", "APNSVoipSandbox", TOKEN),
    "baidu": ("baidu", "Baidu", {"ApiKey": "key", "SecretKey": "hunter2"}),
    "email": ("email", "Email", {"FromAddress": "news@example.com", "Identity": IDENTITY}),
    "gcm": ("gcm", "GCM", {"ServiceJson": SERVICE_ACCOUNT}),
    "sms": ("sms", "SMS", {"SenderId": "EXAMPLE", "ShortCode": "12345"}),
    "voice": ("voice", "Voice", {}),
}


@pytest.fixture
def project(account: Account) -> str:
    made = account.client("pinpoint").create_app(CreateApplicationRequest={"Name": "News"})
    return str(made["ApplicationResponse"]["Id"])


def calls(account: Account, word: str) -> tuple[Callable[..., Json], Callable[..., Json], Callable[..., Json]]:
    """Update, get and delete of a channel: settings, or nothing, to what the service answers."""
    infix, member, _ = CHANNELS[word]
    client = account.client("pinpoint")

    def shown(operation: str, **request: Any) -> Json:
        return dict(getattr(client, f"{operation}_{infix}_channel")(**request)[f"{member}ChannelResponse"])

    def update(project: str, **settings: Any) -> Json:
        return shown("update", ApplicationId=project, **{f"{member}ChannelRequest": settings})

    return update, lambda of: shown("get", ApplicationId=of), lambda of: shown("delete", ApplicationId=of)


@pytest.mark.parametrize("word", CHANNELS)
def test_a_channel_is_made_shown_and_deleted(account: Account, project: str, word: str) -> None:
    update, get, delete = calls(account, word)
    assert refused(lambda: get(project))["Code"] == "NotFoundException"
    made = update(project, **CHANNELS[word][2])
    assert (made["Platform"], made["Enabled"], made["Version"]) == (word.upper(), True, 1)
    assert "hunter2" not in json.dumps(made)
    assert get(project) == made
    listed = account.client("pinpoint").get_channels(ApplicationId=project)["ChannelsResponse"]["Channels"]
    assert list(listed) == [word.upper()]
    assert delete(project)["Platform"] == word.upper()
    assert refused(lambda: get(project))["Code"] == "NotFoundException"


def test_what_is_not_given_stays_as_it_is(account: Account, project: str) -> None:
    update, get, _ = calls(account, "gcm")
    update(project, ServiceJson=SERVICE_ACCOUNT)
    update(project, Enabled=False)
    shown = get(project)
    assert (shown["Enabled"], shown["HasFcmServiceCredentials"], shown["Version"]) == (False, True, 2)


@pytest.mark.parametrize(
    ("word", "settings", "message"),
    [
        ("apns", {"Certificate": "c"}, "give TokenKey, TokenKeyId, TeamId, BundleId, or Certificate, PrivateKey"),
        ("gcm", {}, "give ServiceJson or ApiKey"),
        ("gcm", {"ServiceJson": "{}"}, "ServiceJson is not the key of a service account"),
        ("email", {"FromAddress": "a@example.com", "Identity": "me"}, "Identity is 'me'; it must be the ARN"),
    ],
)
def test_credentials_that_do_not_do_are_refused(
    account: Account, project: str, word: str, settings: Json, message: str
) -> None:
    update, _, _ = calls(account, word)
    error = refused(lambda: update(project, **settings))
    assert error["Code"] == "BadRequestException"
    assert error["Message"].startswith(message)


@pytest.mark.parametrize("word", CHANNELS)
def test_cloudformation_makes_changes_and_deletes_a_channel(account: Account, word: str) -> None:
    _, member, settings = CHANNELS[word]
    app = {"Type": "AWS::Pinpoint::App", "Properties": {"Name": "News"}}
    outputs = {"Project": {"Value": {"Ref": "News"}}}

    def channel(**changed: Any) -> Json:
        properties = {"ApplicationId": {"Ref": "News"}, **settings, **changed}
        return {"Type": f"AWS::Pinpoint::{member}Channel", "Properties": properties}

    project = account.deploy({"News": app, "Channel": channel()}, outputs=outputs)["Project"]
    _, get, _ = calls(account, word)
    assert get(project)["Enabled"] is True
    account.deploy({"News": app, "Channel": channel(Enabled=False)}, outputs=outputs)
    assert get(project)["Enabled"] is False
    account.deploy({"News": app}, outputs=outputs)
    assert refused(lambda: get(project))["Code"] == "NotFoundException"
    account.destroy()


def test_cloudformation_gives_a_channel_the_secret_that_its_template_names(account: Account) -> None:
    account.client("secretsmanager").create_secret(Name="push", SecretString=json.dumps({"json": SERVICE_ACCOUNT}))
    app = {"Type": "AWS::Pinpoint::App", "Properties": {"Name": "News"}}
    properties = {
        "ApplicationId": {"Ref": "News"},
        "ServiceJson": "{{resolve:secretsmanager:push:SecretString:json::}}",
    }
    channel = {"Type": "AWS::Pinpoint::GCMChannel", "Properties": properties}
    outputs = {"Project": {"Value": {"Ref": "News"}}}
    project = account.deploy({"News": app, "Google": channel}, outputs=outputs)["Project"]
    assert calls(account, "gcm")[1](project)["HasFcmServiceCredentials"] is True
    account.destroy()


def test_cloudformation_makes_and_clears_the_settings_of_a_project(account: Account) -> None:
    app = {"Type": "AWS::Pinpoint::App", "Properties": {"Name": "News"}}
    given = {
        "ApplicationId": {"Ref": "News"},
        "CampaignHook": {"LambdaFunctionName": "arn:aws:lambda:us-east-1:111122223333:function:f", "Mode": "FILTER"},
        "CloudWatchMetricsEnabled": True,
        "Limits": {"Daily": 1, "Total": "5"},
        "QuietTime": {"Start": "22:00", "End": "08:00"},
    }
    outputs = {"Project": {"Value": {"Ref": "News"}}}

    def settings(properties: Json) -> Json:
        return {"Type": "AWS::Pinpoint::ApplicationSettings", "Properties": properties}

    def shown() -> Json:
        answer = account.client("pinpoint").get_application_settings(ApplicationId=project)
        return dict(answer["ApplicationSettingsResource"])

    project = account.deploy({"News": app, "Settings": settings(given)}, outputs=outputs)["Project"]
    assert (shown()["Limits"], shown()["QuietTime"]["Start"]) == ({"Daily": 1, "Total": 5}, "22:00")
    account.deploy({"News": app, "Settings": settings(given | {"Limits": {"Daily": 2}})}, outputs=outputs)
    assert shown()["Limits"] == {"Daily": 2}
    account.deploy({"News": app}, outputs=outputs)
    assert "Limits" not in shown()
    account.destroy()
