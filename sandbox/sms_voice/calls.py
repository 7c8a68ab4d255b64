"""What happens to a voice message after it was accepted: it rings, is answered or not, and is read out.

Which event follows from which state of a phone is the sandbox's choice: AWS describes the events, not their causes.
"""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.clock import clock
from sandbox.network import OFF, ON, Text, network
from sandbox.sms_voice import destinations, records
from sandbox.sms_voice.state import Message, State
from sandbox.sms_voice.throttle import throttle

_UNANSWERED = (OFF, "unreachable", "carrier_unreachable")


@dataclass
class Call:
    """One voice message on its way. ``ended`` once its final event was made."""

    state: State
    message: Message
    ended: bool = False

    def start(self) -> None:
        """Places the call."""
        self._publish("INITIATED", final=False)
        clock.after(throttle.settings.carrier_delay, self.ring)
        clock.after(max(self.message.expires - clock.now(), 0), lambda: self._end("TTL_EXPIRED"))

    def ring(self) -> None:
        """The phone rings, if it can."""
        state = network.handset(self.message.destination).state
        if state not in (ON, "suspicious", *_UNANSWERED):
            self._end("FAILED")
        elif not self.ended:
            self._publish("RINGING", final=False)
            clock.after(throttle.settings.handset_delay, self.answer)

    def answer(self) -> None:
        """The person listens, or doesn't answer."""
        if network.handset(self.message.destination).state in _UNANSWERED:
            self._end("NO_ANSWER")
        elif not self.ended:
            self._publish("ANSWERED", final=False)
            message = self.message
            network.deliver(
                Text(
                    incoming=True, sender=message.sender, recipient=message.destination, body=message.body,
                    message_id=message.id, parts=message.parts, origin=message.origin, status="ANSWERED",
                )
            )  # fmt: skip
            self._end("COMPLETED")

    def _end(self, status: str) -> None:
        if not self.ended:
            self.ended = True
            network.set_status(self.message.destination, self.message.id, status)
            self._publish(status, final=True)

    def _publish(self, status: str, *, final: bool) -> None:
        destinations.publish(self.state, self.message, records.event(self.message, status, final=final))
