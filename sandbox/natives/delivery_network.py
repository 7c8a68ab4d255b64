"""CloudFront: viewers count as using TLS, their address is in CloudFront's own header, and APIs can be origins."""

from __future__ import annotations

import re
from typing import Any

from sandbox import seam

Json = dict[str, Any]
Headers = dict[str, str]

VIEWER_ADDRESS = "cloudfront-viewer-address"
# Who an origin sees is one of CloudFront's servers, not the viewer: an address of its published range.
EDGE_ADDRESS = "130.176.0.1"
# Browsers do not say from which port they came by the time this runs; CloudFront's header always has one.
VIEWER_PORT = 443
_API = re.compile(r"([a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com(\.cn)?")


def install() -> None:
    """Applies all of it."""
    seam.find_public_endpoints_in_every_account()
    seam.change_viewer_requests(_change)
    seam.add_origin(lambda host: _API.fullmatch(host) is not None, _fetch)
    seam.use_connection_address_as_source()


def _change(distribution: Json, path: str, headers: Headers, client: str) -> Headers:
    changed = {name: value for name, value in headers.items() if not name.startswith("cloudfront-")}
    changed["x-forwarded-proto"] = "https"
    if VIEWER_ADDRESS in seam.forwarded_to_origin(distribution, path):
        address = f"[{client}]" if ":" in client else client
        changed[VIEWER_ADDRESS] = f"{address}:{VIEWER_PORT}"
    return changed


async def _fetch(host: str, method: str, target: str, headers: Headers, body: bytes) -> Any:
    path, _, query = target.partition("?")
    api_id = host.partition(".")[0]
    return await seam.invoke_rest_api(
        api_id, method, path, raw_query=query, headers=headers, body=body, source_address=EDGE_ADDRESS
    )
