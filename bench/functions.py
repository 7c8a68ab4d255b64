"""What the sign-up function costs: a cold start against a bare boto3, and its own CPU time for a request."""

from __future__ import annotations

from pathlib import Path

from bench.measure import medians, printed_number
from tests.support.app import synth_app

HANDLER = "runtime/signup.py"
REQUESTS = 300


def measure(folder: Path, runs: int) -> dict[str, float]:
    """CPU seconds of a cold start with and without our code, and milliseconds of a request.

    :param folder: an empty folder for an assembly: the function is measured as it would be uploaded.
    :param runs: how often each is run.
    """
    asset = _asset(synth_app(folder / "function", environment="local"))
    clients = folder / "clients.json"
    variables = {
        "ASSET": str(asset),
        "CLIENTS": str(clients),
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_CONFIG_FILE": "/dev/null",
        "TABLE_NAME": "table",
        "HASH_KEY_SECRET_ARN": "arn:aws:secretsmanager:us-east-1:111122223333:secret:key",
        "METRICS_NAMESPACE": "DoubleOptIn",
        "TRUSTED_VIEWER_HEADER": "1",
    }
    return medians(
        runs,
        function=lambda: printed_number(["bench/programs/function.py", "cold"], environment=variables),
        bare=lambda: printed_number(["bench/programs/bare.py"], environment=variables),
        request=lambda: printed_number(["bench/programs/function.py", str(REQUESTS)], environment=variables),
    )


def _asset(assembly: Path) -> Path:
    found = [folder for folder in assembly.glob("asset.*") if (folder / HANDLER).exists()]
    if len(found) != 1:
        raise RuntimeError(f"{len(found)} assets of {assembly} hold {HANDLER}; exactly one is expected")
    return found[0]
