"""Regions that have a service.

Source: https://docs.aws.amazon.com/general/latest/gr/pinpoint.html and botocore's endpoints, as of autumn 2026.
"""

from __future__ import annotations

import aws_cdk as cdk
from constructs import Construct

from ..checks import is_known

PHONE_NUMBER_VALIDATE_REGIONS: frozenset[str] = frozenset(
    """
    ap-northeast-1 ap-northeast-2 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1 eu-central-1 eu-west-1
    eu-west-2 us-east-1 us-east-2 us-gov-west-1 us-west-2
    """.split()
)
"""Regions of Amazon Pinpoint, whose number validation lives on there: twelve, and one of GovCloud."""

REGISTRATION_REGIONS: frozenset[str] = frozenset("ap-south-1 eu-central-1 us-east-1 us-west-2".split())
"""Regions where CloudFormation has NotifyConfiguration, Registration, RegistrationAttachment and
VerifiedDestinationNumber. Source: the types that CloudFormation publishes for each Region, as of October 2026."""

RCS_AGENT_REGIONS: frozenset[str] = frozenset({"us-east-1", "us-west-2"})
"""Regions where CloudFormation has RcsAgent. Source: as above."""


def warn_of_region(scope: Construct, what: str, regions: frozenset[str]) -> None:
    """Warn when CloudFormation wasn't known to have a type in the stack's Region.

    A warning, because AWS adds Regions without notice.

    :param scope: the construct
    :param what: name of its class
    :param regions: Regions that have it
    """
    region = cdk.Stack.of(scope).region
    if is_known(region) and region not in regions:
        cdk.Annotations.of(scope).add_warning_v2(
            f"cdk_messaging:{what}.region",
            f"AWS::SMSVOICE::{what} was not in region {region!r} as of October 2026: "
            f"use one of {', '.join(sorted(regions))}, or check that CloudFormation has it there by now",
        )
