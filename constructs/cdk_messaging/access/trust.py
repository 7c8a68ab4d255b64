"""Trust in AWS services: the one place where the library lets a service act for the account.

A service that may assume a role, publish to a topic or use a key could be made to do so for somebody else's
account (the confused deputy). The keys that a service sends along are the guard; this module knows which
services send which, and where AWS says so.
"""

from __future__ import annotations

from dataclasses import dataclass

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import IConstruct

from ..errors import InvalidArgument

_API_GATEWAY = "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html"
_EVENTBRIDGE = "https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html"
_SCHEDULER = "https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html"
_SMS_VOICE = "https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-cloud-watch-creating-role.html"
_CLOUDWATCH = "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html"
_LAMBDA = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html"
_SNS = "https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html"
_PINPOINT = "https://docs.aws.amazon.com/pinpoint/latest/developerguide/permissions-streams.html"
_FIREHOSE = "https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html"


@dataclass(frozen=True)
class ServiceTrust:
    """What AWS documents about one service that acts for an account.

    :param service: service principal, for example ``sms-voice.amazonaws.com``
    :param sends_source: whether it sends ``aws:SourceAccount`` and ``aws:SourceArn`` when it acts for somebody
    :param source: address of the page that says so
    :param sends_account: whether ``aws:SourceAccount`` is among what it is documented to send; where not, an ARN
        that names the account has to do
    """

    service: str
    sends_source: bool
    source: str
    sends_account: bool = True


SERVICE_TRUSTS: tuple[ServiceTrust, ...] = (
    ServiceTrust("apigateway.amazonaws.com", False, _API_GATEWAY),
    ServiceTrust("cloudwatch.amazonaws.com", True, _CLOUDWATCH),
    ServiceTrust("events.amazonaws.com", True, _EVENTBRIDGE),
    ServiceTrust("firehose.amazonaws.com", False, _FIREHOSE),
    ServiceTrust("lambda.amazonaws.com", False, _LAMBDA),
    ServiceTrust("pinpoint.amazonaws.com", True, _PINPOINT),
    ServiceTrust("pipes.amazonaws.com", True, _EVENTBRIDGE),
    ServiceTrust("scheduler.amazonaws.com", True, _SCHEDULER),
    ServiceTrust("sms-voice.amazonaws.com", True, _SMS_VOICE),
    ServiceTrust("sns.amazonaws.com", True, _SNS, sends_account=False),
)
"""The services that this library trusts. A condition on a key that a service doesn't send would shut it out."""


def service_principal(scope: IConstruct, service: str, *, source_arn: str | None = None) -> iam.ServicePrincipal:
    """Make the principal of an AWS service that acts for this account only.

    The condition ``aws:SourceAccount`` is the account of the stack, for every service that sends one. A service that
    sends no source (``SERVICE_TRUSTS`` lists them, with AWS's page) gets none, because no request of it would match.

    :param scope: construct whose stack names the account
    :param service: service principal, one of ``SERVICE_TRUSTS``
    :param source_arn: ARN or pattern (``*`` and ``?``) of the resource that the service acts for. Build it from
        a literal name: the ARN of the resource itself would make it depend on its own permission.
        Default: - any resource of the account
    :raises InvalidArgument: if the service isn't listed, or takes no source ARN
    """
    trust = next((known for known in SERVICE_TRUSTS if known.service == service), None)
    if trust is None:
        known = ", ".join(sorted(known.service for known in SERVICE_TRUSTS))
        raise InvalidArgument(f"service principal {service!r} is not known: use one of {known}")
    if source_arn is not None and not trust.sends_source:
        raise InvalidArgument(
            f"service principal {service!r} takes no source arn: it sends none (see {trust.source}), "
            "so leave source_arn out"
        )
    if source_arn is None and trust.sends_source and not trust.sends_account:
        raise InvalidArgument(
            f"service principal {service!r} needs a source arn: it sends no account (see {trust.source})"
        )
    conditions: dict[str, dict[str, str]] = {}
    if trust.sends_source and trust.sends_account:
        conditions["StringEquals"] = {"aws:SourceAccount": cdk.Stack.of(scope).account}
    if source_arn is not None:
        conditions["ArnLike"] = {"aws:SourceArn": source_arn}
    return iam.ServicePrincipal(service, conditions=conditions or None)


def log_encryption_principal(scope: IConstruct) -> iam.ServicePrincipal:
    """Make the principal of CloudWatch Logs in the stack's Region, as far as it encrypts this account's log groups.

    It sends no source; what it encrypts is named by the encryption context instead.

    :param scope: construct whose stack names Region and account

    Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    """
    stack = cdk.Stack.of(scope)
    log_groups = stack.format_arn(
        service="logs", resource="log-group", resource_name="*", arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME
    )
    return iam.ServicePrincipal(
        f"logs.{stack.region}.amazonaws.com",
        conditions={"ArnLike": {"kms:EncryptionContext:aws:logs:arn": log_groups}},
    )


def pinpoint_invocation_principal(scope: IConstruct) -> iam.ServicePrincipal:
    """Make the principal by which Amazon Pinpoint invokes functions: that of the stack's Region.

    A Lambda permission has account and ARN of the source as properties of its own (``source_account``,
    ``source_arn``), so the principal carries no conditions: give both to the permission.

    :param scope: construct whose stack names the Region

    Source: https://docs.aws.amazon.com/pinpoint/latest/developerguide/segments-dynamic.html
    """
    return iam.ServicePrincipal(f"pinpoint.{cdk.Stack.of(scope).region}.amazonaws.com")
