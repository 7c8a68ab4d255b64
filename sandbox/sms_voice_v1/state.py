"""What version 1 knows of an account, beside the numbers that it shares with version 2."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

from sandbox.sms_voice import state as version_2

Json = dict[str, Any]
ConfigurationSet = dict[str, Json]
"""Definitions of event destinations, by their names."""


@dataclass
class State:
    """One account in one Region."""

    numbers: version_2.State
    sets: dict[str, ConfigurationSet] = field(default_factory=dict)


_states: dict[tuple[str, str], State] = {}
_lock = threading.Lock()


def current() -> State:
    """The state of the account and Region of the request that is being served."""
    shared = version_2.current()
    with _lock:
        return _states.setdefault((shared.account, shared.region), State(shared))
