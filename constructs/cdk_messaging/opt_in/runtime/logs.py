"""JSON logs without personal data, and metrics in CloudWatch's embedded metric format.

A phone number appears only as the beginning of its HMAC-SHA256, made with a key from AWS Secrets Manager: a plain
hash of a number could be guessed by trying all numbers. Names, addresses and texts never appear.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import sys
from functools import cache
from pathlib import Path

from . import aws, clock

_REFERENCE_LENGTH = 16
_UNAVAILABLE = "unavailable"


def info(event: str, **fields: str | int | float | bool | None) -> None:
    """Log that something happened.

    :param event: what, as a stable name.
    :param fields: more about it; nothing that tells who a person is (see :func:`reference`).
    """
    _write({"level": "INFO", "event": event, **fields})


def error(event: str, problem: BaseException | None = None, **fields: str | int | float | bool | None) -> None:
    """Log that something went wrong: the kind of the problem and where, not its message, which may hold data."""
    _write({"level": "ERROR", "event": event, **fields, **({} if problem is None else _describe(problem))})


def reference(number: str) -> str:
    """What stands for a phone number in logs; ``unavailable`` when the key is not to be had."""
    digest = keyed_hash(number)
    return _UNAVAILABLE if digest is None else digest[:_REFERENCE_LENGTH]


def keyed_hash(number: str) -> str | None:
    """The whole of what :func:`reference` begins with, in hexadecimal; None when the key is not to be had."""
    key = _key()
    return None if key is None else hmac.new(key, number.encode(), hashlib.sha256).hexdigest()


def metric(name: str, value: float = 1, *, unit: str = "Count", **dimensions: str) -> None:
    """Publish a metric by way of the log.

    :param name: of the metric, in the namespace ``METRICS_NAMESPACE``.
    :param dimensions: what to tell it apart by. Each metric is also published without dimensions, so that the sum of
        a deployment is at hand, and by ``Programme`` alone, where that is given. Source: CloudWatch embedded metric
        format: "A DimensionSet MAY be empty."
    """
    by_programme = ("Programme",) if "Programme" in dimensions else ()
    sets = list(dict.fromkeys([(), by_programme, tuple(dimensions)]))
    _write(
        {
            "_aws": {
                "Timestamp": int(clock.now().timestamp() * 1000),
                "CloudWatchMetrics": [
                    {
                        "Namespace": os.environ.get("METRICS_NAMESPACE", "DoubleOptIn"),
                        "Dimensions": sets,
                        "Metrics": [{"Name": name, "Unit": unit}],
                    }
                ],
            },
            **dimensions,
            name: value,
        }
    )


def forget() -> None:
    """Drop the key. For tests."""
    _cached_key.cache_clear()


def _key() -> bytes | None:
    try:
        return _cached_key(os.environ.get("HASH_KEY_SECRET_ARN", ""))
    except Exception as problem:  # noqa: BLE001 - no log line is worth a consent: go on without the reference
        error("log_key_unavailable", problem)
        return None


@cache
def _cached_key(secret: str) -> bytes:
    answer = aws.secrets().get_secret_value(SecretId=secret)
    return answer["SecretString"].encode()


def _describe(problem: BaseException) -> dict[str, str]:
    """What went wrong without the problem's own words, which may hold a number."""
    described = {"problem": type(problem).__name__}
    for name in ("operation_name", "reason"):
        if hasattr(problem, name):
            described[name.removesuffix("_name")] = str(getattr(problem, name))
    response = getattr(problem, "response", None)
    if isinstance(response, dict) and isinstance(response.get("Error"), dict):
        described["code"] = str(response["Error"].get("Code", ""))
        described["reason"] = str(response.get("Reason", ""))
    trace = problem.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is not None:
        described["at"] = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
    return described


def _write(line: dict[str, object]) -> None:
    # One write a line: the runtime's stdout makes one log event of it.
    sys.stdout.write(json.dumps(line, separators=(",", ":")) + "\n")
