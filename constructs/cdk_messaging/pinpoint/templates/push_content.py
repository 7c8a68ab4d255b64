"""What a push notification shows and does, for all platforms or for one."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar

from ...checks import check_member, check_pattern
from ...errors import InvalidArgument
from ..campaigns.push_message import PushAction
from ..quotas import LIMITS, Quota
from .template import check_size


@dataclass(frozen=True, kw_only=True)
class PushContent:
    """A notification on every platform that has no content of its own.

    :param title: shown above the text. Default: - none
    :param body: the text. Default: - none
    :param action: what a tap does. Default: - it opens the app
    :param url: what is opened; for the action URL, and for DEEP_LINK the place in the app. Default: - nothing
    :param sound: name of a sound that the app has. Default: - the system's
    :raises InvalidArgument: if there is neither title nor body, the action and the address don't go together, or all
        texts together are longer than the quota

    Source: AWS::Pinpoint::PushTemplate; "Amazon Pinpoint quotas", Amazon Pinpoint developer guide
    """

    LONGEST: ClassVar[int] = LIMITS[Quota.PUSH_TEMPLATE].value
    """Characters of all texts together."""

    title: str | None = None
    body: str | None = None
    action: PushAction | None = None
    url: str | None = None
    sound: str | None = None

    def __post_init__(self) -> None:
        if not self.title and not self.body:
            raise InvalidArgument("the push content says nothing: give title, body, or both")
        action = PushAction.OPEN_APP if self.action is None else check_member("action", self.action, PushAction)
        if (action is PushAction.OPEN_APP) != (self.url is None):
            fix = "leave url out" if action is PushAction.OPEN_APP else "give one"
            raise InvalidArgument(f"url is {self.url!r} with action {action.value}: {fix}")
        if action is PushAction.URL and self.url is not None:
            check_pattern("url", self.url, r"https?://\S+", "an address with http:// or https://")
        check_size(f"{type(self).__name__}", list(self.render().values()), self.LONGEST)

    def render(self) -> dict[str, str]:
        """As the property of the CloudFormation type has it."""
        given = {_member(field.name): getattr(self, field.name) for field in fields(self)}
        return {name: str(value) for name, value in given.items() if value is not None}


@dataclass(frozen=True, kw_only=True)
class ApnsPushContent(PushContent):
    """A notification on Apple's devices.

    :param media_url: image or video that is shown with it. Default: - none
    """

    media_url: str | None = None


@dataclass(frozen=True, kw_only=True)
class AndroidPushContent(PushContent):
    """A notification on Android: by Firebase or Baidu.

    :param image_url: image that is shown with it. Default: - none
    :param image_icon_url: large icon beside it. Default: - the app's
    :param small_image_icon_url: small icon in the status bar. Default: - the app's
    """

    image_url: str | None = None
    image_icon_url: str | None = None
    small_image_icon_url: str | None = None


@dataclass(frozen=True, kw_only=True)
class AdmPushContent(AndroidPushContent):
    """A notification on Amazon's devices, which takes 6,000 characters."""

    LONGEST: ClassVar[int] = LIMITS[Quota.PUSH_TEMPLATE_ADM].value


def _member(field: str) -> str:
    first, *others = field.split("_")
    return first + "".join(other.title() for other in others)
