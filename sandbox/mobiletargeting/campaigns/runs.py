"""Runs campaigns when they are due, and whenever an event happens that one waits for."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sandbox import seam
from sandbox.clock import clock
from sandbox.mobiletargeting import membership, streaming
from sandbox.mobiletargeting.campaigns import delivery, filtering, schedule, treatments
from sandbox.mobiletargeting.campaigns.treatments import HOLDOUT, Treatment
from sandbox.mobiletargeting.dimensions import has_attributes, has_metrics, in_set
from sandbox.mobiletargeting.state import Campaign, Project, State, new_id, now

Json = dict[str, Any]

COMPLETED, EXECUTING, PAUSED, PENDING, SCHEDULED = "COMPLETED", "EXECUTING", "PAUSED", "PENDING_NEXT_RUN", "SCHEDULED"
_SHOWN = (
    "Address", "Attributes", "BodyOverride", "ChannelType", "CreationDate", "Demographic", "EffectiveDate",
    "EndpointStatus", "Location", "Metrics", "OptOut", "TitleOverride", "User",
)  # fmt: skip
"""What functions are told of an endpoint."""


@dataclass(frozen=True)
class _Run:
    """One treatment of a campaign, at one time."""

    state: State
    project: Project
    campaign: Campaign
    treatment: Treatment
    activity: Json

    @property
    def event(self) -> Json:
        """What every event for a function says."""
        return {
            "ApplicationId": self.project.id,
            "CampaignId": self.campaign.latest["Id"],
            "TreatmentId": self.treatment.id,
            "ActivityId": self.activity["Id"],
            "ScheduledTime": self.activity["ScheduledStart"],
        }


def plan(state: State, project: Project, campaign: Campaign) -> None:
    """Arranges the runs of a campaign that was made or changed. A paused one waits for its next change."""
    definition = campaign.latest
    campaign.statuses = {}
    for treatment in treatments.of(definition):
        waits = schedule.frequency(treatment.schedule) in schedule.WAITING
        campaign.statuses[treatment.id] = EXECUTING if waits else SCHEDULED
        if definition.get("IsPaused"):
            campaign.statuses[treatment.id] = PAUSED
        elif not waits:
            start = schedule.moment(treatment.schedule["StartTime"])
            _arrange(state, (project.id, definition["Id"], definition["Version"], treatment), start, start)


def happened(state: State, project: Project, endpoint: str, event: Json) -> None:
    """Sends the campaigns that wait for an event of an endpoint.

    :param event: members of an ``Event`` of ``PutEvents``
    """
    for campaign in project.campaigns.values():
        for treatment in treatments.of(campaign.latest):
            if campaign.statuses.get(treatment.id) == EXECUTING and _waits_for(treatment.schedule, event):
                _in_background(state, _one(state, project, campaign, treatment, endpoint))


def _waits_for(plan: Json, event: Json) -> bool:
    if schedule.frequency(plan) != schedule.EVENT or not schedule.is_on(plan):
        return False
    wanted = plan["EventFilter"]["Dimensions"]
    return (
        in_set(wanted.get("EventType", {}), event["EventType"])
        and has_attributes(wanted.get("Attributes", {}), event.get("Attributes", {}))
        and has_metrics(wanted.get("Metrics", {}), event.get("Metrics", {}))
    )


def _one(state: State, project: Project, campaign: Campaign, treatment: Treatment, endpoint: str) -> Callable[[], None]:
    def send() -> None:
        with state.lock:
            found = membership.members(project, campaign.latest["SegmentId"], campaign.latest.get("SegmentVersion"))
            run = _Run(state, project, campaign, treatment, _activity(project, campaign, treatment, now()))
        _execute(run, {name: each for name, each in found.items() if name == endpoint})

    return send


Due = tuple[str, str, int, Treatment]


def _arrange(state: State, due: Due, start: datetime, at: datetime) -> None:
    delay = max(0.0, (at - schedule.present()).total_seconds())
    clock.after(delay, lambda: _in_background(state, lambda: _run(state, due, start, at)))


def _in_background(state: State, work: Callable[[], None]) -> None:
    """Not on the clock's thread, which a function that takes its time would stop."""

    def scoped() -> None:
        with seam.scope(state.account, state.region):
            work()

    threading.Thread(target=scoped, name="sandbox-campaign", daemon=True).start()


