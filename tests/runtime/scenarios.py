"""Everything that the functions do with AWS, lived through once: what least privilege is measured against.

``run_all("sender")`` gives the kinds of calls of a function. The scenarios exercise each branch that makes a call of
its own, so a role may grant exactly these.
"""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.runtime.fakes.sms import denied, lost, throttled
from tests.runtime.recorder import Call
from tests.runtime.world import HANDLERS, NUMBER, OTHER_NUMBER, World

CARRIER_LOOKUP = "carrier-lookup"


def run_all(
    function: str, *, number_validation: str = CARRIER_LOOKUP, self_managed_opt_outs: bool = False
) -> list[Call]:
    """The kinds of calls that a function makes, sorted.

    :param function: name of the function's module.
    :param number_validation: as in the settings.
    :param self_managed_opt_outs: as in the settings.
    """
    assert function in HANDLERS, function
    return [call for call in _run(number_validation, self_managed_opt_outs) if call.function == function]


@cache
def _run(number_validation: str, self_managed_opt_outs: bool) -> list[Call]:
    calls: set[Call] = set()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        for scenario in SCENARIOS:
            with pytest.MonkeyPatch.context() as monkeypatch:
                world = World(
                    monkeypatch,
                    Path(folder),
                    number_validation=number_validation,
                    self_managed_opt_outs=self_managed_opt_outs,
                )
                world.cold = True
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
    left_behind,
    unanswered,
    reconciled,
)
