"""Finds the public packages and reads what they offer, from the imported objects and from their source."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterable
from types import ModuleType

from documentation.surface.classes import class_entry
from documentation.surface.model import Entry, Package
from documentation.surface.source import Source, home, is_own, signature_of

LIBRARY = "cdk_messaging"

# Parts of one pattern that other packages show from outside: its pages, its wording and its checks; and what runs in
# functions and commands, where names are nobody's promise.
INTERNAL = (
    "cdk_messaging.opt_in.form",
    "cdk_messaging.opt_in.operations",
    "cdk_messaging.opt_in.programme.compliance",
    "cdk_messaging.opt_in.programme.languages",
)

# Modules that users import by themselves: errors, and what their own functions carry.
MODULES = ("cdk_messaging.errors", "cdk_messaging.sms_voice.senders.client")


def public_packages() -> list[Package]:
    """The packages that say what they offer (``__all__``), and the modules that are meant to be imported alone."""
    library = importlib.import_module(LIBRARY)
    found = [
        name
        for _, name, is_package in pkgutil.walk_packages(library.__path__, f"{LIBRARY}.", onerror=_fail)
        if is_package and not _is_internal(name) and hasattr(importlib.import_module(name), "__all__")
    ]
    return [read_package(name) for name in sorted([*found, *MODULES])]


def without_repetition(packages: Iterable[Package]) -> list[Package]:
    """The packages without what an outer one of them offers too: the shorter way to import it is the one to rely on.

    None is left that offers nothing else.
    """
    left: list[Package] = []
    packages = list(packages)
    for package in packages:
        offered = {
            (entry.name, entry.home)
            for outer in packages
            if package.name.startswith(f"{outer.name}.")
            for entry in outer.entries
        }
        own = tuple(entry for entry in package.entries if (entry.name, entry.home) not in offered)
        if own:
            left.append(dataclasses.replace(package, entries=own))
    return left


def read_package(name: str) -> Package:
    """What one package or module offers: its ``__all__``, or without one all public names made in it."""
    module = importlib.import_module(name)
    names = sorted(getattr(module, "__all__", None) or _made_in(module))
    return Package(name=name, doc=inspect.getdoc(module) or "", entries=tuple(_entry(module, each) for each in names))


def _fail(name: str) -> None:
    raise ImportError(f"{name} cannot be imported, so nobody knows what it offers")


def _is_internal(name: str) -> bool:
    return "runtime" in name.split(".") or any(f"{name}.".startswith(f"{internal}.") for internal in INTERNAL)


def _made_in(module: ModuleType) -> list[str]:
    made = Source.of(module).made()
    return [name for name in made if not name.startswith("_")]


def _entry(module: ModuleType, name: str) -> Entry:
    value = inspect.unwrap(getattr(module, name))  # a cached function is the function
    if inspect.isclass(value):
        return class_entry(name, value)
    if inspect.isfunction(value):
        signature = signature_of(Source.of_object(value).function(value.__name__))
        doc = inspect.getdoc(value) or ""
        return Entry(name=name, home=home(value, name), kind="function", doc=doc, signature=signature)
    annotation, doc = _constant(module, name, value)
    return Entry(name=name, home=name, kind="constant", doc=doc, annotation=annotation)


def _constant(module: ModuleType, name: str, value: object) -> tuple[str | None, str]:
    """Type and documentation of a constant, from the module that makes it."""
    for candidate in _modules_beside(module):
        if getattr(candidate, name, None) is value and name in Source.of(candidate).made():
            return Source.of(candidate).constant(name)
    return None, ""


def _modules_beside(module: ModuleType) -> list[ModuleType]:
    """The module itself, and all modules of this library or app that are loaded."""
    root = module.__name__.partition(".")[0]
    loaded = [each for key, each in sorted(sys.modules.items()) if is_own(key, root)]
    return [module, *(each for each in loaded if getattr(each, "__file__", None))]
