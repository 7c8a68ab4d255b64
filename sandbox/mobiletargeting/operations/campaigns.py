"""Campaigns, their versions, and what their runs did."""

from __future__ import annotations

from typing import Any

from sandbox.mobiletargeting import errors, listing, membership
from sandbox.mobiletargeting.campaigns import checks, runs
from sandbox.mobiletargeting.registry import operation
from sandbox.mobiletargeting.state import Campaign, Project, State, new_id, now

Json = dict[str, Any]

_PROGRESS = ("DELETED", "INVALID", "EXECUTING", "PENDING_NEXT_RUN", "SCHEDULED", "PAUSED", "COMPLETED")
"""Which status of its treatments a campaign has: the first of these that one of them has."""


def _project(state: State, request: Json) -> list[str]:
    return [state.arn(f"apps/{request['ApplicationId']}")]


def _campaign(state: State, request: Json) -> list[str]:
    return [state.arn(f"apps/{request['ApplicationId']}/campaigns/{request['CampaignId']}")]


def _found(project: Project, request: Json) -> Campaign:
    found = project.campaigns.get(request["CampaignId"])
    if found is None:
        raise errors.not_found(f"campaign {request['CampaignId']!r} was not found")
    return found


@operation("CreateCampaign")
def create_campaign(state: State, request: Json) -> Json:
    """A new campaign, which runs at once if its schedule says so."""
    project, given = state.project(request["ApplicationId"]), dict(request["WriteCampaignRequest"])
    tags = given.pop("tags", {})
    checks.check(project, given)
    identity = new_id()
    arn = state.arn(f"apps/{project.id}/campaigns/{identity}")
    own = {"ApplicationId": project.id, "Arn": arn, "CreationDate": now(), "Id": identity}
    made = Campaign(arn, [_version(project, given, own, 1)], dict(tags))
    project.campaigns[identity] = made
    runs.plan(state, project, made)
    return _view(made)


@operation("UpdateCampaign", resources=_campaign)
def update_campaign(state: State, request: Json) -> Json:
    """A new version of a campaign. One that is over runs again only with another schedule: the sandbox's choice."""
    project, given = state.project(request["ApplicationId"]), dict(request["WriteCampaignRequest"])
    found = _found(project, request)
    given.pop("tags", None)  # no longer looked at since 22 May 2023
    before = found.latest
    own = {name: before[name] for name in ("ApplicationId", "Arn", "CreationDate", "Id")}
    kept = {name: value for name, value in before.items() if name not in ("SegmentVersion", "LastModifiedDate")}
    changed = kept | given
    checks.check(project, changed, of=request["CampaignId"])
    found.versions.append(_version(project, changed, own, before["Version"] + 1))
    if set(found.statuses.values()) != {runs.COMPLETED} or changed["Schedule"] != before["Schedule"]:
        runs.plan(state, project, found)
    return _view(found)


@operation("GetCampaign", resources=_campaign)
def get_campaign(state: State, request: Json) -> Json:
    """The newest version of a campaign."""
    return _view(_found(state.project(request["ApplicationId"]), request))


@operation("GetCampaigns", resources=_project)
def get_campaigns(state: State, request: Json) -> Json:
    """All campaigns of a project."""
    return listing.page([_view(each) for each in state.project(request["ApplicationId"]).campaigns.values()], request)


@operation("GetCampaignVersion", resources=_campaign)
def get_campaign_version(state: State, request: Json) -> Json:
    """One version of a campaign."""
    found = _found(state.project(request["ApplicationId"]), request)
    wanted = next((each for each in found.versions if str(each["Version"]) == request["Version"]), None)
    if wanted is None:
        raise errors.not_found(f"version {request['Version']!r} of the campaign was not found")
    return wanted


@operation("GetCampaignVersions", resources=_campaign)
def get_campaign_versions(state: State, request: Json) -> Json:
    """All versions of a campaign."""
    return listing.page(_found(state.project(request["ApplicationId"]), request).versions, request)


@operation("GetCampaignActivities", resources=_campaign)
def get_campaign_activities(state: State, request: Json) -> Json:
    """What the runs of a campaign did, one for each treatment."""
    found = _found(state.project(request["ApplicationId"]), request)
    return listing.page([dict(each) for each in found.activities], request)


@operation("DeleteCampaign", resources=_campaign)
def delete_campaign(state: State, request: Json) -> Json:
    """Deletes a campaign, which ends it."""
    project = state.project(request["ApplicationId"])
    gone = _found(project, request)
    del project.campaigns[request["CampaignId"]]
    gone.statuses = dict.fromkeys(gone.statuses, "DELETED")
    return _view(gone)


def _version(project: Project, given: Json, own: Json, number: int) -> Json:
    newest = membership.find(project, given["SegmentId"]).latest["Version"]
    others = [{**each, "Id": str(index)} for index, each in enumerate(given.get("AdditionalTreatments", []), start=1)]
    treated = {"AdditionalTreatments": others} if others else {}
    return {"SegmentVersion": newest} | given | own | treated | {"LastModifiedDate": now(), "Version": number}


def _view(found: Campaign) -> Json:
    shown = dict(found.latest)
    if "AdditionalTreatments" in shown:
        shown["AdditionalTreatments"] = [
            {**each, "State": {"CampaignStatus": found.statuses[each["Id"]]}} for each in shown["AdditionalTreatments"]
        ]
    overall = next(each for each in _PROGRESS if each in found.statuses.values())
    shown["State"] = {"CampaignStatus": overall}
    shown["DefaultState"] = {"CampaignStatus": found.statuses["0"]}
    return shown | ({"tags": found.tags} if found.tags else {})
