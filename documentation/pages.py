"""Which pages are generated, and what they say now."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from documentation import api, features, reference
from documentation.surface import public_packages

ROOT = Path(__file__).parents[1]
API = ROOT / "docs" / "api.txt"
CHANGELOG = ROOT / "CHANGELOG.md"
FEATURES = ROOT / "docs" / "features.md"
REFERENCE = ROOT / "docs" / "reference"
SECURITY = ROOT / "docs" / "security.md"


def generated() -> dict[Path, str]:
    """Every page that is made of the library alone, by its file.

    What breaks and the changelog doesn't say stays in the list of the public API.
    """
    packages = public_packages()
    return {
        FEATURES: features.page(packages, ROOT),
        API: api.updated(_text(API), packages, _text(CHANGELOG)),
        **{REFERENCE / name: text for name, text in reference.pages(packages, ROOT).items()},
    }


def stale(pages: Mapping[Path, str]) -> list[Path]:
    """Pages of the reference whose package is gone."""
    return sorted(set(REFERENCE.glob("*.md")) - set(pages))


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""
