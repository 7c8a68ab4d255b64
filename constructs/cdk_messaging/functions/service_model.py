"""The service models that functions carry with their code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import botocore

from cdk_messaging.functions.generated_asset import Files

SMS_VOICE = "pinpoint-sms-voice-v2"
"""botocore's name of AWS End User Messaging SMS and Voice v2."""

_DATA = Path(botocore.__file__).parent / "data"


@cache
def service_model(service: str = SMS_VOICE) -> Files:
    """Files for an asset, as botocore finds them in a data folder: the model of a service.

    AWS publishes no version of the boto3 in its Lambda runtimes, and some operations are young.

    :param service: botocore's name of it. Default: AWS End User Messaging SMS and Voice v2
    """
    return {
        f"models/{path.relative_to(_DATA)}": path.read_bytes()
        for path in sorted((_DATA / service).rglob("*.json*"))
        if "examples" not in path.name
    }
