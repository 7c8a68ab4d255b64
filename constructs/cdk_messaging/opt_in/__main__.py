"""``python -m cdk_messaging.opt_in``: what an operator asks and does of the consents on record."""

from __future__ import annotations

import sys

from .operations.dispatch import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