def _run(state: State, due: Due, start: datetime, at: datetime) -> None:
    project_id, campaign_id, version, treatment = due
    with state.lock:
        project = state.projects.get(project_id)
        campaign = None if project is None else project.campaigns.get(campaign_id)
        if project is None or campaign is None or campaign.latest["Version"] != version:
            return
        if campaign.statuses[treatment.id] not in (SCHEDULED, PENDING):
            return
        campaign.statuses[treatment.id] = EXECUTING
        shown = at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        run = _Run(state, project, campaign, treatment, _activity(project, campaign, treatment, shown))
        found = membership.members(project, campaign.latest["SegmentId"], campaign.latest.get("SegmentVersion"))
    _execute(run, found)
    following = schedule.following(treatment.schedule, start, at)
    with state.lock:
        if campaign.statuses.get(treatment.id) == EXECUTING:
            campaign.statuses[treatment.id] = COMPLETED if following is None else PENDING
    if following is not None:
        _arrange(state, due, start, following)


def _activity(project: Project, campaign: Campaign, treatment: Treatment, scheduled: str) -> Json:
    made = {
        "ApplicationId": project.id, "CampaignId": campaign.latest["Id"], "Id": new_id(), "Start": now(),
        "ScheduledStart": scheduled, "State": "RUNNING", "TreatmentId": treatment.id,
        "SuccessfulEndpointCount": 0, "TotalEndpointCount": 0,
    }  # fmt: skip
    campaign.activities.append(made)
    return made


def _execute(run: _Run, found: Mapping[str, Json]) -> None:
    """Sends to those that the treatment is for, and notes what became of each."""
    definition = run.campaign.latest
    drawn = {name: treatments.drawn(definition, name) for name, each in found.items() if filtering.can_be_reached(each)}
    statuses = {name: "HOLDOUT" for name, own in drawn.items() if own == HOLDOUT and run.treatment.id == "0"}
    chosen = {name: _shown(found[name]) for name, own in drawn.items() if own == run.treatment.id}
    with run.state.lock:
        statuses |= filtering.held_back(run.project, run.campaign, run.treatment.schedule, chosen)
    used = filtering.hook(run.project, definition)
    asked = {"MessageConfiguration": run.treatment.content.get("MessageConfiguration", {}), **run.event}
    reached = {name: each for name, each in chosen.items() if name not in statuses}
    kept, failed = filtering.filtered(run.state, run.project, used, asked, reached)
    sent = delivery.send(run.state, run.project, _through(used, run.treatment, kept), run.event, kept)
    statuses |= failed | sent
    with run.state.lock:
        _note(run, statuses, chosen | {name: found[name] for name in statuses})


def _shown(endpoint: Json) -> Json:
    return {name: endpoint[name] for name in _SHOWN if name in endpoint}


def _through(used: Json, treatment: Treatment, to: Mapping[str, Json]) -> Treatment:
    """With a hook that delivers, as before ``CustomDeliveryConfiguration``, everything goes through its function."""
    if used.get("Mode") != filtering.DELIVERY:
        return treatment
    uri = used.get("LambdaFunctionName") or used["WebUrl"]
    through = {"DeliveryUri": uri, "EndpointTypes": sorted({each["ChannelType"] for each in to.values()})}
    return replace(treatment, content={**treatment.content, "CustomDeliveryConfiguration": through})


def _note(run: _Run, statuses: Mapping[str, str], endpoints: Mapping[str, Json]) -> None:
    tried = [status for status in statuses.values() if status != "HOLDOUT"]
    successes = tried.count("SUCCESS")
    result = "SUCCESS" if successes or not tried else "FAIL"
    run.activity.update(
        End=now(), Result=result, State="COMPLETED", SuccessfulEndpointCount=successes, TotalEndpointCount=len(tried)
    )
    for name, status in statuses.items():
        if status == "SUCCESS":
            run.campaign.sent.setdefault(name, []).append(clock.now())
        streaming.publish(run.state, run.project, _streamed(run, name, status, endpoints[name]))


def _streamed(run: _Run, name: str, status: str, endpoint: Json) -> Json:
    custom = "CustomDeliveryConfiguration" in run.treatment.content
    return streaming.event(
        run.project, "_campaign.send", name,
        attributes={
            "treatment_id": run.treatment.id,
            "campaign_activity_id": run.activity["Id"],
            "delivery_type": "CUSTOM" if custom else endpoint["ChannelType"],
            "campaign_id": run.campaign.latest["Id"],
            "campaign_send_status": status,
        },
        client_context={"custom": {"endpoint": json.dumps(_shown(endpoint))}},
    )  # fmt: skip
