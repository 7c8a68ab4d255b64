"""What faces the public: the API, and the page in front of it or a firewall on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import aws_cdk as cdk
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_kms as kms
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from cdk_messaging.acknowledge import acknowledge
from cdk_messaging.functions import MessagingFunction
from cdk_messaging.observability import LogOptions
from cdk_messaging.opt_in.sign_up_api import REGISTER_PATH, SignUpApi
from cdk_messaging.opt_in.sign_up_form import SignUpForm
from cdk_messaging.opt_in.web_acl import WebAcl, WebAclScope


@dataclass(frozen=True, kw_only=True)
class HostedPage:
    """A page of the library's own, with the API behind the same distribution.

    :param web_acl_arn: a web ACL of scope CLOUDFRONT, which has to be made in us-east-1. Default: - none, so the
        API's throttling is the only limit
    :param domain_name: the page's own name; needs ``certificate``. Default: - the distribution's name
    :param certificate: for ``domain_name``, in us-east-1. Default: - none
    """

    web_acl_arn: str | None = None
    domain_name: str | None = None
    certificate: acm.ICertificate | None = None


@dataclass(frozen=True, kw_only=True)
class OwnPage:
    """A page elsewhere that posts to the API from another origin.

    It posts JSON: a form that is sent without a script is answered with a redirect to pages that only a hosted page
    has.

    :param allowed_origin: its origin: ``https://www.example.com``.
    """

    allowed_origin: str


class SignUpFront(Construct):
    """The API with what protects it.

    With a hosted page, the distribution is the only way in: it sends a key that nobody else knows, and its web ACL
    sees the real addresses. With a page elsewhere, a regional web ACL is on the API's stage.

    :param function: handles the register operation.
    :param page: hosted here, or elsewhere.
    :param pages: the files of the hosted page; ignored for a page elsewhere.
    :param encryption_key: encrypts the key that the distribution sends.
    :param log_options: of all logs here.
    :param removal_policy: of the key's secret.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        function: MessagingFunction,
        page: HostedPage | OwnPage,
        pages: Mapping[str, str],
        encryption_key: kms.IKey,
        log_options: LogOptions,
        removal_policy: cdk.RemovalPolicy,
    ) -> None:
        super().__init__(scope, construct_id)
        self._form: SignUpForm | None = None
        self._web_acl: WebAcl | None = None
        origin_key = None
        if isinstance(page, HostedPage):
            origin_key = self._define_origin_key(encryption_key, removal_policy)
        self._api = SignUpApi(
            self,
            "Api",
            function=function,
            allowed_origins=allowed_origins(page),
            origin_key=origin_key,
            log_options=log_options,
        )
        if isinstance(page, HostedPage) and origin_key is not None:
            self._form = SignUpForm(
                self,
                "Form",
                api=self._api,
                pages=pages,
                origin_key=origin_key,
                web_acl_arn=page.web_acl_arn,
                domain_name=page.domain_name,
                certificate=page.certificate,
                log_options=log_options,
            )
        else:
            self._web_acl = WebAcl(self, "WebAcl", acl_scope=WebAclScope.REGIONAL, log_options=log_options)
            self._web_acl.protect_stage("Stage", self._api.stage.stage_arn)

    def _define_origin_key(self, encryption_key: kms.IKey, removal_policy: cdk.RemovalPolicy) -> secretsmanager.Secret:
        secret = secretsmanager.Secret(
            self,
            "OriginKey",
            description="What the distribution sends with each call, so that the API refuses all others",
            encryption_key=encryption_key,
            generate_secret_string=secretsmanager.SecretStringGenerator(exclude_punctuation=True, password_length=40),
            removal_policy=removal_policy,
        )
        acknowledge(
            secret,
            {
                "AwsSolutions-SMG4": "Distribution and API hold the value as deployed; changing it alone would cut "
                "them off. A deployment after a change renews both."
            },
        )
        return secret

    @property
    def api(self) -> SignUpApi:
        """The API."""
        return self._api

    @property
    def form(self) -> SignUpForm | None:
        """The hosted page, if it is hosted here."""
        return self._form

    @property
    def web_acl(self) -> WebAcl | None:
        """The regional web ACL, if the page is elsewhere."""
        return self._web_acl

    @property
    def url(self) -> str:
        """Where people sign up: the page, or the API's register operation for a page elsewhere."""
        if self._form is not None:
            return self._form.url
        return f"https://{self._api.domain_name}{REGISTER_PATH}"


def allowed_origins(page: HostedPage | OwnPage) -> Sequence[str]:
    """The origins other than the API's own whose pages may post and read the answers."""
    if isinstance(page, OwnPage):
        return (page.allowed_origin,)
    return ()
