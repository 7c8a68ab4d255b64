"""What all constructs of the service have in common."""

from __future__ import annotations

from aws_cdk import aws_iam as iam
from constructs import Construct

YOUNGER_THAN_VALIDATION = {
    "CloudFormation-Validate::F3006": "The type is younger than the template validation of this CDK; cfn-lint knows it."
}
"""For types that the CDK's own validation does not know yet, so that it takes them for misspelled."""


class SmsVoiceConstruct(Construct):
    """A resource of AWS End User Messaging SMS and Voice v2, created or imported.

    A subclass sets ``_arn`` in its constructor.
    """

    _arn: str

    @property
    def grantable_arn(self) -> str:
        """ARN that permissions on this resource name."""
        return self._arn

    def grant(self, grantee: iam.IGrantable, *actions: str) -> iam.Grant:
        """Allow actions on this resource, and on no other.

        Nothing is granted to a principal that can't hold a policy, such as a service; ``success`` of the grant
        tells.

        :param grantee: role, user or function that may do so
        :param actions: actions such as ``sms-voice:DescribePhoneNumbers``
        """
        return iam.Grant.add_to_principal(grantee=grantee, actions=sorted(set(actions)), resource_arns=[self._arn])
