"""E-mail of a project, which has ended."""

from __future__ import annotations

from typing import ClassVar, Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_pinpoint as pinpoint
from aws_cdk import aws_ses as ses
from constructs import Construct

from ...access import service_principal
from ...acknowledge import OWN_POLICY, acknowledge
from ...checks import check_pattern
from ..channel_type import ChannelType
from ..project import IProject
from ..retirement import CLOUDFORMATION_TYPES, warn_retired
from .channel import Channel

_ADDRESS = r"[^\s@<>]+@[^\s@<>]+|[^<>]+ <[^\s@<>]+@[^\s@<>]+>"
_ACTIONS = ["ses:SendEmail", "ses:SendRawEmail"]


class EmailChannel(Channel):
    """Lets a project send e-mail through Amazon SES. It has ended: use Amazon SES itself.

    :param project: the project
    :param from_address: who e-mail is from; its address or domain is verified
    :param identity: the verified address or domain, of the same Region
    :param configuration_set: of Amazon SES, for every e-mail. Default: - none
    :param orchestration_sending_role: what campaigns and journeys send with. Default: - a role that may send e-mail
        from the identity, and that only this project can take on
    :param event_role: what events of e-mail are recorded with. Default: - none
    :param enabled: whether the channel sends. Default: - it does
    :raises InvalidArgument: if the address is not valid, or the project has the channel already

    Source: AWS::Pinpoint::EmailChannel and https://docs.aws.amazon.com/pinpoint/latest/developerguide/permissions-ses.html
    """

    channel_type: ClassVar = ChannelType.EMAIL

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        project: IProject,
        from_address: str,
        identity: ses.IEmailIdentity,
        configuration_set: ses.IConfigurationSet | None = None,
        orchestration_sending_role: iam.IRole | None = None,
        event_role: iam.IRole | None = None,
        enabled: bool = True,
    ) -> None:
        super().__init__(scope, construct_id, project)
        check_pattern("from_address", from_address, _ADDRESS, "an e-mail address")
        set_name = None if configuration_set is None else configuration_set.configuration_set_name
        self.orchestration_sending_role: Final = (
            self._role(identity, set_name) if orchestration_sending_role is None else orchestration_sending_role
        )
        self.resource: Final = pinpoint.CfnEmailChannel(
            self,
            "Resource",
            application_id=project.project_id,
            enabled=enabled,
            from_address=from_address,
            identity=identity.email_identity_arn,
            configuration_set=set_name,
            orchestration_sending_role_arn=self.orchestration_sending_role.role_arn,
            role_arn=None if event_role is None else event_role.role_arn,
        )
        policy = self.node.try_find_child("SendingPolicy")
        if policy is not None:
            self.resource.node.add_dependency(policy)
        warn_retired(self, "EmailChannel", str(CLOUDFORMATION_TYPES["AWS::Pinpoint::EmailChannel"].replacement))

    def _role(self, identity: ses.IEmailIdentity, set_name: str | None) -> iam.Role:
        # The ids of projects have one length, so nothing of another project begins with this one's ARN.
        source = f"{self.project.project_arn}*"
        role = iam.Role(
            self, "SendingRole", assumed_by=service_principal(self, "pinpoint.amazonaws.com", source_arn=source)
        )
        resources = [identity.email_identity_arn]
        if set_name is not None:
            stack = cdk.Stack.of(self)
            resources.append(stack.format_arn(service="ses", resource="configuration-set", resource_name=set_name))
        made = iam.Policy(
            self,
            "SendingPolicy",
            roles=[role],
            statements=[iam.PolicyStatement(actions=_ACTIONS, resources=resources)],
        )
        acknowledge(made, OWN_POLICY)
        return role
