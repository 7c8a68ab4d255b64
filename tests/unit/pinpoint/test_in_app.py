"""In-app messages, their templates, grants and client."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import aws_cdk as cdk
import boto3
import pytest
from aws_cdk import aws_iam as iam
from botocore.stub import Stubber

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import (
    Alignment,
    ButtonAction,
    ButtonOverride,
    InAppButton,
    InAppContent,
    InAppLayout,
    InAppMessage,
    InAppTemplate,
    InAppText,
    grant_get_in_app_messages,
)
from cdk_messaging.pinpoint.in_app.client import InAppMessages
from tests.unit.pinpoint.helpers import arn, imported_project, warnings
from tests.unit.reading import Reading

TYPE = "AWS::Pinpoint::InAppTemplate"
PANEL = InAppContent(header=InAppText("Hi"), body=InAppText("There"))
BANNER = InAppMessage(layout=InAppLayout.TOP_BANNER, content=[PANEL])
BLACK = {"Alignment": "CENTER", "TextColor": "#000000"}


def test_a_template_renders_nothing_that_was_not_asked_for(stack: cdk.Stack) -> None:
    template = InAppTemplate(stack, "Template", message=BANNER, template_name="hello")
    assert Reading(stack).properties(TYPE) == {
        "Content": [
            {
                "BackgroundColor": "#ffffff",
                "BodyConfig": {**BLACK, "Body": "There"},
                "HeaderConfig": {**BLACK, "Header": "Hi"},
            }
        ],
        "Layout": "TOP_BANNER",
        "TemplateName": "hello",
    }
    assert stack.resolve(template.template_name) == {"Ref": Reading(stack).id(TYPE)}


def test_every_option_is_rendered(stack: cdk.Stack) -> None:
    button = InAppButton(
        text="Read", action=ButtonAction.LINK, link="https://example.com", color="#ABCDEF",
        background_color="#012345", border_radius=8, android=ButtonOverride(ButtonAction.DEEP_LINK, "app://news"),
        ios=ButtonOverride(ButtonAction.CLOSE), web=ButtonOverride(ButtonAction.LINK, "https://example.com/web"),
    )  # fmt: skip
    panel = InAppContent(
        header=InAppText("Hi", color="#111111", alignment=Alignment.LEFT), body=InAppText("There"),
        background_color="#222222", image_url="https://example.com/i.png", primary_button=button,
        secondary_button=InAppButton(text="Close"),
    )  # fmt: skip
    message = InAppMessage(layout=InAppLayout.CAROUSEL, content=[panel] * 5, custom_config={"sound": "bell"})
    InAppTemplate(
        stack, "Template", message=message, description="Greets", tags={"team": "news"},
        removal_policy=cdk.RemovalPolicy.RETAIN,
    )  # fmt: skip
    properties = Reading(stack).properties(TYPE)
    assert properties["Content"][4] == {
        "BackgroundColor": "#222222",
        "BodyConfig": {**BLACK, "Body": "There"},
        "HeaderConfig": {"Alignment": "LEFT", "Header": "Hi", "TextColor": "#111111"},
        "ImageUrl": "https://example.com/i.png",
        "PrimaryBtn": {
            "DefaultConfig": {
                "BackgroundColor": "#012345",
                "BorderRadius": 8,
                "ButtonAction": "LINK",
                "Link": "https://example.com",
                "Text": "Read",
                "TextColor": "#ABCDEF",
            },
            "Android": {"ButtonAction": "DEEP_LINK", "Link": "app://news"},
            "IOS": {"ButtonAction": "CLOSE"},
            "Web": {"ButtonAction": "LINK", "Link": "https://example.com/web"},
        },
        "SecondaryBtn": {"DefaultConfig": {"ButtonAction": "CLOSE", "Text": "Close"}},
    }
    assert {name: properties[name] for name in ("CustomConfig", "Tags", "TemplateDescription")} == {
        "CustomConfig": {"sound": "bell"},
        "Tags": {"team": "news"},
        "TemplateDescription": "Greets",
    }
    assert Reading(stack).only(TYPE)["DeletionPolicy"] == "Retain"


HEX = "use a number sign and six hexadecimal digits, such as '#1a73e8'"


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: InAppText(""), "text has 0 characters: use 1 to 200000"),
        (lambda: InAppText("x", color="red"), f"text color 'red' is not valid: {HEX}"),
        (lambda: InAppText("x", color="#FFF"), f"text color '#FFF' is not valid: {HEX}"),
        (
            lambda: InAppText("x", alignment="TOP"),  # type: ignore[arg-type]
            "alignment 'TOP' is not known: use one of LEFT, CENTER, RIGHT",
        ),
        (
            lambda: InAppButton(text="x", link="https://a"),
            "a button that closes has the link 'https://a': leave it out, or use LINK or DEEP_LINK",
        ),
        (
            lambda: InAppButton(text="x", action=ButtonAction.LINK),
            "a button with the action LINK has no link: give it one, or use CLOSE",
        ),
        (
            lambda: ButtonOverride(ButtonAction.DEEP_LINK),
            "a button with the action DEEP_LINK has no link: give it one, or use CLOSE",
        ),
        (lambda: InAppButton(text="x", color="blue"), f"button color 'blue' is not valid: {HEX}"),
        (lambda: InAppButton(text="x", border_radius=-1), "border_radius is -1: use 0 pixels or more"),
        (
            lambda: InAppContent(header=InAppText("x"), body=InAppText("x"), background_color="white"),
            f"background_color 'white' is not valid: {HEX}",
        ),
        (
            lambda: InAppContent(header=InAppText("x"), body=InAppText("x"), image_url="http://a"),
            "image_url 'http://a' is not valid: use an address that starts with https://",
        ),
        (
            lambda: InAppMessage(layout=InAppLayout.OVERLAYS, content=[PANEL] * 2),
            "an in-app message with the layout OVERLAYS has 2 panels: use 1, or the layout CAROUSEL",
        ),
        (
            lambda: InAppMessage(layout=InAppLayout.CAROUSEL, content=[PANEL] * 6),
            "an in-app message with the layout CAROUSEL has 6 panels: use 1 to 5",
        ),
    ],
)  # fmt: skip
def test_it_is_refused(make: Callable[[], object], problem: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        make()
    assert str(caught.value) == problem


def test_a_message_that_is_too_long_as_a_whole_is_refused() -> None:
    long = InAppContent(header=InAppText("Hi"), body=InAppText("x" * 199_990))
    with pytest.raises(InvalidArgument, match=r"an in-app message has 200\d{3} characters: use at most 200000"):
        InAppMessage(layout=InAppLayout.OVERLAYS, content=[long])


def test_an_imported_template_has_its_arn_and_a_wrong_name_is_refused(stack: cdk.Stack) -> None:
    found = InAppTemplate.from_template_name(stack, "Imported", "hello")
    joined = "".join(part for part in stack.resolve(found.template_arn)["Fn::Join"][1] if isinstance(part, str))
    assert joined.endswith(":templates/hello/INAPP")
    assert warnings(stack) == []
    with pytest.raises(InvalidArgument, match="template name 'a b' is not valid"):
        InAppTemplate(stack, "Wrong", message=BANNER, template_name="a b")


def test_a_template_warns_once_that_it_has_ended(stack: cdk.Stack) -> None:
    InAppTemplate(stack, "Template", message=BANNER)
    (warning,) = warnings(stack)
    assert "[ack: cdk_messaging:pinpoint.InAppTemplate.retired]" in warning


def test_asking_for_messages_is_granted_on_endpoints_and_can_be_on_one(stack: cdk.Stack) -> None:
    project = imported_project(stack)
    every, one = (iam.Role(stack, name, assumed_by=iam.AccountRootPrincipal()) for name in ("Every", "One"))
    grant_get_in_app_messages(project, every)
    grant_get_in_app_messages(project, one, endpoint_id="${cognito-identity.amazonaws.com:sub}")
    reading = Reading(stack)
    assert reading.allowed(every) == [(["mobiletargeting:GetInAppMessages"], arn("endpoints/*"))]
    ((actions, arns),) = reading.allowed(one)
    variable = "endpoints/${cognito-identity.amazonaws.com:sub}"
    assert (actions, arns) == (["mobiletargeting:GetInAppMessages"], [arn(variable), arn(f"{variable}/inappmessages")])


def campaign(priority: int, event: str, **members: object) -> dict[str, object]:
    kinds = {"DimensionType": "INCLUSIVE", "Values": [event]}
    return {
        "CampaignId": f"news-{priority}", "Priority": priority, "TreatmentId": "0", "DailyCap": 3,
        "InAppMessage": {"Layout": "OVERLAYS", "Content": [{"BackgroundColor": "#ffffff"}]},
        "Schedule": {
            "EndDate": "2026-11-06T00:08:05Z",
            "EventFilter": {"FilterType": "ENDPOINT", "Dimensions": {"EventType": kinds}},
        },
        **members,
    }  # fmt: skip


def test_the_client_gives_the_messages_for_an_event_in_the_order_of_showing() -> None:
    client = boto3.client("pinpoint", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x")
    listed = [campaign(3, "_session.start"), campaign(1, "_session.start"), campaign(2, "purchase")]
    asked = {"ApplicationId": "app", "EndpointId": "ann"}
    with Stubber(client) as stubber:
        for _ in range(2):
            answer = {"InAppMessagesResponse": {"InAppMessageCampaigns": listed}}
            stubber.add_response("get_in_app_messages", answer, asked)
        messages = InAppMessages("app", client)
        first, second = messages.of("ann", event_type="_session.start")
        assert [each.priority for each in messages.of("ann")] == [1, 2, 3]
    assert (first.campaign, first.priority, second.priority) == ("news-1", 1, 3)
    assert first.ends == datetime(2026, 11, 6, 0, 8, 5, tzinfo=UTC)
    assert (first.layout, first.content, first.custom_config) == ("OVERLAYS", [{"BackgroundColor": "#ffffff"}], {})
    assert (first.daily_cap, first.session_cap, first.total_cap) == (3, 0, 0)
