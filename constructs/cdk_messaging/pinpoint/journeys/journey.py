"""Journeys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from ...checks import check_member, check_pattern, is_known
from ...errors import InvalidArgument
from ...observability import LogOptions
from ..ids import check_id
from ..project import IProject
from ..provided import Permission, provide
from ..quiet_time import QuietTime
from ..retirement import CUSTOM_RESOURCES, warn_retired
from ..segments import ISegment
from .activity import Activity
from .connect_campaign import ConnectCampaign
from .limits import JourneyLimits
from .map_of_activities import check_activities
from .plain_activities import ContactCenterActivity
from .request import as_request
from .schedule import JourneySchedule
from .sending_schedule import SendingSchedule
from .start_condition import StartCondition
from .wait_time import iso_duration

_TYPE = "Custom::PinpointJourney"
_NAME = "[A-Za-z0-9_-]{1,150}"


class TimezoneEstimation(StrEnum):
    """How the time zone is guessed of whom none is known. Source: WriteJourneyRequest of the API reference"""

    PHONE_NUMBER = "PHONE_NUMBER"
    POSTAL_CODE = "POSTAL_CODE"


class IJourney(Construct):
    """A journey, created or imported."""

    _project: IProject
    _id: str
    _pattern: str
    _can_pause: bool = True
    _on_event: bool = False

    @property
    def project(self) -> IProject:
        """The project that it belongs to."""
        return self._project

    @property
    def journey_id(self) -> str:
        """Id of the journey, 32 hexadecimal digits."""
        return self._id

    @property
    def journey_arn(self) -> str:
        """ARN of the journey."""
        return self._project.arn_of(f"journeys/{self._id}")

    @property
    def grantable_arn(self) -> str:
        """ARN for permissions that must be there before the journey: of all of the project, unless it is imported."""
        return self._project.arn_of(f"journeys/{self._pattern}")

    @property
    def can_pause(self) -> bool:
        """Whether it can be paused, which needs a refresh frequency; for an imported one nobody knows here."""
        return self._can_pause

    @property
    def on_event(self) -> bool:
        """Whether people enter it one by one, upon an event; for an imported one nobody knows here."""
        return self._on_event

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow looking at the journey and at what came of it.

        :param grantee: role, user or function that may do so
        """
        return self._project.grant(
            grantee, "mobiletargeting:GetJourney", paths=(f"journeys/{self._id}",)
        ).combine(
            self._project.grant(
                grantee,
                "mobiletargeting:GetJourneyExecutionActivityMetrics",
                "mobiletargeting:GetJourneyExecutionMetrics",
                paths=(f"journeys/{self._id}/execution-metrics", f"journeys/{self._id}/activities/*/execution-metrics"),
            )
        )  # fmt: skip


