"""Journeys: steps that people go through one after the other, and whether they do."""

from __future__ import annotations

from .activity import Activity
from .condition import JourneyCondition
from .connect_campaign import ConnectCampaign
from .custom_message_activity import CustomMessageActivity
from .journey import IJourney, Journey, TimezoneEstimation
from .journey_state import JourneyState
from .journey_status import JourneyStatus
from .limits import JourneyLimits
from .message_activities import EmailMessageActivity, PushMessageActivity, SmsMessageActivity
from .plain_activities import ContactCenterActivity, HoldoutActivity, WaitActivity
from .schedule import JourneySchedule
from .sending_schedule import ClosedDays, DayOfWeek, JourneyChannel, OpenHours, SendingSchedule
from .split_activities import (
    ConditionalBranch,
    ConditionalSplitActivity,
    ConditionOperator,
    MultiConditionalSplitActivity,
    RandomBranch,
    RandomSplitActivity,
)
from .start_condition import StartCondition
from .wait_time import WaitTime

__all__ = [
    "Activity",
    "ClosedDays",
    "ConditionOperator",
    "ConditionalBranch",
    "ConditionalSplitActivity",
    "ConnectCampaign",
    "ContactCenterActivity",
    "CustomMessageActivity",
    "DayOfWeek",
    "EmailMessageActivity",
    "HoldoutActivity",
    "IJourney",
    "Journey",
    "JourneyChannel",
    "JourneyCondition",
    "JourneyLimits",
    "JourneySchedule",
    "JourneyState",
    "JourneyStatus",
    "MultiConditionalSplitActivity",
    "OpenHours",
    "PushMessageActivity",
    "RandomBranch",
    "RandomSplitActivity",
    "SendingSchedule",
    "SmsMessageActivity",
    "StartCondition",
    "TimezoneEstimation",
    "WaitActivity",
    "WaitTime",
]
