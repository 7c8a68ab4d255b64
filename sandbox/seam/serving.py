"""The server, its services, and whose request is being served."""

from __future__ import annotations

import contextvars
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, cast

from sandbox.seam.emulator import module, private, replace

Response = tuple[int, dict[str, str], bytes]
Handler = Callable[[str, str, dict[str, str], bytes, dict[str, list[str]]], Awaitable[Response]]


def asgi_application() -> Any:
    """The emulator as an ASGI application."""
    return module("app").app


def pretend_tls() -> None:
    """Requests count as made over TLS.

    Policies that refuse plain transport (CDK's bootstrap bucket, ``enforce_ssl``) let loopback in that way.
    """
    # Its default counts where no request is being served, such as in a delivery on a thread of its own.
    origin = contextvars.ContextVar("sandbox_request_origin", default=("127.0.0.1", True))

    def pinned(address: str, _secure: bool) -> None:  # noqa: FBT001
        origin.set((address, True))

    replace("core.iam_evaluator", "_request_origin", origin)
    replace("core.iam_evaluator", "pin_request_origin", pinned)
    replace("app", "pin_request_origin", pinned)


def add_service(name: str, handler: Handler, *, client: str, target_prefixes: Sequence[str] = ()) -> None:
    """Serves requests signed for ``name``. ``client`` is botocore's name of its model.

    The emulator authenticates its requests; the handler authorizes them, with :func:`sandbox.seam.authorize`.
    """
    module("app").SERVICE_HANDLERS[name] = handler
    module("core.router").SERVICE_PATTERNS[name] = {"target_prefixes": list(target_prefixes)}
    private("core.responses", "_BOTOCORE_NAME")[name] = client


def account_id() -> str:
    """The account of the request that is being served."""
    return cast("str", module("core.responses").get_account_id())


def region() -> str:
    """The Region of the request that is being served."""
    return cast("str", module("core.responses").get_region())


def connection_address() -> str:
    """Who made the request that is being served."""
    return cast("str", module("core.responses").get_request_client_ip())


def scope(account: str, in_region: str) -> AbstractContextManager[Any]:
    """Serves what happens inside for this account and Region."""
    return cast("AbstractContextManager[Any]", module("core.responses").request_scope(account, in_region))
