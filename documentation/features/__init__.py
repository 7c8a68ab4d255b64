"""``docs/features.md``: what of AWS the library covers, counted, and where each feature is."""

from __future__ import annotations

from documentation.features.page import page

__all__ = ["page"]
