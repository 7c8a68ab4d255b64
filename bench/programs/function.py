"""The sign-up function on its asset, with AWS answered from memory.

``cold``: CPU seconds of the imports, the clients and the first request; the clients are written to ``CLIENTS``.
A number: so many more requests, and the median CPU milliseconds of one.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any

ASSET = Path(os.environ["ASSET"])
ANSWERS: dict[str, dict[str, Any]] = {
    "CarrierLookup": {"E164PhoneNumber": "+14255550182", "PhoneNumberType": "MOBILE", "IsoCountryCode": "US"},
    "GetSecretValue": {"SecretString": "0123456789abcdef0123456789abcdef"},
}


def event() -> dict[str, Any]:
    """A sign-up as API Gateway hands it over."""
    settings = json.loads((ASSET / "settings.json").read_text(encoding="utf-8"))
    programme = next(iter(settings["programmes"].values()))
    body = {
        "name": "Ada",
        "phone": "(425) 555-0182",
        "country": "US",
        "consent": True,
        "consent_version": programme["locales"][programme["default_locale"]]["consent"]["version"],
    }
    return {
        "httpMethod": "POST",
        "path": "/register",
        "headers": {
            "content-type": "application/json",
            "CloudFront-Viewer-Address": "192.0.2.1:443",
            "user-agent": "Mozilla/5.0 (X11; Linux x86_64)",
        },
        "requestContext": {"identity": {"sourceIp": "192.0.2.1"}, "stage": "v1"},
        "body": json.dumps(body),
        "isBase64Encoded": False,
    }


def answer_from_memory() -> list[str]:
    """Answer every AWS call with what is at hand. Returns the list that the services of new clients go to."""
    import boto3.session  # noqa: PLC0415 - part of what is measured
    from botocore.client import BaseClient  # noqa: PLC0415

    services: list[str] = []
    # The types of both say far more than matters here.
    session_class: Any = boto3.session.Session
    client_class: Any = BaseClient
    make = session_class.client

    def client(session: Any, service: str, *arguments: Any, **options: Any) -> Any:
        services.append(service)
        return make(session, service, *arguments, **options)

    session_class.client = client
    client_class._make_api_call = lambda _client, name, _arguments: ANSWERS.get(name, {})  # noqa: SLF001
    return services


def main(kind: str) -> float:
    """Run, and tell what it took."""
    request = event()
    sys.path.insert(0, str(ASSET))
    begin = time.process_time()
    from runtime.signup import handler  # type: ignore[import-not-found]  # noqa: PLC0415

    services = answer_from_memory()
    answer = handler(request, None)
    cold = time.process_time() - begin
    if answer["statusCode"] != 202:
        raise RuntimeError(f"the function answered {answer}")
    if kind == "cold":
        Path(os.environ["CLIENTS"]).write_text(json.dumps(services), encoding="utf-8")
        return cold
    taken: list[float] = []
    for _ in range(int(kind)):
        begin = time.process_time()
        handler(request, None)
        taken.append(time.process_time() - begin)
    return statistics.median(taken) * 1000


if __name__ == "__main__":
    with contextlib.redirect_stdout(io.StringIO()):
        result = main(sys.argv[1])
    print(result)
