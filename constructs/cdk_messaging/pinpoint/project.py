"""Amazon Pinpoint projects, which the API and CloudFormation call applications."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_iam as iam
from aws_cdk import aws_pinpoint as pinpoint
from constructs import Construct

from ..access import pinpoint_arn
from ..checks import check_length, check_member
from ..errors import InvalidArgument
from ..sms_voice import (
    grant_phone_number_validate,
    grant_send_one_time_password,
    grant_verify_one_time_password,
)
from .channel_type import ChannelType
from .ids import check_id
from .project_metric import NAMESPACE, ProjectMetric
from .quotas import Quota, count
from .retirement import acknowledge_shutdown
from .tags import checked_tags


class IProject(Construct):
    """A project, created or imported."""

    _project_id: str

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        self.channels: Final[dict[ChannelType, str]] = {}
        """Path of the construct of each channel that this app gives the project."""
        self.settings_path: str | None = None
        """Path of the construct of its settings, if this app makes them."""
        self.event_stream_path: str | None = None
        """Path of the construct of its event stream, if this app makes it."""

    @property
    def project_id(self) -> str:
        """Id of the project, 32 hexadecimal digits."""
        return self._project_id

    @property
    def project_arn(self) -> str:
        """ARN of the project."""
        return pinpoint_arn(self, f"apps/{self._project_id}")

    def arn_of(self, path: str) -> str:
        """ARN of something in the project.

        :param path: for example ``campaigns/*``, ``endpoints/*``, ``messages``
        """
        return pinpoint_arn(self, f"apps/{self._project_id}/{path}")

    def grant(self, grantee: iam.IGrantable, *actions: str, paths: tuple[str, ...] = ()) -> iam.Grant:
        """Allow actions on the project, or on something in it, and on nothing else.

        :param grantee: role, user or function that may do so
        :param actions: actions such as ``mobiletargeting:GetApp``
        :param paths: what in the project, as ``arn_of`` takes it. Default: - the project itself
        """
        arns = [self.arn_of(path) for path in paths] or [self.project_arn]
        return iam.Grant.add_to_principal(grantee=grantee, actions=sorted(set(actions)), resource_arns=arns)

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow looking up the project, its settings, its tags and which channels it has; nothing of a person.

        Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonpinpoint.html
        """
        own = [f"mobiletargeting:{verb}" for verb in ("GetApp", "GetApplicationSettings", "ListTagsForResource")]
        channels = self.grant(grantee, "mobiletargeting:GetChannels", paths=("channels",))
        return self.grant(grantee, *own).combine(channels)

    def grant_send_messages(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow ``SendMessages``: push, SMS, voice and e-mail to any address, by any channel that is enabled."""
        return self.grant(grantee, "mobiletargeting:SendMessages", paths=("messages",))

    def grant_send_users_messages(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow ``SendUsersMessages``, which finds the addresses in the endpoints; those ended on 2026-10-30."""
        return self.grant(grantee, "mobiletargeting:SendUsersMessages", paths=("messages",))

    def grant_send_one_time_passwords(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow ``SendOTPMessage``. Verifying is another grant, so that who sends can't guess."""
        return grant_send_one_time_password(grantee, self.project_id)

    def grant_verify_one_time_passwords(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow ``VerifyOTPMessage``."""
        return grant_verify_one_time_password(grantee, self.project_id)

    def grant_validate_numbers(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow ``PhoneNumberValidate``, which belongs to the account and costs a fee.

        :raises InvalidArgument: if the stack of the grantee is in a Region without it
        """
        return grant_phone_number_validate(grantee)

    def grant_put_events(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow ``PutEvents``, which records events and changes the endpoints that they are about."""
        return self.grant(grantee, "mobiletargeting:PutEvents", paths=("events",))

    def grant_manage_endpoints(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow reading, writing and deleting endpoints, by themselves, in batches and by user.

        Taking an attribute away from all endpoints is not part of it.
        """
        by_path = {
            "endpoints/*": ("DeleteEndpoint", "GetEndpoint", "UpdateEndpoint"),
            "users/*": ("DeleteUserEndpoints", "GetUserEndpoints"),
        }
        batch = self.grant(grantee, "mobiletargeting:UpdateEndpointsBatch")
        for path, actions in by_path.items():
            batch = batch.combine(self.grant(grantee, *(f"mobiletargeting:{name}" for name in actions), paths=(path,)))
        return batch

    def metric(
        self,
        metric: ProjectMetric,
        *,
        channel: ChannelType | None = None,
        statistic: str = cloudwatch.Stats.SUM,
        period: cdk.Duration | None = None,
    ) -> cloudwatch.Metric:
        """A metric of this project.

        :param metric: which one
        :param channel: which channel. Default: - none, for the metrics that aren't kept by channel
        :param statistic: how a data point is made. Default: - the sum
        :param period: length of a data point. Default: - 5 minutes
        :raises InvalidArgument: if the metric is not known, or a channel is missing or given in vain
        """
        known = check_member("metric", metric, ProjectMetric)
        if known.by_channel != (channel is not None):
            problem = "is kept by channel: give one" if known.by_channel else "is not kept by channel: give none"
            raise InvalidArgument(f"metric {known.value!r} {problem}")
        dimensions = {"ApplicationId": self.project_id}
        if channel is not None:
            dimensions["Channel"] = check_member("channel", channel, ChannelType).value
        return cloudwatch.Metric(
            namespace=NAMESPACE, metric_name=known.value, dimensions_map=dimensions, statistic=statistic, period=period
        )


class Project(IProject):
    """A project: what push channels, endpoints, segments and campaigns belong to.

    :param project_name: 1 to 64 characters. A new name makes a new project. Default: - the construct's path
    :param tags: tags of the project. Default: - those of the stack
    :param removal_policy: what happens to the project when it leaves the stack. With DESTROY all that is in it goes,
        for ever: endpoints, segments, campaigns, analytics. Export first what you want to keep, with an export job or
        ``python -m cdk_messaging.pinpoint erase --export``; an info (``cdk_messaging:Project.exportFirst``) says so.
        Default: - it is retained
    :raises InvalidArgument: if the name is not valid

    Source: AWS::Pinpoint::App
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        project_name: str | None = None,
        tags: Mapping[str, str] | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
    ) -> None:
        super().__init__(scope, construct_id)
        name = cdk.Names.unique_resource_name(self, max_length=64) if project_name is None else project_name
        check_length("project name", name, least=1, most=64)
        self.resource: Final = pinpoint.CfnApp(self, "Resource", name=name, tags=checked_tags(self, tags))
        self.resource.apply_removal_policy(removal_policy)
        if removal_policy is cdk.RemovalPolicy.DESTROY:
            cdk.Annotations.of(self).add_info_v2(
                "cdk_messaging:Project.exportFirst",
                "this project is deleted with its stack, and all that is in it for ever: export its endpoints first",
            )
        acknowledge_shutdown(self)
        count(self, Quota.PROJECTS)
        self._project_id = self.resource.ref

    @classmethod
    def from_project_id(cls, scope: Construct, construct_id: str, project_id: str) -> IProject:
        """Import a project of this account and Region by its id.

        :raises InvalidArgument: if it isn't an id
        """
        check_id("project id", project_id)
        return _ImportedProject(scope, construct_id, project_id)


class _ImportedProject(IProject):
    def __init__(self, scope: Construct, construct_id: str, project_id: str) -> None:
        super().__init__(scope, construct_id)
        self._project_id = project_id
