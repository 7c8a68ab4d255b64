"""Buttons of an in-app message."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ...checks import check_length, check_member, is_known
from ...errors import InvalidArgument
from .colour import check_colour

_LONGEST_TEXT = 200_000


class ButtonAction(StrEnum):
    """What pressing a button does. Source: AWS::Pinpoint::InAppTemplate ButtonAction"""

    CLOSE = "CLOSE"
    DEEP_LINK = "DEEP_LINK"
    LINK = "LINK"


@dataclass(frozen=True)
class ButtonOverride:
    """What a button does instead, on one platform.

    :param action: what pressing it does
    :param link: where to. Default: - nowhere, as CLOSE needs it
    :raises InvalidArgument: if the link is missing, or is there with CLOSE

    Source: AWS::Pinpoint::InAppTemplate OverrideButtonConfiguration
    """

    action: ButtonAction
    link: str | None = None

    def __post_init__(self) -> None:
        _check(self.action, self.link)

    def render(self) -> dict[str, Any]:
        """As the property of the CloudFormation type has it."""
        return _rendered({"buttonAction": ButtonAction(self.action).value, "link": self.link})


@dataclass(frozen=True, kw_only=True)
class InAppButton:
    """A button.

    :param text: what it says, 1 to 200,000 characters
    :param action: what pressing it does. Default: it closes the message
    :param link: where to. Default: - nowhere, as CLOSE needs it
    :param color: of its text, such as ``#1a73e8``. Default: - the app's
    :param background_color: Default: - the app's
    :param border_radius: pixels; more is rounder. Default: - the app's
    :param android: what it does on Android. Default: - the same
    :param ios: what it does on iOS. Default: - the same
    :param web: what it does in a browser. Default: - the same
    :raises InvalidArgument: if a value is not valid, a link is missing, or is there with CLOSE

    Source: AWS::Pinpoint::InAppTemplate ButtonConfig
    """

    text: str
    action: ButtonAction = ButtonAction.CLOSE
    link: str | None = None
    color: str | None = None
    background_color: str | None = None
    border_radius: int | None = None
    android: ButtonOverride | None = None
    ios: ButtonOverride | None = None
    web: ButtonOverride | None = None

    def __post_init__(self) -> None:
        check_length("text of the button", self.text, least=1, most=_LONGEST_TEXT)
        _check(self.action, self.link)
        for what, colour in (("color", self.color), ("background_color", self.background_color)):
            if colour is not None:
                check_colour(f"button {what}", colour)
        if self.border_radius is not None and is_known(self.border_radius) and self.border_radius < 0:
            raise InvalidArgument(f"border_radius is {self.border_radius}: use 0 pixels or more")

    def render(self) -> dict[str, Any]:
        """As the property of the CloudFormation type has it."""
        default = {
            "text": self.text,
            "buttonAction": ButtonAction(self.action).value,
            "link": self.link,
            "textColor": self.color,
            "backgroundColor": self.background_color,
            "borderRadius": self.border_radius,
        }
        overrides = {"android": self.android, "ios": self.ios, "web": self.web}
        shown = {name: None if each is None else each.render() for name, each in overrides.items()}
        return _rendered({"defaultConfig": _rendered(default), **shown})


def _check(action: ButtonAction, link: str | None) -> None:
    known = check_member("button action", action, ButtonAction)
    if known is ButtonAction.CLOSE and link is not None:
        raise InvalidArgument(f"a button that closes has the link {link!r}: leave it out, or use LINK or DEEP_LINK")
    if known is not ButtonAction.CLOSE and not link:
        raise InvalidArgument(f"a button with the action {known.value} has no link: give it one, or use CLOSE")


def _rendered(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}
