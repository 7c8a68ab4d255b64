"""The error that the library raises for arguments it can't accept."""

from __future__ import annotations

import inspect
from types import FrameType

from constructs import Construct


class InvalidArgument(ValueError):
    """An argument of a construct is wrong; the message says what, its value, what is allowed and the fix.

    Raised while the app is synthesized, never at run time. A note below the message says in which construct, when the
    argument was on its way to one: a keyword that a script makes for itself is in none yet.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.construct_path = _path_of(inspect.currentframe())
        if self.construct_path is not None:
            self.add_note(f"in construct {self.construct_path!r}")

    construct_path: str | None
    """Path of the construct that got the argument; None if there is none."""


def _path_of(frame: FrameType | None) -> str | None:
    """Path of the innermost construct at work: in one place, because checks are functions that know no construct."""
    around: str | None = None
    while frame is not None:
        code, names = frame.f_code, frame.f_locals
        first = names.get(code.co_varnames[0]) if code.co_argcount else None
        scope, construct_id = names.get("scope"), names.get("construct_id")
        if isinstance(scope, Construct) and isinstance(construct_id, str):
            return "/".join(filter(None, [scope.node.path, construct_id]))
        if isinstance(first, Construct):
            if code.co_varnames[0] == "self":
                return first.node.path
            around = around or first.node.path
        frame = frame.f_back
    return around
