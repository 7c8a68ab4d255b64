"""RCS agents. They stay CREATED: nobody registers or launches them here, so they send nothing."""

from __future__ import annotations

from typing import Any

from sandbox.sms_voice import arns, errors, listing, views
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.resources import RcsAgent
from sandbox.sms_voice.state import State, find, new_id

Json = dict[str, Any]

UNSET = "UNSET_RCS_MEDIA_CONFIGURATION"
_NAMED = arns.of("rcs-agent", "RcsAgentId")
_FILTERS: dict[str, Any] = {
    "status": lambda _found: "CREATED",
    "two-way-enabled": lambda found: found.two_way,
    "self-managed-opt-outs-enabled": lambda found: found.self_managed_opt_outs,
    "opt-out-list-name": lambda found: found.opt_out_list,
    "deletion-protection-enabled": lambda found: found.deletion_protection,
    "two-way-channel-arn": lambda found: found.two_way_channel,
}


@operation("CreateRcsAgent")
def create_rcs_agent(state: State, request: Json) -> Json:
    """A new agent without two-way messaging."""
    made = new_id("rcs")
    found = RcsAgent(
        id=made, arn=state.arn(f"rcs-agent/{made}"), tags=views.tag_map(request.get("Tags")),
        opt_out_list=_list(state, request), deletion_protection=request.get("DeletionProtectionEnabled", False),
    )  # fmt: skip
    state.rcs_agents[made] = found
    return _view(found) | {"Tags": views.tag_list(found)}


@operation("UpdateRcsAgent", resources=_NAMED)
def update_rcs_agent(state: State, request: Json) -> Json:
    """Changes an agent; nothing is changed when the members contradict each other."""
    found = find(state.rcs_agents, request["RcsAgentId"], "rcs-agent")
    two_way = request.get("TwoWayEnabled", found.two_way)
    channel = request.get("TwoWayChannelArn", found.two_way_channel)
    self_managed = request.get("SelfManagedOptOutsEnabled", found.self_managed_opt_outs)
    events = request.get("TwoWayRcsEventsEnabled", found.events)
    opt_out_list = _list(state, request) or found.opt_out_list
    if two_way and not channel:
        raise errors.invalid("TWO_WAY_CHANNEL_NOT_PRESENT", "TwoWayChannelArn is required when two-way is enabled")
    bucket = request.get("TwoWayMediaS3BucketName", found.media_bucket)
    if not two_way and (self_managed or events or (bucket and bucket != UNSET)):
        raise errors.invalid("TWO_WAY_NOT_ENABLED", "this needs two-way messaging to be enabled")
    if events and "ALL" in events and len(events) > 1:
        raise errors.invalid("INVALID_PARAMETER", "ALL must be the only event type")
    found.two_way, found.two_way_channel = two_way, channel if two_way else None
    found.two_way_role = request.get("TwoWayChannelRole", found.two_way_role) if two_way else None
    found.self_managed_opt_outs, found.events, found.opt_out_list = self_managed, events, opt_out_list
    found.deletion_protection = request.get("DeletionProtectionEnabled", found.deletion_protection)
    _set_media(found, request)
    return _view(found)


def _set_media(found: RcsAgent, request: Json) -> None:
    role = request.get("TwoWayMediaS3Role", found.media_role)
    found.media_bucket = request.get("TwoWayMediaS3BucketName", found.media_bucket)
    found.media_prefix = request.get("TwoWayMediaS3KeyPrefix", found.media_prefix)
    found.media_role = role
    if UNSET in (found.media_bucket, role):
        found.media_bucket = found.media_prefix = found.media_role = None


@operation("DescribeRcsAgents", resources=arns.of_each("rcs-agent", "RcsAgentIds"))
def describe_rcs_agents(state: State, request: Json) -> Json:
    """The account's, or those that were named."""
    named = request.get("RcsAgentIds")
    found = [find(state.rcs_agents, each, "rcs-agent") for each in named] if named else list(state.rcs_agents.values())
    if request.get("Owner") == "SHARED":
        found = []
    shown = [
        _view(each) | ({"PoolId": each.pool_id} if each.pool_id else {})
        for each in listing.filtered(found, request, _FILTERS)
    ]
    return listing.page("RcsAgents", shown, request)


@operation("DescribeRcsAgentCountryLaunchStatus", resources=_NAMED)
def describe_rcs_agent_country_launch_status(state: State, request: Json) -> Json:
    """No agent is launched anywhere here."""
    found = find(state.rcs_agents, request["RcsAgentId"], "rcs-agent")
    return {"RcsAgentId": found.id, "RcsAgentArn": found.arn} | listing.page("CountryLaunchStatus", [], request)


@operation("DeleteRcsAgent", resources=_NAMED)
def delete_rcs_agent(state: State, request: Json) -> Json:
    """Deletes an agent that is in no pool and not protected."""
    found = find(state.rcs_agents, request["RcsAgentId"], "rcs-agent")
    reason = "DELETION_PROTECTION_ENABLED" if found.deletion_protection else ""
    if found.pool_id:
        reason = "RCS_AGENT_ASSOCIATED_TO_POOL"
    if reason:
        raise errors.conflict(reason, f"{found.id} cannot be deleted: {reason}", "rcs-agent", found.id)
    del state.rcs_agents[found.id]
    view = _view(found) | {"Status": "DELETED"}
    return {name: value for name, value in view.items() if not name.startswith("TwoWayMedia")}


def _list(state: State, request: Json) -> str | None:
    name = request.get("OptOutListName")
    return state.opt_out_list(name).name if name else None


def _view(found: RcsAgent) -> Json:
    members = {
        "RcsAgentArn": found.arn,
        "RcsAgentId": found.id,
        "Status": "CREATED",
        "CreatedTimestamp": found.created,
        "DeletionProtectionEnabled": found.deletion_protection,
        "OptOutListName": found.opt_out_list,
        "SelfManagedOptOutsEnabled": found.self_managed_opt_outs,
        "TwoWayChannelArn": found.two_way_channel,
        "TwoWayChannelRole": found.two_way_role,
        "TwoWayEnabled": found.two_way,
        "TwoWayMediaS3BucketName": found.media_bucket,
        "TwoWayMediaS3KeyPrefix": found.media_prefix,
        "TwoWayMediaS3Role": found.media_role,
        "TwoWayRcsEventsEnabled": found.events,
    }
    return {name: value for name, value in members.items() if value is not None}
