"""AWS clients: made when first needed, one of each.

Service models that the asset carries in ``models/`` come before those of the runtime's botocore, because AWS publishes
no version of the boto3 in its Lambda runtimes and some operations are young.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_pinpoint import PinpointClient
    from mypy_boto3_pinpoint_sms_voice_v2 import PinpointSMSVoiceV2Client
    from mypy_boto3_secretsmanager import SecretsManagerClient

_MODELS = Path(__file__).parent.parent / "models"


@cache
def session() -> Any:
    """The boto3 session of all clients."""
    if _MODELS.is_dir():
        known = os.environ.get("AWS_DATA_PATH", "")
        os.environ["AWS_DATA_PATH"] = os.pathsep.join(filter(None, (str(_MODELS), known)))
    import boto3  # noqa: PLC0415 - here, because importing it is most of a cold start

    return boto3.session.Session()


@cache
def sender() -> PinpointSMSVoiceV2Client:
    """The client for sending. It tries once: no Send operation is idempotent, so a repeat may be a second message."""
    client: PinpointSMSVoiceV2Client = _client("pinpoint-sms-voice-v2", connect=2.0, read=8.0, attempts=1)
    return client


@cache
def lookups() -> PinpointSMSVoiceV2Client:
    """The client for CarrierLookup, which may be repeated."""
    client: PinpointSMSVoiceV2Client = _client("pinpoint-sms-voice-v2", connect=1.0, read=3.0, attempts=3)
    return client


@cache
def pinpoint() -> PinpointClient:
    """The client for Amazon Pinpoint. It tries once: each try may send, or use up an attempt of a password."""
    client: PinpointClient = _client("pinpoint", connect=2.0, read=8.0, attempts=1)
    return client


@cache
def dynamodb() -> DynamoDBClient:
    """The client of the table of codes. A repeated write can only use up an attempt too many, never give one back."""
    client: DynamoDBClient = _client("dynamodb", connect=1.0, read=1.0, attempts=2)
    return client


@cache
def secrets() -> SecretsManagerClient:
    """The client for the key of the codes."""
    client: SecretsManagerClient = _client("secretsmanager", connect=1.0, read=2.0, attempts=2)
    return client


def forget() -> None:
    """Drop every client, so that the next ones are made anew. For tests."""
    for factory in (session, sender, lookups, pinpoint, dynamodb, secrets):
        factory.cache_clear()


def _client(service: str, *, connect: float, read: float, attempts: int) -> Any:
    # The session first: it decides where botocore is loaded from.
    made = session()
    from botocore.config import Config  # noqa: PLC0415 - as above

    config = Config(
        connect_timeout=connect, read_timeout=read, retries={"total_max_attempts": attempts, "mode": "standard"}
    )
    return made.client(service, config=config)
