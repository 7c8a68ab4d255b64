"""AWS clients: made when first needed, one of each.

Service models that the asset carries in ``models/`` come before those of the runtime's botocore, because the boto3
of AWS's Lambda runtimes has no published version and some operations are young.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from botocore.config import Config
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_pinpoint import PinpointClient
    from mypy_boto3_pinpoint_sms_voice_v2 import PinpointSMSVoiceV2Client
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sqs import SQSClient

_MODELS = Path(__file__).parent.parent / "models"

SEND_CONNECT_SECONDS = 2.0
SEND_READ_SECONDS = 8.0


@cache
def session() -> Any:
    """The boto3 session of all clients."""
    if _MODELS.is_dir():
        known = os.environ.get("AWS_DATA_PATH", "")
        os.environ["AWS_DATA_PATH"] = os.pathsep.join(filter(None, (str(_MODELS), known)))
    import boto3  # noqa: PLC0415 - here, because importing it is most of a cold start

    return boto3.session.Session()


@cache
def dynamodb() -> DynamoDBClient:
    """The table's client. With the look-up, its tries end before the sign-up function's time does (10 seconds)."""
    client: DynamoDBClient = session().client("dynamodb", config=_config(connect=1.0, read=2.0, attempts=3))
    return client


@cache
def sqs() -> SQSClient:
    """The outbox queue's client."""
    client: SQSClient = session().client("sqs", config=_config(connect=1.0, read=5.0, attempts=3))
    return client


@cache
def secrets() -> SecretsManagerClient:
    """The client for the key of the logs."""
    client: SecretsManagerClient = session().client("secretsmanager", config=_config(connect=1.0, read=3.0, attempts=2))
    return client


@cache
def sms_sender() -> PinpointSMSVoiceV2Client:
    """The client for sending. It tries once: no Send operation is idempotent, so a repeat may be a second text."""
    config = _config(connect=SEND_CONNECT_SECONDS, read=SEND_READ_SECONDS, attempts=1)
    client: PinpointSMSVoiceV2Client = session().client("pinpoint-sms-voice-v2", config=config)
    return client


@cache
def sms() -> PinpointSMSVoiceV2Client:
    """The client for everything about messages that may be repeated."""
    config = _config(connect=1.0, read=5.0, attempts=3)
    client: PinpointSMSVoiceV2Client = session().client("pinpoint-sms-voice-v2", config=config)
    return client


@cache
def sms_lookup(timeout: float) -> PinpointSMSVoiceV2Client:
    """The client for CarrierLookup: one try within ``timeout`` seconds, because a person waits."""
    config = _config(connect=timeout, read=timeout, attempts=1)
    client: PinpointSMSVoiceV2Client = session().client("pinpoint-sms-voice-v2", config=config)
    return client


@cache
def pinpoint_lookup(timeout: float) -> PinpointClient:
    """The client for PhoneNumberValidate: one try within ``timeout`` seconds."""
    config = _config(connect=timeout, read=timeout, attempts=1)
    client: PinpointClient = session().client("pinpoint", config=config)
    return client


@cache
def pinpoint_endpoints() -> PinpointClient:
    """The client for endpoints of a Pinpoint project, whose writes may be repeated."""
    client: PinpointClient = session().client("pinpoint", config=_config(connect=1.0, read=5.0, attempts=3))
    return client


def forget() -> None:
    """Drop every client, so that the next ones are made anew. For tests."""
    for factory in (session, dynamodb, sqs, secrets, sms_sender, sms, sms_lookup, pinpoint_lookup, pinpoint_endpoints):
        factory.cache_clear()


def _config(*, connect: float, read: float, attempts: int) -> Config:
    from botocore.config import Config  # noqa: PLC0415 - as above

    return Config(
        connect_timeout=connect,
        read_timeout=read,
        retries={"total_max_attempts": attempts, "mode": "standard"},
    )
