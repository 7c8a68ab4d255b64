"""What happens to a message after it was accepted: carrier, phone, expiry, feedback."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.clock import clock
from sandbox.network import OFF, ON, Text, network
from sandbox.sms_voice import calls, destinations, records
from sandbox.sms_voice.countries import SIMULATED_DESTINATIONS
from sandbox.sms_voice.state import Message, State
from sandbox.sms_voice.throttle import throttle

# What ends a message, by how the phone is set: event type without TEXT_. AWS does not document which event the failing
# simulator numbers cause; a public template shows TEXT_BLOCKED.
_SIMULATED_FAILURE = "BLOCKED"

carrier_blocks: set[tuple[str, str]] = set()
"""(toll-free number, person's number): after STOP the carrier itself lets nothing through."""


@dataclass
class _Journey:
    """One message on its way. ``ended`` once its final event was made."""

    state: State
    message: Message
    ended: bool = False

    def start(self) -> None:
        settings = throttle.settings
        clock.after(settings.carrier_delay, self.reach_carrier)
        clock.after(max(self.message.expires - clock.now(), 0), self.expire)

    def reach_carrier(self) -> None:
        failure = self._failure()
        if self.ended:
            return
        if failure:
            self.finish(failure)
            return
        destinations.publish(self.state, self.message, records.event(self.message, "SUCCESSFUL", final=False))
        clock.after(throttle.settings.handset_delay, self.reach_handset)

    def reach_handset(self) -> None:
        if self.ended:
            return
        message = self.message
        if network.handset(message.destination).state == OFF:
            network.wait_for_handset(message.destination, self.reach_handset)
            return
        failure = self._failure()
        if failure is None:
            text = Text(
                incoming=True, sender=message.sender, recipient=message.destination, body=message.body,
                message_id=message.id, parts=message.parts, origin=message.origin, status="SUCCESSFUL",
            )  # fmt: skip
            network.deliver(text)
        self.finish(failure or "DELIVERED")

    def expire(self) -> None:
        if not self.ended:
            self.finish("TTL_EXPIRED")

    def finish(self, status: str) -> None:
        self.ended = True
        network.set_status(self.message.destination, self.message.id, status)
        destinations.publish(self.state, self.message, records.event(self.message, status, final=True))

    def _failure(self) -> str | None:
        message = self.message
        simulated = SIMULATED_DESTINATIONS.get(message.destination)
        if simulated is not None and not simulated[1]:
            return _SIMULATED_FAILURE
        if (message.sender, message.destination) in carrier_blocks and message.origin != "carrier":
            return "CARRIER_BLOCKED"
        handset = network.handset(message.destination).state
        if handset == "suspicious":
            filtered = message.protect is not None and message.protect["protectStatus"] == "FILTER"
            return "PROTECT_BLOCKED" if filtered else None
        return None if handset in (ON, OFF) else handset.upper()


def accept(state: State, message: Message) -> None:
    """Sends a message on its way."""
    state.messages[message.id] = message
    state.last_message_to[message.destination] = message.id
    if message.feedback is not None:
        clock.after(throttle.settings.feedback_expiry, lambda: _expire_feedback(message))
    if message.channel == "VOICE":
        calls.Call(state, message).start()
    else:
        _Journey(state, message).start()


def _expire_feedback(message: Message) -> None:
    if message.feedback == "PENDING":
        give_feedback(message, "FAILED", source="expiry")


def give_feedback(message: Message, status: str, *, source: str) -> None:
    """Records whether a message did what it was for."""
    message.feedback = status
    network.record("feedback", message.destination, messageId=message.id, status=status, source=source)
