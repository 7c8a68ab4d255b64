"""How many requests a second Amazon Pinpoint takes of an account in a Region.

Source: "Amazon Pinpoint quotas", Amazon Pinpoint developer guide; lines 22040 to 22069 of the edition of December 2023.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

OTHER_OPERATIONS = 300
"""Requests a second of each operation that isn't named."""

REQUESTS_PER_SECOND: Mapping[str, int] = MappingProxyType(
    {
        "CreateCampaign": 25,
        "CreateEmailTemplate": 10,
        "CreateImportJob": 300,
        "CreateInAppTemplate": 10,
        "CreatePushTemplate": 10,
        "CreateSegment": 25,
        "CreateSmsTemplate": 10,
        "CreateVoiceTemplate": 10,
        "DeleteCampaign": 25,
        "DeleteEndpoint": 5,
        "DeleteSegment": 25,
        "GetEndpoint": 10,
        "GetInAppMessages": 5_000,
        "PhoneNumberValidate": 20,
        "PutEvents": 15,
        "SendMessages": 4_000,
        "SendUsersMessages": 6_000,
        "UpdateCampaign": 25,
        "UpdateEmailTemplate": 10,
        "UpdateEndpoint": 10,
        "UpdateEndpointsBatch": 2,
        "UpdateInAppTemplate": 10,
        "UpdatePushTemplate": 10,
        "UpdateSegment": 25,
        "UpdateSmsTemplate": 10,
        "UpdateVoiceTemplate": 10,
    }
)
"""Requests a second, and as many at once, by operation."""


def requests_per_second(operation: str) -> int:
    """The rate of an operation."""
    return REQUESTS_PER_SECOND.get(operation, OTHER_OPERATIONS)
