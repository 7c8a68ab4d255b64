"""What CloudFront takes from us-east-1 only."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
from constructs import Construct

from cdk_messaging.access.data_key import DataKey
from cdk_messaging.opt_in import WebAcl, WebAclScope
from stacks.environment import Environment
from stacks.removal import log_options, removal_policy

REGION = "us-east-1"


class EdgeStack(cdk.Stack):
    """The web ACL of the distribution, with a key of its own for its log: keys don't leave their Region."""

    def __init__(self, scope: Construct, construct_id: str, *, environment: Environment, **kwargs: Any) -> None:
        super().__init__(scope, construct_id, **kwargs)
        key = DataKey(
            self,
            "Key",
            description="Encrypts the log of the sign-up page's web ACL",
            removal_policy=removal_policy(environment),
        )
        self._web_acl = WebAcl(
            self, "WebAcl", acl_scope=WebAclScope.CLOUDFRONT, log_options=log_options(environment, key)
        )

    @property
    def web_acl_arn(self) -> str:
        """The ARN of the web ACL."""
        return self._web_acl.web_acl_arn
