"""AWS End User Messaging SMS and Voice v2, as the handlers of its CloudFormation types reach it."""

from __future__ import annotations

from typing import TypeAlias

from sandbox.cloudformation.resource_type import CallsTo, Service
from sandbox.sms_voice import service
from sandbox.sms_voice.state import State, current

SMS_VOICE = Service("PinpointSmsVoiceV2", current, service.call)
Calls: TypeAlias = CallsTo[State]