class Journey(IJourney):
    """Steps that people go through one after the other: messages, waits and splits.

    It is a draft until a ``JourneyState`` publishes it. What is published can't be changed: a deployment that tries to
    fails, and the journey goes on as it was. The library's provider makes it, and takes over none that was there
    before under its name.

    :param project: whose endpoints travel it
    :param start_condition: who enters it
    :param activities: steps by their ids, 1 to 40, each 1 to 100 letters and digits
    :param start_activity: id of the first step. Default: - the first that is given
    :param journey_name: 1 to 150 letters, digits, _ and -; another name makes another journey.
        Default: - made from the place of the construct in the app, the same in each synthesis
    :param schedule: when it begins and ends. Default: - from its publication on
    :param limits: how much it sends. Default: - those of the project
    :param quiet_time: hours in which nobody is disturbed. Default: - those of the project
    :param wait_for_quiet_time: whether messages wait for the end of the quiet time, rather than being dropped.
        Default: - they are dropped
    :param sending_schedule: open hours and closed days by channel; needs ``quiet_time``. Default: - none
    :param refresh_frequency: how often people are looked for who have come to the segment. Default: - never, and then
        the journey can't be paused
    :param refresh_on_segment_update: whether they are looked for when the segment changes. Default: - not
    :param timezone_estimation: how the time zone is guessed of whom none is known. Default: - not at all
    :param connect_campaign: contact centre of ``ContactCenterActivity``. Default: - none
    :param removal_policy: what happens to the journey when it leaves the stack. Default: - it is retained, with those
        who travel it, unless its creation fails
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if the activities don't fit together, the segment is of another project, or a value is not
        valid

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-journeys.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        project: IProject,
        start_condition: StartCondition,
        activities: Mapping[str, Activity],
        start_activity: str | None = None,
        journey_name: str | None = None,
        schedule: JourneySchedule | None = None,
        limits: JourneyLimits | None = None,
        quiet_time: QuietTime | None = None,
        wait_for_quiet_time: bool = False,
        sending_schedule: SendingSchedule | None = None,
        refresh_frequency: cdk.Duration | None = None,
        refresh_on_segment_update: bool = False,
        timezone_estimation: Sequence[TimezoneEstimation] = (),
        connect_campaign: ConnectCampaign | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        start = next(iter(activities), "") if start_activity is None else start_activity
        check_activities(activities, start)
        _check_segments(project, start_condition, activities)
        _check_connect(activities, connect_campaign)
        if sending_schedule is not None and quiet_time is None:
            raise InvalidArgument("a sending_schedule needs quiet_time: give it as well")
        self.activities: Final = dict(activities)
        self.start_condition: Final = start_condition
        definition: dict[str, Any] = {
            "Activities": {name: each.render() for name, each in activities.items()},
            "StartActivity": start,
            "StartCondition": dict(start_condition.content),
            **({} if schedule is None else schedule.render()),
            **({} if limits is None else {"Limits": limits.render()}),
            **({} if quiet_time is None else {"QuietTime": as_request(quiet_time.render())}),
            **({"WaitForQuietTime": True} if wait_for_quiet_time else {}),
            **({} if sending_schedule is None else sending_schedule.render()),
            **({"RefreshOnSegmentUpdate": True} if refresh_on_segment_update else {}),
            **({} if connect_campaign is None else {"JourneyChannelSettings": connect_campaign.render()}),
        }
        if refresh_frequency is not None:
            definition["RefreshFrequency"] = iso_duration("refresh frequency", refresh_frequency)
        if timezone_estimation:
            methods = [check_member("time zone estimation", each, TimezoneEstimation) for each in timezone_estimation]
            definition["TimezoneEstimationMethods"] = [each.value for each in methods]
        self.resource: Final = provide(
            self,
            resource_type=_TYPE,
            key={"ApplicationId": project.project_id, "Name": _name(self, journey_name)},
            value={"Definition": cdk.Stack.of(self).to_json_string(definition)},
            permissions=[
                Permission(("CreateJourney", "ListJourneys"), project.arn_of("journeys")),
                Permission(("ListJourneys",), project.project_arn),
                Permission(("DeleteJourney", "UpdateJourney"), project.arn_of("journeys/*")),
            ],
            passed_roles=[] if connect_campaign is None else [connect_campaign.execution_role],
            removal_policy=removal_policy,
            log_options=log_options,
        )
        for activity in activities.values():
            self.resource.node.add_dependency(*activity.bind(self, project))
        warn_retired(self, "Journey", str(CUSTOM_RESOURCES[_TYPE].replacement))
        self._project = project
        self._id = self.resource.get_att_string("Id")
        self._pattern = "*"
        self._can_pause = refresh_frequency is not None
        self._on_event = start_condition.on_event

    @classmethod
    def from_journey_id(cls, scope: Construct, construct_id: str, journey_id: str, *, project: IProject) -> IJourney:
        """Import a journey by its id.

        :param journey_id: 32 hexadecimal digits
        :param project: what it belongs to
        :raises InvalidArgument: if it isn't an id
        """
        check_id("journey id", journey_id)
        return _ImportedJourney(scope, construct_id, journey_id, project=project)


class _ImportedJourney(IJourney):
    def __init__(self, scope: Construct, construct_id: str, journey_id: str, *, project: IProject) -> None:
        super().__init__(scope, construct_id)
        self._project = project
        self._id = self._pattern = journey_id


def _name(scope: Construct, journey_name: str | None) -> str:
    if journey_name is None:
        return cdk.Names.unique_resource_name(scope, max_length=150, separator="-", allowed_special_characters="_-")
    check_pattern("journey name", journey_name, _NAME, "1 to 150 letters, digits, _ and -")
    return journey_name


def _check_segments(project: IProject, start: StartCondition, activities: Mapping[str, Activity]) -> None:
    named = [start.segment, *(each.segment for activity in activities.values() for each in activity.decided_by)]
    for segment in named:
        if segment is not None and _is_elsewhere(segment, project):
            raise InvalidArgument(f"segment {segment.node.path!r} belongs to another project: use one of the journey's")


def _is_elsewhere(segment: ISegment, project: IProject) -> bool:
    theirs, ours = segment.project.project_id, project.project_id
    # An id from a template and one that is known may be of the same project.
    return is_known(theirs) == is_known(ours) and theirs != ours


def _check_connect(activities: Mapping[str, Activity], connect_campaign: ConnectCampaign | None) -> None:
    calls = any(isinstance(each, ContactCenterActivity) for each in activities.values())
    if calls and connect_campaign is None:
        raise InvalidArgument("a ContactCenterActivity has nobody to call: give connect_campaign")
    if connect_campaign is not None and not calls:
        raise InvalidArgument("connect_campaign is not used: add a ContactCenterActivity, or leave it out")
