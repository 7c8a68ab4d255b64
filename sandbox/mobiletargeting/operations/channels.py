"""Channels: three operations for each kind, and the list of all."""

from __future__ import annotations

from typing import Any

from sandbox.mobiletargeting import channels
from sandbox.mobiletargeting.channels import CHANNELS, Channel
from sandbox.mobiletargeting.registry import operation
from sandbox.mobiletargeting.state import State

Json = dict[str, Any]


@operation("GetChannels")
def get_channels(state: State, request: Json) -> Json:
    """Every channel that the project has."""
    project = state.project(request["ApplicationId"])
    shown = {
        channel.channel_type: channels.summary(project, channel)
        for channel in CHANNELS
        if channel.word in project.channels
    }
    return {"Channels": shown}


def _add(channel: Channel) -> None:
    @operation(f"Get{channel.operation}Channel")
    def get(state: State, request: Json) -> Json:
        return channels.view(state.project(request["ApplicationId"]), channel)

    @operation(f"Update{channel.operation}Channel")
    def update(state: State, request: Json) -> Json:
        return channels.put(state.project(request["ApplicationId"]), channel, request[f"{channel.type}ChannelRequest"])

    @operation(f"Delete{channel.operation}Channel")
    def delete(state: State, request: Json) -> Json:
        project = state.project(request["ApplicationId"])
        gone = channels.view(project, channel)
        del project.channels[channel.word]
        return gone


for _channel in CHANNELS:
    _add(_channel)
