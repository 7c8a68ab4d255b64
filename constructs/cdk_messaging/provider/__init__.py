"""The library's one custom-resource provider: what CloudFormation has no type for."""

from __future__ import annotations

from cdk_messaging.provider.emptied_bucket import EmptiedBucket
from cdk_messaging.provider.provider import Provider

__all__ = ["EmptiedBucket", "Provider"]
