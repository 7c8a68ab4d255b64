"""``make docs``: writes every generated page anew."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from documentation.acknowledgements import inserted
from documentation.pages import SECURITY, generated, stale
from tests.gates.judgement import judge


def main() -> int:
    """Write what differs, remove what is no longer made, and say which."""
    pages = {**generated(), SECURITY: _security()}
    for path in stale(pages):
        path.unlink()
        print(f"removed {path}")
    for path, text in pages.items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            print(f"wrote {path}")
    return 0


def _security() -> str:
    with tempfile.TemporaryDirectory() as folder:
        judgement = judge("app.py", Path(folder), acknowledge=False)
    return inserted(SECURITY.read_text("utf-8"), judgement.acknowledgements)


if __name__ == "__main__":
    sys.exit(main())
