"""Regions that have a service. Pure data.

Source: https://docs.aws.amazon.com/general/latest/gr/pinpoint.html and botocore's endpoints, as of autumn 2026.
"""

from __future__ import annotations

PHONE_NUMBER_VALIDATE_REGIONS: frozenset[str] = frozenset(
    """
    ap-northeast-1 ap-northeast-2 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1 eu-central-1 eu-west-1
    eu-west-2 us-east-1 us-east-2 us-gov-west-1 us-west-2
    """.split()
)
"""Regions of Amazon Pinpoint, whose number validation lives on there: twelve, and one of GovCloud."""
