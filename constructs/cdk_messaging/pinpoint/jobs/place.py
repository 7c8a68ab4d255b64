"""Where the files of jobs are, and what a role needs to reach them there and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from ...acknowledge import OWN_POLICY, acknowledge, shown
from ...checks import is_known
from ...errors import InvalidArgument

_LONGEST_KEY = 1024
_WILDCARDS = "*?"


@dataclass(frozen=True)
class Place:
    """Objects of a bucket.

    :param bucket: the bucket
    :param key_prefix: how their keys begin, with ``/`` at its end; or, where ``may_be_object``, the key of one object
    :raises InvalidArgument: if it is neither
    """

    bucket: s3.IBucket
    key_prefix: str
    may_be_object: bool = False

    def __post_init__(self) -> None:
        prefix = self.key_prefix
        if not is_known(prefix):
            return
        allowed = "a prefix that ends in '/'" + (", or the key of one object" if self.may_be_object else "")
        if not 1 <= len(prefix) <= _LONGEST_KEY:
            raise InvalidArgument(f"key_prefix has {len(prefix)} characters: use {allowed}, of 1 to {_LONGEST_KEY}")
        if prefix.startswith("/") or any(sign in prefix for sign in _WILDCARDS):
            raise InvalidArgument(f"key_prefix {prefix!r} is not valid: use {allowed}, without '/' before it, * and ?")
        if not self.may_be_object and not prefix.endswith("/"):
            raise InvalidArgument(f"key_prefix {prefix!r} is not valid: use {allowed}")

    @property
    def url(self) -> str:
        """Address of the place, as jobs take it."""
        return f"s3://{self.bucket.bucket_name}/{self.key_prefix}"

    def allow(
        self,
        scope: Construct,
        role: iam.Role,
        actions: list[str],
        key_actions: list[str],
        *,
        listed: str | None = None,
    ) -> iam.Grant:
        """Let a role of its own list what is there and do something with it.

        :param actions: on the objects
        :param key_actions: on the bucket's key, if it has one that this app knows, by way of Amazon S3 only
        :param listed: the one prefix that it may list. Default: - any that begins as the place does
        """
        stack = cdk.Stack.of(scope)
        pattern = self.key_prefix if self._is_object else f"{self.key_prefix}*"
        objects = self.bucket.arn_for_objects(pattern)
        grants = [
            iam.Grant.add_to_principal(grantee=role, actions=actions, resource_arns=[objects]),
            iam.Grant.add_to_principal(
                grantee=role, actions=["s3:GetBucketLocation"], resource_arns=[self.bucket.bucket_arn]
            ),
            iam.Grant.add_to_principal(
                grantee=role,
                actions=["s3:ListBucket"],
                resource_arns=[self.bucket.bucket_arn],
                conditions={"StringLike": {"s3:prefix": pattern if listed is None else listed}},
            ),
        ]
        if self.bucket.encryption_key is not None:
            by_way_of = f"s3.{stack.region}.{stack.url_suffix}"
            grants.append(
                iam.Grant.add_to_principal(
                    grantee=role,
                    actions=key_actions,
                    resource_arns=[self.bucket.encryption_key.key_arn],
                    conditions={"StringEquals": {"kms:ViaService": by_way_of}},
                )
            )
        acknowledge(role, OWN_POLICY)
        if not self._is_object:
            finding = f"AwsSolutions-IAM5[Resource::{shown(scope, objects)}]"
            acknowledge(role, {finding: "A job is given a prefix; the names below it are known when it runs."})
        granted = grants[0]
        for grant in grants[1:]:
            granted = granted.combine(grant)
        return granted

    @property
    def _is_object(self) -> bool:
        return self.may_be_object and is_known(self.key_prefix) and not self.key_prefix.endswith("/")
