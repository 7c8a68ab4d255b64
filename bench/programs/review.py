"""``python -m review``, whose answer that something is dangerous is no failure here."""

from __future__ import annotations

import sys

from review.__main__ import IMPOSSIBLE, main

before, after, report = sys.argv[1:]
code = main([before, after, "--output", report])
sys.exit(code if code == IMPOSSIBLE else 0)
