"""JSON logs of ids and counts, never of an address or an attribute."""

from __future__ import annotations

import json
import sys

from .events import CampaignEvent


def done(what: str, event: CampaignEvent, **counts: int) -> None:
    """Log what was done for an event."""
    ids = {"application": event.application_id, "campaign": event.campaign_id, "treatment": event.treatment_id}
    line = {"level": "INFO", "event": what, **ids, "activity": event.activity_id, **counts}
    # One write a line: the runtime's stdout makes one log event of it.
    sys.stdout.write(json.dumps(line, separators=(",", ":")) + "\n")
