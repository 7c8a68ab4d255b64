"""Campaigns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_pinpoint as pinpoint
from constructs import Construct

from ...checks import check_length, is_known
from ...errors import InvalidArgument
from ..hooks import CampaignHook, CustomDelivery
from ..ids import check_id
from ..project import IProject
from ..quotas import Quota, count
from ..retirement import CLOUDFORMATION_TYPES, warn_retired
from ..segments import ISegment
from ..tags import checked_tags
from .content import Content, check_triggers
from .limits import CampaignLimits
from .messages import CampaignMessages
from .schedule import Frequency, Schedule
from .template_reference import CampaignTemplates
from .treatment import Treatment, check_sizes


class ICampaign(Construct):
    """A campaign, created or imported."""

    _project: IProject
    _campaign_id: str

    @property
    def project(self) -> IProject:
        """The project that it belongs to."""
        return self._project

    @property
    def campaign_id(self) -> str:
        """Id of the campaign, 32 hexadecimal digits."""
        return self._campaign_id

    @property
    def campaign_arn(self) -> str:
        """ARN of the campaign."""
        return self._project.arn_of(f"campaigns/{self._campaign_id}")

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow looking at the campaign, its versions, and what its runs did."""
        names = ("GetCampaign", "GetCampaignActivities", "GetCampaignVersion", "GetCampaignVersions")
        actions = [f"mobiletargeting:{name}" for name in names]
        return self._project.grant(grantee, *actions, paths=(f"campaigns/{self._campaign_id}",))


