"""What tags may be, without the CDK: for constructs and for the command line.

Source: "Tagging Amazon Pinpoint resources", Amazon Pinpoint developer guide
"""

from __future__ import annotations

from collections.abc import Mapping

MOST_TAGS = 50
LONGEST_KEY, LONGEST_VALUE = 128, 256
_MARKS = "_.:/=+-"
_RESERVED = "aws:"


def problem_of(tags: Mapping[str, str]) -> str | None:
    """What is wrong with the tags of a resource, and the fix; None when nothing is."""
    own = [key for key in tags if not key.lower().startswith(_RESERVED)]
    if len(own) > MOST_TAGS:
        return f"{len(own)} tags are too many: use at most {MOST_TAGS} for a resource"
    return next((problem for key, value in tags.items() if (problem := _problem(key, value)) is not None), None)


def _problem(key: str, value: str) -> str | None:
    for what, text, least, most in (("key", key, 1, LONGEST_KEY), ("value", value, 0, LONGEST_VALUE)):
        if text.lower().startswith(_RESERVED):
            return f"tag {what} {text!r} is reserved: use one that doesn't begin with {_RESERVED}"
        if not least <= len(text) <= most:
            return f"tag {what} {text[:20]!r} has {len(text)} characters: use {least} to {most}"
        if not all(character.isalnum() or character.isspace() or character in _MARKS for character in text):
            return f"tag {what} {text!r} is not valid: use letters, digits, spaces and {_MARKS}"
    return None
