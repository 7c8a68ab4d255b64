"""The role with which Amazon Pinpoint asks Amazon Personalize."""

from __future__ import annotations

from typing import Final

from aws_cdk import aws_iam as iam
from constructs import Construct

from ...access import pinpoint_arn, service_principal
from ...acknowledge import OWN_POLICY, acknowledge
from ...checks import check_pattern
from ..provided import SERVICE

_ARN = r"arn:[a-z-]+:personalize:[a-z0-9-]+:\d{12}:"


class RecommenderRole(Construct):
    """A role that may look at one solution, and ask its campaign for recommendations. Nothing else.

    Amazon Pinpoint assumes it for any project of this account: a recommender belongs to no project.

    :param solution_arn: ARN of the solution of Amazon Personalize
    :param campaign_arn: ARN of its campaign
    :raises InvalidArgument: if one is the ARN of something else

    Source: "IAM role for retrieving recommendations from Amazon Personalize", Amazon Pinpoint developer guide
    """

    def __init__(self, scope: Construct, construct_id: str, *, solution_arn: str, campaign_arn: str) -> None:
        super().__init__(scope, construct_id)
        check_personalize_arn("solution", solution_arn)
        check_personalize_arn("campaign", campaign_arn)
        self.role: Final = iam.Role(
            self,
            "Resource",
            assumed_by=service_principal(self, SERVICE, source_arn=pinpoint_arn(self, "apps/*")),
            description="Lets Amazon Pinpoint ask Amazon Personalize for recommendations",
        )
        self.permissions: Final = iam.Policy(
            self,
            "Permissions",
            roles=[self.role],
            statements=[
                iam.PolicyStatement(actions=["personalize:DescribeSolution"], resources=[solution_arn]),
                iam.PolicyStatement(
                    actions=["personalize:DescribeCampaign", "personalize:GetRecommendations"],
                    resources=[campaign_arn],
                ),
            ],
        )
        acknowledge(self.permissions, OWN_POLICY)


def check_personalize_arn(kind: str, arn: str) -> None:
    """Refuse what isn't the ARN of a solution or campaign of Amazon Personalize.

    :param kind: ``solution`` or ``campaign``
    :raises InvalidArgument: if it isn't
    """
    allowed = f"arn:<partition>:personalize:<region>:<account>:{kind}/<name>"
    check_pattern(f"{kind} arn", arn, rf"{_ARN}{kind}/\S+", allowed)
