"""``Custom::PinpointJourney`` and ``Custom::PinpointJourneyState``: what it is, and whether people travel it."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from . import pinpoint
from .pinpoint_possession import Found, PinpointPossession, service
from .setting import Event, Outcome, Properties, Setting
from .sms_voice import Refused

_TYPE = "Custom::PinpointJourney"
_ADDED = frozenset({"ApplicationId", "CreationDate", "Id", "LastModifiedDate", "State", "tags"})
"""What the service adds to a definition."""
_STEPS = frozenset(
    {
        ("DRAFT", "ACTIVE"),
        ("ACTIVE", "PAUSED"),
        ("PAUSED", "ACTIVE"),
        ("ACTIVE", "CANCELLED"),
        ("PAUSED", "CANCELLED"),
        ("CLOSED", "CANCELLED"),
    }
)
"""From where a journey can be taken where."""
_OVER = frozenset({("CLOSED", "ACTIVE"), ("COMPLETED", "ACTIVE"), ("COMPLETED", "CANCELLED")})
"""Where a journey has come to by itself, and what was asked for is behind it."""

_logger = logging.getLogger(__name__)


def _read(client: Any, properties: Properties) -> Found | None:
    # There may be more of the name by now: ours was made when there was none, so it is the oldest.
    found = [each for each in _all(client, properties) if each["Name"] == properties["Name"]]
    return min(found, key=lambda each: str(each["CreationDate"]), default=None)


def _all(client: Any, properties: Properties) -> list[Found]:
    everything: list[Found] = []
    asked = {"ApplicationId": properties["ApplicationId"]}
    while True:
        page = client.list_journeys(**asked)["JourneysResponse"]
        everything += page["Item"]
        if not page.get("NextToken"):
            return everything
        asked["Token"] = page["NextToken"]


def _wanted(properties: Properties) -> dict[str, Any]:
    return {**json.loads(properties["Definition"]), "Name": properties["Name"]}


def _write(client: Any, properties: Properties, value: dict[str, Any] | None, current: Found | None) -> None:
    project = {"ApplicationId": properties["ApplicationId"]}
    if value is None:
        with pinpoint.unless_gone():
            found = _read(client, properties)
            if found is not None:
                client.delete_journey(**project, JourneyId=found["Id"])
        return
    if current is not None and current["State"] != "DRAFT":
        _refuse_another(value, current)
        return
    with pinpoint.refusals(_TYPE):
        if current is None:
            client.create_journey(**project, WriteJourneyRequest=value)
        else:
            client.update_journey(**project, JourneyId=current["Id"], WriteJourneyRequest=value)


def _refuse_another(value: Found, current: Found) -> None:
    """Refuse to change a journey that was published. A rollback asks for what it is already, and may."""
    if _plain(value) != _plain({name: each for name, each in current.items() if name not in _ADDED}):
        raise Refused(
            f"the journey is {current['State']}, and only a DRAFT can be changed: put the definition back, and make "
            "another journey with the new one"
        )


def _plain(value: Any) -> Any:
    """A definition without what says nothing, its times made comparable."""
    if isinstance(value, dict):
        members = {name: _plain(each) for name, each in value.items()}
        return {name: each for name, each in members.items() if each not in (None, False, {}, [], "")}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return _time(value) if isinstance(value, str) else value


def _time(text: str) -> Any:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    return found.astimezone(UTC) if found.tzinfo is not None else text


def set_state(event: Event) -> Outcome:
    """Take a journey to a state. Deleting the resource leaves the journey where it is."""
    properties = event["ResourceProperties"]
    identity = f"JourneyState:{properties['JourneyId']}"
    if event["RequestType"] == "Delete":
        return event["PhysicalResourceId"], {}
    named = {name: properties[name] for name in ("ApplicationId", "JourneyId")}
    client, wanted = service(), properties["State"]
    with pinpoint.refusals(event["ResourceType"]):
        current = client.get_journey(**named)["JourneyResponse"]["State"]
        if _has_to_move(current, wanted):
            client.update_journey_state(**named, JourneyStateRequest={"State": wanted})
    return identity, {}


def _has_to_move(current: str, wanted: str) -> bool:
    if wanted in ("DRAFT", current) or (current, wanted) in _OVER:
        _logger.info("the journey is %s, and stays so", current)
        return False
    if (current, wanted) not in _STEPS:
        allowed = sorted(to for since, to in _STEPS if since == current)
        raise Refused(f"a journey that is {current} can't become {wanted}: {_way_on(allowed)}")
    return True


def _way_on(allowed: list[str]) -> str:
    return f"use {' or '.join(allowed)}" if allowed else "it is over for good, so make another one"


JOURNEY = PinpointPossession(
    key=("ApplicationId", "Name"),
    wanted=_wanted,
    read=_read,
    write=_write,
    service=service,
    what="journey",
    attributes=lambda found: {"Id": found["Id"]},
)
SETTINGS: Mapping[str, Setting] = {_TYPE: JOURNEY}
