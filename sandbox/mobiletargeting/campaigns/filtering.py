"""Whom of a segment a campaign reaches: by caps, quiet time and addresses, and by what a hook makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.clock import clock
from sandbox.mobiletargeting import functions
from sandbox.mobiletargeting.campaigns import schedule
from sandbox.mobiletargeting.campaigns.delivery import batches
from sandbox.mobiletargeting.state import Campaign, Project, State

Json = dict[str, Any]

FILTER, DELIVERY = "FILTER", "DELIVERY"
_DAY = 24 * 3600


def hook(project: Project, definition: Json) -> Json:
    """The campaign's own hook, else the project's."""
    found: Json = definition.get("Hook") or project.settings.get("CampaignHook") or {}
    return found if found.get("LambdaFunctionName") or found.get("WebUrl") else {}


def can_be_reached(endpoint: Json) -> bool:
    """Whether anything may be sent to an endpoint."""
    known = endpoint.get("ChannelType") and endpoint.get("Address")
    return bool(known) and endpoint.get("OptOut") != "ALL" and endpoint.get("EndpointStatus", "ACTIVE") == "ACTIVE"


def held_back(project: Project, campaign: Campaign, plan: Json, chosen: Mapping[str, Json]) -> dict[str, str]:
    """Why some endpoints get nothing, as ``campaign_send_status`` has it."""
    limits = project.settings.get("Limits", {}) | campaign.latest.get("Limits", {})
    quiet = plan.get("QuietTime") or project.settings.get("QuietTime")
    reasons: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    for name, endpoint in chosen.items():
        address = (endpoint["ChannelType"], endpoint["Address"])
        sent = campaign.sent.get(name, [])
        if address in seen:
            reasons[name] = "DUPLICATE_ADDRESS"
        elif schedule.is_quiet(quiet, endpoint):
            reasons[name] = "QUIET_TIME"
        elif limits.get("Total") and len(sent) >= limits["Total"]:
            reasons[name] = "CAMPAIGN_CAP"
        elif limits.get("Daily") and sum(each > clock.now() - _DAY for each in sent) >= limits["Daily"]:
            reasons[name] = "DAILY_CAP"
        seen.add(address)
    return reasons


def filtered(
    state: State, project: Project, used: Json, event: Json, chosen: Mapping[str, Json]
) -> tuple[dict[str, Json], dict[str, str]]:
    """The endpoints as a hook returns them, and why some failed.

    :param used: the hook
    :param event: the members that its events have, besides the endpoints
    """
    if used.get("Mode") != FILTER:
        return dict(chosen), {}
    kept: dict[str, Json] = {}
    failed: dict[str, str] = {}
    for batch in batches(chosen):
        answer, problem = functions.call(
            state, f"{project.arn}/campaigns/{event['CampaignId']}", used.get("LambdaFunctionName") or used["WebUrl"],
            {**event, "Endpoints": batch},
        )  # fmt: skip
        if not problem and not _is_understood(answer):
            problem = f"{used} returned no endpoints"
        if problem:
            failed |= dict.fromkeys(batch, functions.told(problem, "HOOK_FAILURE"))
        else:
            kept |= {name: {**batch[name], **each} for name, each in answer.items() if name in batch}
    return kept, failed


def _is_understood(answer: Any) -> bool:
    return isinstance(answer, dict) and all(isinstance(each, dict) for each in answer.values())
