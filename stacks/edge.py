"""What CloudFront takes from us-east-1 only."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_certificatemanager as acm
from constructs import Construct

from cdk_messaging.access.data_key import DataKey
from cdk_messaging.opt_in import WebAcl, WebAclScope
from stacks.environment import Environment
from stacks.removal import log_options, removal_policy
from stacks.zone import hosted_zone

REGION = "us-east-1"


class EdgeStack(cdk.Stack):
    """The web ACL of the distribution, with a key of its own for its log: keys don't leave their Region; and the
    certificate of the page's own name, where it is to be made."""

    def __init__(self, scope: Construct, construct_id: str, *, environment: Environment, **kwargs: Any) -> None:
        super().__init__(scope, construct_id, **kwargs)
        key = DataKey(
            self,
            "Key",
            description="Encrypts the log of the sign-up page's web ACL",
            removal_policy=removal_policy(environment),
        )
        self._web_acl = WebAcl(
            self,
            "WebAcl",
            acl_scope=WebAclScope.CLOUDFRONT,
            posts_per_window=environment.limits.web_acl_limit,
            log_options=log_options(environment, key),
        )
        self._certificate = self._define_certificate(environment)

    def _define_certificate(self, environment: Environment) -> acm.ICertificate | None:
        domain, zone = environment.domain, hosted_zone(self, environment)
        if domain is None:
            return None
        if domain.certificate_arn is not None:
            return acm.Certificate.from_certificate_arn(self, "Certificate", domain.certificate_arn)
        return acm.Certificate(
            self, "Certificate", domain_name=domain.name, validation=acm.CertificateValidation.from_dns(zone)
        )

    @property
    def web_acl_arn(self) -> str:
        """The ARN of the web ACL."""
        return self._web_acl.web_acl_arn

    @property
    def certificate(self) -> acm.ICertificate | None:
        """The certificate of the page's own name, if it has one: given, or made here and proven by DNS."""
        return self._certificate
