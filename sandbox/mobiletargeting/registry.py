"""The operations of the service. A module in ``operations`` adds its own by decorating functions."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sandbox.mobiletargeting import errors
from sandbox.mobiletargeting.state import State

Json = dict[str, Any]
Run = Callable[[State, Json], Any]
Resources = Callable[[State, Json], Sequence[str]]


@dataclass(frozen=True)
class Operation:
    """One operation of the API.

    :param run: (state, members of the request) to the payload of the response, or None where it has none; raises
        :class:`~sandbox.service_error.ServiceError`
    :param action: what IAM checks
    :param resources: (state, members of the request) to the ARNs that IAM checks. None: the path of the request
    """

    name: str
    run: Run
    action: str
    resources: Resources | None


_operations: dict[str, Operation] = {}


def operation(name: str, *, action: str | None = None, resources: Resources | None = None) -> Callable[[Run], Run]:
    """Registers a function as the operation ``name``. Its action has the same name unless one is given."""

    def register(run: Run) -> Run:
        _operations[name] = Operation(name, run, f"mobiletargeting:{action or name}", resources)
        return run

    return register


@lru_cache(maxsize=1)
def operations() -> dict[str, Operation]:
    """All operations, after every module of the package ``operations`` was imported."""
    package = importlib.import_module("sandbox.mobiletargeting.operations")
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
    return _operations


def find(name: str) -> Operation:
    """:raises ServiceError: the sandbox does not emulate this operation."""
    found = operations().get(name)
    if found is None:
        raise errors.not_emulated(name)
    return found
