"""Accessibility checks by axe-core, which package.json pins."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_RUN = "tags => axe.run(document, { runOnly: tags })"


def complaints(page: Page) -> list[str]:
    """What axe finds wrong with the page as it is now, a line for each element.

    The page must be in a context that bypasses its content security policy, for axe is a foreign script to it.
    """
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    violations = page.evaluate(_RUN, list(_RULES))["violations"]
    return [f"{rule['id']}: {rule['help']}: {node['html']}" for rule in violations for node in rule["nodes"]]
