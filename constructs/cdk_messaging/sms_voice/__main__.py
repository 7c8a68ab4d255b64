"""``python -m cdk_messaging.sms_voice``: what an operator does by hand with AWS End User Messaging."""

from __future__ import annotations

import sys

from .operations.dispatch import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
