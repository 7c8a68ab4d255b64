"""A person opts out or in by a text."""

from __future__ import annotations

from sandbox.network import network
from sandbox.sms_voice.state import OptedOut, Origination, State


def opt_out(state: State, settings: Origination, person: str, source: str) -> None:
    """Puts a person on the list because they asked for it."""
    listed = state.opt_out_list(settings.opt_out_list)
    if person not in listed.numbers:
        listed.numbers[person] = OptedOut(person, by_end_user=True)
    network.record("optout", person, list=listed.name, optedOut=True, source=source)


def opt_in(state: State, settings: Origination, person: str) -> None:
    """Takes a person off the list because they asked for it; the 30 days do not bind a person."""
    listed = state.opt_out_list(settings.opt_out_list)
    if listed.numbers.pop(person, None) is not None:
        network.record("optout", person, list=listed.name, optedOut=False, source="keyword")
