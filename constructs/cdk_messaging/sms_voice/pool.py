"""Groups of numbers that send and answer as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_smsvoice as smsvoice
from constructs import Construct

from ..access import SmsVoiceResource, sms_voice_arn, sms_voice_resource_name
from .inbound import InboundSettings
from .keyword import Keyword, MandatoryKeywords
from .opt_out_list import IOptOutList
from .origination import Origination
from .phone_number import IPhoneNumber
from .pool_members import check_members
from .protection import protects
from .quotas import Quota, count
from .rcs_agent import IRcsAgent
from .sender_id import ISenderId
from .two_way import TwoWay


class IPool(Origination):
    """A pool, created or imported."""

    _id: str

    @property
    def pool_id(self) -> str:
        """Id of the pool, ``pool-`` and 32 hexadecimal digits."""
        return self._id

    @property
    def pool_arn(self) -> str:
        """ARN of the pool."""
        return self._arn

    def grant_send_rcs(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow sending RCS messages from this pool.

        A call that also names a configuration set needs that set's ``grant_send_rcs`` as well.
        """
        return self.grant(grantee, "sms-voice:SendRcsMessage")

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow looking up the pool's settings, and what is in it."""
        return self.grant(grantee, "sms-voice:DescribePools", "sms-voice:ListPoolOriginationIdentities")


class Pool(IPool):
    """Numbers that are used together: the service picks one that can reach the recipient's country.

    While a number is in a pool, the pool's settings answer, not the number's; a number whose settings differ is
    refused. So give the same values here and to each ``PhoneNumber`` (numbers made in this app are compared).

    :param phone_numbers: numbers. The pool is made after them and deleted before them. Default: - none
    :param sender_ids: sender IDs, for countries where people can't answer; one can be in several pools.
        Default: - none
    :param rcs_agents: RCS agents, which are tried first; the numbers step in by SMS. Default: - none
    :param mandatory_keywords: replies to HELP and STOP
    :param keywords: further keywords, at most 30. Default: - none
    :param two_way: where incoming messages go. Default: - nowhere; keywords work all the same
    :param opt_out_list: who gets no messages. Changing it can mean texting people who opted out on the old one.
        Default: - the account's list, ``Default``
    :param self_managed_opt_outs: whether you answer HELP and STOP and keep the opt-outs yourself, instead of the
        service. Default: - the service does, even when you are down
    :param shared_routes: whether messages to countries without a number here may use numbers that are shared with
        other customers. Default: - no
    :param deletion_protection: whether the service refuses to delete the pool. Default: - it does, unless
        ``removal_policy`` is DESTROY
    :param removal_policy: what happens to the pool when it leaves the stack. Default: - it is retained
    :raises InvalidArgument: if it has no members, one is given twice or has other settings than the pool, or the
        settings contradict each other

    Source: AWS::SMSVOICE::Pool
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        phone_numbers: Sequence[IPhoneNumber] = (),
        sender_ids: Sequence[ISenderId] = (),
        rcs_agents: Sequence[IRcsAgent] = (),
        mandatory_keywords: MandatoryKeywords,
        keywords: Sequence[Keyword] = (),
        two_way: TwoWay | None = None,
        opt_out_list: IOptOutList | None = None,
        self_managed_opt_outs: bool = False,
        shared_routes: bool = False,
        deletion_protection: bool | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
    ) -> None:
        super().__init__(scope, construct_id)
        self.inbound: Final = InboundSettings(
            mandatory_keywords=mandatory_keywords,
            keywords=tuple(keywords),
            two_way=two_way,
            opt_out_list=opt_out_list,
            self_managed_opt_outs=self_managed_opt_outs,
        )
        self.members: Final = (*phone_numbers, *sender_ids, *rcs_agents)
        check_members(self, self.members, self.inbound)
        count(self, Quota.POOLS)
        self.resource: Final = smsvoice.CfnPool(
            self,
            "Resource",
            # Their ARNs, which also make CloudFormation wait for the members.
            origination_identities=[member.grantable_arn for member in self.members],
            mandatory_keywords=self.inbound.mandatory,
            optional_keywords=self.inbound.optional_keywords,
            opt_out_list_name=self.inbound.opt_out_list_name,
            self_managed_opt_outs_enabled=True if self_managed_opt_outs else None,
            shared_routes_enabled=True if shared_routes else None,
            deletion_protection_enabled=protects(
                deletion_protection=deletion_protection, removal_policy=removal_policy
            ),
        )
        self.resource.apply_removal_policy(removal_policy)
        channel = None if two_way is None else two_way.bind(self, self.resource)
        if channel is not None:
            self.resource.two_way = smsvoice.CfnPool.TwoWayProperty(**channel.properties)
        self.two_way_role: Final = None if channel is None else channel.role
        self._id = self.resource.attr_pool_id
        self._arn = self.resource.attr_arn

    @classmethod
    def from_pool_id(cls, scope: Construct, construct_id: str, pool_id: str) -> IPool:
        """Import a pool of this account and Region by its id."""
        arn = sms_voice_arn(scope, SmsVoiceResource.POOL, pool_id)
        return _ImportedPool(scope, construct_id, pool_id=pool_id, pool_arn=arn)

    @classmethod
    def from_pool_arn(cls, scope: Construct, construct_id: str, pool_arn: str) -> IPool:
        """Import a pool by its ARN, also one that another account shares.

        :raises InvalidArgument: if it is the ARN of something else
        """
        pool_id = sms_voice_resource_name(scope, SmsVoiceResource.POOL, pool_arn)
        return _ImportedPool(scope, construct_id, pool_id=pool_id, pool_arn=pool_arn)


class _ImportedPool(IPool):
    def __init__(self, scope: Construct, construct_id: str, *, pool_id: str, pool_arn: str) -> None:
        super().__init__(scope, construct_id)
        self._id = pool_id
        self._arn = pool_arn
