"""In-app messages that an endpoint is entitled to."""

from __future__ import annotations

from typing import Any

from sandbox.mobiletargeting import errors, membership
from sandbox.mobiletargeting.campaigns import runs, schedule, treatments
from sandbox.mobiletargeting.campaigns.treatments import Treatment
from sandbox.mobiletargeting.registry import operation
from sandbox.mobiletargeting.state import Campaign, Project, State

Json = dict[str, Any]

_CAPS = {"DailyCap": "Daily", "SessionCap": "Session", "TotalCap": "Total"}
LOWEST_PRIORITY = 5


@operation("GetInAppMessages")
def get_in_app_messages(state: State, request: Json) -> Json:
    """The messages of all in-app campaigns that run now, for an endpoint of their segments."""
    project, endpoint = state.project(request["ApplicationId"]), request["EndpointId"]
    if endpoint not in project.endpoints:
        raise errors.not_found(f"endpoint {endpoint!r} was not found")
    entitled = [
        _message(state, project, campaign, treatment)
        for campaign in project.campaigns.values()
        for treatment in treatments.of(campaign.latest)
        if _is_for(project, campaign, treatment, endpoint)
    ]
    return {"InAppMessageCampaigns": sorted(entitled, key=lambda each: int(each["Priority"]))}


def _is_for(project: Project, campaign: Campaign, treatment: Treatment, endpoint: str) -> bool:
    definition = campaign.latest
    return (
        campaign.statuses[treatment.id] == runs.EXECUTING
        and schedule.frequency(treatment.schedule) == schedule.IN_APP
        and schedule.is_on(treatment.schedule)
        and treatments.drawn(definition, endpoint) == treatment.id
        and endpoint in membership.members(project, definition["SegmentId"], definition.get("SegmentVersion"))
    )


def _message(state: State, project: Project, campaign: Campaign, treatment: Treatment) -> Json:
    definition, plan = campaign.latest, treatment.schedule
    limits = project.settings.get("Limits", {}) | definition.get("Limits", {})
    shown = {"EndDate": plan.get("EndTime"), "EventFilter": plan["EventFilter"], "QuietTime": plan.get("QuietTime")}
    return {
        "CampaignId": f"{definition['Name']}-{definition['Id']}",
        **{cap: limits.get(limit, 0) for cap, limit in _CAPS.items()},
        "InAppMessage": _content(state, treatment),
        "Priority": definition.get("Priority", LOWEST_PRIORITY),
        "Schedule": {name: value for name, value in shown.items() if value is not None},
        "TreatmentId": treatment.id,
    }


def _content(state: State, treatment: Treatment) -> Json:
    """Of the campaign itself, else of its template, which only the API can name."""
    found = treatment.content.get("MessageConfiguration", {}).get("InAppMessage")
    if found is None:
        chosen = treatment.content["TemplateConfiguration"]["InAppTemplate"]
        template = state.templates.get(("INAPP", chosen.get("Name", "")))
        if template is None:
            raise errors.not_found(f"template {chosen.get('Name')!r} of type INAPP was not found")
        found = template.version(chosen.get("Version"))
    return {name: found[name] for name in ("Content", "CustomConfig", "Layout") if name in found}
