"""Asking before something is done that cannot be undone."""

from __future__ import annotations

import sys

from .problems import WrongCall


def sure(question: str, *, yes: bool) -> None:
    """Go on only if the operator wants it.

    :param question: what will be done, in words.
    :param yes: whether the command line says so already.
    :raises WrongCall: the answer is not yes, or nobody is there to answer.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise WrongCall(f"{question} Nobody can be asked here: say --yes")
    sys.stderr.write(f"{question} Type yes to go on: ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() != "yes":
        raise WrongCall("nothing was done")
