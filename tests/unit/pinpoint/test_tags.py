"""Tags: what AWS takes, on every type that can have some."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import aws_cdk as cdk
import pytest
from constructs import Construct

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import (
    Campaign,
    CampaignMessages,
    Dimension,
    EmailTemplate,
    InAppContent,
    InAppLayout,
    InAppMessage,
    InAppTemplate,
    InAppText,
    Project,
    PushContent,
    PushTemplate,
    Schedule,
    Segment,
    SmsMessage,
    SmsTemplate,
    VoiceTemplate,
)
from cdk_messaging.pinpoint.tag_rules import problem_of
from cdk_messaging.sms_voice.senders import MessageType
from tests.unit.reading import Reading

ID = "0123456789abcdef0123456789abcdef"
Make = Callable[[cdk.Stack, Mapping[str, str]], Construct]


def segment_of(stack: cdk.Stack, tags: Mapping[str, str] | None = None) -> Segment:
    project = Project.from_project_id(stack, "Project", ID)
    return Segment(stack, "Segment", project=project, dimensions=[Dimension.platform("iOS")], tags=tags)


def campaign_of(stack: cdk.Stack, tags: Mapping[str, str]) -> Campaign:
    messages = CampaignMessages(sms=SmsMessage(body="Hello.", message_type=MessageType.PROMOTIONAL))
    return Campaign(
        stack, "C", segment=segment_of(stack), schedule=Schedule.immediately(), messages=messages, tags=tags
    )


def in_app_of(stack: cdk.Stack, tags: Mapping[str, str]) -> InAppTemplate:
    content = InAppContent(header=InAppText("Hello"), body=InAppText("Hello."))
    message = InAppMessage(layout=InAppLayout.OVERLAYS, content=[content])
    return InAppTemplate(stack, "C", message=message, tags=tags)


TAGGABLE: dict[str, tuple[Make, str]] = {
    "project": (lambda stack, tags: Project(stack, "C", tags=tags), "AWS::Pinpoint::App"),
    "segment": (segment_of, "AWS::Pinpoint::Segment"),
    "campaign": (campaign_of, "AWS::Pinpoint::Campaign"),
    "in-app template": (in_app_of, "AWS::Pinpoint::InAppTemplate"),
    "e-mail template": (
        lambda stack, tags: EmailTemplate(stack, "C", subject="s", text="t", tags=tags),
        "AWS::Pinpoint::EmailTemplate",
    ),
    "push template": (
        lambda stack, tags: PushTemplate(stack, "C", default=PushContent(body="b"), tags=tags),
        "AWS::Pinpoint::PushTemplate",
    ),
    "sms template": (lambda stack, tags: SmsTemplate(stack, "C", body="b", tags=tags), "AWS::Pinpoint::SmsTemplate"),
}


@pytest.mark.parametrize(("make", "cfn_type"), TAGGABLE.values(), ids=list(TAGGABLE))
def test_tags_are_rendered_with_those_of_the_stack(stack: cdk.Stack, make: Make, cfn_type: str) -> None:
    make(stack, {"team": "news"})
    cdk.Tags.of(stack).add("stage", "dev")
    assert Reading(stack).properties(cfn_type)["Tags"] == {"stage": "dev", "team": "news"}


@pytest.mark.parametrize("make", [each for each, _ in TAGGABLE.values()], ids=list(TAGGABLE))
def test_tags_that_aws_does_not_take_are_refused(stack: cdk.Stack, make: Make) -> None:
    with pytest.raises(InvalidArgument, match="tag key 'aws:team' is reserved"):
        make(stack, {"aws:team": "news"})


@pytest.mark.parametrize("make", [each for each, _ in TAGGABLE.values()], ids=list(TAGGABLE))
def test_tags_of_the_stack_that_are_too_many_fail_the_synthesis(stack: cdk.Stack, make: Make) -> None:
    make(stack, {f"own{each}": "" for each in range(26)})
    for each in range(25):
        cdk.Tags.of(stack).add(f"stack{each}", "x")
    with pytest.raises(RuntimeError, match="51 tags are too many: use at most 50 for a resource"):
        stack.node.root.synth()  # type: ignore[attr-defined]


def test_a_voice_template_takes_checked_tags(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument, match="tag value 'a#b' is not valid"):
        VoiceTemplate(stack, "C", body="b", tags={"team": "a#b"})


def test_a_value_that_is_known_at_deployment_only_is_taken(stack: cdk.Stack) -> None:
    Project(stack, "C", tags={"stack": stack.stack_id})
    assert Reading(stack).properties("AWS::Pinpoint::App")["Tags"] == {"stack": {"Ref": "AWS::StackId"}}


@pytest.mark.parametrize(
    "tags",
    [
        {},
        {"k" * 128: "v" * 256, "empty": ""},
        {"Größe": "日本", "a b_.:/=+-": "1"},
        {f"key{each}": "" for each in range(50)},
    ],
)
def test_what_the_guide_allows_is_allowed(tags: dict[str, str]) -> None:
    assert problem_of(tags) is None


@pytest.mark.parametrize(
    ("tags", "problem"),
    [
        ({"": "x"}, "tag key '' has 0 characters: use 1 to 128"),
        ({"k" * 129: ""}, "tag key 'kkkkkkkkkkkkkkkkkkkk' has 129 characters: use 1 to 128"),
        ({"k": "v" * 257}, "tag value 'vvvvvvvvvvvvvvvvvvvv' has 257 characters: use 0 to 256"),
        ({"k": "a@b"}, "tag value 'a@b' is not valid: use letters, digits, spaces and _.:/=+-"),
        ({"k": "AWS:x"}, "tag value 'AWS:x' is reserved: use one that doesn't begin with aws:"),
        ({f"key{each}": "" for each in range(51)}, "51 tags are too many: use at most 50 for a resource"),
    ],
)
def test_what_the_guide_forbids_is_named(tags: dict[str, str], problem: str) -> None:
    assert problem_of(tags) == problem
