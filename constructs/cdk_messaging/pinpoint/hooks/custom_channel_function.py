"""A custom channel that counts."""

from __future__ import annotations

from enum import StrEnum

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from ...acknowledge import acknowledge
from ...checks import check_member
from ...errors import InvalidArgument
from ...functions import MessagingFunction
from ...observability import LogOptions
from .function_code import channel_code
from .permission import LONGEST_SECONDS

NAMESPACE = "PinpointCustomChannelExecution"


class CustomChannelMetric(StrEnum):
    """What is counted; a type that isn't among the others counts as push.

    Source: "Creating and configuring a Lambda function for an Amazon Pinpoint campaign"
    """

    ENDPOINTS = "EndpointCount"
    CUSTOM = "CustomCount"
    SMS = "SMSCount"
    EMAIL = "EmailCount"
    VOICE = "VoiceCount"
    PUSH = "PushCount"


class CustomChannelFunction(Construct):
    """A Lambda function for ``CustomDelivery.function`` that counts the endpoints of a campaign by their channel.

    Each 50 endpoints become one ``PutMetricData`` with twelve values in the namespace
    ``PinpointCustomChannelExecution``: six by campaign and project, and the same six over all. It sends nothing; begin
    with it to see what a campaign does, then put your own function in its place.

    It may write metrics of that namespace and its own log, which holds ids and counts, no address. An event that is
    none of a campaign fails the invocation, and the alarm tells of it; so does CloudWatch when it can't be reached
    after three tries, whereupon Amazon Pinpoint invokes again and what was counted may count twice.

    :param log_options: retention, key and removal policy of its log group. Default: - six months, AWS's key, retained

    Source: "Creating and configuring a Lambda function for an Amazon Pinpoint campaign"
    """

    def __init__(self, scope: Construct, construct_id: str, *, log_options: LogOptions | None = None) -> None:
        super().__init__(scope, construct_id)
        self._made = MessagingFunction(
            self,
            "Resource",
            code=channel_code(),
            module="custom_channel",
            description="Counts the endpoints of campaigns by channel",
            timeout=cdk.Duration.seconds(LONGEST_SECONDS),
            log_options=LogOptions() if log_options is None else log_options,
        )
        iam.Grant.add_to_principal(
            grantee=self.role,
            actions=["cloudwatch:PutMetricData"],
            resource_arns=["*"],
            conditions={"StringEquals": {"cloudwatch:namespace": NAMESPACE}},
        )
        acknowledge(
            self.role,
            {"AwsSolutions-IAM5[Resource::*]": "PutMetricData has no resource type. The namespace is named."},
        )

    @property
    def messaging_function(self) -> MessagingFunction:
        """The function with its role, log group and alarm."""
        return self._made

    @property
    def function(self) -> lambda_.Function:
        """The Lambda function."""
        return self._made.function

    @property
    def role(self) -> iam.Role:
        """Its execution role."""
        return self._made.role

    def metric(
        self,
        name: CustomChannelMetric,
        *,
        campaign_id: str | None = None,
        application_id: str | None = None,
        period: cdk.Duration | None = None,
    ) -> cloudwatch.Metric:
        """How many endpoints the campaigns had.

        :param name: which of them
        :param campaign_id: of one campaign, together with its project. Default: - of all together
        :param application_id: the project of that campaign. Default: - of all together
        :param period: length of a data point. Default: - 5 minutes
        :raises InvalidArgument: if only one of campaign and project is given
        """
        if (campaign_id is None) != (application_id is None):
            raise InvalidArgument("one of campaign_id and application_id is missing: values are kept for both, or none")
        dimensions = {"ApplicationId": application_id, "CampaignId": campaign_id}
        return cloudwatch.Metric(
            namespace=NAMESPACE,
            metric_name=check_member("metric", name, CustomChannelMetric).value,
            dimensions_map={key: value for key, value in dimensions.items() if value is not None} or None,
            statistic=cloudwatch.Stats.SUM,
            period=period,
        )
