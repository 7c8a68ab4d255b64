"""Where the services exist that an environment depends on.

Plain data, because asking botocore for it costs every synthesis a fifth of a second; a test compares the two.
"""

from __future__ import annotations

SMS_VOICE_REGIONS: tuple[str, ...] = (
    "af-south-1",
    "ap-east-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-6",
    "ca-central-1",
    "ca-west-1",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
)
"""Regions of AWS's commercial partition with AWS End User Messaging SMS and Voice v2.

GovCloud has the service too but no CloudFront, which hosts the sign-up page of this app.
Source: botocore's endpoint data for ``pinpoint-sms-voice-v2``.
"""

LOG_RETENTION_DAYS: tuple[int, ...] = (
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731,
    1096, 1827, 2192, 2557, 2922, 3288, 3653,
)  # fmt: skip
"""The retentions that CloudWatch Logs takes. Source: PutRetentionPolicy."""
