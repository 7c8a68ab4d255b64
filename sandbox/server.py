"""Puts the emulator, the added services and the virtual phone behind one port on loopback."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import threading
from typing import Any

from hypercorn.asyncio import serve as hypercorn_serve
from hypercorn.config import Config

from sandbox import cloudformation, guard, natives, phone_api, seam
from sandbox.failures import failures
from sandbox.mobiletargeting import service as mobiletargeting
from sandbox.settings import Settings
from sandbox.sms_voice_v1 import service as sms_voice

ADDRESS = "127.0.0.1"


def install() -> Any:
    """Adds everything to the emulator and returns the ASGI application."""
    # It warns that it cannot sign with keys; nothing here asks it to.
    logging.getLogger("kms").setLevel(logging.ERROR)
    seam.pretend_tls()
    sms_voice.install()
    mobiletargeting.install()
    cloudformation.install()
    natives.install()
    failures.install(Settings.from_environment())
    emulator = seam.asgi_application()

    async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "http" and guard.refuses(scope["headers"]):
            await guard.refuse(send)
        elif scope["type"] == "http" and phone_api.serves(scope["path"]):
            await phone_api.application(scope, receive, send)
        else:
            await emulator(scope, receive, send)

    return application


def run(port: int, *, until_stdin_closes: bool = False) -> None:
    """Serves until SIGINT or SIGTERM, or until the parent closes our standard input."""
    asyncio.run(_serve(install(), port, until_stdin_closes=until_stdin_closes))


async def _serve(application: Any, port: int, *, until_stdin_closes: bool) -> None:
    config = Config()
    config.bind = [f"{ADDRESS}:{port}"]
    config.keep_alive_timeout = 75
    config.accesslog = None
    config.loglevel = "WARNING"
    config.graceful_timeout = 0.5
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    if until_stdin_closes:
        threading.Thread(target=_watch_stdin, args=(loop, stopped), daemon=True).start()
    await hypercorn_serve(application, config, shutdown_trigger=stopped.wait)


def _watch_stdin(loop: asyncio.AbstractEventLoop, stopped: asyncio.Event) -> None:
    while sys.stdin.buffer.read(4096):
        pass
    loop.call_soon_threadsafe(stopped.set)
