"""What becomes of each endpoint of the campaign in ``campaign_with_hook.py``."""

from __future__ import annotations

from cdk_messaging.pinpoint.hooks.runtime.endpoint import Endpoint
from cdk_messaging.pinpoint.hooks.runtime.events import FilterEvent


def customize(endpoint: Endpoint, _event: FilterEvent) -> Endpoint | None:
    """Leave out who paused, and greet the others by their plan."""
    plans = endpoint.attributes.get("Plan", ())
    if "paused" in plans:
        return None
    return endpoint.with_attribute("Greeting", "Dear friend" if "gold" in plans else "Hello")
