"""Programmes and forms for tests."""

from __future__ import annotations

from typing import Any

from cdk_messaging.opt_in import Form, Programme


def programme(**changes: Any) -> Programme:
    """A programme that passes all checks, with the given changes."""
    facts: dict[str, Any] = {
        "id": "alerts",
        "brand": "Example Corp",
        "name": "order alerts",
        "message_kinds": ("order updates",),
        "frequency": "Up to 4 msgs/month",
        "support_email": "help@example.com",
        "website": "https://www.example.com",
    }
    return Programme(**{**facts, **changes})


def form(source: str = "web", **changes: Any) -> Form:
    """A form for :func:`programme` with the given changes."""
    return Form(source=source, programme=programme(**changes))
