"""Finds the Chromium that the browser tests drive; as a command, installs Debian's where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE = """\
There is no Chromium, so the browser tests can't run. Install one of these:
    apt install chromium                                   Debian
    .venv/bin/playwright install --with-deps chromium      anywhere
or name yours: CHROMIUM=/path/to/chrome make test"""


def find_chromium() -> Path | None:
    """The browser of ``$CHROMIUM``, of the system, or of Playwright; nothing when there is none."""
    if named := os.environ.get("CHROMIUM"):
        return Path(named)
    for command in COMMANDS:
        if found := shutil.which(command):
            return Path(found)
    return _playwrights_own()


def _playwrights_own() -> Path | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow to import, and rarely needed

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def _install() -> None:
    """With the system's own packages, which needs root."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    print("Installing Chromium for the browser tests ...", flush=True)
    unattended = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--no-install-recommends", "--yes", "chromium"]):
        subprocess.run(["apt-get", "-qq", *command], check=False, env=unattended, stdout=subprocess.DEVNULL)


def main() -> int:
    """Say nothing when there is a browser. Fail without one only where ``REQUIRE_BROWSER`` is set."""
    if find_chromium() is None:
        _install()
    if find_chromium() is not None:
        return 0
    line = "!" * 80
    print(f"{line}\n{ADVICE}\n{line}", file=sys.stderr)
    return 1 if os.environ.get("REQUIRE_BROWSER") else 0


if __name__ == "__main__":
    sys.exit(main())
