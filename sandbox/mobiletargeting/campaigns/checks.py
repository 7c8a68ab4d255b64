"""What the service refuses of a campaign."""

from __future__ import annotations

import re
from typing import Any

from sandbox.mobiletargeting import errors, membership
from sandbox.mobiletargeting.campaigns import schedule
from sandbox.mobiletargeting.state import Project

Json = dict[str, Any]

MOST_TREATMENTS = 4
MOST_OF_KIND = 25
_WEBHOOK = re.compile(r"https://[A-Za-z0-9\-._~?/#;]+")


def check(project: Project, given: Json, *, of: str | None = None) -> None:
    """:raises ServiceError: a campaign with these members can't be

    :param of: id of the campaign that is changed
    """
    for needed in ("Name", "Schedule", "SegmentId"):
        if not given.get(needed):
            raise errors.bad_request(f"{needed} is missing")
    segment = membership.version(membership.find(project, given["SegmentId"]), given.get("SegmentVersion"))
    _check_sizes(given)
    for part in (given, *given.get("AdditionalTreatments", [])):
        _check_content(part)
        plan = part.get("Schedule") or given["Schedule"]
        _check_schedule(plan)
        _check_trigger(plan, part, segment)
    _check_count(project, given, of)


def _check_sizes(given: Json) -> None:
    others, holdout = given.get("AdditionalTreatments", []), given.get("HoldoutPercent", 0)
    if len(others) > MOST_TREATMENTS:
        raise errors.bad_request(f"there are {len(others)} additional treatments; the most is {MOST_TREATMENTS}")
    sizes = [each["SizePercent"] for each in others]
    if not 0 <= holdout <= 100 or any(not 0 < size <= 100 for size in sizes) or sum(sizes) + holdout > 100:
        raise errors.bad_request("the percentages of treatments and holdout are not parts of 100")


def _check_content(part: Json) -> None:
    message, templates = part.get("MessageConfiguration", {}), part.get("TemplateConfiguration", {})
    delivery = part.get("CustomDeliveryConfiguration")
    if not message and not templates:
        raise errors.bad_request("MessageConfiguration and TemplateConfiguration are both missing")
    if "CustomMessage" in message and delivery is None:
        raise errors.bad_request("CustomDeliveryConfiguration is missing, which CustomMessage needs")
    if delivery is None:
        return
    if not delivery.get("EndpointTypes"):
        raise errors.bad_request("EndpointTypes of CustomDeliveryConfiguration is missing")
    uri = delivery["DeliveryUri"]
    if uri.startswith("http") and _WEBHOOK.fullmatch(uri) is None:
        raise errors.bad_request(f"DeliveryUri {uri!r} is not valid")


def _check_schedule(plan: Json) -> None:
    start = schedule.moment(plan["StartTime"])
    if "EndTime" in plan and schedule.moment(plan["EndTime"]) <= start:
        raise errors.bad_request("EndTime is not after StartTime")


def _check_trigger(plan: Json, part: Json, segment: Json) -> None:
    kind = schedule.frequency(plan)
    in_app = "InAppMessage" in part.get("MessageConfiguration", {}) or "InAppTemplate" in part.get(
        "TemplateConfiguration", {}
    )
    if kind in schedule.WAITING and "EventFilter" not in plan:
        raise errors.bad_request(f"EventFilter is missing, which the frequency {kind} needs")
    if in_app is not (kind == schedule.IN_APP):
        raise errors.bad_request("an in-app message and the frequency IN_APP_EVENT need each other")
    if kind == schedule.EVENT and segment["SegmentType"] == "IMPORT":
        raise errors.bad_request("a campaign that waits for events needs a segment that was not imported")


def _check_count(project: Project, given: Json, of: str | None) -> None:
    kind = schedule.frequency(given["Schedule"])
    others = [each.latest for identity, each in project.campaigns.items() if identity != of]
    count = sum(schedule.frequency(each["Schedule"]) == kind for each in others)
    if kind in schedule.WAITING and count >= MOST_OF_KIND:
        raise errors.bad_request(
            f"the project has {count} campaigns with the frequency {kind}, the most that it may have"
        )
