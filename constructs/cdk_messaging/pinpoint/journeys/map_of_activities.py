"""Whether the steps of a journey fit together."""

from __future__ import annotations

from collections.abc import Mapping

from ...errors import InvalidArgument
from ..quotas import LIMITS, Quota
from .activity import Activity, check_activity_id
from .plain_activities import ContactCenterActivity

_MOST_ACTIVITIES = LIMITS[Quota.ACTIVITIES_PER_JOURNEY].value
_MOST_CONTACT_CENTER_ACTIVITIES = LIMITS[Quota.CONTACT_CENTER_ACTIVITIES_PER_JOURNEY].value


def check_activities(activities: Mapping[str, Activity], start: str) -> None:
    """Refuse steps that nobody can travel.

    :param activities: by their ids
    :param start: id of the first one
    :raises InvalidArgument: if an id is not valid or names nothing, an activity can't be reached, or there are too many
    """
    if not 1 <= len(activities) <= _MOST_ACTIVITIES:
        raise InvalidArgument(f"the journey has {len(activities)} activities: use 1 to {_MOST_ACTIVITIES}")
    for activity in activities:
        check_activity_id(activity)
    calls = [name for name, each in activities.items() if isinstance(each, ContactCenterActivity)]
    if len(calls) > _MOST_CONTACT_CENTER_ACTIVITIES:
        raise InvalidArgument(
            f"the journey has {len(calls)} contact centre activities: use at most {_MOST_CONTACT_CENTER_ACTIVITIES}"
        )
    _check_known("start activity", start, activities)
    for name, each in activities.items():
        for following in each.next_activities:
            _check_known(f"activity {following!r}, which follows {name!r},", following, activities)
        _check_messages(name, each, activities)
    lost = sorted(activities.keys() - _reached(activities, start))
    if lost:
        raise InvalidArgument(f"nobody comes to {', '.join(map(repr, lost))}: lead an activity there, or leave it out")


def _check_known(what: str, name: str, activities: Mapping[str, Activity]) -> None:
    if name not in activities:
        shown = what if repr(name) in what else f"{what} {name!r}"
        raise InvalidArgument(f"{shown} is not in the journey: use one of {', '.join(activities)}")


def _check_messages(name: str, activity: Activity, activities: Mapping[str, Activity]) -> None:
    for condition in activity.decided_by:
        asked = condition.message_activity
        if asked is not None and (asked not in activities or not activities[asked].SENDS):
            senders = ", ".join(each for each, found in activities.items() if found.SENDS)
            raise InvalidArgument(
                f"{name!r} asks for events of {asked!r}, which sends no message: use one of {senders}"
            )


def _reached(activities: Mapping[str, Activity], start: str) -> set[str]:
    reached, ahead = {start}, [start]
    while ahead:
        found = set(activities[ahead.pop()].next_activities) - reached
        reached |= found
        ahead += found
    return reached
