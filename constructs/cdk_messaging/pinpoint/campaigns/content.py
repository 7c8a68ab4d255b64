"""What one variant of a campaign sends, and through what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...errors import InvalidArgument
from ..hooks import CustomDelivery
from .messages import CampaignMessages
from .schedule import Frequency, Schedule
from .template_reference import CampaignTemplates


@dataclass(frozen=True, kw_only=True)
class Content:
    """Messages, templates and custom delivery of a campaign or of one of its treatments, checked together.

    :raises InvalidArgument: if there is nothing to send, or one is there that needs another which isn't
    """

    messages: CampaignMessages | None
    templates: CampaignTemplates | None
    custom_delivery: CustomDelivery | None

    def __post_init__(self) -> None:
        if self.messages is None and self.templates is None:
            raise InvalidArgument("a campaign sends nothing: give it messages, templates, or both")
        custom = self.messages is not None and self.messages.custom is not None
        if custom and self.custom_delivery is None:
            raise InvalidArgument("a custom message has no channel: give custom_delivery, too")
        if self.custom_delivery is not None and not custom:
            raise InvalidArgument("custom_delivery has no message: give messages with custom, too")
        if self.in_app and self.templates is not None:
            raise InvalidArgument("an in-app message stands beside templates: leave those out")

    @property
    def in_app(self) -> bool:
        """Whether it is an in-app message."""
        return self.messages is not None and self.messages.in_app is not None


def check_triggers(contents: Sequence[tuple[Content, Schedule]]) -> bool:
    """Tell whether the variants are in-app messages.

    :raises InvalidArgument: if one waits for the wrong events, or some are in-app messages and some aren't
    """
    for content, schedule in contents:
        triggered = schedule.frequency is Frequency.IN_APP_EVENT
        if content.in_app and not triggered:
            raise InvalidArgument(
                f"an in-app message has the frequency {schedule.frequency.value}: use Schedule.on_in_app_event(...)"
            )
        if triggered and not content.in_app:
            raise InvalidArgument("a schedule for events in the app has no in-app message: give messages with in_app")
    kinds = {content.in_app for content, _ in contents}
    if len(kinds) > 1:
        raise InvalidArgument("some treatments are in-app messages and some are not: make two campaigns")
    return kinds == {True}
