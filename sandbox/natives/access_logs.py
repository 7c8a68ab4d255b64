"""Access logs of REST APIs: a line for each request, in the stage's own format. The emulator writes none.

https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
"""

from __future__ import annotations

import logging
import re
import time

from sandbox import seam

logger = logging.getLogger("sandbox.access_logs")

_VARIABLE = re.compile(r"\$context\.([A-Za-z]+(?:\.[A-Za-z]+)*)")
_ABSENT = "-"


def install() -> None:
    """Applies it."""
    seam.give_stages_their_access_logs()
    seam.watch_rest_api_requests(_write)


def _write(request: seam.Served) -> None:
    if not request.log:
        return
    now = time.time()
    values = _values(request, now)
    line = _VARIABLE.sub(lambda found: values.get(found[1], _ABSENT), request.log["format"])
    group = request.log["destinationArn"].removesuffix(":*").split(":", 6)[-1]
    problem = seam.put_log_event(group, request.stage, line, int(now * 1000))
    if problem:
        logger.warning("an access log line of %s was lost: %s", request.api_id, problem)


def _values(request: seam.Served, now: float) -> dict[str, str]:
    return {
        "accountId": seam.account_id(),
        "apiId": request.api_id,
        "error.responseType": request.error or _ABSENT,
        "extendedRequestId": request.request_id,
        "httpMethod": request.method,
        "identity.sourceIp": seam.connection_address(),
        "identity.userAgent": str(request.headers.get("user-agent", _ABSENT)),
        "path": f"/{request.stage}{request.path}",
        "protocol": "HTTP/1.1",
        "requestId": request.request_id,
        "requestTime": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(now)),
        "requestTimeEpoch": str(int(now * 1000)),
        "resourcePath": request.resource_path or _ABSENT,
        "responseLatency": str(int(request.seconds * 1000)),
        "responseLength": str(request.length),
        "stage": request.stage,
        "status": str(request.status),
    }
