"""The firewall in front of a sign-up page or its API."""

from __future__ import annotations

import enum
from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_logs as logs
from aws_cdk import aws_wafv2 as wafv2
from constructs import Construct

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.observability import LogOptions, create_log_group
from cdk_messaging.opt_in.gateway_errors import throttled_body

MINIMUM_RATE = 10
EVALUATION_WINDOWS = (60, 120, 300, 600)

# AWS WAF writes only to log groups whose names begin so.
_LOG_GROUP_PREFIX = "aws-waf-logs-"
_LOG_GROUP_NAME_LENGTH = 120

_THROTTLED = "throttled"

# A page's address may have a query string with anything in it.
_PROTECTED_HEADERS = ("authorization", "cookie", "referer")


class WebAclScope(enum.Enum):
    """What a web ACL can protect."""

    CLOUDFRONT = "CLOUDFRONT"
    """A distribution; the web ACL has to be in us-east-1."""

    REGIONAL = "REGIONAL"
    """An API stage of the same Region."""


class WebAcl(Construct):
    """Blocks addresses that post too often, and what AWS's managed rules know as bad.

    The rate rule counts posts by client address. It is near the limit, not exact: AWS says that it can take up to
    minutes to act. Each IPv6 address counts by itself, and a single customer commonly has 2**64 of them; the table
    counts what was posted from each /64 (``Limits.address_limit``), exactly. Nor can any rule count by phone number,
    since no key reads the body; the table does that too.

    AWS's core rules refuse bodies of more than 8 KB before anything else reads them. One for a distribution is made in
    us-east-1 and named by the page::

        import aws_cdk as cdk

        from cdk_messaging import observability, opt_in

        edge = cdk.Stack(cdk.App(), "Edge", env=cdk.Environment(region="us-east-1"))
        web_acl = opt_in.WebAcl(
            edge,
            "WebAcl",
            acl_scope=opt_in.WebAclScope.CLOUDFRONT,
            posts_per_window=20,
            log_options=observability.LogOptions(),
        )
        page = opt_in.HostedPage(web_acl_arn=web_acl.web_acl_arn)

    The log and the samples have of each request: time, client address and country, method, path, the names of
    headers and the values of those that browsers send on their own, and which rule decided. That the address is there
    is what they are for. Replaced by ``REDACTED``: query strings, what a rule found in a body, cookies, and the
    headers in which an address of a page or a secret may stand. Bodies are never logged.

    :param acl_scope: what it protects.
    :param log_options: of its log.
    :param posts_per_window: posts from one address in a window before it is blocked; at least 10. Default: 20
    :param window_seconds: 60, 120, 300 or 600. Default: 300
    :raises InvalidArgument: for a limit or window that AWS WAF doesn't have.

    Source: AWS::WAFv2::WebACL; for addresses
    https://docs.aws.amazon.com/waf/latest/APIReference/API_RateLimitIP.html; for what is replaced
    https://docs.aws.amazon.com/waf/latest/APIReference/API_FieldToProtect.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        acl_scope: WebAclScope,
        log_options: LogOptions,
        posts_per_window: int = 20,
        window_seconds: int = 300,
    ) -> None:
        super().__init__(scope, construct_id)
        _check_rate(posts_per_window, window_seconds)
        self._web_acl = wafv2.CfnWebACL(
            self,
            "Resource",
            default_action=wafv2.CfnWebACL.DefaultActionProperty(allow={}),
            custom_response_bodies={
                _THROTTLED: wafv2.CfnWebACL.CustomResponseBodyProperty(
                    content=throttled_body(), content_type="APPLICATION_JSON"
                )
            },
            data_protection_config=_data_protection(),
            description="Protects a sign-up page",
            rules=_rules(posts_per_window, window_seconds),
            scope=acl_scope.value,
            visibility_config=_visibility("SignUp"),
        )
        name = cdk.Names.unique_resource_name(
            self, max_length=_LOG_GROUP_NAME_LENGTH - len(_LOG_GROUP_PREFIX), separator="-"
        )
        self._log_group = create_log_group(self, "Logs", log_options, name=_LOG_GROUP_PREFIX + name)
        self._log()

    def _log(self) -> None:
        log_group_arn = cdk.Stack.of(self).format_arn(
            service="logs",
            resource="log-group",
            resource_name=self._log_group.log_group_name,
            arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
        )
        wafv2.CfnLoggingConfiguration(
            self,
            "Logging",
            resource_arn=self._web_acl.attr_arn,
            log_destination_configs=[log_group_arn],
        )

    @property
    def web_acl(self) -> wafv2.CfnWebACL:
        """The web ACL."""
        return self._web_acl

    @property
    def web_acl_arn(self) -> str:
        """Its ARN, as a distribution takes it."""
        return self._web_acl.attr_arn

    @property
    def log_group(self) -> logs.LogGroup:
        """Requests that it saw."""
        return self._log_group

    def protect_stage(self, construct_id: str, stage_arn: str) -> wafv2.CfnWebACLAssociation:
        """Put a regional web ACL in front of an API stage."""
        return wafv2.CfnWebACLAssociation(
            self, construct_id, resource_arn=stage_arn, web_acl_arn=self._web_acl.attr_arn
        )


def _check_rate(posts: int, window: int) -> None:
    if posts < MINIMUM_RATE:
        raise InvalidArgument(f"posts_per_window is {posts}; AWS WAF counts from {MINIMUM_RATE}: give a higher limit")
    if window not in EVALUATION_WINDOWS:
        raise InvalidArgument(f"window_seconds is {window}; AWS WAF has {', '.join(map(str, EVALUATION_WINDOWS))}")


def _data_protection() -> wafv2.CfnWebACL.DataProtectionConfigProperty:
    """Holds for logs and for samples alike; the logging configuration's own redaction would leave the samples."""
    return wafv2.CfnWebACL.DataProtectionConfigProperty(
        data_protections=[
            wafv2.CfnWebACL.DataProtectProperty(action="SUBSTITUTION", field=field)
            for field in (
                wafv2.CfnWebACL.FieldToProtectProperty(field_type="BODY"),
                wafv2.CfnWebACL.FieldToProtectProperty(field_type="QUERY_STRING"),
                wafv2.CfnWebACL.FieldToProtectProperty(field_type="SINGLE_HEADER", field_keys=list(_PROTECTED_HEADERS)),
            )
        ]
    )


