"""Amazon Pinpoint, as the handlers of its CloudFormation types reach it."""

from __future__ import annotations

from typing import TypeAlias

from sandbox.cloudformation.resource_type import CallsTo, Service
from sandbox.mobiletargeting import service
from sandbox.mobiletargeting.state import State, current

PINPOINT = Service("Pinpoint", current, service.call)
Calls: TypeAlias = CallsTo[State]
