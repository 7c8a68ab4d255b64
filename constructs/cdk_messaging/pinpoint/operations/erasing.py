"""Erase a person from a project: all endpoints of a user, or single ones, after they were saved if you say so."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from ..request_rates import requests_per_second
from .calling import DONE, EXIT_CODES, NOTHING, PARTLY, WRONG, Pace, Problem, add_account, client, code_of, concluded
from .progress import say

HELP = "erase endpoints: of a user, by their ids, or those that a file lists"
EPILOG = (
    f"{EXIT_CODES} Deletion is for ever. What was imported from or exported to Amazon S3 is not touched, nor what an "
    "event stream delivered: delete that there."
)
_PRIVATE = 0o600  # endpoints hold addresses of people
_GONE = "NotFoundException"
_NONE = "there is no such endpoint; AWS ended endpoints on 2026-10-30, and may show none any more"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--project", required=True, metavar="ID", help="id of the project")
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("--user", metavar="ID", help="all endpoints of this user")
    whom.add_argument("--endpoint", action="append", metavar="ID", help="this endpoint; may be said again")
    whom.add_argument("--endpoints-from", type=Path, metavar="FILE", help="ids, one a line, as endpoint-ids lists them")
    parser.add_argument(
        "--export", type=Path, metavar="FILE", help="first write the endpoints there, as an export job does; never over"
    )
    parser.add_argument("--dry-run", action="store_true", help="only tell what would be erased; --export still writes")
    parser.add_argument("--yes", action="store_true", help="don't ask")
    add_account(parser)


def run(given: argparse.Namespace) -> int:
    """Erase, after asking."""
    return concluded(lambda: _erase(given))


def _erase(given: argparse.Namespace) -> int:
    if given.export is not None and given.export.exists():
        raise Problem(f"{given.export} is there already: name a new file")
    endpoints = _Endpoints(client(given), given.project)
    found = endpoints.of_user(given.user) if given.user is not None else endpoints.of_ids(_ids(given))
    if not found:
        raise Problem(_NONE, code=NOTHING)
    if given.export is not None:
        _save(given.export, found)
        say(f"{len(found):,} endpoints are in {given.export}")
    for endpoint in found:
        sys.stdout.write(f"{endpoint['Id']} {endpoint.get('ChannelType', '-')}\n")
    if given.dry_run:
        say(f"{len(found):,} endpoints would be erased")
        return DONE
    _ask(len(found), given)
    left = endpoints.erase_user(given.user) if given.user is not None else endpoints.erase(found)
    say(f"{len(found) - len(left):,} endpoints are erased" + (f", {len(left):,} are not" if left else ""))
    return PARTLY if left else DONE


class _Endpoints:
    """The endpoints of a project, at the pace that the service takes."""

    def __init__(self, pinpoint: Any, project: str) -> None:
        self._pinpoint, self._project = pinpoint, project
        self._paces = {name: Pace(requests_per_second(name)) for name in ("DeleteEndpoint", "GetEndpoint")}

    def of_user(self, user: str) -> list[dict[str, Any]]:
        """Those of a user."""
        try:
            answer = self._pinpoint.get_user_endpoints(ApplicationId=self._project, UserId=user)
        except ClientError as problem:
            if code_of(problem) == _GONE:
                return []
            raise
        return list(answer["EndpointsResponse"]["Item"])

    def of_ids(self, ids: list[str]) -> list[dict[str, Any]]:
        """Those with these ids that are there."""
        found = []
        for identity in ids:
            self._paces["GetEndpoint"].wait()
            try:
                answer = self._pinpoint.get_endpoint(ApplicationId=self._project, EndpointId=identity)
                found.append(dict(answer["EndpointResponse"]))
            except ClientError as problem:
                if code_of(problem) != _GONE:
                    raise
        return found

    def erase_user(self, user: str) -> list[str]:
        """Erases all of a user; returns the ids of those that are there all the same."""
        self._pinpoint.delete_user_endpoints(ApplicationId=self._project, UserId=user)
        return [each["Id"] for each in self.of_user(user)]

    def erase(self, endpoints: list[dict[str, Any]]) -> list[str]:
        """Erases one after the other; returns the ids of those that AWS refused to."""
        left = []
        for endpoint in endpoints:
            self._paces["DeleteEndpoint"].wait()
            try:
                self._pinpoint.delete_endpoint(ApplicationId=self._project, EndpointId=endpoint["Id"])
            except ClientError as problem:
                if code_of(problem) != _GONE:
                    left.append(endpoint["Id"])
                    say(f"{endpoint['Id']}: {code_of(problem)}")
        return left


def _ids(given: argparse.Namespace) -> list[str]:
    if given.endpoint is not None:
        return list(dict.fromkeys(given.endpoint))
    try:
        lines = given.endpoints_from.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise Problem(f"cannot read {given.endpoints_from}: {problem}") from problem
    ids = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    if not ids:
        raise Problem(f"{given.endpoints_from} names no id: write one a line")
    return ids


def _save(path: Path, endpoints: list[dict[str, Any]]) -> None:
    """One endpoint a line, for the eyes of its owner only; on the disk before anything is erased."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            for endpoint in endpoints:
                file.write(json.dumps(endpoint, ensure_ascii=False, separators=(",", ":")) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as problem:
        raise Problem(f"cannot write {path}: {problem.strerror}") from problem


def _ask(count: int, given: argparse.Namespace) -> None:
    if given.yes:
        return
    if not sys.stdin.isatty():
        raise Problem("nobody is there to ask: say --yes")
    sys.stderr.write(f"Erase {count:,} endpoints of project {given.project} for ever? Type yes: ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() != "yes":
        raise Problem("nothing is erased", code=WRONG)
