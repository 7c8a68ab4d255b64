"""Message templates of Amazon Pinpoint: versions, the active one, lists; by the API and by CloudFormation."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from botocore.exceptions import ClientError

from cdk_messaging.pinpoint import (
    EmailTemplate,
    PushContent,
    PushTemplate,
    SmsTemplate,
    TemplateActiveVersion,
    VoiceTemplate,
)
from tests.sandbox.account import Account, Json
from tests.sandbox.provider_stacks import LOGS, Existing, existing_in, resources

KINDS: dict[str, tuple[str, str, Json]] = {
    "email": ("EmailTemplateRequest", "EmailTemplateResponse", {"Subject": "Hello", "TextPart": "1"}),
    "in_app": ("InAppTemplateRequest", "InAppTemplateResponse", {"TemplateDescription": "1"}),
    "push": ("PushNotificationTemplateRequest", "PushNotificationTemplateResponse", {"Default": {"Body": "1"}}),
    "sms": ("SMSTemplateRequest", "SMSTemplateResponse", {"Body": "1"}),
    "voice": ("VoiceTemplateRequest", "VoiceTemplateResponse", {"Body": "1", "VoiceId": "Matthew"}),
}


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_template_of_any_kind_is_made_tagged_shown_and_deleted(account: Account, kind: str) -> None:
    pinpoint = account.client("pinpoint")
    payload, answer, content = KINDS[kind]
    request: Any = {payload: {**content, "tags": {"team": "news"}}}
    made = getattr(pinpoint, f"create_{kind}_template")(TemplateName="Hello", **request)
    (arn,) = [each["Arn"] for each in made.values() if "Arn" in each]
    found = getattr(pinpoint, f"get_{kind}_template")(TemplateName="Hello")[answer]
    assert {name: found[name] for name in content} == content
    assert (found["Arn"], found["Version"], found["tags"]) == (arn, "1", {"team": "news"})
    assert arn.endswith(f":templates/Hello/{kind.upper().replace('_', '')}")
    with pytest.raises(ClientError, match="exists already"):
        getattr(pinpoint, f"create_{kind}_template")(TemplateName="Hello", **request)
    getattr(pinpoint, f"delete_{kind}_template")(TemplateName="Hello")
    with pytest.raises(ClientError, match="NotFoundException"):
        getattr(pinpoint, f"get_{kind}_template")(TemplateName="Hello")


@pytest.fixture
def sms(account: Account) -> Any:
    """A client, and a template of three versions."""
    pinpoint = account.client("pinpoint")
    pinpoint.create_sms_template(TemplateName="Hello", SMSTemplateRequest={"Body": "1"})
    for number in ("2", "3"):
        pinpoint.update_sms_template(TemplateName="Hello", SMSTemplateRequest={"Body": number}, CreateNewVersion=True)
    return pinpoint


def body(sms: Any, **version: str) -> str:
    return str(sms.get_sms_template(TemplateName="Hello", **version)["SMSTemplateResponse"]["Body"])


def activate(sms: Any, version: str) -> None:
    sms.update_template_active_version(
        TemplateName="Hello", TemplateType="SMS", TemplateActiveVersionRequest={"Version": version}
    )


def test_the_active_version_is_the_first_until_another_one_is_made_active(sms: Any) -> None:
    assert (body(sms), body(sms, Version="3")) == ("1", "3")
    activate(sms, "2")
    assert body(sms) == "2"
    activate(sms, "latest")
    assert body(sms) == "3"
    with pytest.raises(ClientError, match="version '4' of the template was not found"):
        activate(sms, "4")


def test_an_update_overwrites_the_latest_version_unless_it_makes_another(sms: Any) -> None:
    sms.update_sms_template(TemplateName="Hello", SMSTemplateRequest={"Body": "3b"})
    assert [body(sms, Version=number) for number in ("2", "3")] == ["2", "3b"]
    with pytest.raises(ClientError, match="version '2' is not the latest, '3'"):
        sms.update_sms_template(TemplateName="Hello", SMSTemplateRequest={"Body": "x"}, Version="2")
    with pytest.raises(ClientError, match="give either create-new-version or version"):
        sms.update_sms_template(
            TemplateName="Hello", SMSTemplateRequest={"Body": "x"}, Version="3", CreateNewVersion=True
        )


def test_versions_and_templates_are_listed_in_pages(sms: Any) -> None:
    sms.create_email_template(TemplateName="Other", EmailTemplateRequest={"Subject": "x"})
    first = sms.list_template_versions(TemplateName="Hello", TemplateType="SMS", PageSize="2")
    rest = sms.list_template_versions(
        TemplateName="Hello", TemplateType="SMS", NextToken=first["TemplateVersionsResponse"]["NextToken"]
    )
    pages = [each["TemplateVersionsResponse"]["Item"] for each in (first, rest)]
    assert [each["Version"] for page in pages for each in page] == ["3", "2", "1"]

    def names(**filters: str) -> list[str]:
        return [each["TemplateName"] for each in sms.list_templates(**filters)["TemplatesResponse"]["Item"]]

    assert (names(), names(TemplateType="EMAIL"), names(Prefix="He")) == (["Hello", "Other"], ["Other"], ["Hello"])


def test_one_version_is_deleted_by_itself(sms: Any) -> None:
    sms.delete_sms_template(TemplateName="Hello", Version="1")
    assert body(sms) == "3"
    for number in ("2", "3"):
        sms.delete_sms_template(TemplateName="Hello", Version=number)
    with pytest.raises(ClientError, match="template 'Hello' of type SMS was not found"):
        body(sms)


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("-x", {"Body": "x"}, "template name '-x' is not valid"),
        ("x", {"Body": "x", "DefaultSubstitutions": "[]"}, "DefaultSubstitutions is not a JSON object"),
    ],
)
def test_what_the_service_refuses_is_refused(account: Account, name: str, content: Json, problem: str) -> None:
    with pytest.raises(ClientError, match=f"BadRequestException.*{problem}"):
        account.client("pinpoint").create_sms_template(TemplateName=name, SMSTemplateRequest=content)


def test_permission_is_asked_on_the_template(account: Account) -> None:
    arn = f"arn:aws:mobiletargeting:us-east-1:{account.id}:templates/Hello/SMS"
    allowed = {"Effect": "Allow", "Action": "mobiletargeting:CreateSmsTemplate", "Resource": arn}
    user = account.as_user("pinpoint", [allowed])
    user.create_sms_template(TemplateName="Hello", SMSTemplateRequest={"Body": "x"})
    with pytest.raises(ClientError, match="not authorized"):
        user.create_sms_template(TemplateName="Other", SMSTemplateRequest={"Body": "x"})
    with pytest.raises(ClientError, match="not authorized"):
        user.get_sms_template(TemplateName="Hello")


def test_templates_are_deployed_changed_and_gone_with_their_stack(account: Account) -> None:
    existing = existing_in(account)
    account.deploy(resources(existing, templates))
    pinpoint = account.client("pinpoint")
    assert pinpoint.get_email_template(TemplateName="Email")["EmailTemplateResponse"]["Subject"] == "Hello"
    assert pinpoint.get_push_template(TemplateName="Push")["PushNotificationTemplateResponse"]["tags"]["a"] == "b"
    assert pinpoint.get_voice_template(TemplateName="Voice")["VoiceTemplateResponse"]["Body"] == "Hello."
    account.deploy(resources(existing, lambda stack, other: templates(stack, other, subject="News", tag="c")))
    assert pinpoint.get_email_template(TemplateName="Email")["EmailTemplateResponse"]["Subject"] == "News"
    assert pinpoint.get_voice_template(TemplateName="Voice")["VoiceTemplateResponse"]["tags"] == {"a": "c"}
    account.destroy()
    assert pinpoint.list_templates()["TemplatesResponse"]["Item"] == []


def test_a_version_is_active_as_long_as_the_stack_says_so(account: Account, sms: Any) -> None:
    def active(stack: cdk.Stack, _: Existing) -> None:
        template = SmsTemplate.from_template_name(stack, "Template", "Hello")
        TemplateActiveVersion(stack, "Active", template=template, version=2, log_options=LOGS)

    account.deploy(resources(existing_in(account), active))
    assert body(sms) == "2"
    account.destroy()
    assert body(sms) == "1"


def templates(stack: cdk.Stack, _: Existing, subject: str = "Hello", tag: str = "b") -> None:
    EmailTemplate(stack, "Email", template_name="Email", subject=subject, text="x", tags={"a": tag})
    SmsTemplate(stack, "Sms", template_name="Sms", body="Hello.", default_substitutions={"Name": "you"})
    PushTemplate(stack, "Push", template_name="Push", default=PushContent(body="Hello."), tags={"a": tag})
    VoiceTemplate(stack, "Voice", template_name="Voice", body="Hello.", tags={"a": tag}, log_options=LOGS)
