"""Configurations of recommender models, which are kept and not run."""

from __future__ import annotations

from typing import Any

from sandbox.mobiletargeting import errors, listing
from sandbox.mobiletargeting.registry import operation
from sandbox.mobiletargeting.state import State, Versioned, new_id, now

Json = dict[str, Any]

ID_TYPES = ("PINPOINT_ENDPOINT_ID", "PINPOINT_USER_ID")
MOST_CONFIGURATIONS = 100
MOST_ITEMS = 5


@operation("CreateRecommenderConfiguration")
def create_recommender_configuration(state: State, request: Json) -> Json:
    """A new configuration."""
    if len(state.recommenders) >= MOST_CONFIGURATIONS:
        raise errors.bad_request(f"the account has {MOST_CONFIGURATIONS} configurations, the most that it may have")
    given, identity, made = request["CreateRecommenderConfiguration"], new_id(), now()
    version = _checked(given) | {"Id": identity, "CreationDate": made, "LastModifiedDate": made}
    state.recommenders[identity] = Versioned(state.arn(f"recommenders/{identity}"), [version])
    return version


@operation("GetRecommenderConfiguration")
def get_recommender_configuration(state: State, request: Json) -> Json:
    """One configuration."""
    return _found(state, request).latest


@operation("GetRecommenderConfigurations")
def get_recommender_configurations(state: State, request: Json) -> Json:
    """All configurations."""
    return listing.page([each.latest for each in state.recommenders.values()], request)


@operation("UpdateRecommenderConfiguration")
def update_recommender_configuration(state: State, request: Json) -> Json:
    """Puts another configuration in its place."""
    found = _found(state, request)
    kept = {name: found.latest[name] for name in ("Id", "CreationDate")}
    found.versions[-1] = _checked(request["UpdateRecommenderConfiguration"]) | kept | {"LastModifiedDate": now()}
    return found.latest


@operation("DeleteRecommenderConfiguration")
def delete_recommender_configuration(state: State, request: Json) -> Json:
    """Deletes a configuration and shows what it was."""
    found = _found(state, request)
    del state.recommenders[request["RecommenderId"]]
    return found.latest


def _found(state: State, request: Json) -> Versioned:
    found = state.recommenders.get(request["RecommenderId"])
    if found is None:
        raise errors.not_found(f"recommender configuration {request['RecommenderId']!r} was not found")
    return found


def _checked(given: Json) -> Json:
    kind = given.get("RecommendationProviderIdType", ID_TYPES[0])
    items = given.get("RecommendationsPerMessage", MOST_ITEMS)
    if kind not in ID_TYPES:
        raise errors.bad_request(f"RecommendationProviderIdType is {kind!r}; allowed: {', '.join(ID_TYPES)}")
    if not 1 <= items <= MOST_ITEMS:
        raise errors.bad_request(f"RecommendationsPerMessage is {items}; use 1 to {MOST_ITEMS}")
    needed = "Attributes" if "RecommendationTransformerUri" in given else "RecommendationsDisplayName"
    if not given.get(needed):
        raise errors.bad_request(f"{needed} is missing")
    return {**given, "RecommendationProviderIdType": kind, "RecommendationsPerMessage": items}
