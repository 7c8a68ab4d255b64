"""Sends a campaign's message to endpoints: by their channels, or through a function of the account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from sandbox.mobiletargeting import direct, functions
from sandbox.mobiletargeting.campaigns.treatments import Treatment
from sandbox.mobiletargeting.content import content
from sandbox.mobiletargeting.state import Project, State
from sandbox.service_error import ServiceError

Json = dict[str, Any]
T = TypeVar("T")

_STATUSES = {"SUCCESSFUL": "SUCCESS", "THROTTLED": "THROTTLED", "OPT_OUT": "FAILURE_PERMANENT",
             "PERMANENT_FAILURE": "FAILURE_PERMANENT"}  # fmt: skip
_EMAIL = {"Body": "TextPart", "HtmlBody": "HtmlPart", "Title": "Subject", "FromAddress": "FromAddress"}


def batches(of: Mapping[str, T]) -> Iterator[dict[str, T]]:
    """At most 50 at a time, as functions get them."""
    rest = iter(of.items())
    while batch := dict(islice(rest, functions.MOST_ENDPOINTS)):
        yield batch


def send(state: State, project: Project, treatment: Treatment, run: Json, to: Mapping[str, Json]) -> dict[str, str]:
    """What became of each endpoint, as ``campaign_send_status`` has it.

    :param run: the members that events for functions have: ``ApplicationId``, ``CampaignId``, ...
    """
    custom = treatment.content.get("CustomDeliveryConfiguration", {})
    by_function = {name: each for name, each in to.items() if each["ChannelType"] in custom.get("EndpointTypes", [])}
    statuses: dict[str, str] = {}
    for batch in batches(by_function):
        statuses |= dict.fromkeys(batch, _by_function(state, project, treatment, run, batch))
    for name, endpoint in to.items():
        if name not in by_function:
            statuses[name] = _by_channel(state, project, treatment, endpoint)
    return statuses


def _by_function(state: State, project: Project, treatment: Treatment, run: Json, batch: Mapping[str, Json]) -> str:
    uri = treatment.content["CustomDeliveryConfiguration"]["DeliveryUri"]
    data = treatment.content.get("MessageConfiguration", {}).get("CustomMessage", {}).get("Data", "")
    event = {"Message": {}, "Data": data, **run, "Endpoints": dict(batch)}
    campaign = f"{project.arn}/campaigns/{run['CampaignId']}"
    _, problem = functions.call(state, campaign, uri, event)
    return functions.told(problem, "CUSTOM_DELIVERY_FAILURE")


def _by_channel(state: State, project: Project, treatment: Treatment, endpoint: Json) -> str:
    """One endpoint by its own channel; the virtual phone shows what came of it."""
    asked = {name: dict(given) for name, given in treatment.content.items()}
    message = asked.setdefault("MessageConfiguration", {})
    if "EmailMessage" in message:
        message["EmailMessage"] = {_EMAIL.get(name, name): value for name, value in message["EmailMessage"].items()}
    own = {name: endpoint[name] for name in ("BodyOverride", "TitleOverride") if name in endpoint}
    channel = endpoint["ChannelType"]
    try:
        says = content(state, asked, channel, own | {"Substitutions": variables(endpoint)})
    except ServiceError:
        return "FAILURE_PERMANENT"
    if says is None or channel in ("CUSTOM", "IN_APP"):
        return "UNSUPPORTED_CHANNEL"
    return _STATUSES[direct.deliver(project, channel, endpoint["Address"], says)["DeliveryStatus"]]


def variables(endpoint: Mapping[str, Any]) -> dict[str, list[str]]:
    """What texts can say of an endpoint: ``{{Attributes.Name}}``, ``{{User.UserAttributes.Name}}``, ``{{Address}}``."""
    return dict(_variables("", endpoint))


def _variables(prefix: str, value: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for name, each in value.items():
        if isinstance(each, Mapping):
            yield from _variables(f"{prefix}{name}.", each)
        else:
            yield f"{prefix}{name}", [str(part) for part in each] if isinstance(each, list) else [str(each)]
