"""The operations of the service. A module in ``operations`` adds its own by decorating functions."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sandbox.sms_voice import errors
from sandbox.sms_voice.state import State

Json = dict[str, Any]
Run = Callable[[State, Json], Json]
Resources = Callable[[State, Json], Sequence[str]]


@dataclass(frozen=True)
class Operation:
    """One operation of the API.

    :param run: (state, request) to response; raises :class:`~sandbox.sms_voice.errors.ServiceError`
    :param resources: (state, request) to the ARNs that IAM checks. Default: - ``*``
    :param requests_per_second: the account's request quota; None when AWS states none
    """

    name: str
    run: Run
    resources: Resources
    requests_per_second: float | None


_operations: dict[str, Operation] = {}


def operation(
    name: str, *, resources: Resources | None = None, requests_per_second: float | None = 1.0
) -> Callable[[Run], Run]:
    """Registers a function as the operation ``name``."""

    def register(run: Run) -> Run:
        _operations[name] = Operation(name, run, resources or (lambda _state, _request: ["*"]), requests_per_second)
        return run

    return register


@lru_cache(maxsize=1)
def operations() -> dict[str, Operation]:
    """All operations, after every module of the package ``operations`` was imported."""
    package = importlib.import_module("sandbox.sms_voice.operations")
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
    return _operations


def find(name: str) -> Operation:
    """:raises ServiceError: the sandbox does not emulate this operation."""
    found = operations().get(name)
    if found is None:
        raise errors.not_emulated(name)
    return found
