"""``Custom::PinpointRecommenderConfiguration``: how Amazon Pinpoint gets recommendations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from . import pinpoint
from .pinpoint_possession import Found, PinpointPossession, service
from .setting import Properties, Setting

_TYPE = "Custom::PinpointRecommenderConfiguration"


def _read(client: Any, properties: Properties) -> Found | None:
    # There may be more of the name by now: ours was made when there was none, so it is the oldest.
    found = [each for each in _all(client) if each.get("Name") == properties["Name"]]
    return min(found, key=lambda each: str(each["CreationDate"]), default=None)


def _all(client: Any) -> list[Found]:
    everything: list[Found] = []
    more: dict[str, str] = {}
    while True:
        page = client.get_recommender_configurations(**more)["ListRecommenderConfigurationsResponse"]
        everything += page["Item"]
        if not page.get("NextToken"):
            return everything
        more = {"Token": page["NextToken"]}


def _wanted(properties: Properties) -> dict[str, Any]:
    return {**json.loads(properties["Configuration"]), "Name": properties["Name"]}


def _write(client: Any, properties: Properties, value: dict[str, Any] | None, current: Found | None) -> None:
    if value is None:
        with pinpoint.unless_gone():
            found = _read(client, properties)
            if found is not None:
                client.delete_recommender_configuration(RecommenderId=found["Id"])
        return
    with pinpoint.refusals(_TYPE):
        if current is None:
            client.create_recommender_configuration(CreateRecommenderConfiguration=value)
        else:
            client.update_recommender_configuration(RecommenderId=current["Id"], UpdateRecommenderConfiguration=value)


RECOMMENDER_CONFIGURATION = PinpointPossession(
    key=("Name",),
    wanted=_wanted,
    read=_read,
    write=_write,
    service=service,
    what="recommender configuration",
    attributes=lambda found: {"Id": found["Id"]},
)
SETTINGS: Mapping[str, Setting] = {_TYPE: RECOMMENDER_CONFIGURATION}
