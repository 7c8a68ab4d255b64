"""The REST API that takes sign-ups."""

from __future__ import annotations

import re
from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_logs as logs
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from cdk_messaging.acknowledge import acknowledge
from cdk_messaging.errors import InvalidArgument
from cdk_messaging.functions import MessagingFunction
from cdk_messaging.observability import LogOptions, create_log_group
from cdk_messaging.opt_in.api_responses import register_responses
from cdk_messaging.opt_in.forms import Form
from cdk_messaging.opt_in.gateway_errors import add_gateway_errors
from cdk_messaging.opt_in.page import check_certificate
from cdk_messaging.opt_in.sign_up_model import sign_up_model

STAGE = "v1"
REGISTER = "register"
REGISTER_PATH = f"/{STAGE}/{REGISTER}"
"""Where pages of the same origin post to."""

ORIGIN_KEY_HEADER = "x-api-key"

_ORIGIN = r"https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?"

_STAGE = {
    "NIST.800.53.R5-APIGWCacheEnabledAndEncrypted": "Each answer is to one sign-up; a cache would give it to another.",
    "NIST.800.53.R5-APIGWSSLEnabled": "A certificate shows an HTTP backend who calls; this one is a Lambda function, "
    "which only this method may invoke.",
}


class SignUpApi(Construct):
    """``POST /v1/register``: throttled, validated, logged without personal data.

    Behind a distribution the API refuses calls that bypass it: only the distribution knows the key that the method
    asks for. On its own it answers pages of ``allowed_origins``.

    :param function: handles the register operation.
    :param forms: whose fields it takes.
    :param allowed_origins: origins (``https://example.com``) whose pages may post; at most one, because the
        gateway's own refusals carry a literal origin. Default: - only the API's own origin
    :param origin_key: the key that the distribution sends; calls without it are refused. Default: - the API is open
    :param log_options: of the access log.
    :param requests_per_second: steady rate of the stage. Default: 10
    :param burst: requests at once. Default: 20
    :param domain_name: a name of its own; needs ``certificate``. Default: - only the name that AWS gives
    :param certificate: for ``domain_name``, in the API's Region. Default: - none
    :raises InvalidArgument: for more than one origin or one that is no https origin, or a name without certificate.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        function: MessagingFunction,
        forms: Sequence[Form],
        log_options: LogOptions,
        allowed_origins: Sequence[str] = (),
        origin_key: secretsmanager.ISecret | None = None,
        requests_per_second: float = 10,
        burst: int = 20,
        domain_name: str | None = None,
        certificate: acm.ICertificate | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        allowed_origin = _single_origin(allowed_origins)
        check_certificate(domain_name, certificate, region="in the Region of the API")
        self._access_log = create_log_group(self, "AccessLog", log_options)
        self._api = self._rest_api(requests_per_second, burst)
        add_gateway_errors(self._api, allowed_origin=allowed_origin)
        resource = self._api.root.add_resource(REGISTER)
        self._method = self._register(
            resource, function, forms, key_required=origin_key is not None, cross_origin=allowed_origin is not None
        )
        acknowledge(
            self._method,
            {
                "AwsSolutions-APIG4": "Anybody may sign up; what guards it is throttling, the web ACL and the table.",
                "AwsSolutions-COG4": "Anybody may sign up; there are no users to authorize.",
            },
        )
        acknowledge(self.stage, _STAGE)
        if origin_key is not None:
            self._require_key(origin_key)
            reason = "The web ACL is on the distribution, the only way in."
            acknowledge(self.stage, {"AwsSolutions-APIG3": reason, "NIST.800.53.R5-APIGWAssociatedWithWAF": reason})
        if allowed_origin is not None:
            resource.add_cors_preflight(
                allow_origins=[allowed_origin], allow_methods=["POST"], allow_headers=["Content-Type"]
            )
        self._own_name = domain_name
        self._custom_domain = None
        if domain_name is not None and certificate is not None:
            self._custom_domain = self._define_domain(domain_name, certificate)

    def _rest_api(self, requests_per_second: float, burst: int) -> apigateway.RestApi:
        return apigateway.RestApi(
            self,
            "Resource",
            description="Takes sign-ups for text messages",
            cloud_watch_role=False,  # one per account and Region: two stacks would overwrite each other's
            endpoint_types=[apigateway.EndpointType.REGIONAL],
            deploy_options=apigateway.StageOptions(
                stage_name=STAGE,
                access_log_destination=apigateway.LogGroupLogDestination(self._access_log),
                access_log_format=_access_log_format(),
                logging_level=apigateway.MethodLoggingLevel.ERROR,
                data_trace_enabled=False,  # would log the body: names and numbers
                metrics_enabled=True,
                throttling_rate_limit=requests_per_second,
                throttling_burst_limit=burst,
            ),
        )

    def _register(
        self,
        resource: apigateway.Resource,
        function: MessagingFunction,
        forms: Sequence[Form],
        *,
        key_required: bool,
        cross_origin: bool,
    ) -> apigateway.Method:
        return resource.add_method(
            "POST",
            apigateway.LambdaIntegration(function.function, proxy=True, allow_test_invoke=False),
            api_key_required=key_required,
            method_responses=register_responses(self, self._api, cross_origin=cross_origin),
            # Form posts have no model and pass; the function validates both in the same way.
            request_models={"application/json": sign_up_model(self, self._api, forms)},
            request_validator=apigateway.RequestValidator(
                self, "Validator", rest_api=self._api, validate_request_body=True, validate_request_parameters=True
            ),
        )

    def _require_key(self, origin_key: secretsmanager.ISecret) -> None:
        # A reference that CloudFormation resolves: the template never holds the value.
        key = apigateway.CfnApiKey(self, "OriginKey", enabled=True, value=origin_key.secret_value.unsafe_unwrap())
        plan = apigateway.CfnUsagePlan(
            self,
            "OriginPlan",
            api_stages=[
                apigateway.CfnUsagePlan.ApiStageProperty(
                    api_id=self._api.rest_api_id, stage=self._api.deployment_stage.stage_name
                )
            ],
        )
        apigateway.CfnUsagePlanKey(self, "OriginPlanKey", key_id=key.ref, key_type="API_KEY", usage_plan_id=plan.ref)

    def _define_domain(self, domain_name: str, certificate: acm.ICertificate) -> apigateway.DomainName:
        domain = apigateway.DomainName(
            self,
            "Domain",
            domain_name=domain_name,
            certificate=certificate,
            endpoint_type=apigateway.EndpointType.REGIONAL,
            security_policy=apigateway.SecurityPolicy.TLS_1_2,
        )
        # The same path as without a name of its own.
        apigateway.BasePathMapping(
            self, "Mapping", domain_name=domain, rest_api=self._api, base_path=STAGE, stage=self.stage
        )
        return domain

    @property
    def api(self) -> apigateway.RestApi:
        """The REST API."""
        return self._api

    @property
    def stage(self) -> apigateway.Stage:
        """Its stage, ``v1``."""
        return self._api.deployment_stage

    @property
    def register_method(self) -> apigateway.Method:
        """``POST /register``."""
        return self._method

    @property
    def access_log(self) -> logs.LogGroup:
        """One JSON line a request, without address or body."""
        return self._access_log

    @property
    def domain_name(self) -> str:
        """The host name that AWS gives to the API."""
        stack = cdk.Stack.of(self)
        return f"{self._api.rest_api_id}.execute-api.{stack.region}.{stack.url_suffix}"

    @property
    def custom_domain(self) -> apigateway.DomainName | None:
        """Its own name, if it has one, with what a record for it has to point to."""
        return self._custom_domain

    @property
    def register_url(self) -> str:
        """The address of the register operation."""
        return f"https://{self._own_name or self.domain_name}{REGISTER_PATH}"


def _single_origin(allowed_origins: Sequence[str]) -> str | None:
    if not allowed_origins:
        return None
    if len(allowed_origins) > 1:
        raise InvalidArgument(
            f"allowed_origins names {len(allowed_origins)} origins, one is allowed: {list(allowed_origins)}; "
            "serve the form from one origin, or let DoubleOptIn host it"
        )
    origin = allowed_origins[0]
    # Literal, because the functions' settings hold it; lower case, because browsers send it so.
    if re.fullmatch(_ORIGIN, origin) is None:
        raise InvalidArgument(
            f"allowed_origins has {origin!r}; an origin is https, a host in lower case and nothing more: "
            "'https://www.example.com'"
        )
    return origin


def _access_log_format() -> apigateway.AccessLogFormat:
    context = apigateway.AccessLogField
    return apigateway.AccessLogFormat.custom(
        "{"
        f'"requestId":"{context.context_request_id()}",'
        f'"time":"{context.context_request_time()}",'
        f'"method":"{context.context_http_method()}",'
        f'"path":"{context.context_resource_path()}",'
        f'"status":"{context.context_status()}",'
        f'"latency":"{context.context_response_latency()}",'
        f'"error":"{context.context_error_response_type()}"'
        "}"
    )
