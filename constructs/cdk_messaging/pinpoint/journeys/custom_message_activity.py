"""Steps of a journey that hand people to a function or a web service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from constructs import Construct, IDependable

from ...errors import InvalidArgument
from ..hooks import CustomDelivery
from ..hooks.permission import ANY_CAMPAIGN
from ..project import IProject
from .activity import Activity, following
from .request import without_nothing

ANY_JOURNEY = "journeys/*"


@dataclass(frozen=True, kw_only=True)
class CustomMessageActivity(Activity):
    """Lets a function or web service of yours send the message.

    :param delivery: the function, which then may be invoked by journeys of the project only, or the address
    :param data: what the function gets with each message. Default: - nothing
    :param next_activity: id of the next activity. Default: - the journey ends
    :param description: for people. Default: - none
    :raises InvalidArgument: if the delivery is for one campaign

    Source: "Creating custom channels in Amazon Pinpoint", Amazon Pinpoint developer guide
    """

    KIND: ClassVar[str] = "CUSTOM"
    SENDS: ClassVar[bool] = True

    delivery: CustomDelivery
    data: str | None = None
    next_activity: str | None = None

    def __post_init__(self) -> None:
        if self.delivery.source != ANY_CAMPAIGN:
            raise InvalidArgument(f"the delivery is for {self.delivery.source!r}: leave campaign_id out in a journey")

    @property
    def next_activities(self) -> tuple[str, ...]:
        """Ids of the activities that people can come to next."""
        return following(self.next_activity)

    def bind(self, scope: Construct, project: IProject) -> Sequence[IDependable]:
        """Let the project's journeys invoke the function.

        :returns: what has to be there before the journey
        """
        return replace(self.delivery, source=ANY_JOURNEY).bind(scope, project).dependencies

    def content(self) -> dict[str, Any]:
        """Settings of its kind, as the API takes them."""
        function = self.delivery.lambda_function
        return without_nothing(
            {
                "DeliveryUri": self.delivery.web_url if function is None else function.function_arn,
                "EndpointTypes": [each.value for each in self.delivery.endpoint_types],
                "MessageConfig": None if self.data is None else {"Data": self.data},
                "NextActivity": self.next_activity,
            }
        )
