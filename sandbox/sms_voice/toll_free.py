"""US toll-free numbers: the carriers themselves act on STOP, START and UNSTOP, before AWS does.

https://docs.aws.amazon.com/sms-voice/latest/userguide/keywords-required.html
"""

from __future__ import annotations

import uuid

from sandbox.network import Text, network
from sandbox.sms_voice import delivery, opting, parts
from sandbox.sms_voice.state import Origination, PhoneNumber, State

STOPPED = (
    'NETWORK MSG: You replied with the word "stop" which blocks all texts sent from this number. '
    "Text back unstop or start to receive messages again."
)
# The text that confirms the return is not documented.
RESUMED = "NETWORK MSG: You will again receive messages from this number."


def intercept(state: State, settings: Origination, number: PhoneNumber, person: str, body: str) -> bool:
    """What the carrier does with a text. Returns whether its answer stands in for AWS's."""
    if number.number_type != "TOLL_FREE":
        return False
    word, pair = body.strip().upper(), (number.number, person)
    if word == "STOP":
        delivery.carrier_blocks.add(pair)
        if not settings.self_managed_opt_outs:
            opting.opt_out(state, settings, person, "carrier")
        _answer(number, person, STOPPED)
        return True
    if word in ("START", "UNSTOP") and pair in delivery.carrier_blocks:
        delivery.carrier_blocks.discard(pair)
        _answer(number, person, RESUMED)
    return False


def _answer(number: PhoneNumber, person: str, body: str) -> None:
    text = Text(
        incoming=True, sender=number.number, recipient=person, body=body, message_id=str(uuid.uuid4()),
        parts=parts.measure(body)[1], origin="carrier", status="DELIVERED",
    )  # fmt: skip
    network.deliver(text)
