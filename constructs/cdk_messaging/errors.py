"""The error that the library raises for arguments it can't accept."""

from __future__ import annotations


class InvalidArgument(ValueError):
    """An argument of a construct is wrong; the message says what, its value, what is allowed and the fix.

    Raised while the app is synthesized, never at run time.
    """
