"""Channels: their credentials never in the template, one of each in a project, and what warns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk.assertions import Annotations, Match
from constructs import Construct

from cdk_messaging import pinpoint
from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import IProject, Project
from cdk_messaging.pinpoint.channels import BaseApnsChannel
from tests.unit.reading import Reading

ID = "0123456789abcdef0123456789abcdef"
APNS: list[tuple[type[BaseApnsChannel], str, str]] = [
    (pinpoint.ApnsChannel, "AWS::Pinpoint::APNSChannel", "apns"),
    (pinpoint.ApnsSandboxChannel, "AWS::Pinpoint::APNSSandboxChannel", "apns_sandbox"),
    (pinpoint.ApnsVoipChannel, "AWS::Pinpoint::APNSVoipChannel", "apns_voip"),
    (pinpoint.ApnsVoipSandboxChannel, "AWS::Pinpoint::APNSVoipSandboxChannel", "apns_voip_sandbox"),
]
TOKEN: dict[str, Any] = {"token_key_id": "ABCDE12345", "team_id": "FGHIJ67890", "bundle_id": "com.example.app"}


def secret(name: str = "push") -> cdk.SecretValue:
    return cdk.SecretValue.secrets_manager(name, json_field="key")


def reference(name: str = "push") -> str:
    return f"{{{{resolve:secretsmanager:{name}:SecretString:key::}}}}"


def imported(scope: Construct) -> IProject:
    return Project.from_project_id(scope, "Project", ID)


def warnings(stack: cdk.Stack) -> list[str]:
    return [str(each.entry.data) for each in Annotations.from_stack(stack).find_warning("*", Match.any_value())]


@pytest.mark.parametrize(("kind", "cfn_type", "word"), APNS, ids=[each[2] for each in APNS])
def test_apple_is_reached_with_a_signing_key(
    stack: cdk.Stack, kind: type[BaseApnsChannel], cfn_type: str, word: str
) -> None:
    channel = kind(stack, "Apple", project=imported(stack), token_key=secret(), **TOKEN)
    assert Reading(stack).properties(cfn_type) == {
        "ApplicationId": ID,
        "BundleId": "com.example.app",
        "DefaultAuthenticationMethod": "KEY",
        "Enabled": True,
        "TeamId": "FGHIJ67890",
        "TokenKey": reference(),
        "TokenKeyId": "ABCDE12345",
    }
    assert stack.resolve(channel.channel_arn) == stack.resolve(channel.project.arn_of(f"channels/{word}"))
    assert warnings(stack) == []


@pytest.mark.parametrize(("kind", "cfn_type", "word"), APNS, ids=[each[2] for each in APNS])
def test_apple_is_reached_with_a_certificate(
    stack: cdk.Stack, kind: type[BaseApnsChannel], cfn_type: str, word: str
) -> None:
    kind(
        stack, "Apple", project=imported(stack), certificate=secret("certificate"), private_key=secret(), enabled=False
    )
    assert Reading(stack).properties(cfn_type) == {
        "ApplicationId": ID,
        "Certificate": reference("certificate"),
        "DefaultAuthenticationMethod": "CERTIFICATE",
        "Enabled": False,
        "PrivateKey": reference(),
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "credentials are missing: use either token_key, token_key_id, team_id, bundle_id, or certificate"),
        (
            {"token_key": secret(), **TOKEN, "certificate": secret(), "private_key": secret()},
            "credentials are token_key, token_key_id, team_id, bundle_id, certificate, private_key: use either",
        ),
        ({"certificate": secret()}, "private_key is missing: certificate, private_key go together"),
        ({"private_key": secret(), "team_id": "FGHIJ67890"}, "credentials are team_id, private_key: use either"),
        (TOKEN, "token_key is missing: token_key, token_key_id, team_id, bundle_id go together"),
        ({"token_key": secret(), **TOKEN, "team_id": "me"}, "team_id 'me' is not valid: use 10 capital letters"),
        ({"token_key": secret(), **TOKEN, "bundle_id": "a b"}, "bundle_id 'a b' is not valid"),
    ],
)
def test_credentials_of_apple_that_do_not_go_together_are_refused(
    stack: cdk.Stack, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(InvalidArgument, match=message):
        pinpoint.ApnsChannel(stack, "Apple", project=imported(stack), **arguments)


def test_google_is_reached_with_the_key_of_a_service_account(stack: cdk.Stack) -> None:
    pinpoint.GcmChannel(stack, "Google", project=imported(stack), service_json=secret())
    assert Reading(stack).properties("AWS::Pinpoint::GCMChannel") == {
        "ApplicationId": ID, "DefaultAuthenticationMethod": "TOKEN", "Enabled": True, "ServiceJson": reference(),
    }  # fmt: skip
    assert warnings(stack) == []


def test_the_key_of_googles_former_api_warns(stack: cdk.Stack) -> None:
    pinpoint.GcmChannel(stack, "Google", project=imported(stack), api_key=secret())
    properties = Reading(stack).properties("AWS::Pinpoint::GCMChannel")
    assert (properties["ApiKey"], properties["DefaultAuthenticationMethod"]) == (reference(), "KEY")
    (warning,) = warnings(stack)
    assert warning.endswith("[ack: cdk_messaging:GcmChannel.apiKey]")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "service_json and api_key are missing: use service_json"),
        ({"service_json": secret(), "api_key": secret()}, "service_json and api_key are both given: use service_json"),
    ],
)
def test_google_takes_one_credential(stack: cdk.Stack, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgument, match=message):
        pinpoint.GcmChannel(stack, "Google", project=imported(stack), **arguments)


def test_the_channels_of_amazon_and_baidu_are_rendered(stack: cdk.Stack) -> None:
    project = imported(stack)
    pinpoint.AdmChannel(stack, "Amazon", project=project, client_id=secret("id"), client_secret=secret())
    pinpoint.BaiduChannel(stack, "Baidu", project=project, api_key=secret("id"), secret_key=secret())
    reading, common = Reading(stack), {"ApplicationId": ID, "Enabled": True}
    amazon = {"ClientId": reference("id"), "ClientSecret": reference()}
    assert reading.properties("AWS::Pinpoint::ADMChannel") == common | amazon
    baidu = {"ApiKey": reference("id"), "SecretKey": reference()}
    assert reading.properties("AWS::Pinpoint::BaiduChannel") == common | baidu
    assert warnings(stack) == []


def test_the_channels_of_text_and_voice_are_rendered(stack: cdk.Stack) -> None:
    project = imported(stack)
    pinpoint.SmsChannel(stack, "Text", project=project, sender_id="EXAMPLE", short_code="12345")
    pinpoint.VoiceChannel(stack, "Voice", project=project, enabled=False)
    reading = Reading(stack)
    assert reading.properties("AWS::Pinpoint::SMSChannel") == {
        "ApplicationId": ID, "Enabled": True, "SenderId": "EXAMPLE", "ShortCode": "12345",
    }  # fmt: skip
    assert reading.properties("AWS::Pinpoint::VoiceChannel") == {"ApplicationId": ID, "Enabled": False}
    assert warnings(stack) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"sender_id": "12345"}, "sender_id '12345' is not valid: use 1 to 11 letters, digits and -, at least one"),
        ({"short_code": "+15550100"}, "short_code '\\+15550100' is not valid: use 3 to 8 digits"),
    ],
)
def test_a_sender_of_texts_that_is_not_valid_is_refused(
    stack: cdk.Stack, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(InvalidArgument, match=message):
        pinpoint.SmsChannel(stack, "Text", project=imported(stack), **arguments)


MAKERS: dict[str, Callable[[Construct, Any], Construct]] = {
    "token_key": lambda scope, value: pinpoint.ApnsChannel(
        scope, "C", project=imported(scope), token_key=value, **TOKEN
    ),
    "certificate": lambda scope, value: pinpoint.ApnsChannel(
        scope, "C", project=imported(scope), certificate=value, private_key=secret()
    ),
    "private_key": lambda scope, value: pinpoint.ApnsChannel(
        scope, "C", project=imported(scope), certificate=secret(), private_key=value
    ),
    "service_json": lambda scope, value: pinpoint.GcmChannel(scope, "C", project=imported(scope), service_json=value),
    "api_key": lambda scope, value: pinpoint.GcmChannel(scope, "C", project=imported(scope), api_key=value),
    "client_id": lambda scope, value: pinpoint.AdmChannel(
        scope, "C", project=imported(scope), client_id=value, client_secret=secret()
    ),
    "client_secret": lambda scope, value: pinpoint.AdmChannel(
        scope, "C", project=imported(scope), client_id=secret(), client_secret=value
    ),
    "secret_key": lambda scope, value: pinpoint.BaiduChannel(
        scope, "C", project=imported(scope), api_key=secret(), secret_key=value
    ),
}
REFUSED: dict[str, tuple[Callable[[cdk.Stack], Any], str]] = {
    "a string": (lambda _: "hunter2", "is a str, which would be in the template: use SecretValue.secrets_manager"),
    "plain text": (lambda _: cdk.SecretValue.unsafe_plain_text("hunter2"), "is a plain text, which would be"),
    "a parameter of Systems Manager": (lambda _: cdk.SecretValue.ssm_secure("/push", "1"), "is a parameter of Systems"),
    "a parameter that is shown": (
        lambda stack: cdk.SecretValue.unsafe_plain_text(cdk.CfnParameter(stack, "Shown").value_as_string),
        "is 'Shown', a parameter that is shown",
    ),
}


@pytest.mark.parametrize("what", MAKERS)
@pytest.mark.parametrize("how", REFUSED)
def test_a_credential_that_would_be_in_the_template_is_refused(stack: cdk.Stack, what: str, how: str) -> None:
    make, message = REFUSED[how]
    with pytest.raises(InvalidArgument, match=f"^{what} {message}") as refused:
        MAKERS[what](stack, make(stack))
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    "make",
    [
        lambda stack: secretsmanager.Secret(stack, "Secret").secret_value_from_json("key"),
        lambda stack: cdk.SecretValue.cfn_parameter(cdk.CfnParameter(stack, "Hidden", no_echo=True)),
        lambda stack: cdk.SecretValue.resource_attribute(
            cdk.CfnResource(stack, "Custom", type="Custom::Key").get_att("Key").to_string()
        ),
    ],
    ids=["secret of the stack", "hidden parameter", "attribute of a resource"],
)
def test_a_credential_that_stays_out_of_the_template_is_taken(
    stack: cdk.Stack, make: Callable[[cdk.Stack], cdk.SecretValue]
) -> None:
    value = make(stack)
    pinpoint.GcmChannel(stack, "Google", project=imported(stack), service_json=value)
    shown = Reading(stack).properties("AWS::Pinpoint::GCMChannel")["ServiceJson"]
    assert shown == stack.resolve(value.unsafe_unwrap())
    assert isinstance(shown, dict)


def test_a_project_has_one_of_each_channel(stack: cdk.Stack) -> None:
    project = imported(stack)
    pinpoint.VoiceChannel(stack, "First", project=project)
    pinpoint.SmsChannel(stack, "Other", project=project)
    with pytest.raises(InvalidArgument, match="project 'Stack/Project' has a channel VOICE already, at 'Stack/First'"):
        pinpoint.VoiceChannel(stack, "Second", project=project)


def test_two_projects_have_a_channel_each(stack: cdk.Stack) -> None:
    for name in ("News", "Shop"):
        pinpoint.VoiceChannel(stack, f"{name}Voice", project=Project(stack, name))
    assert len(Reading(stack).all("AWS::Pinpoint::VoiceChannel")) == 2
