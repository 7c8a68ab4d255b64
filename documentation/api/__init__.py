"""The list of the public API, and what guards it.

``docs/api.txt`` has a line for each name, argument and member. What is new is added by ``make docs``. What is gone, or
has changed so that callers must change, stays as it was, and a test fails, until the changelog says so under
"Unreleased".
"""

from __future__ import annotations

from documentation.api.guard import Breach, breaches, unsaid, updated
from documentation.api.listing import listing, parsed, rendered

__all__ = ["Breach", "breaches", "listing", "parsed", "rendered", "unsaid", "updated"]
