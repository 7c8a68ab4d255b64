"""AWS::Pinpoint::ADMChannel."""

from __future__ import annotations

from sandbox.cloudformation.pinpoint_channel import channel_type

TYPE = channel_type("adm", "ClientId", "ClientSecret")
