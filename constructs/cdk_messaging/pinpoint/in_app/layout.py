"""Where a message appears on the screen."""

from __future__ import annotations

from enum import StrEnum


class InAppLayout(StrEnum):
    """Layouts: banners, the whole screen, a window in front of the page, or several that one scrolls through.

    Source: AWS::Pinpoint::InAppTemplate Layout
    """

    BOTTOM_BANNER = "BOTTOM_BANNER"
    TOP_BANNER = "TOP_BANNER"
    MIDDLE_BANNER = "MIDDLE_BANNER"
    OVERLAYS = "OVERLAYS"
    MOBILE_FEED = "MOBILE_FEED"
    CAROUSEL = "CAROUSEL"
