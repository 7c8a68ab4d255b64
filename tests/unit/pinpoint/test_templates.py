"""Message templates: what is rendered, what is refused, and which version is active."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import (
    AdmPushContent,
    AndroidPushContent,
    ApnsPushContent,
    EmailTemplate,
    InAppTemplate,
    ITemplate,
    PushAction,
    PushContent,
    PushTemplate,
    SmsTemplate,
    TemplateActiveVersion,
    VoiceTemplate,
)
from tests.unit.reading import Reading

VOICE = "Custom::PinpointVoiceTemplate"
ACTIVE = "Custom::PinpointTemplateActiveVersion"
Make = Callable[..., Any]


def email(stack: cdk.Stack, construct_id: str = "Email", **arguments: Any) -> EmailTemplate:
    return EmailTemplate(stack, construct_id, **({"subject": "Hello", "text": "Hello."} | arguments))


def sms(stack: cdk.Stack, construct_id: str = "Sms", **arguments: Any) -> SmsTemplate:
    return SmsTemplate(stack, construct_id, **({"body": "Hello."} | arguments))


def push(stack: cdk.Stack, construct_id: str = "Push", **arguments: Any) -> PushTemplate:
    return PushTemplate(stack, construct_id, **({"default": PushContent(body="Hello.")} | arguments))


def voice(stack: cdk.Stack, construct_id: str = "Voice", **arguments: Any) -> VoiceTemplate:
    return VoiceTemplate(stack, construct_id, **({"body": "Hello."} | arguments))


KINDS: list[tuple[Make, str, str]] = [
    (email, "AWS::Pinpoint::EmailTemplate", "EMAIL"),
    (sms, "AWS::Pinpoint::SmsTemplate", "SMS"),
    (push, "AWS::Pinpoint::PushTemplate", "PUSH"),
    (voice, VOICE, "VOICE"),
]
each_kind = pytest.mark.parametrize(("make", "cfn_type", "kind"), KINDS, ids=[kind for _, _, kind in KINDS])


def rendered(stack: cdk.Stack, cfn_type: str) -> Any:
    """What was asked for, without what the provider needs besides."""
    added = ("ServiceToken", "Earlier")
    return {name: each for name, each in Reading(stack).properties(cfn_type).items() if name not in added}


def test_nothing_is_rendered_that_was_not_asked_for(stack: cdk.Stack) -> None:
    for make, _, _ in KINDS:
        make(stack, template_name="Hello")
    assert rendered(stack, "AWS::Pinpoint::EmailTemplate") == {
        "TemplateName": "Hello", "Subject": "Hello", "TextPart": "Hello.",
    }  # fmt: skip
    assert rendered(stack, "AWS::Pinpoint::SmsTemplate") == {"TemplateName": "Hello", "Body": "Hello."}
    assert rendered(stack, "AWS::Pinpoint::PushTemplate") == {"TemplateName": "Hello", "Default": {"Body": "Hello."}}
    assert rendered(stack, VOICE) == {"TemplateName": "Hello", "Body": "Hello.", "Tags": "{}"}


@each_kind
def test_description_substitutions_and_tags_are_rendered(
    stack: cdk.Stack, make: Make, cfn_type: str, kind: str
) -> None:
    make(
        stack,
        description="Our words",
        default_substitutions={"User.UserAttributes.FirstName": "you", "Attributes.City": "Zürich"},
        tags={"team": "news"},
    )
    found = rendered(stack, cfn_type)
    assert found["TemplateDescription"] == "Our words"
    assert json.loads(found["DefaultSubstitutions"]) == {
        "Attributes.City": "Zürich", "User.UserAttributes.FirstName": "you",
    }  # fmt: skip
    assert found["Tags"] == (json.dumps({"team": "news"}) if kind == "VOICE" else {"team": "news"})


def test_substitutions_that_are_known_only_at_deployment_are_passed_on(stack: cdk.Stack) -> None:
    sms(stack, default_substitutions={"Region": cdk.Aws.REGION})
    assert rendered(stack, "AWS::Pinpoint::SmsTemplate")["DefaultSubstitutions"] == {
        "Fn::Join": ["", ['{"Region":"', {"Ref": "AWS::Region"}, '"}']]
    }


@each_kind
def test_a_template_goes_with_its_stack_unless_it_is_retained(
    stack: cdk.Stack, make: Make, cfn_type: str, kind: str
) -> None:
    make(stack)
    assert Reading(stack).only(cfn_type)["DeletionPolicy"] == "Delete"
    other = cdk.Stack(cdk.App(), "Other")
    make(other, removal_policy=cdk.RemovalPolicy.RETAIN)
    assert Reading(other).only(cfn_type)["DeletionPolicy"] == "Retain"


@each_kind
def test_two_templates_of_a_stack_have_names_of_their_own(
    stack: cdk.Stack, make: Make, cfn_type: str, kind: str
) -> None:
    for name in ("One", "Two"):
        make(stack, name)
    names = [each["Properties"]["TemplateName"] for each in Reading(stack).all(cfn_type).values()]
    assert len(set(names)) == 2
    assert all(len(name) <= 128 for name in names)


@each_kind
@pytest.mark.parametrize("name", ["", "-x", "a b", "ä", "x" * 129])
def test_a_name_that_is_not_valid_is_refused(stack: cdk.Stack, make: Make, cfn_type: str, kind: str, name: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        make(stack, template_name=name)
    assert str(error.value) == (
        f"template name {name!r} is not valid: use 1 to 128 letters, digits, _ and -, beginning with a letter or digit"
    )


def test_a_name_that_is_known_only_at_deployment_is_refused(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument, match="template name must be known at synthesis"):
        sms(stack, template_name=cdk.Aws.STACK_NAME)


@pytest.mark.parametrize(
    ("make", "arguments", "message"),
    [
        (email, {"text": None}, "the e-mail template has no body: give html, text, or both"),
        (email, {"text": "x" * 599_996}, "e-mail template has 600001 characters: use at most 600000"),
        (email, {"subject": ""}, "subject has 0 characters: use 1 to 600000"),
        (sms, {"body": "x" * 1601}, "body has 1601 characters: use 1 to 1600"),
        (sms, {"body": ""}, "body has 0 characters: use 1 to 1600"),
        (sms, {"description": ""}, "description has 0 characters: use 1 to 500"),
        (
            sms,
            {"default_substitutions": {"{{Name}}": "x"}},
            "variable '{{Name}}' is not valid: use the name without braces, such as 'Attributes.City'",
        ),
        (push, {"default": None}, "the push template has no content: give default, or content for a platform"),
        (voice, {"body": "x" * 10_001}, "body has 10001 characters: use 1 to 10000"),
        (
            voice,
            {"language_code": "english"},
            "language code 'english' is not valid: use one of Amazon Polly's, like 'en-US'",
        ),
        (
            voice,
            {"voice_id": "matthew"},
            "voice id 'matthew' is not valid: use a voice of Amazon Polly, like 'Matthew'",
        ),
    ],
)
def test_what_the_service_refuses_is_refused(
    stack: cdk.Stack, make: Make, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(InvalidArgument) as error:
        make(stack, **arguments)
    assert str(error.value) == message


def test_the_largest_templates_are_taken(stack: cdk.Stack) -> None:
    email(stack, text="x" * 599_995)
    sms(stack, body="x" * 1600)
    voice(stack, body="x" * 10_000)
    push(stack, default=PushContent(body="x" * 4000), adm=AdmPushContent(body="x" * 6000))


def test_each_platform_has_its_content(stack: cdk.Stack) -> None:
    push(
        stack,
        default=PushContent(title="News", body="Read.", action=PushAction.URL, url="https://example.com", sound="ding"),
        apns=ApnsPushContent(body="Look.", media_url="https://example.com/film"),
        gcm=AndroidPushContent(body="See.", action=PushAction.DEEP_LINK, url="app://news", image_icon_url="https://i"),
        baidu=AndroidPushContent(title="See.", small_image_icon_url="https://s", image_url="https://p"),
        adm=AdmPushContent(body="Watch."),
    )
    found = rendered(stack, "AWS::Pinpoint::PushTemplate")
    assert {name: found[name] for name in ("Default", "APNS", "GCM", "Baidu", "ADM")} == {
        "Default": {
            "Title": "News", "Body": "Read.", "Action": "URL", "Url": "https://example.com", "Sound": "ding",
        },
        "APNS": {"Body": "Look.", "MediaUrl": "https://example.com/film"},
        "GCM": {"Body": "See.", "Action": "DEEP_LINK", "Url": "app://news", "ImageIconUrl": "https://i"},
        "Baidu": {"Title": "See.", "SmallImageIconUrl": "https://s", "ImageUrl": "https://p"},
        "ADM": {"Body": "Watch."},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "arguments", "message"),
    [
        (PushContent, {}, "the push content says nothing: give title, body, or both"),
        (PushContent, {"body": "x", "url": "https://x"}, "url is 'https://x' with action OPEN_APP: leave url out"),
        (PushContent, {"body": "x", "action": PushAction.URL}, "url is None with action URL: give one"),
        (
            PushContent,
            {"body": "x", "action": PushAction.URL, "url": "x"},
            "url 'x' is not valid: use an address with http:// or https://",
        ),
        (PushContent, {"body": "x" * 4001}, "PushContent has 4001 characters: use at most 4000"),
        (ApnsPushContent, {"title": "x", "body": "x" * 4000}, "ApnsPushContent has 4001 characters: use at most 4000"),
        (AdmPushContent, {"body": "x" * 6001}, "AdmPushContent has 6001 characters: use at most 6000"),
    ],
)
def test_push_content_that_the_service_refuses_is_refused(
    kind: type[PushContent], arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(InvalidArgument) as error:
        kind(**arguments)
    assert str(error.value) == message


@each_kind
def test_what_uses_a_template_is_made_after_it_and_an_imported_one_is_named(
    stack: cdk.Stack, make: Make, cfn_type: str, kind: str
) -> None:
    made = make(stack)
    name = Reading(stack).id(cfn_type)
    split = {"Fn::Split": ["/", {"Fn::GetAtt": [name, "Arn"]}]}
    assert stack.resolve(made.template_name) == {"Fn::Select": [1, split]}
    imported = type(made).from_template_name(stack, "Imported", "Hello")
    assert imported.template_name == "Hello"
    assert (imported.template_type, made.template_type) == (kind, kind)


@each_kind
def test_reading_is_granted_on_the_template_alone(tokyo: cdk.Stack, make: Make, cfn_type: str, kind: str) -> None:
    imported: ITemplate = type(make(tokyo)).from_template_name(tokyo, "Imported", "Hello")
    role = iam.Role(tokyo, "Role", assumed_by=iam.AccountRootPrincipal())
    imported.grant_read(role)
    ((actions, resource),) = Reading(tokyo).allowed(role)
    assert actions == [f"mobiletargeting:Get{kind.title()}Template", "mobiletargeting:ListTemplateVersions"]
    arn = f":mobiletargeting:ap-northeast-1:111122223333:templates/Hello/{kind}"
    assert resource == {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, arn]]}


def test_a_voice_is_rendered_and_tags_need_their_permissions(stack: cdk.Stack) -> None:
    voice(stack, language_code="en-US", voice_id="Matthew")
    found = rendered(stack, VOICE)
    assert (found["LanguageCode"], found["VoiceId"]) == ("en-US", "Matthew")
    tagging = {"mobiletargeting:TagResource", "mobiletargeting:UntagResource"}
    assert tagging & _provider_actions(stack) == set()
    voice(other := cdk.Stack(cdk.App(), "Other"), tags={"team": "news"})
    assert tagging <= _provider_actions(other)


def test_a_version_is_made_active_for_each_kind(stack: cdk.Stack) -> None:
    templates = [make(stack) for make, _, _ in KINDS]
    in_app = InAppTemplate.from_template_name(stack, "InApp", "Banner")
    for index, template in enumerate([*templates, in_app]):
        TemplateActiveVersion(stack, f"Active{index}", template=template, version=index + 1)
    found = [each["Properties"] for each in Reading(stack).all(ACTIVE).values()]
    assert [(each["TemplateType"], each["Version"]) for each in found] == [
        ("EMAIL", "1"), ("SMS", "2"), ("PUSH", "3"), ("VOICE", "4"), ("INAPP", "5"),
    ]  # fmt: skip
    assert found[4]["TemplateName"] == "Banner"
    assert "mobiletargeting:GetInAppTemplate" in _provider_actions(stack)


@pytest.mark.parametrize("version", [0, 5001, True, "1"])
def test_a_version_that_is_no_number_is_refused(stack: cdk.Stack, version: Any) -> None:
    with pytest.raises(InvalidArgument) as error:
        TemplateActiveVersion(stack, "Active", template=sms(stack), version=version)
    assert str(error.value) == f"version is {version!r}: give a whole number from 1 to 5000"


def _provider_actions(stack: cdk.Stack) -> set[str]:
    statements = [
        statement
        for policy in Reading(stack).all("AWS::IAM::Policy").values()
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
    ]
    return {action for each in statements for action in each["Action"] if isinstance(each["Action"], list)}
