"""Brands that send RCS messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_smsvoice as smsvoice
from constructs import Construct

from ..access.arns import SmsVoiceResource, sms_voice_arn, sms_voice_resource_name
from ..acknowledge import acknowledge
from ..checks import check_unique
from ..errors import InvalidArgument
from .opt_out_list import IOptOutList
from .protection import protects
from .rcs_media import RcsMedia, check_events
from .regions import RCS_AGENT_REGIONS, warn_of_region
from .resource import YOUNGER_THAN_VALIDATION, SmsVoiceConstruct
from .two_way import TwoWay


class IRcsAgent(SmsVoiceConstruct):
    """An RCS agent, created or imported."""

    _id: str

    @property
    def rcs_agent_id(self) -> str:
        """Id of the agent, ``rcs-`` and 32 hexadecimal digits."""
        return self._id

    @property
    def rcs_agent_arn(self) -> str:
        """ARN of the agent."""
        return self._arn

    def grant_send_rcs(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow sending RCS messages as this agent.

        A call that also names a configuration set or a sender to fall back to needs the permission on that too.
        """
        return self.grant(grantee, "sms-voice:SendRcsMessage")

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow looking up its settings, and in which countries it is launched."""
        return self.grant(grantee, "sms-voice:DescribeRcsAgentCountryLaunchStatus", "sms-voice:DescribeRcsAgents")


class RcsAgent(IRcsAgent):
    """A brand that sends RCS messages, alone or in a pool whose numbers step in by SMS.

    It sends nothing before it is registered and launched in a country, which CloudFormation can't do.

    :param two_way: where incoming messages go. Default: - nowhere
    :param media: where incoming files go; needs ``two_way``. Default: - nowhere
    :param rcs_events: RCS events that are published like incoming messages, or ``["ALL"]``; needs ``two_way``.
        Default: - the service's own default
    :param opt_out_list: who gets no messages. Default: - the account's list, ``Default``
    :param self_managed_opt_outs: whether you answer HELP and STOP and keep the opt-outs yourself; needs ``two_way``.
        Default: - the service does
    :param deletion_protection: whether the service refuses to delete the agent. Default: - it does, unless
        ``removal_policy`` is DESTROY
    :param removal_policy: what happens to the agent when it leaves the stack. Default: - it is retained, because
        carriers would have to approve a new one
    :raises InvalidArgument: if the settings contradict each other

    Source: AWS::SMSVOICE::RcsAgent and https://docs.aws.amazon.com/sms-voice/latest/userguide/rcs.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        two_way: TwoWay | None = None,
        media: RcsMedia | None = None,
        rcs_events: Sequence[str] | None = None,
        opt_out_list: IOptOutList | None = None,
        self_managed_opt_outs: bool = False,
        deletion_protection: bool | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
    ) -> None:
        super().__init__(scope, construct_id)
        acknowledge(self, YOUNGER_THAN_VALIDATION)
        given = {
            "media": media is not None,
            "rcs_events": bool(rcs_events),
            "self_managed_opt_outs": self_managed_opt_outs,
        }
        for name, is_given in given.items():
            if is_given and two_way is None:
                raise InvalidArgument(f"{name} needs two_way: set two_way=TwoWay.topic(...), or leave {name} out")
        check_unique("rcs event", rcs_events or ())
        warn_of_region(self, "RcsAgent", RCS_AGENT_REGIONS)
        self.opt_out_list: Final = opt_out_list
        self.resource: Final = smsvoice.CfnRcsAgent(
            self,
            "Resource",
            opt_out_list_name=None if opt_out_list is None else opt_out_list.opt_out_list_name,
            self_managed_opt_outs_enabled=True if self_managed_opt_outs else None,
            two_way_rcs_events_enabled=check_events(None if rcs_events is None else tuple(rcs_events)),
            deletion_protection_enabled=protects(
                deletion_protection=deletion_protection, removal_policy=removal_policy
            ),
        )
        self.resource.apply_removal_policy(removal_policy)
        self.two_way_role: Final = None if two_way is None else self._receive(two_way)
        self.media_role: Final = None if media is None else self._store(media)
        self._id = self.resource.attr_rcs_agent_id
        self._arn = self.resource.attr_rcs_agent_arn
        cdk.Annotations.of(self).add_warning_v2(
            "cdk_messaging:RcsAgent.registration",
            "an RCS agent sends nothing before it is registered and launched in a country, which CloudFormation can't "
            "do, see https://docs.aws.amazon.com/sms-voice/latest/userguide/rcs-country-launch.html",
        )

    def _receive(self, two_way: TwoWay) -> iam.IRole | None:
        channel = two_way.bind(self, self.resource)
        self.resource.two_way_enabled = True
        self.resource.two_way_channel_arn = channel.channel_arn
        if channel.role is not None:
            self.resource.two_way_channel_role = channel.role.role_arn
        return channel.role

    def _store(self, media: RcsMedia) -> iam.IRole:
        role = media.bind(self, self.resource)
        self.resource.two_way_media_s3_bucket_name = media.bucket.bucket_name
        self.resource.two_way_media_s3_key_prefix = media.key_prefix
        self.resource.two_way_media_s3_role = role.role_arn
        return role

    @property
    def status(self) -> str:
        """CREATED, PENDING, TESTING, PARTIAL or ACTIVE, as it was when CloudFormation last looked."""
        return self.resource.attr_status

    @property
    def pool_id(self) -> str:
        """Id of the pool that the agent is in, as it was when CloudFormation last looked."""
        return self.resource.attr_pool_id

    @classmethod
    def from_rcs_agent_id(cls, scope: Construct, construct_id: str, rcs_agent_id: str) -> IRcsAgent:
        """Import an agent of this account and Region by its id."""
        return _Imported(
            scope,
            construct_id,
            identity=rcs_agent_id,
            arn=sms_voice_arn(scope, SmsVoiceResource.RCS_AGENT, rcs_agent_id),
        )

    @classmethod
    def from_rcs_agent_arn(cls, scope: Construct, construct_id: str, rcs_agent_arn: str) -> IRcsAgent:
        """Import an agent by its ARN.

        :raises InvalidArgument: if it is the ARN of something else
        """
        identity = sms_voice_resource_name(scope, SmsVoiceResource.RCS_AGENT, rcs_agent_arn)
        return _Imported(scope, construct_id, identity=identity, arn=rcs_agent_arn)


class _Imported(IRcsAgent):
    def __init__(self, scope: Construct, construct_id: str, *, identity: str, arn: str) -> None:
        super().__init__(scope, construct_id)
        self._id = identity
        self._arn = arn
