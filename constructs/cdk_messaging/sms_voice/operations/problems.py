"""What can stand against a command, and the exit code that tells of it."""

from __future__ import annotations

DONE, REFUSED, USAGE, NOTHING, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: done; AWS refused; the call is wrong; nothing was found; interrupted."""


class Problem(Exception):
    """A command that cannot be carried out; the message is for the operator."""

    code = REFUSED


class WrongCall(Problem):
    """The operator has to call it differently."""

    code = USAGE


class NothingFound(Problem, LookupError):
    """There is nothing of what was asked for."""

    code = NOTHING
