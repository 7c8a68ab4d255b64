"""Keywords and two-way messaging of numbers and pools that exist already, and what is in such a pool."""

from __future__ import annotations

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from ...errors import InvalidArgument
from ...observability import LogOptions
from ..keyword import Keyword, KeywordAction, MandatoryKeywords, check_keywords
from ..origination import Origination
from ..phone_number import IPhoneNumber, PhoneNumber
from ..pool import IPool, Pool
from ..sender_id import ISenderId
from ..two_way import TwoWay
from .setting import AccountSetting, Permission

_MANDATORY = {"HELP": KeywordAction.AUTOMATIC_RESPONSE, "STOP": KeywordAction.OPT_OUT}


class ImportedKeywords(Construct):
    """Keywords of a number or pool that is not made by this app. Its other keywords stay as they are.

    :param origination: an imported number or pool; while a number is in a pool, the pool's keywords answer
    :param mandatory_keywords: replies to HELP and STOP. Default: - they stay as they are
    :param keywords: further keywords. Default: - none
    :param removal_policy: what happens when this leaves the stack: DESTROY puts back each keyword as it was before, or
        deletes it, RETAIN keeps them. Default: - DESTROY
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if it is made by this app, nothing is given, there are more than 30 keywords, or the app
        sets one twice

    Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/keywords.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        origination: IPhoneNumber | IPool,
        mandatory_keywords: MandatoryKeywords | None = None,
        keywords: Sequence[Keyword] = (),
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        refuse_own(origination, "mandatory_keywords and keywords")
        if mandatory_keywords is None and not keywords:
            raise InvalidArgument("there are no keywords: give mandatory_keywords or keywords")
        check_keywords(keywords)
        replies = [(word.keyword, word.message, word.action) for word in keywords]
        if mandatory_keywords is not None:
            replies.append(("HELP", mandatory_keywords.help, _MANDATORY["HELP"]))
            replies.append(("STOP", mandatory_keywords.stop, _MANDATORY["STOP"]))
        for word, message, action in replies:
            _ImportedKeyword(
                self,
                # The service tells no cases apart, so a new spelling is the same keyword.
                word.upper(),
                origination=origination,
                keyword=word.upper(),
                message=message,
                action=action,
                removal_policy=removal_policy,
                log_options=log_options,
            )


class _ImportedKeyword(AccountSetting):
    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        origination: Origination,
        keyword: str,
        message: str,
        action: KeywordAction,
        removal_policy: cdk.RemovalPolicy,
        log_options: LogOptions | None,
    ) -> None:
        super().__init__(scope, construct_id)
        self._set(
            what=f"keyword {keyword!r} of {origination.node.path!r}",
            resource_type="Custom::Keyword",
            key={"OriginationIdentity": origination.grantable_arn, "Keyword": keyword},
            value={"KeywordMessage": message, "KeywordAction": action.value},
            permissions=[(("DeleteKeyword", "DescribeKeywords", "PutKeyword"), origination.grantable_arn)],
            removal_policy=removal_policy,
            log_options=log_options,
        )


class ImportedTwoWay(AccountSetting):
    """Two-way messaging of a number or pool that is not made by this app: where incoming messages go.

    If they go somewhere else already, that is put back when this goes. If a role publishes them there, which this stack
    may not pass on, the deployment fails and changes nothing.

    :param origination: an imported number that is in no pool, or an imported pool
    :param two_way: where incoming messages go; Amazon Connect takes those of pools only
    :param removal_policy: what happens when this leaves the stack: DESTROY puts back what was there before, RETAIN
        keeps it. Default: - DESTROY
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if it is made by this app, a number is given Amazon Connect, or the app sets it twice

    Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        origination: IPhoneNumber | IPool,
        two_way: TwoWay,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        refuse_own(origination, "two_way")
        if two_way.is_connect and not isinstance(origination, IPool):
            raise InvalidArgument(
                f"phone number {origination.node.path!r} can't send to Amazon Connect by itself: put it into a pool"
            )
        place = Construct(self, "Channel")
        bound = two_way.bind(self, place)
        self._role = bound.role
        role = {} if bound.role is None else {"TwoWayChannelRole": bound.role.role_arn}
        self._set(
            what=f"two-way of {origination.node.path!r}",
            resource_type="Custom::TwoWay",
            key=key_of(origination),
            value={"TwoWayChannelArn": bound.channel_arn, **role},
            permissions=[update_permission(origination)],
            removal_policy=removal_policy,
            log_options=log_options,
            passed_role=bound.role,
            scope=place,
        )

    @property
    def role(self) -> iam.IRole | None:
        """Role that the service publishes with; None where a topic's policy lets it in."""
        return self._role


class OriginationIdentityAssociation(AccountSetting):
    """Puts a number or sender ID into a pool that is not made by this app.

    The settings of a number must be those of the pool. When this goes it leaves the pool again, unless it was in there
    before or is the last: that stays until the pool goes.

    :param pool: an imported pool
    :param member: number or sender ID, created or imported
    :param removal_policy: what happens when this leaves the stack: DESTROY takes the member out again, RETAIN keeps it
        in. Default: - DESTROY
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if the pool is made by this app, or the app does this twice

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_AssociateOriginationIdentity.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        pool: IPool,
        member: IPhoneNumber | ISenderId,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        refuse_own(pool, "phone_numbers and sender_ids")
        both = ("AssociateOriginationIdentity", "DisassociateOriginationIdentity")
        country = {"IsoCountryCode": member.iso_country_code} if isinstance(member, ISenderId) else {}
        self._set(
            what=f"{member.node.path!r} in {pool.node.path!r}",
            resource_type="Custom::OriginationIdentityAssociation",
            key={"PoolId": pool.pool_arn, "OriginationIdentity": member.grantable_arn},
            value=country,
            permissions=[((*both, "ListPoolOriginationIdentities"), pool.pool_arn), (both, member.grantable_arn)],
            removal_policy=removal_policy,
            log_options=log_options,
        )


def key_of(origination: Origination) -> dict[str, str]:
    """The property that says which number or pool a setting is of."""
    return {"PoolId" if isinstance(origination, IPool) else "PhoneNumberId": origination.grantable_arn}


def update_permission(origination: Origination) -> Permission:
    """What looking at a number or pool, and changing it, needs."""
    kind = "Pools" if isinstance(origination, IPool) else "PhoneNumbers"
    return (f"Describe{kind}", f"Update{kind.removesuffix('s')}"), origination.grantable_arn


def refuse_own(origination: Origination, arguments: str) -> None:
    """Refuse a number or pool that this app makes.

    :param arguments: of its construct, that say the same.
    :raises InvalidArgument: if it is one
    """
    if isinstance(origination, PhoneNumber | Pool):
        kind = "pool" if isinstance(origination, Pool) else "phone number"
        raise InvalidArgument(
            f"{kind} {origination.node.path!r} is made by this app, and CloudFormation removes what its type isn't "
            f"told: give it {arguments} instead"
        )
