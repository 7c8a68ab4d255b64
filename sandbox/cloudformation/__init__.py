"""The CloudFormation types that the emulator lacks. A module in ``types`` adds one; nothing lists the modules."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

from sandbox.cloudformation.resource_type import ResourceType


def install() -> None:
    """Adds every type to the emulator."""
    for found in resource_types():
        found.install()


def resource_types() -> list[ResourceType[Any]]:
    """The types of all modules; each has one as ``TYPE``."""
    package = importlib.import_module("sandbox.cloudformation.types")
    modules = pkgutil.iter_modules(package.__path__, package.__name__ + ".")
    return [importlib.import_module(module.name).TYPE for module in modules]
