"""AWS::Pinpoint::EmailChannel."""

from __future__ import annotations

from sandbox.cloudformation.pinpoint_channel import channel_type

TYPE = channel_type(
    "email", "FromAddress", "Identity", optional=("ConfigurationSet", "OrchestrationSendingRoleArn", "RoleArn")
)
