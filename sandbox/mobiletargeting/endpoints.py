"""What becomes of an endpoint that is put: merged with what there is, checked, and shared with its user's others."""

from __future__ import annotations

import json
import zlib
from datetime import datetime
from typing import Any

from sandbox.mobiletargeting import errors
from sandbox.mobiletargeting.state import Project, now

Json = dict[str, Any]

MOST_OF_USER = 15
MOST_BYTES = 15 * 1024
MOST_ATTRIBUTES, MOST_VALUES = 250, 50
LONGEST_NAME, LONGEST_VALUE = 50, 100
REPLACEABLE = frozenset("ADM GCM APNS APNS_VOIP APNS_VOIP_SANDBOX BAIDU".split())
"""Channels of which the oldest makes room for a sixteenth endpoint. AWS says nothing of ``APNS_SANDBOX``."""

_MERGED = ("Demographic", "Location", "Metrics")
_CHOICES = {"EndpointStatus": ("ACTIVE", "INACTIVE"), "OptOut": ("ALL", "NONE")}


def put(project: Project, identity: str, given: Json, request_id: str) -> Json:
    """Makes or changes an endpoint: what isn't given stays, a custom attribute that is given gets new values.

    :param given: members of an ``EndpointRequest``
    :raises ServiceError: it breaks a rule of the service
    """
    check(identity, given)
    before = project.endpoints.get(identity, {})
    made = _merged(project, before, identity, given) | {"RequestId": request_id}
    _check_size(identity, made)
    _make_room(project, made)
    _silence_others(project, made)
    project.endpoints[identity] = made
    _share_user(project, made)
    return made


def check(identity: str, given: Json) -> None:
    """:raises ServiceError: what is given of an endpoint is wrong by itself"""
    if not identity:
        raise errors.bad_request("the endpoint has no id")
    for member, allowed in _CHOICES.items():
        if given.get(member, allowed[0]) not in allowed:
            raise errors.bad_request(f"{member} is {given[member]!r}; allowed: {', '.join(allowed)}")
    if "EffectiveDate" in given:
        _check_date(given["EffectiveDate"])
    for attributes in (given.get("Attributes", {}), given.get("User", {}).get("UserAttributes", {})):
        for name, values in attributes.items():
            _check_attribute(name, values)
    for name in given.get("Metrics", {}):
        _check_attribute(name, [])


def _check_date(text: str) -> None:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise errors.bad_request(f"EffectiveDate is {text!r}; it must be ISO 8601") from None


def _check_attribute(name: str, values: list[str]) -> None:
    if not 1 <= len(name) <= LONGEST_NAME:
        raise errors.bad_request(f"attribute {name!r} has {len(name)} characters; the most is {LONGEST_NAME}")
    if len(values) > MOST_VALUES:
        raise errors.bad_request(f"attribute {name!r} has {len(values)} values; the most is {MOST_VALUES}")
    if any(len(value) > LONGEST_VALUE for value in values):
        raise errors.bad_request(f"a value of attribute {name!r} has more than {LONGEST_VALUE} characters")


def _merged(project: Project, before: Json, identity: str, given: Json) -> Json:
    moment = now()
    cohort = str(zlib.crc32(identity.encode()) % 100)
    made: Json = {"CohortId": cohort, "CreationDate": moment, "OptOut": "NONE"} | before
    made |= {"ApplicationId": project.id, "Id": identity, "EffectiveDate": moment, "EndpointStatus": "ACTIVE"}
    made |= {name: value for name, value in given.items() if name not in (*_MERGED, "Attributes", "User")}
    for member in _MERGED:
        if member in given:
            made[member] = before.get(member, {}) | given[member]
    if "Attributes" in given:
        made["Attributes"] = _attributes(before.get("Attributes", {}), given["Attributes"])
    if "Location" in made:
        made["Location"] = {name: _rounded(value) for name, value in made["Location"].items()}
    if "User" in given:
        made["User"] = _user(project, before.get("User", {}), given["User"])
    return made


def _attributes(before: Json, given: Json) -> Json:
    """An attribute with no values is taken away."""
    return {name: values for name, values in (before | given).items() if values}


def _rounded(value: Any) -> Any:
    return round(value, 1) if isinstance(value, float) else value


def _user(project: Project, before: Json, given: Json) -> Json:
    """A user has one set of attributes; whoever joins has it, too."""
    identity = given.get("UserId", before.get("UserId"))
    if identity is None:
        return given
    joined = project.endpoints.of_user(identity)
    shared = joined[0]["User"] if joined else before if before.get("UserId") == identity else {}
    attributes = _attributes(shared.get("UserAttributes", {}), given.get("UserAttributes", {}))
    return {"UserId": identity} | ({"UserAttributes": attributes} if attributes else {})


def _check_size(identity: str, made: Json) -> None:
    user = made.get("User", {}).get("UserAttributes", {})
    count = len(made.get("Attributes", {})) + len(made.get("Metrics", {})) + len(user)
    if count > MOST_ATTRIBUTES:
        raise errors.bad_request(f"endpoint {identity!r} has {count} attributes; the most is {MOST_ATTRIBUTES}")
    size = len(json.dumps(made).encode())
    if size > MOST_BYTES:
        raise errors.bad_request(f"endpoint {identity!r} has {size} bytes; the most is {MOST_BYTES}")


def _make_room(project: Project, made: Json) -> None:
    user = made.get("User", {}).get("UserId")
    others = [] if user is None else [each for each in project.endpoints.of_user(user) if each["Id"] != made["Id"]]
    if len(others) < MOST_OF_USER:
        return
    older = sorted(
        (each for each in others if each.get("ChannelType") in REPLACEABLE), key=lambda each: str(each["EffectiveDate"])
    )
    if made.get("ChannelType") not in REPLACEABLE or not older:
        raise errors.bad_request(f"user {user!r} has {len(others)} endpoints; the most is {MOST_OF_USER}")
    leaving = {name: value for name, value in older[0].items() if name != "User"}
    project.endpoints[leaving["Id"]] = leaving | {"EndpointStatus": "INACTIVE"}


def _silence_others(project: Project, made: Json) -> None:
    """Of several endpoints with one address, only the one that was put last is active."""
    if "Address" not in made:
        return
    for other in project.endpoints.at(str(made.get("ChannelType")), made["Address"]):
        if other["Id"] != made["Id"]:
            project.endpoints[other["Id"]] = other | {"EndpointStatus": "INACTIVE"}


def _share_user(project: Project, made: Json) -> None:
    user = made.get("User", {})
    for other in project.endpoints.of_user(user["UserId"]) if "UserId" in user else []:
        if other["User"] != user:
            project.endpoints[other["Id"]] = other | {"User": user}
