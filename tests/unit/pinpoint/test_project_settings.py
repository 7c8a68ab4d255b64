"""What holds for all campaigns of a project."""

from __future__ import annotations

import aws_cdk as cdk
import pytest
from aws_cdk.assertions import Annotations, Match

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import CampaignHook, IProject, Project, ProjectSettings
from cdk_messaging.pinpoint.campaigns.limits import CampaignLimits
from cdk_messaging.pinpoint.quiet_time import QuietTime
from tests.unit.reading import Reading

ID = "0123456789abcdef0123456789abcdef"
TYPE = "AWS::Pinpoint::ApplicationSettings"
HOOK = CampaignHook.webhook("https://example.com/hook")


@pytest.fixture
def project(stack: cdk.Stack) -> IProject:
    return Project.from_project_id(stack, "Project", ID)


def test_nothing_is_rendered_that_was_not_asked_for(stack: cdk.Stack, project: IProject) -> None:
    ProjectSettings(stack, "Settings", project=project)
    assert Reading(stack).properties(TYPE) == {"ApplicationId": ID}


def test_every_setting_is_rendered(stack: cdk.Stack, project: IProject) -> None:
    ProjectSettings(
        stack, "Settings", project=project, quiet_time=QuietTime("22:00", "08:00"), hook=HOOK, metrics=True,
        limits=CampaignLimits(daily=1, total=2, messages_per_second=50, maximum_duration=cdk.Duration.hours(1)),
    )  # fmt: skip
    assert Reading(stack).properties(TYPE) == {
        "ApplicationId": ID,
        "CampaignHook": {"Mode": "FILTER", "WebUrl": "https://example.com/hook"},
        "CloudWatchMetricsEnabled": True,
        "Limits": {"Daily": 1, "MaximumDuration": 3600, "MessagesPerSecond": 50, "Total": 2},
        "QuietTime": {"End": "08:00", "Start": "22:00"},
    }


def test_settings_warn_that_they_have_ended(stack: cdk.Stack, project: IProject) -> None:
    ProjectSettings(stack, "Settings", project=project)
    (warning,) = Annotations.from_stack(stack).find_warning("*", Match.any_value())
    assert "[ack: cdk_messaging:pinpoint.ProjectSettings.retired]" in str(warning.entry.data)
    assert "Amazon Connect" in str(warning.entry.data)


def test_a_limit_of_a_session_is_refused(stack: cdk.Stack, project: IProject) -> None:
    with pytest.raises(InvalidArgument, match="session is 3: leave it out"):
        ProjectSettings(stack, "Settings", project=project, limits=CampaignLimits(session=3))


def test_a_project_has_settings_once(stack: cdk.Stack, project: IProject) -> None:
    ProjectSettings(stack, "First", project=project)
    with pytest.raises(InvalidArgument, match="project 'Stack/Project' has settings already, at 'Stack/First'"):
        ProjectSettings(stack, "Second", project=project)
