"""Where the files go that people send to an RCS agent."""

from __future__ import annotations

from dataclasses import dataclass

from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from ..access import service_principal
from ..checks import check_pattern
from ..errors import InvalidArgument
from .two_way import SERVICE


@dataclass(frozen=True, kw_only=True)
class RcsMedia:
    """A bucket for incoming files.

    :param bucket: bucket
    :param key_prefix: prefix of the keys, 1 to 1024 characters without spaces. Default: - none
    :param role: role to write with; it must trust ``sms-voice.amazonaws.com`` and is granted what it needs.
        Default: - a role is created that may only put objects there
    :raises InvalidArgument: if the prefix isn't valid

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_UpdateRcsAgent.html
    """

    bucket: s3.IBucket
    key_prefix: str | None = None
    role: iam.IRole | None = None

    def __post_init__(self) -> None:
        if self.key_prefix is not None:
            check_pattern("key_prefix", self.key_prefix, r"\S{1,1024}", "1 to 1024 characters without spaces")

    def bind(self, scope: Construct, resource: Construct) -> iam.IRole:
        """Permit what the setting needs, before the resource is made, and return the role."""
        role = self.role
        if role is None:
            role = iam.Role(
                scope,
                "MediaRole",
                assumed_by=service_principal(scope, SERVICE),
                description="Lets an RCS agent store incoming files",
            )
        # Not the bucket's own grant, which allows more than the action that AWS asks for.
        iam.Grant.add_to_principal(
            grantee=role,
            actions=["s3:PutObject"],
            resource_arns=[self.bucket.arn_for_objects(f"{self.key_prefix or ''}*")],
        ).apply_before(resource)
        key = self.bucket.encryption_key
        if key is not None:
            # What S3 asks for an object, and for one that is uploaded in parts.
            key.grant(role, "kms:Decrypt", "kms:GenerateDataKey").apply_before(resource)
        return role


def check_events(events: tuple[str, ...] | None) -> list[str] | None:
    """Return the RCS event types that are published, or None.

    :raises InvalidArgument: if one isn't valid, is given twice, or stands beside ALL
    """
    if events is None:
        return None
    for event in events:
        check_pattern("rcs event", event, ".{1,50}", "1 to 50 characters")
    if "ALL" in events and len(events) > 1:
        raise InvalidArgument("rcs event 'ALL' stands for all of them: give it alone")
    if len(events) > 100:
        raise InvalidArgument(f"{len(events)} rcs events are too many: use at most 100")
    return list(events)
