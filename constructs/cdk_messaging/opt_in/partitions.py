"""Where the pattern does without what it is made of elsewhere: AWS GovCloud (US) has neither CloudFront nor Pipes.

Source: https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/setting-up-cloudfront.html and
https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-eventbridge.html
"""

from __future__ import annotations

import aws_cdk as cdk
from constructs import IConstruct

from cdk_messaging.checks import is_known


def is_govcloud(scope: IConstruct) -> bool:
    """Tell whether a stack is for AWS GovCloud (US); no, where its Region is only known at deployment."""
    region = cdk.Stack.of(scope).region
    return is_known(region) and region.startswith("us-gov-")
