"""The hosted sign-up page: a private bucket behind a distribution that also carries the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as s3_deployment
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from cdk_messaging.acknowledge import acknowledge
from cdk_messaging.functions import asset_options
from cdk_messaging.observability import LogOptions, create_log_group
from cdk_messaging.opt_in.bucket_deployment import acknowledge_bucket_deployment
from cdk_messaging.opt_in.form import headers
from cdk_messaging.opt_in.form.content import CaptchaWidget
from cdk_messaging.opt_in.page import HostedPage
from cdk_messaging.opt_in.sign_up_api import ORIGIN_KEY_HEADER, STAGE, SignUpApi

if TYPE_CHECKING:
    from cdk_messaging.opt_in.alias_records import AliasRecords

_FORM = Path(headers.__file__).parent
_PAGE_CACHE = cdk.Duration.minutes(5)
_LOGGED = "It holds public pages that only the distribution reads; the web ACL logs requests."


class SignUpForm(Construct):
    """The page and the API on one origin, so that neither cookies nor CORS are needed and one web ACL covers both.

    The bucket is private: only this distribution reads it (origin access control). The API's calls carry a key that
    only the distribution knows, and the viewer's address in CloudFront's own header.

    :param api: the API that the page posts to.
    :param files: path to content, as ``pages.sign_up_pages`` makes them.
    :param origin_key: the key that the API asks for.
    :param log_options: of the log of the function that copies the files.
    :param page: its name, its web ACL and who may embed it. Default: - the distribution's own name, no web ACL, nobody
    :param captcha: what the pages show of a CAPTCHA, whose scripts and frames they may then load. Default: - none
    :param removal_policy: of the bucket. Default: DESTROY, because a deployment makes its content again
    :raises InvalidArgument: for a page that may be embedded by what is no origin.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        api: SignUpApi,
        files: Mapping[str, str],
        origin_key: secretsmanager.ISecret,
        log_options: LogOptions,
        page: HostedPage | None = None,
        captcha: CaptchaWidget | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
    ) -> None:
        super().__init__(scope, construct_id)
        page = HostedPage() if page is None else page
        self._domain_name = page.domain_name
        self._retained = removal_policy != cdk.RemovalPolicy.DESTROY
        self._bucket = self._page_bucket(removal_policy)
        self._distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment="Sign-up page and its API",
            default_root_object="index.html",
            default_behavior=self._page_behavior(page.frame_ancestors, captcha),
            additional_behaviors={f"{STAGE}/*": self._api_behavior(api, origin_key)},
            certificate=page.certificate,
            domain_names=None if page.domain_name is None else [page.domain_name],
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            # Has no effect on the distribution's own name, whose policy AWS fixes.
            minimum_protocol_version=None
            if page.certificate is None
            else cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
            price_class=cloudfront.PriceClass.PRICE_CLASS_100,
            web_acl_id=page.web_acl_arn,
        )
        self._alias_records = self._define_alias_records(page)
        self._deployment = self._deploy(files, log_options)
        self._acknowledge(own_name=page.domain_name is not None)

    def _page_bucket(self, removal_policy: cdk.RemovalPolicy) -> s3.Bucket:
        return s3.Bucket(
            self,
            "Bucket",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            removal_policy=removal_policy,
        )

    def _define_alias_records(self, page: HostedPage) -> AliasRecords | None:
        if page.hosted_zone is None or page.domain_name is None:
            return None
        # Here, because aws_route53 takes as long to import as a tenth of a synthesis.
        from cdk_messaging.opt_in.alias_records import AliasRecords  # noqa: PLC0415

        return AliasRecords(
            self,
            "AliasRecords",
            zone=page.hosted_zone,
            record_name=page.domain_name,
            distribution=self._distribution,
        )

    def _page_behavior(
        self, frame_ancestors: Sequence[str], captcha: CaptchaWidget | None
    ) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            origin=origins.S3BucketOrigin.with_origin_access_control(self._bucket),
            allowed_methods=cloudfront.AllowedMethods.ALLOW_GET_HEAD,
            cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
            response_headers_policy=self._security_headers(frame_ancestors, captcha),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        )

    def _api_behavior(self, api: SignUpApi, origin_key: secretsmanager.ISecret) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            origin=origins.HttpOrigin(
                api.domain_name,
                # A reference that CloudFormation resolves: the template never holds the value.
                custom_headers={ORIGIN_KEY_HEADER: origin_key.secret_value.unsafe_unwrap()},
                protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
                origin_ssl_protocols=[cloudfront.OriginSslPolicy.TLS_V1_2],
            ),
            allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
            origin_request_policy=cloudfront.OriginRequestPolicy(
                self,
                "ApiRequests",
                comment="What the sign-up function reads",
                header_behavior=cloudfront.OriginRequestHeaderBehavior.allow_list(
                    "Accept", "CloudFront-Viewer-Address", "Content-Type", "User-Agent"
                ),
                query_string_behavior=cloudfront.OriginRequestQueryStringBehavior.none(),
                cookie_behavior=cloudfront.OriginRequestCookieBehavior.none(),
            ),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
        )

    def _security_headers(
        self, frame_ancestors: Sequence[str], captcha: CaptchaWidget | None
    ) -> cloudfront.ResponseHeadersPolicy:
        policy = headers.content_security_policy(
            frame_ancestors=frame_ancestors,
            captcha=None if captcha is None else captcha.provider,
            captcha_script=None if captcha is None else captcha.script_url,
        )
        frame_options = headers.frame_options(frame_ancestors)
        return cloudfront.ResponseHeadersPolicy(
            self,
            "SecurityHeaders",
            comment="Security headers of the sign-up page",
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
                content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                    content_security_policy=policy, override=True
                ),
                content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
                frame_options=None
                if frame_options is None
                else cloudfront.ResponseHeadersFrameOptions(
                    frame_option=cloudfront.HeadersFrameOption(frame_options), override=True
                ),
                referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                    referrer_policy=cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN,
                    override=True,
                ),
                strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                    access_control_max_age=cdk.Duration.seconds(headers.HSTS_MAX_AGE_SECONDS), override=True
                ),
            ),
            custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
                custom_headers=[
                    cloudfront.ResponseCustomHeader(header=name, value=value, override=True)
                    for name, value in headers.custom_headers(frame_ancestors).items()
                ]
            ),
        )

    def _deploy(self, files: Mapping[str, str], log_options: LogOptions) -> s3_deployment.BucketDeployment:
        content = {name: text.encode() for name, text in files.items()}
        return s3_deployment.BucketDeployment(
            self,
            "Pages",
            sources=[s3_deployment.Source.asset(str(_FORM), **asset_options(content))],
            destination_bucket=self._bucket,
            cache_control=[s3_deployment.CacheControl.max_age(_PAGE_CACHE)],
            distribution=self._distribution,
            distribution_paths=["/*"],
            retain_on_delete=self._retained,  # so that a bucket that may go is empty by then
            log_group=create_log_group(self, "PagesLog", log_options),
        )

    def _acknowledge(self, *, own_name: bool) -> None:
        acknowledge(
            self._bucket,
            {
                "AwsSolutions-S1": _LOGGED,
                "NIST.800.53.R5-S3BucketLoggingEnabled": _LOGGED,
                **dict.fromkeys(
                    (
                        "NIST.800.53.R5-S3BucketReplicationEnabled",
                        "NIST.800.53.R5-S3BucketVersioningEnabled",
                    ),
                    "A deployment makes its content again; the code is the copy.",
                ),
                "NIST.800.53.R5-S3DefaultEncryptionKMS": "The pages are public; AWS's own key encrypts them.",
            },
        )
        acknowledge(
            self._distribution,
            {
                "AwsSolutions-CFR1": "Where a person is says nothing of where the phone is from; the API checks that.",
                "AwsSolutions-CFR3": "The web ACL logs each request; a second log would hold the addresses once more.",
            },
        )
        if not own_name:
            acknowledge(
                self._distribution, {"AwsSolutions-CFR4": "AWS fixes the TLS policy of the distribution's own name."}
            )
        acknowledge_bucket_deployment(self._deployment, self._bucket)

    @property
    def bucket(self) -> s3.Bucket:
        """Holds the pages."""
        return self._bucket

    @property
    def distribution(self) -> cloudfront.Distribution:
        """Serves page and API."""
        return self._distribution

    @property
    def alias_records(self) -> AliasRecords | None:
        """The records of its own name, where a hosted zone was given."""
        return self._alias_records

    @property
    def deployment(self) -> s3_deployment.BucketDeployment:
        """Copies the pages into the bucket."""
        return self._deployment

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"https://{self._domain_name or self._distribution.distribution_domain_name}/"
