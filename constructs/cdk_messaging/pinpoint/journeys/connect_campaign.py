"""The contact centre that a journey hands people to."""

from __future__ import annotations

from dataclasses import dataclass

from aws_cdk import aws_iam as iam

from ...checks import check_pattern


@dataclass(frozen=True, kw_only=True)
class ConnectCampaign:
    """An outbound campaign of Amazon Connect, which calls people.

    :param campaign_arn: ARN of the campaign
    :param execution_role: role that Amazon Pinpoint assumes to hand people over; it must trust
        ``pinpoint.amazonaws.com``
    :raises InvalidArgument: if it is the ARN of something else

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-journeys.html
    """

    campaign_arn: str
    execution_role: iam.IRole

    def __post_init__(self) -> None:
        pattern = r"arn:[a-z-]+:connect-campaigns:[a-z0-9-]+:\d{12}:campaign/\S+"
        allowed = "arn:<partition>:connect-campaigns:<region>:<account>:campaign/<id>"
        check_pattern("connect campaign", self.campaign_arn, pattern, allowed)

    def render(self) -> dict[str, str]:
        """As the API takes it."""
        return {
            "ConnectCampaignArn": self.campaign_arn,
            "ConnectCampaignExecutionRoleArn": self.execution_role.role_arn,
        }
