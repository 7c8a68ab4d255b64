"""Everything that the functions do with AWS, lived through once: what least privilege is measured against.

``run_all("sender")`` gives the kinds of calls of a function. The scenarios exercise each branch that makes a call of
its own, so a role may grant exactly these.
"""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cdk_messaging.opt_in.runtime import switch
from tests.runtime.deployment import CAPTCHA_SECRET
from tests.runtime.fakes.captcha import captcha_provider
from tests.runtime.fakes.sms import denied, lost, throttled
from tests.runtime.recorder import Call
from tests.runtime.world import HANDLERS, NUMBER, OTHER_NUMBER, World

CARRIER_LOOKUP = "carrier-lookup"


_PROOF_RETENTION = timedelta(days=90)


def run_all(
    function: str,
    *,
    number_validation: str = CARRIER_LOOKUP,
    self_managed_opt_outs: bool = False,
    captcha: bool = False,
) -> list[Call]:
    """The kinds of calls that a function makes, sorted.

    :param function: name of the function's module.
    :param number_validation: as in the settings.
    :param self_managed_opt_outs: as in the settings.
    :param captcha: whether the forms have a CAPTCHA.
    """
    assert function in HANDLERS, function
    return [call for call in _run(number_validation, self_managed_opt_outs, captcha) if call.function == function]


@cache
def _run(number_validation: str, self_managed_opt_outs: bool, captcha: bool) -> list[Call]:
    calls: set[Call] = set()
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.redirect_stdout(io.StringIO()),
        captcha_provider() as provider,
    ):
        settings: dict[str, Any] = {
            "number_validation": number_validation,
            "self_managed_opt_outs": self_managed_opt_outs,
            "proof_retention_seconds": _PROOF_RETENTION.total_seconds(),
            "prefix_limit": 3,
        }
        if captcha:
            settings["captcha"] = {
                "provider": "turnstile", "hostnames": [], "verify_url": provider.url, "timeout_seconds": 5,
            }  # fmt: skip
        for scenario in SCENARIOS:
            with pytest.MonkeyPatch.context() as monkeypatch:
                monkeypatch.setenv("CAPTCHA_SECRET_ARN", CAPTCHA_SECRET)
                world = World(monkeypatch, Path(folder), **settings)
                world.cold = True
                world.captcha_token = "solved" if captcha else None
                scenario(world)
                calls.update(world.recorder.calls)
    return sorted(calls)


def subscription(world: World) -> None:
    """From the form to STOP and START."""
    world.subscribe()
    world.event(world.sms.accepted[0].outbox)
    world.clock.advance(seconds=1)
    world.text("STOP")
    world.send_all()
    world.sms.opted_out[NUMBER] = world.clock.time.timestamp()
    world.clock.advance(seconds=1)
    world.text("START")


def earlier_consent_text(world: World) -> None:
    """A form that was opened before the text was replaced."""
    world.table.write({"pk": "TEXT#old", "sk": "CONSENT", "text": "t", "locale": "en", "programme": "alerts"})
    world.sign_up(consent_version="old")


def deferred_lookup(world: World) -> None:
    """A look-up that the sign-up could not wait for."""
    world.sms.lookups.append(throttled)
    world.sign_up()
    world.send_all()


def troubled_sending(world: World) -> None:
    """Throttled, refused until the last receive, redriven, in doubt, settled."""
    world.sign_up()
    world.sms.script.extend([throttled, denied, denied, denied])
    world.send_all()
    world.queue.redrive()
    world.sms.script.append(lost)
    world.send_all()
    outbox = next(item["id"] for item in world.items() if item["sk"] == "MESSAGE")
    world.clock.advance(seconds=5)
    world.text("YES")
    world.event(outbox)
    world.send_all()


def overtaken(world: World) -> None:
    """A YES that is there before the send is recorded."""

    def quick(body: Any) -> Any:
        reply = world.sms.accept(body)
        world.clock.advance(seconds=1)
        world.text("YES")
        return reply

    world.sms.script.append(quick)
    world.sign_up()
    world.send_all()


def crowded(world: World) -> None:
    """More confirmations to a prefix than the limit."""
    for last in range(5):
        world.sign_up(f"+1206555010{last}")
    world.sms.script.append(throttled)
    world.send_all()


def stopped(world: World) -> None:
    """Sending is stopped, before the sender looks and while it waits for its turn; afterwards it goes on."""
    world.sign_up()
    world.text("HELP")

    def stop() -> None:
        switch.stop(world.table.items, by="ops", reason="spend", time=world.clock.time)

    stop()
    world.send_queued()
    world.clock.advance(minutes=20)
    world.invoke("sweeper", {})
    world.invoke("consent_check", {"numbers": [NUMBER], "programme": "alerts"})
    switch.resume(world.table.items, by="ops", time=world.clock.time)
    sleep = world.clock.sleep

    def meanwhile(seconds: float) -> None:
        stop()
        sleep(seconds)

    world.sign_up(OTHER_NUMBER)
    world.module("clock").sleep = meanwhile  # type: ignore[attr-defined]
    world.send_queued()
    world.module("clock").sleep = sleep  # type: ignore[attr-defined]
    switch.resume(world.table.items, by="ops", time=world.clock.time)
    world.send_all()


def forgotten(world: World) -> None:
    """Proof whose time is over, and what is learned of the number afterwards."""
    world.subscribe()
    world.text("STOP")
    world.clock.advance(days=100)
    world.invoke("expiry", {})
    world.sms.opted_out[NUMBER] = world.clock.time.timestamp()
    world.clock.advance(minutes=10)
    world.invoke("reconciliation", {})
    world.sign_up()
    world.send_all()
    world.clock.advance(days=2)
    world.invoke("expiry", {})


def left_behind(world: World) -> None:
    """A text of which the queue never heard, and one whose sender was cut off."""
    world.pipe_open = False
    world.sign_up()
    world.pipe_open = True
    world.sign_up(OTHER_NUMBER)

    def cut_off(body: Any) -> Any:
        raise KeyboardInterrupt

    world.sms.script.append(cut_off)
    with contextlib.suppress(KeyboardInterrupt):
        world.send_queued()
    world.clock.advance(minutes=20)
    world.invoke("sweeper", {})
    world.send_all()


def unanswered(world: World) -> None:
    """A confirmation that nobody answers."""
    world.sign_up()
    world.send_all()
    world.clock.advance(hours=25)
    world.invoke("expiry", {})


def reconciled(world: World) -> None:
    """Opt-outs that only the list knows, removals from it, and opt-outs that only we know."""
    world.subscribe()
    world.sms.opted_out[NUMBER] = world.clock.time.timestamp()
    world.invoke("reconciliation", {})
    del world.sms.opted_out[NUMBER]
    world.text("REVOKE", OTHER_NUMBER)
    world.text("HELP", OTHER_NUMBER)
    world.send_all()
    world.clock.advance(hours=1)
    world.invoke("reconciliation", {})


SCENARIOS: tuple[Callable[[World], None], ...] = (
    subscription,
    earlier_consent_text,
    deferred_lookup,
    troubled_sending,
    overtaken,
    crowded,
    stopped,
    forgotten,
    left_behind,
    unanswered,
    reconciled,
)
