"""What functions return to Amazon Pinpoint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .endpoint import Endpoint

MOST_ATTRIBUTES = 5
LONGEST = 128


def filter_answer(endpoints: Iterable[Endpoint]) -> dict[str, Any]:
    """The endpoints that are to get a campaign, by id."""
    return {endpoint.id: endpoint.render() for endpoint in endpoints}


def custom_channel_answer(attributes: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """What a journey can split by, for each endpoint; a campaign needs no answer.

    :param attributes: by id of the endpoint: at most 5, names and values of 1 to 128 characters
    :raises ValueError: there are more, or one is longer
    """
    for given in attributes.values():
        if len(given) > MOST_ATTRIBUTES:
            raise ValueError(f"an endpoint has {len(given)} event attributes: use at most {MOST_ATTRIBUTES}")
        for word in (*given.keys(), *given.values()):
            if not 1 <= len(word) <= LONGEST:
                raise ValueError(f"an event attribute has {len(word)} characters: use 1 to {LONGEST}")
    return {endpoint_id: {"EventAttributes": dict(given)} for endpoint_id, given in attributes.items()}
