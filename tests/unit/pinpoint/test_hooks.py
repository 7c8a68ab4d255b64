"""Functions and webhooks of campaigns: who may invoke them, for what, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_lambda as lambda_

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.observability import LogOptions
from cdk_messaging.pinpoint import (
    Campaign,
    CampaignHook,
    CampaignMessages,
    ChannelType,
    CustomChannelFunction,
    CustomChannelMetric,
    CustomDelivery,
    Project,
    ProjectSettings,
    Schedule,
    SegmentFilter,
)
from cdk_messaging.pinpoint.hooks import allow_invocation, hook_files
from tests.unit.pinpoint.helpers import (
    HELLO,
    OTHER_ID,
    PROJECT_ID,
    arn,
    function,
    imported_project,
    imported_segment,
    warnings,
)
from tests.unit.reading import Reading

PERMISSION = "AWS::Lambda::Permission"
CAMPAIGN = "AWS::Pinpoint::Campaign"
PRINCIPAL = {"Fn::Join": ["", ["pinpoint.", {"Ref": "AWS::Region"}, ".amazonaws.com"]]}
FILTER = "def customize(endpoint, event):\n    return endpoint\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "only_fans.py"
    path.write_text(FILTER, encoding="utf-8")
    return path


def campaign_of(stack: cdk.Stack, construct_id: str = "Campaign", **arguments: Any) -> Campaign:
    project = stack.node.try_find_child("Project") or imported_project(stack)
    segment = stack.node.try_find_child("ImportedSegment") or imported_segment(project)  # type: ignore[arg-type]
    given = {"schedule": Schedule.immediately(), "messages": HELLO, "campaign_name": "News", **arguments}
    return Campaign(stack, construct_id, segment=segment, **given)  # type: ignore[arg-type]


def permission(stack: cdk.Stack, path: str = "campaigns/*") -> dict[str, Any]:
    """The only permission that there has to be: of one function, for one project of this account."""
    name = {"Fn::GetAtt": [Reading(stack).id("AWS::Lambda::Function"), "Arn"]}
    return {
        "Action": "lambda:InvokeFunction",
        "FunctionName": name,
        "Principal": PRINCIPAL,
        "SourceAccount": {"Ref": "AWS::AccountId"},
        "SourceArn": arn(path),
    }


def test_a_filter_may_be_invoked_by_the_campaigns_of_its_project_only(stack: cdk.Stack) -> None:
    campaign_of(stack, hook=CampaignHook.filter(function(stack)))
    reading = Reading(stack)
    assert reading.properties(PERMISSION) == permission(stack)
    assert reading.properties(CAMPAIGN)["CampaignHook"] == {
        "LambdaFunctionName": permission(stack)["FunctionName"],
        "Mode": "FILTER",
    }
    assert reading.only(CAMPAIGN)["DependsOn"] == [reading.id(PERMISSION)]


def test_a_permission_is_narrower_once_the_campaign_is_known(stack: cdk.Stack) -> None:
    campaign_of(stack, hook=CampaignHook.filter(function(stack), campaign_id=OTHER_ID))
    assert Reading(stack).properties(PERMISSION) == permission(stack, f"campaigns/{OTHER_ID}")


def test_a_custom_channel_may_be_invoked_by_the_campaigns_of_its_project_only(stack: cdk.Stack) -> None:
    delivery = CustomDelivery.function(function(stack), endpoint_types=[ChannelType.SMS, ChannelType.CUSTOM])
    campaign_of(stack, messages=CampaignMessages(custom={}), custom_delivery=delivery)
    assert Reading(stack).properties(PERMISSION) == permission(stack)
    assert Reading(stack).properties(CAMPAIGN)["CustomDeliveryConfiguration"] == {
        "DeliveryUri": permission(stack)["FunctionName"],
        "EndpointTypes": ["SMS", "CUSTOM"],
    }


def test_a_custom_channel_can_be_narrowed_to_one_campaign(stack: cdk.Stack) -> None:
    delivery = CustomDelivery.function(function(stack), endpoint_types=[ChannelType.SMS], campaign_id=OTHER_ID)
    delivery.bind(stack, imported_project(stack))
    assert Reading(stack).properties(PERMISSION) == permission(stack, f"campaigns/{OTHER_ID}")


def test_a_function_that_a_campaign_uses_twice_gets_one_permission(stack: cdk.Stack) -> None:
    called = function(stack)
    campaign_of(
        stack,
        hook=CampaignHook.filter(called),
        messages=CampaignMessages(custom={}),
        custom_delivery=CustomDelivery.function(called, endpoint_types=[ChannelType.SMS]),
    )
    assert len(Reading(stack).all(PERMISSION)) == 1


def test_campaigns_that_share_a_function_each_wait_for_their_own_permission(stack: cdk.Stack) -> None:
    called = function(stack)
    for name in ("One", "Two"):
        campaign_of(stack, name, hook=CampaignHook.filter(called))
    reading = Reading(stack)
    waited = [each["DependsOn"] for each in reading.all(CAMPAIGN).values()]
    assert sorted(name for names in waited for name in names) == sorted(reading.all(PERMISSION))


def test_something_else_of_the_project_can_be_allowed(stack: cdk.Stack) -> None:
    allow_invocation(stack, function(stack), imported_project(stack), source="journeys/*")
    assert Reading(stack).properties(PERMISSION) == permission(stack, "journeys/*")


def test_a_version_is_what_may_be_invoked(stack: cdk.Stack) -> None:
    version = function(stack).current_version
    campaign_of(stack, hook=CampaignHook.filter(version))
    reading = Reading(stack)
    assert reading.properties(PERMISSION)["FunctionName"] == {"Ref": reading.id("AWS::Lambda::Version")}


def test_settings_of_a_project_take_the_same_hook(stack: cdk.Stack) -> None:
    ProjectSettings(
        stack, "Settings", project=imported_project(stack), hook=CampaignHook.custom_channel(function(stack))
    )
    reading = Reading(stack)
    settings = reading.only("AWS::Pinpoint::ApplicationSettings")
    assert reading.properties(PERMISSION) == permission(stack)
    assert settings["Properties"]["CampaignHook"] == {
        "LambdaFunctionName": permission(stack)["FunctionName"],
        "Mode": "DELIVERY",
    }
    assert settings["DependsOn"] == [reading.id(PERMISSION)]


def test_a_webhook_needs_no_permission_and_waits_for_what_answers(stack: cdk.Stack) -> None:
    ready = cdk.CfnResource(stack, "Api", type="Custom::Api")
    delivery = CustomDelivery.webhook("https://a.example.com/x", endpoint_types=[ChannelType.EMAIL], ready=ready)
    campaign_of(
        stack,
        hook=CampaignHook.webhook("https://example.com/a-b_c.d~e?f#g;h"),
        messages=CampaignMessages(custom={}),
        custom_delivery=delivery,
    )
    reading = Reading(stack)
    assert reading.all(PERMISSION) == {}
    assert reading.properties(CAMPAIGN)["CampaignHook"] == {
        "Mode": "FILTER",
        "WebUrl": "https://example.com/a-b_c.d~e?f#g;h",
    }
    assert reading.only(CAMPAIGN)["DependsOn"] == ["Api"]


WEB = "use https:// and then letters, digits and - . _ ~ ? / # ; only"
SMS = [ChannelType.SMS]


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: CampaignHook.webhook("http://a.b"), f"webhook 'http://a.b' is not valid: {WEB}"),
        (lambda: CampaignHook.webhook("https://a.b?c=d"), f"webhook 'https://a.b?c=d' is not valid: {WEB}"),
        (
            lambda: CustomDelivery.webhook("https://a.b:8", endpoint_types=SMS),
            f"webhook 'https://a.b:8' is not valid: {WEB}",
        ),
        (
            lambda: CustomDelivery.webhook("https://a.b", endpoint_types=[]),
            "a custom channel serves no endpoint_types: give one or several",
        ),
        (
            lambda: CustomDelivery.webhook("https://a.b", endpoint_types=SMS * 2),
            "endpoint type 'SMS' is given twice: give each one once",
        ),
        (
            lambda: CustomDelivery.webhook("https://a.b", endpoint_types=[ChannelType.PUSH]),
            ("endpoint type 'PUSH' has no custom channel: use ADM, APNS, APNS_SANDBOX, APNS_VOIP, APNS_VOIP_SANDBOX, "
            "BAIDU, CUSTOM, EMAIL, GCM, SMS, VOICE"),
        ),
    ],
)  # fmt: skip
def test_it_is_refused(make: Callable[[], object], problem: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        make()
    assert str(caught.value) == problem


def test_a_campaign_id_that_is_none_is_refused(stack: cdk.Stack) -> None:
    called = function(stack)
    for make in (CampaignHook.filter, CampaignHook.custom_channel):
        with pytest.raises(InvalidArgument, match="campaign id 'x' is not valid"):
            make(called, campaign_id="x")
    with pytest.raises(InvalidArgument, match="campaign id 'x' is not valid"):
        CustomDelivery.function(called, endpoint_types=SMS, campaign_id="x")


@pytest.mark.parametrize("of", ["function", "version"])
def test_a_function_that_may_take_longer_than_pinpoint_waits_is_refused(stack: cdk.Stack, of: str) -> None:
    slow = function(stack, timeout=cdk.Duration.seconds(16))
    called = slow if of == "function" else slow.current_version
    with pytest.raises(InvalidArgument, match=r"may take 16 seconds, but Amazon Pinpoint waits 15: set its timeout"):
        campaign_of(stack, hook=CampaignHook.filter(called))
    campaign_of(stack, "Other", hook=CampaignHook.filter(function(stack, "F15", timeout=cdk.Duration.seconds(15))))


def test_a_function_of_another_region_is_refused(tokyo: cdk.Stack) -> None:
    elsewhere = lambda_.Function.from_function_arn(
        tokyo, "Elsewhere", "arn:aws:lambda:us-east-1:111122223333:function:f"
    )
    project = Project.from_project_id(tokyo, "Project", PROJECT_ID)
    with pytest.raises(InvalidArgument, match="is in us-east-1, the project in ap-northeast-1: use one in the proj"):
        CampaignHook.filter(elsewhere).bind(tokyo, project)
    here = lambda_.Function.from_function_arn(tokyo, "Here", "arn:aws:lambda:ap-northeast-1:111122223333:function:f")
    CampaignHook.filter(here).bind(tokyo, project)
    assert Reading(tokyo).properties(PERMISSION)["Principal"] == "pinpoint.ap-northeast-1.amazonaws.com"


def test_the_counting_channel_may_put_metrics_of_its_namespace_and_nothing_else(stack: cdk.Stack) -> None:
    made = CustomChannelFunction(stack, "Channel")
    (policy,) = Reading(stack).all("AWS::IAM::Policy").values()
    logs, metrics = policy["Properties"]["PolicyDocument"]["Statement"]
    assert logs["Action"] == ["logs:CreateLogStream", "logs:PutLogEvents"]
    assert metrics == {
        "Action": "cloudwatch:PutMetricData",
        "Condition": {"StringEquals": {"cloudwatch:namespace": "PinpointCustomChannelExecution"}},
        "Effect": "Allow",
        "Resource": "*",
    }
    properties = Reading(stack).properties("AWS::Lambda::Function")
    assert (properties["Handler"], properties["Timeout"]) == ("runtime.custom_channel.handler", 15)
    assert made.messaging_function.function is made.function
    assert warnings(stack) == []


def test_the_counting_channel_has_metrics_of_all_and_of_one_campaign(stack: cdk.Stack) -> None:
    made = CustomChannelFunction(stack, "Channel")
    over_all = made.metric(CustomChannelMetric.SMS)
    assert (over_all.namespace, over_all.metric_name) == ("PinpointCustomChannelExecution", "SMSCount")
    assert over_all.dimensions in (None, {})
    one = made.metric(CustomChannelMetric.PUSH, campaign_id="c", application_id="a", period=cdk.Duration.hours(1))
    assert (one.metric_name, one.dimensions) == ("PushCount", {"CampaignId": "c", "ApplicationId": "a"})
    with pytest.raises(InvalidArgument, match="one of campaign_id and application_id is missing"):
        made.metric(CustomChannelMetric.SMS, campaign_id="c")


def test_a_segment_filter_may_log_and_nothing_else(stack: cdk.Stack, source: Path) -> None:
    made = SegmentFilter(
        stack, "Filter", source=source, log_options=LogOptions(removal_policy=cdk.RemovalPolicy.DESTROY)
    )
    assert Reading(stack).actions(made.role) == {"logs:CreateLogStream", "logs:PutLogEvents"}
    properties = Reading(stack).properties("AWS::Lambda::Function")
    assert (properties["Handler"], properties["Timeout"]) == ("runtime.segment_filter.handler", 15)
    assert made.messaging_function.function is made.function
    assert Reading(stack).only("AWS::Logs::LogGroup")["DeletionPolicy"] == "Delete"


def test_a_segment_filter_is_refused_without_its_file_and_with_more_time_than_there_is(
    stack: cdk.Stack, source: Path
) -> None:
    with pytest.raises(InvalidArgument, match=r"source 'nowhere\.py' is no file"):
        SegmentFilter(stack, "Nowhere", source="nowhere.py")
    with pytest.raises(InvalidArgument, match="timeout is 20 seconds, but Amazon Pinpoint waits 15"):
        SegmentFilter(stack, "Slow", source=source, timeout=cdk.Duration.seconds(20))


def test_what_a_function_may_carry_is_importable_without_the_rest_of_the_library() -> None:
    files = hook_files()
    assert files["cdk_messaging/__init__.py"] == files["cdk_messaging/pinpoint/hooks/__init__.py"] == b""
    modules = {Path(name).stem for name in files if "/runtime/" in name}
    assert {"answers", "endpoint", "events", "fields"} <= modules
