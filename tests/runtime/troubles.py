"""What goes wrong at calls of AWS: announced for a call to come, it strikes when that call is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import ReadTimeoutError
from hypothesis import strategies as st

from tests.runtime.fakes.aws import Reply, error_reply
from tests.runtime.world import World

Trouble = tuple[str, int]  # what happens, and after how many calls of AWS
MEANWHILE = (
    "meanwhile all is sent",
    "meanwhile they say YES",
    "meanwhile they say STOP",
    "meanwhile they sign up",
    "meanwhile sending is stopped",
)
_AFTERWARDS = ("cut off afterwards", "answer lost")
TROUBLE = (
    st.none()
    | st.none()
    | st.tuples(st.sampled_from(("cut off", "conflict", "refused", *MEANWHILE, *_AFTERWARDS)), st.integers(0, 6))
)


class CutOff(BaseException):
    """The function is stopped where it is, as by its timeout."""


class Troubles:
    """Strikes at the functions' calls, never at the test's own.

    :param meanwhile: does what happens in the middle of a function.
    """

    def __init__(self, world: World, meanwhile: Callable[[str], None]) -> None:
        self.announced: Trouble | None = None
        self._world = world
        self._meanwhile = meanwhile
        world.aws.before.append(self._before)
        world.aws.observers.append(self._after)

    def _strikes(self, *, afterwards: bool) -> str | None:
        """The announced trouble, if this is the call that it was announced for."""
        if self.announced is None or self._world.recorder.function == "test":
            return None
        kind, calls = self.announced
        if (kind in _AFTERWARDS) != afterwards:
            return None
        self.announced = (kind, calls - 1) if calls > 0 else None
        return None if calls > 0 else kind

    def _before(self, service: str, operation: str, body: Mapping[str, Any]) -> Reply | None:
        kind = self._strikes(afterwards=False)
        if kind == "cut off":
            raise CutOff
        if kind == "conflict" and operation == "TransactWriteItems":
            reasons = [{"Code": "TransactionConflict"} for _ in body["TransactItems"]]
            return error_reply("TransactionCanceledException", CancellationReasons=reasons)
        if kind == "refused":
            return error_reply("AccessDeniedException")
        if kind in MEANWHILE:
            self._meanwhile(kind)
        return None

    def _after(self, service: str, operation: str, body: Mapping[str, Any], status: int) -> None:
        kind = self._strikes(afterwards=True)
        if kind is not None:
            raise CutOff if kind == "cut off afterwards" else ReadTimeoutError(endpoint_url=service)
