"""Which emulator this is, and its names."""

from __future__ import annotations

import functools
import importlib
import importlib.metadata
from typing import Any

EXPECTED_VERSION = "1.5.33"


class WrongVersion(RuntimeError):
    """The installed emulator is not the one that the seam was written for."""


def check_version() -> None:
    """:raises WrongVersion: ministack is missing or has another version."""
    try:
        found = importlib.metadata.version("ministack")
    except importlib.metadata.PackageNotFoundError:
        found = "none"
    if found != EXPECTED_VERSION:
        raise WrongVersion(
            f"the sandbox needs ministack {EXPECTED_VERSION}, found {found}: "
            f"install what requirements.txt pins (pip install ministack=={EXPECTED_VERSION})"
        )


@functools.cache
def module(name: str) -> Any:
    """A module of the emulator."""
    check_version()
    return importlib.import_module(f"ministack.{name}")


def private(module_name: str, name: str) -> Any:
    """A private name of one of its modules."""
    return getattr(module(module_name), name)


def inside(thing: Any, name: str) -> Any:
    """A private attribute of one of its objects."""
    return getattr(thing, name)


def replace(module_name: str, name: str, new: Any) -> None:
    """Puts something else under a name of one of its modules."""
    private(module_name, name)
    setattr(module(module_name), name, new)