class Campaign(ICampaign):
    """Messages to a segment.

    An A/B test has further ``treatments``; the campaign's own message gets what they and the holdout leave. An in-app
    campaign has an in-app message and ``Schedule.on_in_app_event(...)``.

    :param segment: who gets it
    :param segment_version: version of the segment, from 1. Default: - the newest whenever it runs
    :param schedule: when
    :param messages: what it says, by channel. Default: - what its templates say
    :param templates: Default: - none
    :param custom_delivery: where a custom message goes. Default: - nowhere
    :param campaign_name: 1 to 64 characters. Default: - the construct's path
    :param description: Default: - none
    :param treatment_name: name of the campaign's own treatment in an A/B test. Default: - none
    :param treatment_description: what that one is about. Default: - none
    :param treatments: further ones, at most 4. Default: - none
    :param own_percent: how much of the segment the campaign's own treatment gets, to be checked against the others.
        Default: - what they leave
    :param holdout_percent: how much of the segment gets nothing, 0 to 99. Default: - none
    :param limits: how much it may send. Default: - as the project's settings have it
    :param hook: what changes the segment before. Default: - the project's hook
    :param priority: of an in-app message, 1 (first) to 5. Default: - the service's
    :param paused: whether it waits. Default: - it doesn't
    :param tags: tags of the campaign. Default: - those of the stack
    :param removal_policy: what happens to the campaign when it leaves the stack. Default: - it is deleted, and so
        ends
    :raises InvalidArgument: if it sends nothing, parts don't add up to 100 percent, there are too many treatments, it
        waits for the wrong events, or a value is not valid

    Source: AWS::Pinpoint::Campaign; "Amazon Pinpoint quotas", Amazon Pinpoint developer guide
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        segment: ISegment,
        segment_version: int | None = None,
        schedule: Schedule,
        messages: CampaignMessages | None = None,
        templates: CampaignTemplates | None = None,
        custom_delivery: CustomDelivery | None = None,
        campaign_name: str | None = None,
        description: str | None = None,
        treatment_name: str | None = None,
        treatment_description: str | None = None,
        treatments: Sequence[Treatment] = (),
        own_percent: int | None = None,
        holdout_percent: int | None = None,
        limits: CampaignLimits | None = None,
        hook: CampaignHook | None = None,
        priority: int | None = None,
        paused: bool = False,
        tags: Mapping[str, str] | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
    ) -> None:
        super().__init__(scope, construct_id)
        name = cdk.Names.unique_resource_name(self, max_length=64) if campaign_name is None else campaign_name
        check_length("campaign name", name, least=1, most=64)
        content = Content(messages=messages, templates=templates, custom_delivery=custom_delivery)
        schedules = [(each.content, each.schedule or schedule) for each in treatments]
        in_app = check_triggers([(content, schedule), *schedules])
        _check_in_app(in_app=in_app, priority=priority, limits=limits)
        if segment_version is not None and is_known(segment_version) and segment_version < 1:
            raise InvalidArgument(f"segment version is {segment_version}: versions start at 1")
        _check_segment(segment, [schedule, *(each for _, each in schedules)])
        check_sizes(tuple(treatments), own_percent, holdout_percent)
        self._project = segment.project
        self.treatments: Final = tuple(treatments)
        bound = None if hook is None else hook.bind(self, self._project)
        deliveries = _Deliveries(self, self._project)
        self.resource: Final = pinpoint.CfnCampaign(
            self,
            "Resource",
            application_id=self._project.project_id,
            name=name,
            segment_id=segment.segment_id,
            segment_version=segment_version,
            schedule=schedule.render(),
            **deliveries.rendered(content),
            additional_treatments=[_treatment(each, schedule, deliveries) for each in treatments] or None,
            campaign_hook=None if bound is None else dict(bound.properties),
            description=description,
            holdout_percent=holdout_percent,
            is_paused=True if paused else None,
            limits=None if limits is None else limits.render(),
            priority=priority,
            tags=checked_tags(self, tags),
            treatment_name=treatment_name,
            treatment_description=treatment_description,
        )
        self.resource.apply_removal_policy(removal_policy)
        for needed in (*deliveries.dependencies, *(() if bound is None else bound.dependencies)):
            self.resource.node.add_dependency(needed)
        warn_retired(self, "Campaign", str(CLOUDFORMATION_TYPES["AWS::Pinpoint::Campaign"].replacement))
        self._count(schedule.frequency)
        self._campaign_id = self.resource.attr_campaign_id

    @classmethod
    def from_campaign_id(cls, scope: Construct, construct_id: str, campaign_id: str, *, project: IProject) -> ICampaign:
        """Import a campaign by its id.

        :param campaign_id: 32 hexadecimal digits
        :param project: what it belongs to
        :raises InvalidArgument: if it isn't an id
        """
        check_id("campaign id", campaign_id)
        return _ImportedCampaign(scope, construct_id, campaign_id, project=project)

    def _count(self, frequency: Frequency) -> None:
        count(self, Quota.CAMPAIGNS)
        kind = {Frequency.EVENT: Quota.EVENT_CAMPAIGNS, Frequency.IN_APP_EVENT: Quota.IN_APP_CAMPAIGNS}.get(frequency)
        if kind is not None:
            count(self, kind, project_id=self._project.project_id)


class _ImportedCampaign(ICampaign):
    def __init__(self, scope: Construct, construct_id: str, campaign_id: str, *, project: IProject) -> None:
        super().__init__(scope, construct_id)
        self._campaign_id = campaign_id
        self._project = project


class _Deliveries:
    """Custom channels of a campaign's treatments, and what has to be there before them."""

    def __init__(self, scope: Construct, project: IProject) -> None:
        self._scope, self._project = scope, project
        self.dependencies: list[Any] = []

    def rendered(self, content: Content) -> dict[str, Any]:
        """What a campaign or treatment sends, as its properties have it."""
        found: dict[str, Any] = {}
        if content.messages is not None:
            found["message_configuration"] = content.messages.render()
        if content.templates is not None:
            found["template_configuration"] = content.templates.render()
            self.dependencies += content.templates.dependencies
        if content.custom_delivery is not None:
            bound = content.custom_delivery.bind(self._scope, self._project)
            self.dependencies += bound.dependencies
            types = [each.value for each in bound.endpoint_types]
            found["custom_delivery_configuration"] = {"deliveryUri": bound.uri, "endpointTypes": types}
        return found


def _treatment(treatment: Treatment, schedule: Schedule, deliveries: _Deliveries) -> Any:
    own = schedule if treatment.schedule is None else treatment.schedule
    return pinpoint.CfnCampaign.WriteTreatmentResourceProperty(
        size_percent=treatment.size_percent,
        treatment_name=treatment.name,
        treatment_description=treatment.description,
        schedule=own.render(),
        **deliveries.rendered(treatment.content),
    )


def _check_in_app(*, in_app: bool, priority: int | None, limits: CampaignLimits | None) -> None:
    if priority is not None and is_known(priority) and not 1 <= priority <= 5:
        raise InvalidArgument(f"priority is {priority}: use 1, shown first, to 5")
    if priority is not None and not in_app:
        raise InvalidArgument("priority is for in-app messages: leave it out")
    if limits is not None and limits.session is not None and not in_app:
        raise InvalidArgument("a limit by session is for in-app messages: use daily or total")


def _check_segment(segment: ISegment, schedules: Sequence[Schedule]) -> None:
    if segment.imported and any(each.frequency is Frequency.EVENT for each in schedules):
        raise InvalidArgument(
            f"segment {segment.node.path!r} is imported, and a campaign that waits for events needs one with criteria: "
            "use a Segment"
        )
