"""A policy can name the namespace that metrics may be put into; the emulator's evaluator isn't told of it.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html
"""

from __future__ import annotations

import gzip
import json
from typing import Any
from urllib.parse import parse_qs

from sandbox import seam

_GZIP = b"\x1f\x8b"


def install() -> None:
    """Applies it."""
    seam.add_condition_keys(_namespace)


def _namespace(action: str, body: bytes) -> dict[str, Any]:
    if action != "cloudwatch:PutMetricData":
        return {}
    plain = gzip.decompress(body) if body.startswith(_GZIP) else body
    found = _read(plain)
    return {} if found is None else {"cloudwatch:namespace": found}


def _read(body: bytes) -> str | None:
    """The namespace of a request, which is JSON or a form. The emulator reads no CBOR either."""
    if body.startswith(b"{"):
        named: str | None = json.loads(body).get("Namespace")
        return named
    return parse_qs(body.decode(errors="replace")).get("Namespace", [None])[0]
