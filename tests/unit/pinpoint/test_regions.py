"""Where Amazon Pinpoint is, and what is refused where it isn't."""

from __future__ import annotations

import json
from importlib import resources

import aws_cdk as cdk
import botocore.session
import pytest
from aws_cdk.assertions import Annotations, Match

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import Project, ProjectSettings, SmsChannel, VoiceChannel
from cdk_messaging.pinpoint.regions import REGIONS, Feature, check_feature

ID = "0123456789abcdef0123456789abcdef"
SCHEMAS = resources.files("cfnlint") / "data" / "schemas" / "providers"


def stack_in(region: str) -> cdk.Stack:
    return cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(account="111122223333", region=region))


def test_the_api_is_where_botocore_says() -> None:
    session = botocore.session.get_session()
    partitions = ("aws", "aws-us-gov")
    known = {region for each in partitions for region in session.get_available_regions("pinpoint", partition_name=each)}
    assert known == REGIONS[Feature.API]


def test_the_types_are_where_cloudformation_publishes_them() -> None:
    published = {
        each.name.removesuffix(".json")
        for each in SCHEMAS.iterdir()
        if each.name.endswith(".json") and "AWS::Pinpoint::App" in json.loads(each.read_text())
    }
    isolated = {region for region in published if region.startswith(("us-iso", "eu-isoe", "eusc-"))}
    assert published - isolated == REGIONS[Feature.CLOUDFORMATION]
    assert len(isolated) == 8


@pytest.mark.parametrize("feature", Feature)
def test_a_feature_is_nowhere_where_the_service_is_not(feature: Feature) -> None:
    assert REGIONS[feature] <= REGIONS[Feature.API]


@pytest.mark.parametrize("region", ["eu-west-3", "cn-north-1", "us-gov-east-1"])
def test_a_region_without_the_service_is_refused(region: str) -> None:
    with pytest.raises(InvalidArgument, match=f"region '{region}' has no API of Amazon Pinpoint: use one of ap-north"):
        Project(stack_in(region), "News")


def test_ohio_has_the_service_but_not_its_types() -> None:
    stack = stack_in("us-east-2")
    project = Project.from_project_id(stack, "Imported", ID)
    with pytest.raises(InvalidArgument, match="region 'us-east-2' has no CloudFormation types of Amazon Pinpoint"):
        SmsChannel(stack, "Text", project=project)
    with pytest.raises(InvalidArgument, match="has no CloudFormation types"):
        ProjectSettings(stack, "Settings", project=project)


@pytest.mark.parametrize("region", ["us-east-1", "us-gov-west-1", "us-iso-east-1"])
def test_a_region_with_the_service_or_of_which_nothing_is_known_is_let_through(region: str) -> None:
    stack = stack_in(region)
    VoiceChannel(stack, "Voice", project=Project(stack, "News"))
    assert Annotations.from_stack(stack).find_warning("*", Match.any_value()) == []


def test_a_stack_that_knows_no_region_is_let_through(stack: cdk.Stack) -> None:
    VoiceChannel(stack, "Voice", project=Project(stack, "News"))
    assert Annotations.from_stack(stack).find_warning("*", Match.any_value()) == []


def test_a_region_that_had_no_voice_warns() -> None:
    stack = stack_in("ap-northeast-2")
    VoiceChannel(stack, "Voice", project=Project(stack, "News"))
    (warning,) = Annotations.from_stack(stack).find_warning("*", Match.any_value())
    assert "region 'ap-northeast-2' had no voice channel when AWS last said so" in str(warning.entry.data)
    assert "[ack: cdk_messaging:pinpoint.VoiceChannel.region]" in str(warning.entry.data)


def test_recommenders_are_in_five_regions() -> None:
    check_feature(stack_in("eu-west-1"), Feature.RECOMMENDERS)
    with pytest.raises(InvalidArgument, match="region 'eu-west-2' has no recommenders: use one of ap-south-1, "):
        check_feature(stack_in("eu-west-2"), Feature.RECOMMENDERS)
