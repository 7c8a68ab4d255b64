"""Endpoints and files of them, as tests need them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cdk_messaging.pinpoint.endpoint_files import EndpointLinter, Finding

Endpoint = dict[str, Any]
ADA: Endpoint = {
    "Id": "ada",
    "ChannelType": "SMS",
    "Address": "+12065550100",
    "Location": {"Country": "US", "Latitude": 47.6},
    "Demographic": {"Platform": "ios"},
    "Attributes": {"Interests": ["Music", "Books, old"]},
    "Metrics": {"age": 36.0},
    "User": {"UserId": "u1", "UserAttributes": {"First.Name": ['Ada "Countess"']}},
}


def without(*names: str) -> Endpoint:
    """Ada, without some members."""
    return {name: value for name, value in ADA.items() if name not in names}


def json_file(path: Path, *endpoints: Endpoint) -> Path:
    """A file of JSON lines."""
    path.write_text("".join(json.dumps(each) + "\n" for each in endpoints), encoding="utf-8")
    return path


def lint(*files: Path) -> list[tuple[int | None, str, str]]:
    """Line, severity and code of what is found."""
    return [(finding.line, str(finding.severity), finding.code) for finding in found_in(*files)]


def found_in(*files: Path) -> list[Finding]:
    """What is found."""
    return list(EndpointLinter().lint(files))