def _rules(posts: int, window: int) -> Sequence[wafv2.CfnWebACL.RuleProperty]:
    return [
        wafv2.CfnWebACL.RuleProperty(
            name="PostsByAddress",
            priority=0,
            action=wafv2.CfnWebACL.RuleActionProperty(block=_blocked()),
            statement=_posts_by_address(posts, window),
            visibility_config=_visibility("PostsByAddress"),
        ),
        _managed(1, "AWSManagedRulesAmazonIpReputationList"),
        _managed(2, "AWSManagedRulesKnownBadInputsRuleSet"),
        _managed(3, "AWSManagedRulesCommonRuleSet"),
    ]


def _blocked() -> wafv2.CfnWebACL.BlockActionProperty:
    return wafv2.CfnWebACL.BlockActionProperty(
        custom_response=wafv2.CfnWebACL.CustomResponseProperty(custom_response_body_key=_THROTTLED, response_code=429)
    )


def _posts_by_address(posts: int, window: int) -> wafv2.CfnWebACL.StatementProperty:
    is_post = wafv2.CfnWebACL.StatementProperty(
        byte_match_statement=wafv2.CfnWebACL.ByteMatchStatementProperty(
            field_to_match=wafv2.CfnWebACL.FieldToMatchProperty(method={}),
            positional_constraint="EXACTLY",
            search_string="POST",
            text_transformations=[wafv2.CfnWebACL.TextTransformationProperty(priority=0, type="NONE")],
        )
    )
    return wafv2.CfnWebACL.StatementProperty(
        rate_based_statement=wafv2.CfnWebACL.RateBasedStatementProperty(
            aggregate_key_type="IP",
            evaluation_window_sec=window,
            limit=posts,
            scope_down_statement=is_post,
        )
    )


def _managed(priority: int, name: str) -> wafv2.CfnWebACL.RuleProperty:
    return wafv2.CfnWebACL.RuleProperty(
        name=name,
        priority=priority,
        override_action=wafv2.CfnWebACL.OverrideActionProperty(none={}),
        statement=wafv2.CfnWebACL.StatementProperty(
            managed_rule_group_statement=wafv2.CfnWebACL.ManagedRuleGroupStatementProperty(name=name, vendor_name="AWS")
        ),
        visibility_config=_visibility(name),
    )


def _visibility(name: str) -> wafv2.CfnWebACL.VisibilityConfigProperty:
    return wafv2.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=name, sampled_requests_enabled=True
    )
