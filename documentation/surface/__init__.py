"""What the library offers: its public packages, their names, and what each name takes."""

from __future__ import annotations

from documentation.surface.model import Entry, Kind, Member, Package, Parameter, Signature
from documentation.surface.packages import public_packages, read_package, without_repetition
from documentation.surface.source import home

__all__ = [
    "Entry",
    "Kind",
    "Member",
    "Package",
    "Parameter",
    "Signature",
    "home",
    "public_packages",
    "read_package",
    "without_repetition",
]
