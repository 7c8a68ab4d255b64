"""What becomes reachable for anybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from review.changes import ResourceChange, StackChange
from review.danger import Category, Danger, danger
from review.policies import Statement, policies_of, statements_of
from review.values import ABSENT, at

_EVERYWHERE = ("0.0.0.0/0", "::/0")
_BINDING = (
    "aws:principal",
    "aws:source",
    "aws:userid",
    "aws:username",
    "aws:vpcsourceaccount",
    "aws:vpcsourcevpce",
    "kms:calleraccount",
    "kms:callerarn",
    "lambda:eventsourcetoken",
    "s3:dataaccesspoint",
    "sts:externalid",
)
"""Beginnings of condition keys that say who asks or from where; others only say how."""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A property that opens a resource to anybody when it gets one of some values.

    :param path: the property.
    :param open_values: the values that do.
    :param sentence: what that means.
    :param by_default: whether the resource is open without the property.
    """

    path: str
    open_values: tuple[Any, ...]
    sentence: str
    by_default: bool = False

    def is_open(self, properties: Mapping[str, Any]) -> bool:
        """Whether properties open it."""
        found = at(properties, self.path)
        return self.by_default if found is ABSENT else found in self.open_values


_YES = (True, "true", "True")
_PUBLIC_DATABASE = Opening(path="PubliclyAccessible", open_values=_YES, sentence="The database gets a public address.")
_PUBLIC_BALANCER = Opening(
    path="Scheme", open_values=("internet-facing",), sentence="The whole internet may reach it.", by_default=True
)
OPENINGS: Mapping[str, tuple[Opening, ...]] = {
    "AWS::ApiGatewayV2::Route": (
        Opening(
            path="AuthorizationType",
            open_values=("NONE",),
            sentence="Anybody may call the route: it asks for no authorization.",
            by_default=True,
        ),
    ),
    "AWS::Cognito::IdentityPool": (
        Opening(
            path="AllowUnauthenticatedIdentities",
            open_values=_YES,
            sentence="Anybody gets credentials from the identity pool, without signing in.",
        ),
    ),
    "AWS::EKS::Cluster": (
        Opening(
            path="ResourcesVpcConfig/EndpointPublicAccess",
            open_values=_YES,
            sentence="The whole internet may reach the cluster's API.",
            by_default=True,
        ),
    ),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": (_PUBLIC_BALANCER,),
    "AWS::Lambda::Url": (
        Opening(
            path="AuthType",
            open_values=("NONE",),
            sentence="Anybody may call the function at an address of its own, past API and web ACL.",
        ),
    ),
    "AWS::RDS::DBCluster": (_PUBLIC_DATABASE,),
    "AWS::RDS::DBInstance": (_PUBLIC_DATABASE,),
    "AWS::Redshift::Cluster": (_PUBLIC_DATABASE,),
    "AWS::S3::Bucket": (
        Opening(
            path="AccessControl",
            open_values=("PublicRead", "PublicReadWrite", "AuthenticatedRead"),
            sentence="Anybody may read the bucket, if nothing else blocks public access.",
        ),
    ),
}


def dangers(stack: StackChange) -> Iterator[Danger]:
    """What a stack opens."""
    for change in stack.resources:
        if change.after is None:
            continue
        old = {} if change.before is None else change.before.get("Properties", {})
        new = change.after.get("Properties", {})
        yield from _public_policy(stack, change)
        yield from _opened(stack, change, old, new)
        judge = _BY_TYPE.get(change.type)
        if judge is not None:
            yield from judge(stack, change, old, new)


def _opened(
    stack: StackChange, change: ResourceChange, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Danger]:
    for opening in OPENINGS.get(change.type, ()):
        if opening.is_open(new) and not (change.before is not None and opening.is_open(old)):
            yield danger(
                Category.EXPOSURE,
                stack,
                change,
                opening.sentence,
                property=opening.path,
                before=at(old, opening.path),
                after=at(new, opening.path),
            )


def _public_policy(stack: StackChange, change: ResourceChange) -> Iterator[Danger]:
    before = set(_public_statements(change.before))
    for path, actions in _public_statements(change.after):
        if (path, actions) not in before:
            yield danger(
                Category.EXPOSURE,
                stack,
                change,
                f"Anybody may do {actions}: a statement allows every principal, and no condition limits them.",
                property=path,
                after=actions,
            )


def _public_statements(resource: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    if resource is None:
        return
    for policy in policies_of(resource):
        for statement in statements_of(policy):
            if statement.effect == "Allow" and "*" in statement.principals and not _bound(statement):
                yield policy.path, ", ".join(statement.actions or ("everything but some actions",))


def _bound(statement: Statement) -> bool:
    """Whether a condition limits who may ask. One that excludes a few, or allows ``*``, does not."""
    return any(
        key.lower().startswith(_BINDING)
        and "Not" not in operator
        and not operator.endswith("IfExists")
        and operator != "Null"
        and not set(values) & {"*", *_EVERYWHERE}
        for operator, key, values in statement.conditions
    )


def _method(
    stack: StackChange, change: ResourceChange, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Danger]:
    if new.get("HttpMethod") == "OPTIONS" or not _open(new) or (old and _open(old)):
        return
    yield danger(
        Category.EXPOSURE,
        stack,
        change,
        f"Anybody may call {new.get('HttpMethod')}: the method asks for neither authorization nor an API key.",
        property="AuthorizationType",
        before=old.get("AuthorizationType", ABSENT),
        after=new.get("AuthorizationType"),
    )


def _open(method: Mapping[str, Any]) -> bool:
    return method.get("AuthorizationType", "NONE") == "NONE" and method.get("ApiKeyRequired") not in (True, "true")


def _security_group(
    stack: StackChange, change: ResourceChange, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Danger]:
    before = [old] if "CidrIp" in old or "CidrIpv6" in old else old.get("SecurityGroupIngress", [])
    after = [new] if "CidrIp" in new or "CidrIpv6" in new else new.get("SecurityGroupIngress", [])
    for rule in after:
        if rule not in before and (rule.get("CidrIp") in _EVERYWHERE or rule.get("CidrIpv6") in _EVERYWHERE):
            yield danger(
                Category.EXPOSURE,
                stack,
                change,
                f"The whole internet may connect to port {rule.get('FromPort', 'any')}.",
                property="SecurityGroupIngress",
                after=rule,
            )


def _distribution(
    stack: StackChange, change: ResourceChange, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Danger]:
    for path in _behaviors(new):
        was, becomes = (at(each, f"{path}/ViewerProtocolPolicy") for each in (old, new))
        if becomes == "allow-all" and was != "allow-all":
            yield danger(
                Category.EXPOSURE,
                stack,
                change,
                "Pages are served without encryption, too.",
                property=f"{path}/ViewerProtocolPolicy",
                before=was,
                after=becomes,
            )


def _behaviors(distribution: Mapping[str, Any]) -> Iterator[str]:
    yield "DistributionConfig/DefaultCacheBehavior"
    others = at(distribution, "DistributionConfig/CacheBehaviors")
    for index in range(len(others) if isinstance(others, list) else 0):
        yield f"DistributionConfig/CacheBehaviors/{index}"


_BY_TYPE = {
    "AWS::ApiGateway::Method": _method,
    "AWS::CloudFront::Distribution": _distribution,
    "AWS::EC2::SecurityGroup": _security_group,
    "AWS::EC2::SecurityGroupIngress": _security_group,
}
