"""Exports as Amazon Pinpoint's jobs write them, and an Amazon S3 that holds them."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from botocore.response import StreamingBody

from tests.runtime.world import NUMBER

IN_AT, UPDATED_AT = "2025-03-01T10:00:00Z", "2025-04-01T10:00:00.000Z"


def endpoint(address: str = NUMBER, **members: Any) -> dict[str, Any]:
    """An endpoint that opted in, as an export has it, with members of its own; None takes one out."""
    found = {
        "ChannelType": "SMS",
        "Address": address,
        "EndpointStatus": "ACTIVE",
        "OptOut": "NONE",
        "Attributes": {"OptInTimestamp": [IN_AT], "Source": ["Spring"]},
        "User": {"UserId": "user-1", "UserAttributes": {"FirstName": ["Ada"], "LastName": ["Lovelace"]}},
        "Demographic": {},
        "EffectiveDate": UPDATED_AT,
        "CreationDate": "2025-02-01T10:00:00.000Z",
        "ApplicationId": "810c7aab86d42fb2b56c8c966example",
        "Id": f"endpoint-{address}",
        "CohortId": "63",
        **members,
    }
    return {name: value for name, value in found.items() if value is not None}


def out(address: str = NUMBER, **members: Any) -> dict[str, Any]:
    """An endpoint that opted out after having opted in."""
    return endpoint(address, **{"OptOut": "ALL", **members})


def lines(*endpoints: Mapping[str, Any] | str) -> bytes:
    """Endpoints as JSON lines, compressed; a text is a line as it stands."""
    texts = (found if isinstance(found, str) else json.dumps(found) for found in endpoints)
    return gzip.compress("".join(f"{text}\n" for text in texts).encode(), mtime=0)


def write(file: Path, *endpoints: Mapping[str, Any] | str) -> Path:
    """An export's file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(lines(*endpoints))
    return file


class S3:
    """Buckets of one page's objects each."""

    def __init__(self, objects: Mapping[str, bytes]) -> None:
        self.objects = dict(objects)
        self.read: list[str] = []

    def get_paginator(self, operation: str) -> Any:
        assert operation == "list_objects_v2"
        return self

    def paginate(self, **request: str) -> Iterator[dict[str, Any]]:
        assert request["Bucket"] == "bucket"
        for key, content in self.objects.items():
            if key.startswith(request["Prefix"]):
                yield {"Contents": [{"Key": key, "ETag": f'"{hash(content)}"', "Size": len(content)}]}
        yield {}

    def get_object(self, **request: str) -> dict[str, Any]:
        content = self.objects[request["Key"]]
        assert (request["Bucket"], request["IfMatch"]) == ("bucket", f'"{hash(content)}"')
        self.read.append(request["Key"])
        return {"Body": StreamingBody(io.BytesIO(content), len(content))}
