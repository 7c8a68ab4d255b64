"""Whether people travel a journey."""

from __future__ import annotations

from typing import Final
from weakref import WeakKeyDictionary

from constructs import Construct

from ...checks import check_member
from ...errors import InvalidArgument
from ...observability import LogOptions
from ..provided import Permission, provide
from ..quotas import Quota, count
from ..retirement import CUSTOM_RESOURCES, warn_retired
from .journey import IJourney
from .journey_status import JourneyStatus

ASKED_FOR = (JourneyStatus.DRAFT, JourneyStatus.ACTIVE, JourneyStatus.PAUSED, JourneyStatus.CANCELLED)
"""States that can be asked for; the service comes to the others by itself."""

_TYPE = "Custom::PinpointJourneyState"
_stated: WeakKeyDictionary[IJourney, str] = WeakKeyDictionary()


class JourneyState(Construct):
    """Publishes, pauses, resumes or cancels a journey.

    Two steps can't be undone, and nothing here tries to: a journey that was published is never a draft again, and one
    that was cancelled never runs again. So DRAFT only says that nothing is to be published, and taking this away
    leaves the journey in the state that it has. A deployment that asks for a way there isn't fails. Cancel in a
    deployment of its own: should it be rolled back, CloudFormation would ask for the earlier state in vain.

    What is asked for may be over: a journey that has closed or completed after it was published counts as published.

    :param journey: the journey
    :param state: DRAFT, ACTIVE, PAUSED or CANCELLED. It can be paused if it has a refresh frequency, and resumed after
        five minutes
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if the state can't be asked for, the journey can't be paused, or it has a state already

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-journeys-journey-id-state.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        journey: IJourney,
        state: JourneyStatus,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        known = check_member("state", state, JourneyStatus)
        if known not in ASKED_FOR:
            raise InvalidArgument(f"a journey becomes {known.value} by itself: ask for one of {', '.join(ASKED_FOR)}")
        if known is JourneyStatus.PAUSED and not journey.can_pause:
            raise InvalidArgument("the journey can't be paused: give it a refresh_frequency")
        if _stated.setdefault(journey, self.node.path) != self.node.path:
            raise InvalidArgument(f"the journey has its state from {_stated[journey]!r}: give it one state")
        if known is JourneyStatus.ACTIVE:
            count(self, Quota.JOURNEYS)
            if journey.on_event:
                count(self, Quota.EVENT_JOURNEYS)
        self.resource: Final = provide(
            self,
            resource_type=_TYPE,
            key={"ApplicationId": journey.project.project_id, "JourneyId": journey.journey_id},
            value={"State": known.value},
            permissions=[
                Permission(("GetJourney", "UpdateJourneyState"), journey.grantable_arn),
                Permission(("UpdateJourneyState",), f"{journey.grantable_arn}/state"),
            ],
            remembers=False,
            log_options=log_options,
        )
        warn_retired(self, "JourneyState", str(CUSTOM_RESOURCES[_TYPE].replacement))
