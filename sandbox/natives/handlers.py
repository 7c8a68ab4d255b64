"""What the natives that stand in for a custom resource's handler share."""

from __future__ import annotations

import functools
import os
from typing import Any

from sandbox import seam

Json = dict[str, Any]


def flag(value: Any) -> bool:
    """CloudFormation hands handlers "true" and "false"."""
    return str(value).lower() == "true"


def client(service: str, properties: Json) -> Any:
    """A client with the credentials of the role of the resource's own handler, so that its permissions count."""
    credentials = seam.function_credentials(properties["ServiceToken"])
    return _client(service, seam.region(), tuple(sorted(credentials.items())))


def root_client(service: str, region: str) -> Any:
    """A client of the account's own root, where no role stands behind a step."""
    secret = os.environ["AWS_SECRET_ACCESS_KEY"]
    return _client(service, region, (("aws_access_key_id", seam.account_id()), ("aws_secret_access_key", secret)))


@functools.lru_cache(maxsize=32)
def _client(service: str, region: str, credentials: tuple[tuple[str, str], ...]) -> Any:
    import boto3  # noqa: PLC0415 - it takes as long to load as the sandbox to start

    endpoint = f"http://127.0.0.1:{os.environ['GATEWAY_PORT']}"
    make: Any = boto3.client  # its stubs know services by literal names only
    return make(service, endpoint_url=endpoint, region_name=region, **dict(credentials))
