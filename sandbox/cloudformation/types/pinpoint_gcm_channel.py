"""AWS::Pinpoint::GCMChannel."""

from __future__ import annotations

from sandbox.cloudformation.pinpoint_channel import channel_type

TYPE = channel_type("gcm", optional=("ApiKey", "DefaultAuthenticationMethod", "ServiceJson"))
