"""Journeys and their states. No journey is travelled: starting one sets its state, and nothing is sent."""

from __future__ import annotations

import re
from typing import Any

from sandbox.mobiletargeting import errors, listing
from sandbox.mobiletargeting.registry import operation
from sandbox.mobiletargeting.state import State, Versioned, new_id, now

Json = dict[str, Any]

MOST_ACTIVE = 50
MOST_ACTIVITIES = 40

_NAME = re.compile(r"[A-Za-z0-9_-]{1,150}")
_STEPS = {
    "DRAFT": {"ACTIVE"},
    "ACTIVE": {"PAUSED", "CANCELLED"},
    "PAUSED": {"ACTIVE", "CANCELLED"},
    "CLOSED": {"CANCELLED"},
}
"""Where a journey can be taken from each state. It reaches CLOSED and COMPLETED by itself, which it doesn't here."""


@operation("CreateJourney")
def create_journey(state: State, request: Json) -> Json:
    """A new journey, a draft unless it is to be published at once."""
    project = state.project(request["ApplicationId"])
    identity, made = new_id(), now()
    journey = _checked(request["WriteJourneyRequest"]) | {
        "ApplicationId": project.id, "Id": identity, "CreationDate": made, "LastModifiedDate": made,
    }  # fmt: skip
    if journey["State"] == "ACTIVE":
        _check_room(state)
    project.journeys[identity] = Versioned(state.arn(f"apps/{project.id}/journeys/{identity}"), [journey])
    return journey


@operation("GetJourney")
def get_journey(state: State, request: Json) -> Json:
    """One journey."""
    return _found(state, request).latest


@operation("ListJourneys")
def list_journeys(state: State, request: Json) -> Json:
    """All journeys of a project."""
    project = state.project(request["ApplicationId"])
    return listing.page([each.latest for each in project.journeys.values()], request)


@operation("UpdateJourney")
def update_journey(state: State, request: Json) -> Json:
    """Puts another definition in the place of a draft's."""
    found = _found(state, request)
    if found.latest["State"] != "DRAFT":
        raise errors.bad_request(f"the journey is {found.latest['State']}; only a DRAFT can be changed")
    changed = _checked(request["WriteJourneyRequest"])
    if changed["State"] == "ACTIVE":
        _check_room(state)
    kept = {name: found.latest[name] for name in ("ApplicationId", "Id", "CreationDate")}
    found.versions[-1] = changed | kept | {"LastModifiedDate": now()}
    return found.latest


@operation("UpdateJourneyState")
def update_journey_state(state: State, request: Json) -> Json:
    """Publishes, pauses, resumes or cancels a journey."""
    journey = _found(state, request).latest
    wanted, current = request["JourneyStateRequest"].get("State"), journey["State"]
    if wanted not in _STEPS.get(current, set()):
        raise errors.bad_request(f"a journey that is {current} can't become {wanted}")
    if wanted == "PAUSED" and "RefreshFrequency" not in journey:
        raise errors.bad_request("only a journey with a refresh frequency can be paused")
    if current == "DRAFT":
        _check_room(state)
        _check_complete(journey)
    journey |= {"State": wanted, "LastModifiedDate": now()}
    return journey


@operation("DeleteJourney")
def delete_journey(state: State, request: Json) -> Json:
    """Deletes a journey and shows what it was."""
    found = _found(state, request)
    del state.project(request["ApplicationId"]).journeys[request["JourneyId"]]
    return found.latest


def _found(state: State, request: Json) -> Versioned:
    found = state.project(request["ApplicationId"]).journeys.get(request["JourneyId"])
    if found is None:
        raise errors.not_found(f"journey {request['JourneyId']!r} was not found")
    return found


def _checked(given: Json) -> Json:
    wanted, activities = given.get("State", "DRAFT"), given.get("Activities", {})
    if _NAME.fullmatch(given["Name"]) is None:
        raise errors.bad_request(f"journey name {given['Name']!r} is not valid")
    if wanted not in ("DRAFT", "ACTIVE"):
        raise errors.bad_request(f"State is {wanted}; a journey is written as DRAFT or ACTIVE")
    if len(activities) > MOST_ACTIVITIES:
        raise errors.bad_request(f"the journey has {len(activities)} activities; the most is {MOST_ACTIVITIES}")
    if wanted == "ACTIVE":
        _check_complete(given)
    return {**given, "State": wanted}


def _check_complete(journey: Json) -> None:
    missing = [name for name in ("Activities", "StartActivity", "StartCondition") if not journey.get(name)]
    if missing:
        raise errors.bad_request(f"a journey can't be published without {', '.join(missing)}")


def _check_room(state: State) -> None:
    journeys = [each.latest for project in state.projects.values() for each in project.journeys.values()]
    if sum(each["State"] == "ACTIVE" for each in journeys) >= MOST_ACTIVE:
        raise errors.bad_request(f"the account has {MOST_ACTIVE} active journeys, the most that it may have")
