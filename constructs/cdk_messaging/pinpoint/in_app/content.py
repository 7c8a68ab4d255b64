"""One panel of an in-app message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...checks import check_pattern
from .button import InAppButton
from .colour import check_colour
from .text import InAppText


@dataclass(frozen=True, kw_only=True)
class InAppContent:
    """A header and a body on a background, with up to two buttons.

    :param header: what stands above
    :param body: what stands below it
    :param background_color: such as ``#ffffff``. Default: white
    :param image_url: of a picture in the background, with https. Default: - none
    :param primary_button: Default: - none
    :param secondary_button: Default: - none
    :raises InvalidArgument: if a value is not valid

    Source: AWS::Pinpoint::InAppTemplate InAppMessageContent
    """

    header: InAppText
    body: InAppText
    background_color: str = "#ffffff"
    image_url: str | None = None
    primary_button: InAppButton | None = None
    secondary_button: InAppButton | None = None

    def __post_init__(self) -> None:
        check_colour("background_color", self.background_color)
        if self.image_url is not None:
            check_pattern("image_url", self.image_url, r"https://\S+", "an address that starts with https://")

    def render(self) -> dict[str, Any]:
        """As the property of the CloudFormation type has it."""
        rendered: dict[str, Any] = {
            "backgroundColor": self.background_color,
            "headerConfig": self.header.render("header"),
            "bodyConfig": self.body.render("body"),
        }
        if self.image_url is not None:
            rendered["imageUrl"] = self.image_url
        if self.primary_button is not None:
            rendered["primaryBtn"] = self.primary_button.render()
        if self.secondary_button is not None:
            rendered["secondaryBtn"] = self.secondary_button.render()
        return rendered
