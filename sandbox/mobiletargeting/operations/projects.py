"""Projects, which the API calls applications, and their settings."""

from __future__ import annotations

from typing import Any

from sandbox.mobiletargeting import errors, listing
from sandbox.mobiletargeting.registry import operation
from sandbox.mobiletargeting.state import Project, State, new_id, now

Json = dict[str, Any]

MOST_PROJECTS = 100


def _apps(state: State, _request: Json) -> list[str]:
    return [state.arn("apps")]


@operation("CreateApp", resources=_apps)
def create_app(state: State, request: Json) -> Json:
    """A new, empty project."""
    given = request["CreateApplicationRequest"]
    if not given["Name"]:
        raise errors.bad_request("Name is empty")
    if len(state.projects) >= MOST_PROJECTS:
        raise errors.bad_request(f"the account has {MOST_PROJECTS} projects, the most that it may have")
    identity = new_id()
    made = Project(state.arn(f"apps/{identity}"), identity, given["Name"], now(), dict(given.get("tags", {})))
    state.projects[identity] = made
    return view(made)


@operation("GetApp")
def get_app(state: State, request: Json) -> Json:
    """One project."""
    return view(state.project(request["ApplicationId"]))


@operation("GetApps", resources=_apps)
def get_apps(state: State, request: Json) -> Json:
    """All projects."""
    return listing.page([view(each) for each in state.projects.values()], request)


@operation("DeleteApp")
def delete_app(state: State, request: Json) -> Json:
    """Deletes a project with everything in it."""
    found = state.project(request["ApplicationId"])
    del state.projects[found.id]
    return view(found)


def view(found: Project) -> Json:
    """A project as the API shows it."""
    shown: Json = {"Arn": found.arn, "Id": found.id, "Name": found.name, "CreationDate": found.created}
    return shown | ({"tags": found.tags} if found.tags else {})


@operation("GetApplicationSettings")
def get_application_settings(state: State, request: Json) -> Json:
    """The settings of a project."""
    return _settings(state.project(request["ApplicationId"]))


@operation("UpdateApplicationSettings")
def update_application_settings(state: State, request: Json) -> Json:
    """Changes the settings that are given."""
    found = state.project(request["ApplicationId"])
    found.settings |= request["WriteApplicationSettingsRequest"] | {"LastModifiedDate": now()}
    return _settings(found)


def _settings(found: Project) -> Json:
    shown = ("CampaignHook", "JourneyLimits", "LastModifiedDate", "Limits", "QuietTime")
    return {"ApplicationId": found.id} | {name: found.settings[name] for name in shown if name in found.settings}
