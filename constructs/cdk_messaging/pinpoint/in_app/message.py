"""What an app shows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...checks import check_member
from ...errors import InvalidArgument
from ..quotas import LIMITS, Quota
from .content import InAppContent
from .layout import InAppLayout

_MOST_PANELS = 5
_MOST_CHARACTERS = LIMITS[Quota.IN_APP_TEMPLATE].value


@dataclass(frozen=True, kw_only=True)
class InAppMessage:
    """An in-app message, of a template or of a campaign.

    CloudFormation's campaigns name no in-app template, so give the same message to both.

    :param layout: where it appears
    :param content: one panel; for CAROUSEL 1 to 5
    :param custom_config: anything for your app. Default: - nothing
    :raises InvalidArgument: if the layout is not known, there are too few or too many panels, or all of it is longer
        than 200,000 characters

    Source: AWS::Pinpoint::InAppTemplate; "Amazon Pinpoint quotas", Amazon Pinpoint developer guide
    """

    layout: InAppLayout
    content: Sequence[InAppContent]
    custom_config: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        layout = check_member("layout", self.layout, InAppLayout)
        most = _MOST_PANELS if layout is InAppLayout.CAROUSEL else 1
        if not 1 <= len(self.content) <= most:
            allowed = f"1 to {most}" if most > 1 else "1, or the layout CAROUSEL"
            raise InvalidArgument(
                f"an in-app message with the layout {layout.value} has {len(self.content)} panels: use {allowed}"
            )
        size = len(json.dumps(self.render(), ensure_ascii=False))
        if size > _MOST_CHARACTERS:
            raise InvalidArgument(f"an in-app message has {size} characters: use at most {_MOST_CHARACTERS}")

    def render(self) -> dict[str, Any]:
        """As the properties of the CloudFormation types have it."""
        rendered: dict[str, Any] = {
            "layout": InAppLayout(self.layout).value,
            "content": [panel.render() for panel in self.content],
        }
        return rendered if self.custom_config is None else {**rendered, "customConfig": dict(self.custom_config)}
