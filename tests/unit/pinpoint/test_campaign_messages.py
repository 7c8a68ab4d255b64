"""What campaigns say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import (
    CampaignLimits,
    CampaignMessages,
    CampaignTemplates,
    EmailMessage,
    InAppContent,
    InAppLayout,
    InAppMessage,
    InAppText,
    PushAction,
    PushMessage,
    SmsMessage,
    TemplateReference,
)
from cdk_messaging.pinpoint.templates import SmsTemplate
from cdk_messaging.sms_voice.senders import MessageType
from tests.unit.reading import Reading

SMS = SmsMessage(body="Hi", message_type=MessageType.PROMOTIONAL)
PANEL = InAppContent(header=InAppText("Hi"), body=InAppText("There"))
IN_APP = InAppMessage(layout=InAppLayout.OVERLAYS, content=[PANEL])


def test_messages_are_rendered_by_channel() -> None:
    push = PushMessage(
        title="T", body="B", action=PushAction.URL, url="https://a.b", time_to_live=cdk.Duration.hours(1)
    )
    messages = CampaignMessages(
        default=push, adm=PushMessage(raw_content="{}"), apns=PushMessage(silent=True, json_body="{}"),
        baidu=PushMessage(body="B", image_url="https://a/i", image_icon_url="https://a/c"),
        gcm=PushMessage(body="G", image_small_icon_url="https://a/s", media_url="https://a/m"),
        sms=SmsMessage(
            body="S", message_type=MessageType.TRANSACTIONAL, origination_number="+12065550100", entity_id="e",
            template_id="t",
        ),
        email=EmailMessage(title="T", html_body="<p>", body="t", from_address="a@example.com"),
        custom={"a": 1},
    )  # fmt: skip
    assert messages.render() == {
        "defaultMessage": {"title": "T", "body": "B", "action": "URL", "url": "https://a.b", "timeToLive": 3600},
        "admMessage": {"rawContent": "{}"},
        "apnsMessage": {"silentPush": True, "jsonBody": "{}"},
        "baiduMessage": {"body": "B", "imageUrl": "https://a/i", "imageIconUrl": "https://a/c"},
        "gcmMessage": {"body": "G", "imageSmallIconUrl": "https://a/s", "mediaUrl": "https://a/m"},
        "smsMessage": {
            "body": "S", "messageType": "TRANSACTIONAL", "originationNumber": "+12065550100", "entityId": "e",
            "templateId": "t",
        },
        "emailMessage": {"title": "T", "htmlBody": "<p>", "body": "t", "fromAddress": "a@example.com"},
        "customMessage": {"data": '{"a":1}'},
    }  # fmt: skip


def test_custom_data_can_be_text() -> None:
    assert CampaignMessages(custom='{"a": 1}').render() == {"customMessage": {"data": '{"a": 1}'}}


def test_templates_are_named_or_given(stack: cdk.Stack) -> None:
    template = SmsTemplate(stack, "Template", body="Hi", template_name="hi")
    templates = CampaignTemplates(sms=template, push=TemplateReference("news", version="2"))
    rendered = templates.render()
    assert rendered["pushTemplate"] == {"name": "news", "version": "2"}
    assert Reading(stack).id("AWS::Pinpoint::SmsTemplate") in str(stack.resolve(rendered["smsTemplate"]["name"]))
    assert templates.dependencies == (template,)


def test_limits_are_rendered_as_they_are_given() -> None:
    limits = CampaignLimits(
        daily=1, total=2, session=3, maximum_duration=cdk.Duration.minutes(1), messages_per_second=4
    )
    assert limits.render() == {
        "daily": 1, "total": 2, "session": 3, "maximumDuration": 60, "messagesPerSecond": 4,
    }  # fmt: skip
    assert CampaignLimits().render() == {}


def sms(**arguments: Any) -> SmsMessage:
    return SmsMessage(**{"body": "Hi", "message_type": MessageType.PROMOTIONAL, **arguments})


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (PushMessage, "a push message shows nothing: give it a body or raw_content, or make it silent"),
        (lambda: PushMessage(body="x" * 201), "body of the push message has 201 characters: use 1 to 200"),
        (
            lambda: PushMessage(body="x", silent=True),
            "a silent push message has a title or body that nobody sees: use json_body",
        ),
        (
            lambda: PushMessage(body="x", json_body="{}"),
            "json_body is for silent push messages: say silent=True, or leave it out",
        ),
        (
            lambda: PushMessage(body="x", url="https://a"),
            "a push message that opens the app has the url 'https://a': use URL or DEEP_LINK",
        ),
        (
            lambda: PushMessage(body="x", action=PushAction.URL),
            "a push message with the action URL has no url: give it one",
        ),
        (
            lambda: PushMessage(body="x", image_url="http://a"),
            "image_url 'http://a' is not valid: use an address that starts with https://",
        ),
        (lambda: sms(body=""), "body of the sms has 0 characters: use 1 to 1600"),
        (lambda: sms(origination_number="123"), "origination_number '123' is not valid: use E.164: '+12065550100'"),
        (
            lambda: sms(sender_id="12345"),
            "sender_id '12345' is not valid: use 1 to 11 letters, digits and -, one of them a letter",
        ),
        (
            lambda: sms(sender_id="NEWS", origination_number="+12065550100"),
            "an sms has an origination_number and a sender_id: give one of them",
        ),
        (
            lambda: sms(entity_id="e"),
            "an sms has one of entity_id and template_id: India needs both, others none",
        ),
        (lambda: EmailMessage(title="T"), "an e-mail has no body: give it html_body, body, or both"),
        (
            lambda: EmailMessage(title="T", body="b", from_address="me"),
            "from_address 'me' is not valid: use an e-mail address",
        ),
        (CampaignMessages, "a campaign's messages are empty: give one of a channel"),
        (
            lambda: CampaignMessages(in_app=IN_APP, sms=SMS),
            "an in-app message stands beside others: make a campaign of its own for it",
        ),
        (lambda: CampaignMessages(custom="hello"), "custom data is no JSON: give a mapping, or the text of one"),
        (lambda: CampaignMessages(custom={"a": "x" * 5120}), "custom data has 5128 bytes: use at most 5120"),
        (CampaignTemplates, "a campaign's templates are empty: give one of a channel"),
        (
            lambda: TemplateReference("-x"),
            "template name '-x' is not valid: use 1 to 128 letters, digits, _ and -, beginning with a letter or digit",
        ),
        (
            lambda: TemplateReference("x", version="latest"),
            "template version 'latest' is not valid: use a number from 1",
        ),
        (lambda: CampaignLimits(daily=101), "daily is 101: use 0 to 100"),
        (lambda: CampaignLimits(total=-1), "total is -1: use 0 to 100"),
        (lambda: CampaignLimits(messages_per_second=0), "messages_per_second is 0: use 1 to 20000"),
        (
            lambda: CampaignLimits(maximum_duration=cdk.Duration.seconds(59)),
            "maximum_duration is 59: use 60 or more",
        ),
    ],
)  # fmt: skip
def test_it_is_refused(make: Callable[[], object], problem: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        make()
    assert str(caught.value) == problem


def test_a_template_of_another_channel_is_refused(stack: cdk.Stack) -> None:
    template = SmsTemplate(stack, "Template", body="Hi")
    with pytest.raises(InvalidArgument, match="the template of push is of the type SMS: use one of the type PUSH"):
        CampaignTemplates(push=template)
