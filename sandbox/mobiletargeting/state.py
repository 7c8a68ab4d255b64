"""What the emulated service knows: one state for each account and Region.

Definitions are kept as the JSON that the API takes and gives; what the service adds (ids, dates, versions) is in it.
"""

from __future__ import annotations

import threading
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sandbox import seam
from sandbox.clock import clock
from sandbox.mobiletargeting import errors
from sandbox.mobiletargeting.endpoint_table import EndpointTable
from sandbox.sms_voice.state import partition

Json = dict[str, Any]


@dataclass
class Versioned:
    """A segment, campaign, journey, template or recommender: its versions, oldest first."""

    arn: str
    versions: list[Json]
    tags: dict[str, str] = field(default_factory=dict)

    @property
    def latest(self) -> Json:
        """The newest version."""
        return self.versions[-1]


@dataclass
class Template(Versioned):
    """A message template. Its versions are numbered from 1, and the active one is used unless another is named."""

    active: str = "1"

    def version(self, number: str | None = None) -> Json:
        """A version, or the active one. :raises ServiceError: there is none of this number."""
        wanted = self.active if number is None else number
        found = next((each for each in self.versions if each["Version"] == wanted), None)
        if found is None:
            raise errors.not_found(f"version {wanted!r} of the template was not found")
        return found


@dataclass
class Password:
    """A one-time password that was sent. ``attempts`` are those that are left."""

    code: str
    attempts: int
    expires: float


@dataclass
class Campaign(Versioned):
    """A campaign. What it did is told by run and by endpoint.

    :param statuses: by treatment, from "0", the campaign's own
    :param activities: its runs, oldest first
    :param sent: when each endpoint was sent to, seconds since 1970
    """

    statuses: dict[str, str] = field(default_factory=dict)
    activities: list[Json] = field(default_factory=list)
    sent: dict[str, list[float]] = field(default_factory=dict)


@dataclass
class Project:
    """A project, which the API calls an application."""

    arn: str
    id: str
    name: str
    created: str
    tags: dict[str, str] = field(default_factory=dict)
    settings: Json = field(default_factory=dict)
    channels: dict[str, Json] = field(default_factory=dict)  # by the last word of their path: sms, apns_sandbox, ...
    endpoints: EndpointTable = field(default_factory=EndpointTable)
    segments: dict[str, Versioned] = field(default_factory=dict)
    campaigns: dict[str, Campaign] = field(default_factory=dict)
    journeys: dict[str, Versioned] = field(default_factory=dict)
    imported: dict[str, dict[str, Json]] = field(default_factory=dict)  # by segment: what was imported into it, by id
    import_jobs: dict[str, Json] = field(default_factory=dict)
    export_jobs: dict[str, Json] = field(default_factory=dict)
    event_stream: Json | None = None
    passwords: dict[tuple[str, str], Password] = field(default_factory=dict)  # by number and reference


class State:
    """One account in one Region."""

    def __init__(self, account: str, region: str) -> None:
        self.account, self.region = account, region
        self.lock = threading.RLock()
        self.projects: dict[str, Project] = {}
        self.templates: dict[tuple[str, str], Template] = {}  # by type (EMAIL, SMS, ...) and name
        self.recommenders: dict[str, Versioned] = {}

    def arn(self, rest: str) -> str:
        """The ARN of something of this account."""
        return f"arn:{partition(self.region)}:mobiletargeting:{self.region}:{self.account}:{rest}"

    def project(self, application_id: str) -> Project:
        """The project with this id. :raises ServiceError: there is none."""
        try:
            return self.projects[application_id]
        except KeyError:
            raise errors.not_found(f"application {application_id!r} was not found") from None

    def resources(self) -> list[Project | Versioned]:
        """Everything that has an ARN and tags."""
        within = [
            resource
            for project in self.projects.values()
            for kind in (project.segments, project.campaigns, project.journeys)
            for resource in kind.values()
        ]
        return [*self.projects.values(), *within, *self.templates.values(), *self.recommenders.values()]


def new_id() -> str:
    """An id as the service makes them: 32 hexadecimal digits."""
    return uuid.uuid4().hex


def new_request_id() -> str:
    """An id of a request, or of a message."""
    return str(uuid.uuid4())


def now() -> str:
    """This moment, as the service writes it."""
    return datetime.fromtimestamp(clock.now(), UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


_states: dict[tuple[str, str], State] = {}
_states_lock = threading.Lock()


def current() -> State:
    """The state of the account and Region of the request that is being served."""
    return state_of(seam.account_id(), seam.region())


def state_of(account: str, region: str) -> State:
    """The state of an account in a Region."""
    with _states_lock:
        return _states.setdefault((account, region), State(account, region))
