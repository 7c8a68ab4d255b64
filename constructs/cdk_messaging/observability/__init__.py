"""Log groups, alarms and what else makes a deployment visible."""

from __future__ import annotations

from cdk_messaging.observability.alarm import alarm_at, alarm_on_any
from cdk_messaging.observability.log_group import LogOptions, create_log_group
from cdk_messaging.observability.notification import notify

__all__ = ["LogOptions", "alarm_at", "alarm_on_any", "create_log_group", "notify"]
