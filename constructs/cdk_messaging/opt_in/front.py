"""What faces the public: the API, and the page in front of it or a firewall on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from cdk_messaging.acknowledge import acknowledge
from cdk_messaging.functions import MessagingFunction
from cdk_messaging.observability import LogOptions
from cdk_messaging.opt_in.form.content import CaptchaWidget
from cdk_messaging.opt_in.forms import Form
from cdk_messaging.opt_in.page import HostedPage, Page, allowed_origins
from cdk_messaging.opt_in.settings import Limits
from cdk_messaging.opt_in.sign_up_api import SignUpApi
from cdk_messaging.opt_in.sign_up_form import SignUpForm
from cdk_messaging.opt_in.web_acl import WebAcl, WebAclScope


@dataclass(frozen=True, kw_only=True)
class FrontParts:
    """What a front is made of.

    :param function: handles the register operation.
    :param forms: what the API takes.
    :param page: hosted here, or elsewhere.
    :param files: the files of the hosted page by path; ignored for a page elsewhere.
    :param limits: of requests.
    :param captcha: what the hosted page shows of a CAPTCHA. Default: - none
    :param encryption_key: encrypts the key that the distribution sends.
    :param log_options: of all logs here.
    :param removal_policy: of the key's secret.
    """

    function: MessagingFunction
    forms: Sequence[Form]
    page: Page
    files: Mapping[str, str]
    limits: Limits
    captcha: CaptchaWidget | None = None
    encryption_key: kms.IKey
    log_options: LogOptions
    removal_policy: cdk.RemovalPolicy


class SignUpFront(Construct):
    """The API with what protects it.

    With a hosted page, the distribution is the only way in: it sends a key that nobody else knows, and its web ACL
    sees the real addresses. With a page elsewhere, a regional web ACL is on the API's stage.
    """

    def __init__(self, scope: Construct, construct_id: str, *, parts: FrontParts) -> None:
        super().__init__(scope, construct_id)
        self._parts = parts
        self._form: SignUpForm | None = None
        self._web_acl: WebAcl | None = None
        if isinstance(parts.page, HostedPage):
            origin_key = self._define_origin_key()
            self._api = self._define_api(origin_key=origin_key)
            self._form = self._define_form(parts.page, origin_key)
        else:
            self._api = self._define_api(domain_name=parts.page.domain_name, certificate=parts.page.certificate)
            self._web_acl = self._define_web_acl()

    def _define_api(self, **options: Any) -> SignUpApi:
        return SignUpApi(
            self,
            "Api",
            function=self._parts.function,
            forms=self._parts.forms,
            allowed_origins=allowed_origins(self._parts.page),
            requests_per_second=self._parts.limits.requests_per_second,
            burst=self._parts.limits.burst,
            log_options=self._parts.log_options,
            **options,
        )

    def _define_form(self, page: HostedPage, origin_key: secretsmanager.Secret) -> SignUpForm:
        return SignUpForm(
            self,
            "Form",
            api=self._api,
            page=page,
            files=self._parts.files,
            origin_key=origin_key,
            captcha=self._parts.captcha,
            log_options=self._parts.log_options,
        )

    def _define_web_acl(self) -> WebAcl:
        web_acl = WebAcl(
            self,
            "WebAcl",
            acl_scope=WebAclScope.REGIONAL,
            posts_per_window=self._parts.limits.web_acl_limit,
            log_options=self._parts.log_options,
        )
        web_acl.protect_stage("Stage", self._api.stage.stage_arn)
        return web_acl

    def _define_origin_key(self) -> secretsmanager.Secret:
        secret = secretsmanager.Secret(
            self,
            "OriginKey",
            description="What the distribution sends with each call, so that the API refuses all others",
            encryption_key=self._parts.encryption_key,
            generate_secret_string=secretsmanager.SecretStringGenerator(exclude_punctuation=True, password_length=40),
            removal_policy=self._parts.removal_policy,
        )
        reason = (
            "Distribution and API hold the value as deployed; changing it alone would cut them off. A deployment after "
            "a change renews both."
        )
        acknowledge(secret, {"AwsSolutions-SMG4": reason, "NIST.800.53.R5-SecretsManagerRotationEnabled": reason})
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
        return self._api.register_url if self._form is None else self._form.url
