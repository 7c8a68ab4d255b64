"""Where a text stands in its line."""

from __future__ import annotations

from enum import StrEnum


class Alignment(StrEnum):
    """Alignments of a text. Source: AWS::Pinpoint::InAppTemplate Alignment"""

    LEFT = "LEFT"
    CENTER = "CENTER"
    RIGHT = "RIGHT"
