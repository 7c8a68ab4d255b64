"""Every construct for what has ended says so, once, by a stable id, with what to use instead; no other one warns."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_kinesis as kinesis
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_ses as ses
from aws_cdk.assertions import Annotations, Match
from constructs import Construct

from cdk_messaging import pinpoint as library
from cdk_messaging.pinpoint.journeys.journey_status import STEPS
from cdk_messaging.pinpoint.retirement import CLOUDFORMATION_TYPES, CUSTOM_RESOURCES, ENDED_ON
from tests.support.app import ROOT
from tests.unit.pinpoint.helpers import HELLO, imported_project, imported_segment
from tests.unit.reading import Reading

Make = Callable[[cdk.Stack], Any]
ARN = "arn:aws:personalize:us-east-1:111122223333"
SECRET = cdk.SecretValue.secrets_manager("push")
PANEL = library.InAppContent(header=library.InAppText("x"), body=library.InAppText("x"))
MESSAGE = library.InAppMessage(layout=library.InAppLayout.TOP_BANNER, content=[PANEL])
TOKEN: dict[str, Any] = {
    "token_key": SECRET,
    "token_key_id": "0123456789",
    "team_id": "0123456789",
    "bundle_id": "com.x",
}


def journey(stack: cdk.Stack) -> library.Journey:
    wait = library.WaitActivity(wait_time=library.WaitTime.span(cdk.Duration.hours(1)))
    return library.Journey(
        stack,
        "Made",
        project=imported_project(stack),
        start_condition=library.StartCondition.upon(library.EventFilter.application("signup")),
        activities={"wait": wait},
    )


def template(stack: cdk.Stack) -> library.ISmsTemplate:
    return library.SmsTemplate.from_template_name(stack, "Imported", "Hello")


def bucket(stack: cdk.Stack) -> s3.IBucket:
    return s3.Bucket.from_bucket_name(stack, "Bucket", "endpoints")


def stream(stack: cdk.Stack) -> kinesis.IStream:
    return kinesis.Stream.from_stream_arn(stack, "Stream", "arn:aws:kinesis:us-east-1:111122223333:stream/events")


def plain(name: str, **arguments: Any) -> Make:
    """Something that needs a project only."""
    return lambda stack: getattr(library, name)(stack, "Made", project=imported_project(stack), **arguments)


def of_bucket(name: str, **arguments: Any) -> Make:
    return lambda stack: getattr(library, name)(
        stack, "Made", project=imported_project(stack), bucket=bucket(stack), key_prefix="in/", **arguments
    )


CSV = {"file_format": library.FileFormat.CSV}
RETIRED: dict[str, Make] = {
    "Campaign": lambda stack: library.Campaign(
        stack,
        "Made",
        segment=imported_segment(imported_project(stack)),
        schedule=library.Schedule.immediately(),
        messages=HELLO,
    ),
    "EmailChannel": lambda stack: library.EmailChannel(
        stack,
        "Made",
        project=imported_project(stack),
        from_address="us@example.com",
        identity=ses.EmailIdentity.from_email_identity_name(stack, "Identity", "example.com"),
    ),
    "EmailTemplate": lambda stack: library.EmailTemplate(stack, "Made", subject="x", text="x"),
    "EventStream": lambda stack: library.EventStream(
        stack, "Made", project=imported_project(stack), stream=stream(stack)
    ),
    "ExportJob": of_bucket("ExportJob"),
    "ImportJob": of_bucket("ImportJob", **CSV),
    "ImportedSegment": of_bucket("ImportedSegment", **CSV),
    "InAppTemplate": lambda stack: library.InAppTemplate(
        stack,
        "Made",
        message=MESSAGE,
    ),
    "Journey": journey,
    "JourneyState": lambda stack: library.JourneyState(
        stack,
        "Made",
        journey=library.Journey.from_journey_id(stack, "Imported", "0" * 32, project=imported_project(stack)),
        state=library.JourneyStatus.ACTIVE,
    ),
    "ProjectSettings": plain("ProjectSettings", metrics=True),
    "PushTemplate": lambda stack: library.PushTemplate(stack, "Made", default=library.PushContent(body="x")),
    "RecommenderConfiguration": lambda stack: library.RecommenderConfiguration(
        stack, "Made", solution_arn=f"{ARN}:solution/s", campaign_arn=f"{ARN}:campaign/c", display_name="Films"
    ),
    "Segment": plain("Segment"),
    "SmsTemplate": lambda stack: library.SmsTemplate(stack, "Made", body="x"),
    "TemplateActiveVersion": lambda stack: library.TemplateActiveVersion(
        stack, "Made", template=template(stack), version=1
    ),
    "VoiceTemplate": lambda stack: library.VoiceTemplate(stack, "Made", body="x"),
}
"""Constructs for what has ended."""

PARTS: dict[str, Make] = {
    "CustomChannelFunction": lambda stack: library.CustomChannelFunction(stack, "Made"),
    "EventStreamRole": lambda stack: library.EventStreamRole(
        stack, "Made", project=imported_project(stack), stream=stream(stack)
    ),
    "ExportRole": of_bucket("ExportRole"),
    "ImportRole": of_bucket("ImportRole"),
    "RecommenderRole": lambda stack: library.RecommenderRole(
        stack, "Made", solution_arn=f"{ARN}:solution/s", campaign_arn=f"{ARN}:campaign/c"
    ),
    "SegmentFilter": lambda stack: library.SegmentFilter(stack, "Made", source=__file__),
}
"""Functions and roles of other services, for use by a construct that warns."""

LIVING: dict[str, Make] = {
    "AdmChannel": plain("AdmChannel", client_id=SECRET, client_secret=SECRET),
    **{name: plain(name, **TOKEN) for name in (
        "ApnsChannel", "ApnsSandboxChannel", "ApnsVoipChannel", "ApnsVoipSandboxChannel")},
    "BaiduChannel": plain("BaiduChannel", api_key=SECRET, secret_key=SECRET),
    "GcmChannel": plain("GcmChannel", service_json=SECRET),
    "Project": lambda stack: library.Project(stack, "Made"),
    "PushSender": plain("PushSender"),
    "SmsChannel": plain("SmsChannel"),
    "VoiceChannel": plain("VoiceChannel"),
}  # fmt: skip
"""Constructs for what lives on."""


def warnings(stack: cdk.Stack) -> list[tuple[str, str]]:
    """The warnings of a stack: their ids and their words."""
    found = Annotations.from_stack(stack).find_warning("*", Match.any_value())
    split = [re.fullmatch(r"(.*) \[ack: (.*)\]", str(each.entry.data), re.DOTALL) for each in found]
    return [(each[2], each[1]) for each in split if each is not None]


def constructs() -> set[str]:
    """The public constructs, without the interfaces that only importing makes."""
    classes = {name: getattr(library, name) for name in library.__all__}
    return {
        name
        for name, found in classes.items()
        if inspect.isclass(found) and issubclass(found, Construct) and not re.match("I[A-Z][a-z]", name)
    } | ({name for name in classes if name.startswith("Imported")} & set(classes))


def test_each_public_construct_is_known_here() -> None:
    assert constructs() == RETIRED.keys() | PARTS.keys() | LIVING.keys()


@pytest.mark.parametrize("name", sorted(RETIRED))
def test_what_ended_warns_once_by_its_id_and_names_what_replaces_it(stack: cdk.Stack, name: str) -> None:
    RETIRED[name](stack)
    ((identity, words),) = warnings(stack)
    assert identity == f"cdk_messaging:pinpoint.{name}.retired"
    replacement = words.partition("AWS refuses to create it: use ")[2].partition(". It is here")[0]
    known = {each.replacement for each in (*CLOUDFORMATION_TYPES.values(), *CUSTOM_RESOURCES.values())}
    assert replacement in known
    assert ENDED_ON in words


@pytest.mark.parametrize("name", sorted(PARTS | LIVING))
def test_what_lives_warns_of_nothing(stack: cdk.Stack, name: str) -> None:
    (PARTS | LIVING)[name](stack)
    assert warnings(stack) == []


@pytest.mark.parametrize("name", sorted(LIVING))
def test_every_type_of_what_lives_is_one_that_lives_on(stack: cdk.Stack, name: str) -> None:
    LIVING[name](stack)
    types = {each["Type"] for each in Reading(stack).resources.values() if each["Type"] in CLOUDFORMATION_TYPES}
    assert [each for each in types if CLOUDFORMATION_TYPES[each].retired] == []


def test_one_acknowledgement_of_the_app_silences_a_kind_everywhere() -> None:
    app = cdk.App()
    stacks = [cdk.Stack(app, name) for name in ("One", "Two")]
    for stack in stacks:
        library.SmsTemplate(stack, "Sms", body="x")
        library.VoiceTemplate(stack, "Voice", body="x")
    cdk.Annotations.of(app).acknowledge_warning("cdk_messaging:pinpoint.SmsTemplate.retired", "known")
    for stack in stacks:
        assert [identity for identity, _ in warnings(stack)] == ["cdk_messaging:pinpoint.VoiceTemplate.retired"]


def documented() -> dict[str, tuple[str, str]]:
    """The table of docs/pinpoint.md: what became of each construct, and what to use instead."""
    text = (ROOT / "docs" / "pinpoint.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (lives|ended) \| (.*?) ?\|$", text, re.MULTILINE)
    return {name: (state, replacement) for name, state, replacement in rows}


def test_the_page_says_of_each_construct_what_it_says_of_itself() -> None:
    said = dict.fromkeys(LIVING, ("lives", ""))
    for name, make in RETIRED.items():
        make(stack := cdk.Stack(cdk.App(), "Stack"))
        ((_, words),) = warnings(stack)
        said[name] = ("ended", words.partition("create it: use ")[2].partition(". It is here")[0])
    assert documented() == said


def test_the_page_has_the_ways_of_a_journey() -> None:
    text = (ROOT / "docs" / "pinpoint.md").read_text(encoding="utf-8")
    for since, ends in STEPS.items():
        assert f"\n| {since} | {', '.join(sorted(ends))}".rstrip() in text
