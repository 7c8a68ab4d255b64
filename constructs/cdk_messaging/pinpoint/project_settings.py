"""What holds for all campaigns and journeys of a project, which have ended."""

from __future__ import annotations

from typing import Final

from aws_cdk import aws_pinpoint as pinpoint
from constructs import Construct

from ..errors import InvalidArgument
from .campaigns.limits import CampaignLimits
from .hooks import CampaignHook
from .project import IProject
from .quiet_time import QuietTime
from .retirement import CLOUDFORMATION_TYPES, warn_retired


class ProjectSettings(Construct):
    """Settings that campaigns of a project have unless they say otherwise. They have ended with campaigns.

    A project has them once: a second construct for the same project would overwrite the first, and is refused.

    :param project: the project
    :param limits: how much campaigns may send; ``session`` doesn't exist here. Default: - AWS's
    :param quiet_time: when campaigns send nothing. Default: - never
    :param hook: function or web address that changes whom a campaign reaches. Default: - none
    :param metrics: whether Amazon CloudWatch gets metrics of the project. Default: - it doesn't
    :raises InvalidArgument: if a value is not valid here, or the project has settings already

    Source: AWS::Pinpoint::ApplicationSettings
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        project: IProject,
        limits: CampaignLimits | None = None,
        quiet_time: QuietTime | None = None,
        hook: CampaignHook | None = None,
        metrics: bool | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        if limits is not None and limits.session is not None:
            raise InvalidArgument(f"session is {limits.session}: leave it out, a project has no limit of a session")
        if project.settings_path is not None:
            raise InvalidArgument(
                f"project {project.node.path!r} has settings already, at {project.settings_path!r}: change those"
            )
        project.settings_path = self.node.path
        self.project: Final = project
        bound = None if hook is None else hook.bind(self, project)
        self.resource: Final = pinpoint.CfnApplicationSettings(
            self,
            "Resource",
            application_id=project.project_id,
            campaign_hook=None if bound is None else dict(bound.properties),
            cloud_watch_metrics_enabled=metrics,
            limits=None if limits is None else limits.render(),
            quiet_time=None if quiet_time is None else quiet_time.render(),
        )
        if bound is not None:
            self.resource.node.add_dependency(*bound.dependencies)
        replacement = CLOUDFORMATION_TYPES["AWS::Pinpoint::ApplicationSettings"].replacement
        warn_retired(self, "ProjectSettings", str(replacement))
