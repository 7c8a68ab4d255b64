"""Sharing a number, pool, sender ID or opt-out list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aws_cdk import aws_iam as iam
from aws_cdk import aws_smsvoice as smsvoice
from constructs import Construct

from ..errors import InvalidArgument
from .opt_out_list import IOptOutList
from .phone_number import IPhoneNumber
from .pool import IPool
from .resource import SmsVoiceConstruct
from .sender_id import ISenderId

Shareable = IPhoneNumber | IPool | ISenderId | IOptOutList


class ResourcePolicy(SmsVoiceConstruct):
    """Who else may use a number, pool, sender ID or opt-out list: other accounts, or services such as Amazon SNS.

    A resource has one policy; a second one replaces the first.

    :param resource: what is shared
    :param statements: who may do what. Each needs a principal, and is about this resource alone: leave
        ``resources`` out, they are filled in
    :raises InvalidArgument: if there is no statement, or one has no principal or names other resources

    Source: AWS::SMSVOICE::ResourcePolicy and
    https://docs.aws.amazon.com/sms-voice/latest/userguide/shared-resources.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        resource: Shareable,
        statements: Sequence[iam.PolicyStatement],
    ) -> None:
        super().__init__(scope, construct_id)
        if not statements:
            raise InvalidArgument("statements are empty: give at least one, or leave the resource policy out")
        self._arn = resource.grantable_arn
        self.document: Final = iam.PolicyDocument()
        self.add_statements(*statements)
        self.resource: Final = smsvoice.CfnResourcePolicy(
            self, "Resource", resource_arn=self._arn, policy_document=self.document
        )

    @property
    def resource_arn(self) -> str:
        """ARN of what is shared."""
        return self._arn

    def add_statements(self, *statements: iam.PolicyStatement) -> None:
        """Let somebody else in as well.

        :raises InvalidArgument: if a statement has no principal or names other resources
        """
        for statement in statements:
            if not statement.has_principal:
                raise InvalidArgument(
                    "a statement of a resource policy has no principal: say who may, with principals=[...]"
                )
            if any(named != self._arn for named in statement.resources):
                raise InvalidArgument(
                    f"a statement of a resource policy is about {', '.join(statement.resources)}: "
                    "leave resources out, they are the shared resource"
                )
            if not statement.resources:
                statement.add_resources(self._arn)
            self.document.add_statements(statement)
