"""The one setting of API Gateway that an account has in a Region: who may write its logs."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_iam as iam
from constructs import Construct

from cdk_messaging.access import service_principal
from cdk_messaging.acknowledge import acknowledge

_MANAGED_POLICY = "service-role/AmazonAPIGatewayPushToCloudWatchLogs"


class ApiGatewayAccountStack(cdk.Stack):
    """Lets API Gateway write logs, in accounts where nobody has set that up yet.

    Two stacks with this setting would overwrite each other's, and one that goes would switch the logs of all APIs
    off. So it is made only where an environment says so, and retained when it goes.

    Source: AWS::ApiGateway::Account
    """

    def __init__(self, scope: Construct, construct_id: str, **kwargs: Any) -> None:
        super().__init__(scope, construct_id, **kwargs)
        role = iam.Role(
            self,
            "Role",
            assumed_by=service_principal(self, "apigateway.amazonaws.com"),
            managed_policies=[iam.ManagedPolicy.from_aws_managed_policy_name(_MANAGED_POLICY)],
        )
        acknowledge(
            role,
            {
                f"AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/{_MANAGED_POLICY}]": "API Gateway "
                "checks for the permissions of this very policy, on all log groups, before it takes the role."
            },
        )
        account = apigateway.CfnAccount(self, "Resource", cloud_watch_role_arn=role.role_arn)
        account.node.add_dependency(role)
        for resource in (role, account):
            resource.apply_removal_policy(cdk.RemovalPolicy.RETAIN)
