"""Generated secrets keep to what the template excludes."""

from __future__ import annotations

from sandbox import seam


def install() -> None:
    """Applies it."""
    seam.generate_secrets_as_the_service_does()
