"""Message templates of every kind, their versions, and which of them is active."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.mobiletargeting import errors, listing
from sandbox.mobiletargeting.registry import operation
from sandbox.mobiletargeting.state import State, Template, new_id, now

Json = dict[str, Any]

LATEST = "latest"
MOST_TEMPLATES = 20_000
MOST_VERSIONS = 5_000

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}")


@dataclass(frozen=True)
class _Kind:
    """A kind of template: how its operations and the payloads of their requests are called."""

    type: str
    operations: str
    request: str


_KINDS = (
    _Kind("EMAIL", "EmailTemplate", "EmailTemplateRequest"),
    _Kind("INAPP", "InAppTemplate", "InAppTemplateRequest"),
    _Kind("PUSH", "PushTemplate", "PushNotificationTemplateRequest"),
    _Kind("SMS", "SmsTemplate", "SMSTemplateRequest"),
    _Kind("VOICE", "VoiceTemplate", "VoiceTemplateRequest"),
)


def _arn(state: State, kind: str, name: str) -> str:
    return state.arn(f"templates/{name}/{kind}")


def _found(state: State, kind: str, name: str) -> Template:
    found = state.templates.get((kind, name))
    if found is None:
        raise errors.not_found(f"template {name!r} of type {kind} was not found")
    return found


def _check_substitutions(content: Json) -> None:
    given = content.get("DefaultSubstitutions")
    if given is None:
        return
    try:
        is_object = isinstance(json.loads(given), dict)
    except ValueError:
        is_object = False
    if not is_object:
        raise errors.bad_request("DefaultSubstitutions is not a JSON object")


def _create(kind: _Kind, state: State, request: Json) -> Json:
    name, content = request["TemplateName"], dict(request[kind.request])
    if _NAME.fullmatch(name) is None:
        raise errors.bad_request(f"template name {name!r} is not valid")
    if (kind.type, name) in state.templates:
        raise errors.bad_request(f"template {name!r} of type {kind.type} exists already")
    if len(state.templates) >= MOST_TEMPLATES:
        raise errors.bad_request(f"the account has {MOST_TEMPLATES} templates, the most that it may have")
    _check_substitutions(content)
    tags = content.pop("tags", {})
    made = Template(_arn(state, kind.type, name), [_version(kind, name, content, "1", now())], dict(tags))
    state.templates[kind.type, name] = made
    return {"Arn": made.arn, **_done("Created")}


def _version(kind: _Kind, name: str, content: Json, number: str, created: str) -> Json:
    added = {"TemplateName": name, "TemplateType": kind.type, "Version": number}
    return content | added | {"CreationDate": created, "LastModifiedDate": now()}


def _update(kind: _Kind, state: State, request: Json) -> Json:
    name, content = request["TemplateName"], dict(request[kind.request])
    found = _found(state, kind.type, name)
    _check_substitutions(content)
    content.pop("tags", None)  # no longer looked at since 22 May 2023
    latest = found.latest
    if not request.get("CreateNewVersion"):
        if request.get("Version", latest["Version"]) != latest["Version"]:
            raise errors.bad_request(f"version {request['Version']!r} is not the latest, {latest['Version']!r}")
        found.versions[-1] = _version(kind, name, content, latest["Version"], latest["CreationDate"])
        return _done("Updated")
    if "Version" in request:
        raise errors.bad_request("give either create-new-version or version")
    if len(found.versions) >= MOST_VERSIONS:
        raise errors.bad_request(f"the template has {MOST_VERSIONS} versions, the most that it may have")
    found.versions.append(_version(kind, name, content, str(int(latest["Version"]) + 1), now()))
    return _done("Updated")


def _get(kind: _Kind, state: State, request: Json) -> Json:
    found = _found(state, kind.type, request["TemplateName"])
    shown = found.version(request.get("Version")) | {"Arn": found.arn}
    return shown | ({"tags": found.tags} if found.tags else {})


def _delete(kind: _Kind, state: State, request: Json) -> Json:
    found = _found(state, kind.type, request["TemplateName"])
    if "Version" in request:
        gone = found.version(request["Version"])
        found.versions = [each for each in found.versions if each is not gone]
        if found.versions and found.active == gone["Version"]:
            found.active = found.latest["Version"]
    if "Version" not in request or not found.versions:
        del state.templates[kind.type, request["TemplateName"]]
    return _done("Deleted")


def _done(message: str) -> Json:
    return {"Message": message, "RequestID": new_id()}


def _register(kind: _Kind) -> None:
    def named(state: State, request: Json) -> list[str]:
        return [_arn(state, kind.type, request["TemplateName"])]

    def bound(run: Callable[[_Kind, State, Json], Json]) -> Callable[[State, Json], Json]:
        return lambda state, request: run(kind, state, request)

    for verb, run in (("Create", _create), ("Delete", _delete), ("Get", _get), ("Update", _update)):
        operation(f"{verb}{kind.operations}", resources=named)(bound(run))


for _each in _KINDS:
    _register(_each)


def _typed(request: Json) -> tuple[str, str]:
    kind = request["TemplateType"].upper()
    if kind not in {each.type for each in _KINDS}:
        raise errors.bad_request(f"template type {request['TemplateType']!r} is not known")
    return kind, request["TemplateName"]


def _of_type(state: State, request: Json) -> list[str]:
    return [_arn(state, *_typed(request))]


@operation("UpdateTemplateActiveVersion", resources=_of_type)
def update_template_active_version(state: State, request: Json) -> Json:
    """Makes a version the one that is used when none is named."""
    found = _found(state, *_typed(request))
    wanted = request["TemplateActiveVersionRequest"].get("Version")
    if wanted is None:
        raise errors.bad_request("Version is missing")
    found.active = found.latest["Version"] if wanted == LATEST else found.version(wanted)["Version"]
    return _done("Updated")


@operation("ListTemplateVersions", resources=_of_type)
def list_template_versions(state: State, request: Json) -> Json:
    """All versions of a template, the newest first."""
    members = (
        "CreationDate", "DefaultSubstitutions", "LastModifiedDate", "TemplateDescription", "TemplateName",
        "TemplateType", "Version",
    )  # fmt: skip
    versions = reversed(_found(state, *_typed(request)).versions)
    return _page([{name: each[name] for name in members if name in each} for each in versions], request)


@operation("ListTemplates", resources=lambda state, _: [state.arn("templates")])
def list_templates(state: State, request: Json) -> Json:
    """All templates, of a type and with a prefix if they are given."""
    members = ("CreationDate", "LastModifiedDate", "TemplateName", "TemplateType", "Version")
    shown = [
        {name: found.version()[name] for name in members}
        for (kind, name), found in state.templates.items()
        if request.get("TemplateType", kind) == kind and name.startswith(request.get("Prefix", ""))
    ]
    return _page(shown, request)


def _page(items: list[Json], request: Json) -> Json:
    token = {"Token": request["NextToken"]} if "NextToken" in request else {}
    return listing.page(items, {**request, **token})
