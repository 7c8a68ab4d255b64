"""Projects: their properties, grants and metrics."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk.assertions import Annotations, Match

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import ChannelType, IProject, Project, ProjectMetric
from tests.unit.reading import Reading

TYPE = "AWS::Pinpoint::App"
ID = "0123456789abcdef0123456789abcdef"
Grant = Callable[[IProject, iam.IGrantable], iam.Grant]

GRANTS: list[tuple[str, Grant, dict[str, set[str]]]] = [
    ("send messages", IProject.grant_send_messages, {"/messages": {"SendMessages"}}),
    ("send to users", IProject.grant_send_users_messages, {"/messages": {"SendUsersMessages"}}),
    ("send passwords", IProject.grant_send_one_time_passwords, {"/otp": {"SendOTPMessage"}}),
    ("verify passwords", IProject.grant_verify_one_time_passwords, {"/verify-otp": {"VerifyOTPMessage"}}),
    ("put events", IProject.grant_put_events, {"/events": {"PutEvents"}}),
    (
        "read",
        IProject.grant_read,
        {"": {"GetApp", "GetApplicationSettings", "ListTagsForResource"}, "/channels": {"GetChannels"}},
    ),
    (
        "manage endpoints",
        IProject.grant_manage_endpoints,
        {
            "": {"UpdateEndpointsBatch"},
            "/endpoints/*": {"DeleteEndpoint", "GetEndpoint", "UpdateEndpoint"},
            "/users/*": {"DeleteUserEndpoints", "GetUserEndpoints"},
        },
    ),
]


def imported(stack: cdk.Stack) -> IProject:
    return Project.from_project_id(stack, "Imported", ID)


def test_a_project_has_a_name_and_outlives_its_stack(stack: cdk.Stack) -> None:
    project = Project(stack, "News")
    reading = Reading(stack)
    assert reading.of(project.resource) == {"Name": "StackNews9AFBD226"}
    assert reading.only(TYPE)["DeletionPolicy"] == "Retain"
    assert stack.resolve(project.project_id) == {"Ref": reading.id(TYPE)}


def test_name_and_tags_are_rendered(stack: cdk.Stack) -> None:
    Project(stack, "News", project_name="News of Example Corp", tags={"team": "news"})
    assert Reading(stack).properties(TYPE) == {"Name": "News of Example Corp", "Tags": {"team": "news"}}


def test_a_project_that_goes_says_what_goes_with_it(stack: cdk.Stack) -> None:
    Project(stack, "News", removal_policy=cdk.RemovalPolicy.DESTROY)
    assert Reading(stack).only(TYPE)["DeletionPolicy"] == "Delete"
    Annotations.from_stack(stack).has_info("/Stack/News", Match.string_like_regexp("export its endpoints first"))


def test_a_project_that_stays_says_nothing(stack: cdk.Stack) -> None:
    Project(stack, "News")
    found = Annotations.from_stack(stack)
    assert found.find_info("*", Match.any_value()) == []
    assert found.find_warning("*", Match.any_value()) == []


def test_two_projects_have_two_names(stack: cdk.Stack) -> None:
    Project(stack, "News")
    Project(stack, "Shop")
    assert len({each["Properties"]["Name"] for each in Reading(stack).all(TYPE).values()}) == 2


@pytest.mark.parametrize(
    ("name", "message"), [("", "project name has 0 characters: use 1 to 64"), ("x" * 65, "use 1 to 64")]
)
def test_a_name_that_is_not_valid_is_refused(stack: cdk.Stack, name: str, message: str) -> None:
    with pytest.raises(InvalidArgument, match=message):
        Project(stack, "News", project_name=name)


def test_what_is_no_id_is_refused(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument, match="project id 'news' is not valid: use 32 hexadecimal digits"):
        Project.from_project_id(stack, "Imported", "news")


def flat(stack: cdk.Stack, value: Any) -> str:
    """A resource of a policy as a text, with pseudo parameters by their names."""
    resolved = stack.resolve(value)
    parts = resolved["Fn::Join"][1] if isinstance(resolved, dict) else [resolved]
    return "".join(part if isinstance(part, str) else part["Ref"] for part in parts)


@pytest.mark.parametrize(("grant", "expected"), [each[1:] for each in GRANTS], ids=[each[0] for each in GRANTS])
def test_a_grant_allows_just_its_actions_on_just_their_part(
    stack: cdk.Stack, grant: Grant, expected: dict[str, set[str]]
) -> None:
    role = iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
    grant(imported(stack), role).assert_success()
    prefix = f"arn:AWS::Partition:mobiletargeting:AWS::Region:AWS::AccountId:apps/{ID}"
    found = {
        flat(stack, resource).removeprefix(prefix): {action.removeprefix("mobiletargeting:") for action in actions}
        for actions, resource in Reading(stack).allowed(role)
    }
    assert found == expected


@pytest.mark.parametrize("grant", [each[1] for each in GRANTS], ids=[each[0] for each in GRANTS])
def test_a_grant_reaches_roles_of_others_only_if_they_take_policies(stack: cdk.Stack, grant: Grant) -> None:
    arn = "arn:aws:iam::111122223333:role/other"
    fixed = iam.Role.from_role_arn(stack, "Fixed", arn, mutable=False)
    grant(imported(stack), fixed)
    assert Reading(stack).all("AWS::IAM::Policy") == {}


def test_a_grant_on_a_project_of_the_stack_refers_to_it(stack: cdk.Stack) -> None:
    project, role = Project(stack, "News"), iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
    project.grant_send_messages(role)
    ((_, resource),) = Reading(stack).allowed(role)
    assert {"Ref": Reading(stack).id(TYPE)} in resource["Fn::Join"][1]


def test_numbers_are_validated_in_regions_that_can(tokyo: cdk.Stack) -> None:
    role = iam.Role(tokyo, "Role", assumed_by=iam.AccountRootPrincipal())
    imported(tokyo).grant_validate_numbers(role)
    assert Reading(tokyo).actions(role) == {"mobiletargeting:PhoneNumberValidate"}
    paris = cdk.Stack(cdk.App(), "Paris", env=cdk.Environment(account="111122223333", region="eu-west-3"))
    with pytest.raises(InvalidArgument, match="doesn't exist in region 'eu-west-3'"):
        imported(paris).grant_validate_numbers(iam.Role(paris, "Role", assumed_by=iam.AccountRootPrincipal()))


def test_a_metric_is_that_of_the_project(stack: cdk.Stack) -> None:
    metric = imported(stack).metric(ProjectMetric.OTP_VERIFICATION_FAILURE, period=cdk.Duration.minutes(1))
    assert (metric.namespace, metric.metric_name, metric.statistic) == ("AWS/Pinpoint", "OTPVerificationFailure", "Sum")
    assert metric.dimensions == {"ApplicationId": ID}
    assert metric.period.to_seconds() == 60


def test_a_metric_of_sending_is_that_of_a_channel(stack: cdk.Stack) -> None:
    metric = imported(stack).metric(ProjectMetric.DIRECT_SEND_MESSAGE_THROTTLED, channel=ChannelType.GCM)
    assert metric.dimensions == {"ApplicationId": ID, "Channel": "GCM"}


@pytest.mark.parametrize(
    ("metric", "channel", "message"),
    [
        (ProjectMetric.DIRECT_SEND_MESSAGE_THROTTLED, None, "metric 'DirectSendMessageThrottled' is kept by channel"),
        (ProjectMetric.TOTAL_EVENTS, ChannelType.SMS, "metric 'TotalEvents' is not kept by channel: give none"),
    ],
)
def test_a_metric_that_cloudwatch_has_not_is_refused(
    stack: cdk.Stack, metric: ProjectMetric, channel: ChannelType | None, message: str
) -> None:
    with pytest.raises(InvalidArgument, match=message):
        imported(stack).metric(metric, channel=channel)
