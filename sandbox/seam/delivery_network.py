"""CloudFront's data plane: viewer requests, origins, and the way to API Gateway without a socket."""

from __future__ import annotations

import asyncio
import http.client
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import parse_qs

from sandbox.seam.emulator import inside, module, private, replace

Json = dict[str, Any]
Headers = dict[str, str]
_CLOUDFRONT, _REST_APIS = "services.cloudfront", "services.apigateway_v1"

Change = Callable[[Json, str, Headers, str], Headers]
"""(distribution, path, viewer's headers, viewer's address) to the headers that the distribution sees."""


@dataclass(frozen=True)
class Viewed:
    """A viewer's request."""

    method: str
    uri: str
    query: str
    headers: Headers
    client: str


def change_viewer_requests(change: Change) -> None:
    """Passes the headers of every viewer request through ``change``."""
    original = module(_CLOUDFRONT).handle_viewer_request

    async def handle(  # noqa: PLR0917 - the emulator calls it so
        distribution: Json, method: str, path: str, raw_uri: str, raw_query: str, headers: Headers, body: bytes,
        query: Json, client: str = "127.0.0.1",
    ) -> Any:  # fmt: skip
        seen = change(distribution, path, headers, client)
        return await original(distribution, method, path, raw_uri, raw_query, seen, body, query, client)

    replace(_CLOUDFRONT, "handle_viewer_request", handle)


def watch_viewer_requests(watch: Callable[[Json, Viewed], None]) -> None:
    """Shows ``watch`` the distribution and every request of a viewer, as the viewer sent it."""
    original = module(_CLOUDFRONT).handle_viewer_request

    async def handle(  # noqa: PLR0917 - the emulator calls it so
        distribution: Json, method: str, path: str, raw_uri: str, raw_query: str, headers: Headers, body: bytes,
        query: Json, client: str = "127.0.0.1",
    ) -> Any:  # fmt: skip
        watch(distribution, Viewed(method, raw_uri, raw_query, dict(headers), client))
        return await original(distribution, method, path, raw_uri, raw_query, headers, body, query, client)

    replace(_CLOUDFRONT, "handle_viewer_request", handle)


def web_acl_of(distribution: Json) -> str:
    """The ARN of the web ACL before a distribution, "" when there is none."""
    configuration = private(_CLOUDFRONT, "_dist_config_el")(distribution)
    return str(private(_CLOUDFRONT, "_text")(configuration, "WebACLId") or "")


def forwarded_to_origin(distribution: Json, path: str) -> set[str]:
    """The headers (in lower case) that the policies of the path's behaviour name one by one."""
    cloudfront = module(_CLOUDFRONT)
    behaviour = private(_CLOUDFRONT, "_match_behavior")(
        cloudfront.parse_distribution_dataplane_config(distribution), path
    )
    if behaviour is None:
        return set()
    origin_request = cloudfront.origin_request_policy_config(behaviour.get("origin_request_policy_id")) or {}
    cache = cloudfront.cache_policy_params(behaviour.get("cache_policy_id")) or {}
    listed = [name for policy in (origin_request, cache) if _lists_headers(policy) for name in policy["Headers"]]
    return {name.lower() for name in listed}


def _lists_headers(policy: Json) -> bool:
    return policy.get("HeaderBehavior") in ("whitelist", "allViewerAndWhitelistCloudFront")


Answer = tuple[int, Mapping[str, Any], bytes]
Fetch = Callable[[str, str, str, Headers, bytes], Awaitable[Answer]]
"""(host, method, path with query, headers, body) to an answer."""


def add_origin(serves: Callable[[str], bool], fetch: Fetch) -> None:
    """Fetches from origins whose host ``serves`` names in this process; the emulator refuses to call AWS."""
    original = private(_CLOUDFRONT, "_fetch_from_origin")

    async def fetch_from_origin(  # noqa: PLR0917 - the emulator calls it so
        origin: Json, method: str, uri: str, query: str, headers: Headers, body: bytes, secure: Any, client: str,
        forwarded_for: str, arn: str,
    ) -> Any:  # fmt: skip
        host = origin["domain_name"].lower()
        if not serves(host):
            return await original(origin, method, uri, query, headers, body, secure, client, forwarded_for, arn)
        sent = private(_CLOUDFRONT, "_origin_request_headers")(origin, headers, client, forwarded_for)
        lowered = {name.lower(): value for name, value in sent.items()}
        try:
            target = (origin.get("origin_path") or "") + uri + (f"?{query}" if query else "")
            answer = fetch(host, method, target, lowered, body)
            status, given, content = await asyncio.wait_for(answer, origin.get("read_timeout", 30))
        except TimeoutError as error:
            raise module(_CLOUDFRONT).OriginTimeout(f"no response from {host}") from error
        pairs = [
            (name, each) for name, value in given.items() for each in (value if isinstance(value, list) else [value])
        ]
        return (
            status,
            http.client.responses.get(status, ""),
            private(_CLOUDFRONT, "_multidict_from_pairs")(pairs),
            content,
        )

    replace(_CLOUDFRONT, "_fetch_from_origin", fetch_from_origin)


async def invoke_rest_api(
    api_id: str, method: str, path: str, *, raw_query: str, headers: Headers, body: bytes, source_address: str
) -> Answer:
    """Calls an API as its execute-api address would be called."""
    responses = module("core.responses")
    caller = responses.get_request_client_ip()
    responses.set_request_client_ip(source_address)
    try:
        host = f"{api_id}.execute-api.localhost"
        query = parse_qs(raw_query, keep_blank_values=True)
        handle = private("app", "_handle_execute_api_request")
        return cast(
            "Answer",
            await handle(host, path, method, headers, body, query, raw_path=path, raw_query_string=raw_query),
        )
    finally:
        responses.set_request_client_ip(caller)


def find_public_endpoints_in_every_account() -> None:
    """Who calls a site or an API names no account; the emulator looks into one only."""

    def find_distribution(label: str) -> Json | None:
        for (account, _), distribution in inside(private(_CLOUDFRONT, "_distributions"), "_data").items():
            if distribution.get("DomainName", "").lower() == f"{label}.cloudfront.net":
                module("core.responses").set_request_account_id(account)
                return cast("Json", distribution)
        return None

    def find_api(api_id: str) -> tuple[str, str] | None:
        for (account, region, found), _ in private(_REST_APIS, "_rest_apis").all_items():
            if found == api_id:
                return account, region
        return None

    replace(_CLOUDFRONT, "find_distribution_for_label", find_distribution)
    replace(_REST_APIS, "find_api_scope", find_api)
