"""Push notifications of a campaign."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import aws_cdk as cdk

from ...checks import check_length, check_member, check_pattern
from ...errors import InvalidArgument

_LONGEST_BODY = 200
_LONGEST_PAYLOAD = 6000


class PushAction(StrEnum):
    """What happens when somebody taps a notification. Source: AWS::Pinpoint::Campaign Message"""

    OPEN_APP = "OPEN_APP"
    DEEP_LINK = "DEEP_LINK"
    URL = "URL"


@dataclass(frozen=True, kw_only=True)
class PushMessage:
    """A notification: for all channels, or for one of them.

    :param title: what stands above. Default: - none
    :param body: 1 to 200 characters. Default: - none, as a silent notification or raw content needs it
    :param action: what tapping it does. Default: - it opens the app
    :param url: where tapping it leads. Default: - nowhere, as OPEN_APP needs it
    :param image_url: of a picture, with https. Default: - none
    :param image_icon_url: of the icon, with https. Default: - the app's
    :param image_small_icon_url: of the small icon, with https. Default: - the app's
    :param media_url: of a picture or film, with https. Default: - none
    :param json_body: what a silent notification carries, as JSON. Default: - nothing
    :param silent: whether people don't see it. Default: - they do
    :param time_to_live: how long the push service keeps it for a device that is off. Default: - the push service's
    :param raw_content: the whole payload, as JSON, instead of all the others. Default: - none
    :raises InvalidArgument: if there is nothing to show or carry, a value is not valid, or values contradict each other

    Source: AWS::Pinpoint::Campaign Message
    """

    title: str | None = None
    body: str | None = None
    action: PushAction | None = None
    url: str | None = None
    image_url: str | None = None
    image_icon_url: str | None = None
    image_small_icon_url: str | None = None
    media_url: str | None = None
    json_body: str | None = None
    silent: bool = False
    time_to_live: cdk.Duration | None = None
    raw_content: str | None = None

    def __post_init__(self) -> None:
        if self.body is not None:
            check_length("body of the push message", self.body, least=1, most=_LONGEST_BODY)
        for what in ("raw_content", "json_body"):
            value = getattr(self, what)
            if value is not None:
                check_length(what, value, least=1, most=_LONGEST_PAYLOAD)
        for what in ("image_url", "image_icon_url", "image_small_icon_url", "media_url"):
            value = getattr(self, what)
            if value is not None:
                check_pattern(what, value, r"https://\S+", "an address that starts with https://")
        self._check_together()

    def _check_together(self) -> None:
        if self.body is None and self.raw_content is None and not self.silent:
            raise InvalidArgument("a push message shows nothing: give it a body or raw_content, or make it silent")
        if self.silent and (self.body is not None or self.title is not None):
            raise InvalidArgument("a silent push message has a title or body that nobody sees: use json_body")
        if self.json_body is not None and not self.silent:
            raise InvalidArgument("json_body is for silent push messages: say silent=True, or leave it out")
        action = PushAction.OPEN_APP if self.action is None else check_member("action", self.action, PushAction)
        if action is PushAction.OPEN_APP and self.url is not None:
            raise InvalidArgument(f"a push message that opens the app has the url {self.url!r}: use URL or DEEP_LINK")
        if action is not PushAction.OPEN_APP and not self.url:
            raise InvalidArgument(f"a push message with the action {action.value} has no url: give it one")

    def render(self) -> dict[str, Any]:
        """As the property of the CloudFormation type has it."""
        given = {
            "title": self.title,
            "body": self.body,
            "action": None if self.action is None else PushAction(self.action).value,
            "url": self.url,
            "imageUrl": self.image_url,
            "imageIconUrl": self.image_icon_url,
            "imageSmallIconUrl": self.image_small_icon_url,
            "mediaUrl": self.media_url,
            "jsonBody": self.json_body,
            "silentPush": True if self.silent else None,
            "timeToLive": None if self.time_to_live is None else int(self.time_to_live.to_seconds()),
            "rawContent": self.raw_content,
        }
        return {name: value for name, value in given.items() if value is not None}
