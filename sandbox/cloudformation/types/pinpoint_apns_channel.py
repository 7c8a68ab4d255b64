"""AWS::Pinpoint::APNSChannel."""

from __future__ import annotations

from sandbox.cloudformation.pinpoint_channel import APPLE, channel_type

TYPE = channel_type("apns", optional=APPLE)
