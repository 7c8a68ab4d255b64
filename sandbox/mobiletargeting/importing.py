"""What an import job does with the files that it is given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox.mobiletargeting import endpoint_rows, endpoints, jobs
from sandbox.mobiletargeting.job_files import Failed, Place
from sandbox.mobiletargeting.state import Versioned, new_id, now
from sandbox.service_error import ServiceError

Json = dict[str, Any]

MOST_FILES = 10_000
MOST_BYTES = 10**9
_OTHER_FORMAT = {"CSV": (".json", ".jsonl", ".ndjson"), "JSON": (".csv",)}


def pieces(job: Json, place: Place) -> Iterator[None]:
    """A file at a time. Objects that are named after the other format are left out."""
    definition = job["Definition"]
    keys = [key for key in place.listed() if not key.lower().endswith(_OTHER_FORMAT[definition["Format"]])]
    if not keys:
        raise Failed(f"there is no {definition['Format']} file at {definition['S3Url']}")
    if len(keys) > MOST_FILES:
        raise Failed(f"there are {len(keys)} files; a job takes {MOST_FILES}")
    job["TotalPieces"] = len(keys)
    members: dict[str, Json] = {}
    read = 0
    yield
    for key in keys:
        body = place.read(key)
        read += len(body)
        if read > MOST_BYTES:
            raise Failed(f"the files are larger than {MOST_BYTES} bytes")
        _import_file(job, place, key, body, members)
        job["CompletedPieces"] += 1
        yield
    if definition["DefineSegment"]:
        _define_segment(job, place, members)


def _import_file(job: Json, place: Place, key: str, body: bytes, members: dict[str, Json]) -> None:
    for line, row in endpoint_rows.rows(body, job["Definition"]["Format"]):
        job["TotalProcessed"] += 1
        problem = row if isinstance(row, str) else _import_row(job, place, row, members)
        if problem:
            jobs.fail(job, f"{key} line {line}: {problem}")


def _import_row(job: Json, place: Place, row: Json, members: dict[str, Json]) -> str:
    project, definition = place.project, job["Definition"]
    identity = row.get("Id") or new_id()
    given = {name: value for name, value in row.items() if name != "Id"}
    user = given.get("User", {}).get("UserId")
    if definition["DefineSegment"] and user is not None and not {"Address", "ChannelType", "Id"} & set(row):
        members.update({each["Id"]: each for each in project.endpoints.of_user(user)})
        return ""
    if identity not in project.endpoints and not {"Address", "ChannelType"} <= set(given):
        return "a new endpoint needs Address and ChannelType"
    try:
        if definition["RegisterEndpoints"]:
            members[identity] = endpoints.put(project, identity, given, job["Id"])
        else:
            endpoints.check(identity, given)
            members[identity] = given | {"Id": identity}
    except ServiceError as error:
        return error.message
    return ""


def _define_segment(job: Json, place: Place, members: dict[str, Json]) -> None:
    project, definition = place.project, job["Definition"]
    identity, moment = definition["SegmentId"], now()
    arn = place.state.arn(f"apps/{project.id}/segments/{identity}")
    found = project.segments.setdefault(identity, Versioned(arn, []))
    channels = [each.get("ChannelType", "") for each in members.values()]
    imported = {name: definition[name] for name in ("Format", "RoleArn", "S3Url")} | {
        "ChannelCounts": {channel: channels.count(channel) for channel in sorted(set(channels))},
        "ExternalId": definition.get("ExternalId", ""),
        "Size": len(members),
    }
    found.versions.append(
        {
            "ApplicationId": project.id,
            "Arn": arn,
            "CreationDate": found.latest["CreationDate"] if found.versions else moment,
            "Id": identity,
            "ImportDefinition": imported,
            "LastModifiedDate": moment,
            "Name": definition.get("SegmentName", identity),
            "SegmentType": "IMPORT",
            "Version": len(found.versions) + 1,
        }
    )
    project.imported[identity] = members
