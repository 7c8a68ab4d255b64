"""From HTTP to operations and back: paths, query parameters and payloads, as the service model states them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from sandbox import shapes

CLIENT = "pinpoint"

Json = dict[str, Any]


@dataclass(frozen=True)
class Route:
    """Where an operation is found, and where the members of its request are."""

    operation: str
    method: str
    path: re.Pattern[str]
    uri: dict[str, str]  # name of the group in ``path`` to member
    query: dict[str, str]  # name of the parameter to member
    lists: frozenset[str]
    switches: frozenset[str]  # parameters that are true or false
    payload: str | None
    status: int
    answer: str | None  # member that is the payload of the response


@dataclass(frozen=True)
class Found:
    """The operation that a request is for, with what the request's path says."""

    route: Route
    members: Json


def find(method: str, path: str) -> Found | None:
    """The operation that serves a method and path."""
    for route in _routes():
        match = route.path.fullmatch(path) if route.method == method else None
        if match:
            named = match.groupdict()
            return Found(route, {member: unquote(named[group]) for group, member in route.uri.items()})
    return None


def by_name(operation: str) -> Route:
    """The route of an operation of the service model."""
    return next(route for route in _routes() if route.operation == operation)


def members(found: Found, query: dict[str, list[str]], body: Any) -> Json:
    """All members of a request."""
    route = found.route
    given = {member: _parameter(route, name, query[name]) for name, member in route.query.items() if name in query}
    payload = {} if route.payload is None else {route.payload: _without_nulls(body)}
    return {**found.members, **given, **payload}


def _parameter(route: Route, name: str, values: list[str]) -> Any:
    if name in route.lists:
        return values
    return {"true": True, "false": False}.get(values[0], values[0]) if name in route.switches else values[0]


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nulls(item) for name, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


@lru_cache(maxsize=1)
def _routes() -> list[Route]:
    model = shapes.load(CLIENT)
    made = [_route(name, operation, model.shapes) for name, operation in model.operations.items()]
    # A path without parameters is meant before one that would take the same words as a parameter.
    return sorted(made, key=lambda route: len(route.uri))


def _route(name: str, operation: Json, known: dict[str, Json]) -> Route:
    request = known[operation["input"]["shape"]] if "input" in operation else {"members": {}}
    located = request["members"].items()
    uri = {member["locationName"]: at for at, member in located if member.get("location") == "uri"}
    groups = {spelled.replace("-", "_"): at for spelled, at in uri.items()}
    template = operation["http"]["requestUri"]
    # An ARN has slashes, everything else in a path has none.
    pattern = re.sub(
        r"\{([^}]+)\}",
        lambda found: f"(?P<{found[1].replace('-', '_')}>{'.+' if found[1] == 'resource-arn' else '[^/]+'})",
        template,
    )
    query = {member["locationName"]: at for at, member in located if member.get("location") == "querystring"}
    kinds = {at: known[request["members"][to]["shape"]]["type"] for at, to in query.items()}
    lists, switches = (frozenset(at for at in kinds if kinds[at] == kind) for kind in ("list", "boolean"))
    answer = known[operation["output"]["shape"]].get("payload") if "output" in operation else None
    return Route(
        name, operation["http"]["method"], re.compile(pattern), groups, query, lists, switches,
        request.get("payload"), operation["http"].get("responseCode", 200), answer,
    )  # fmt: skip
