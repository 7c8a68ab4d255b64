"""The younger resources: sender IDs, registrations, verified numbers, notify configurations, RCS agents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sandbox.clock import clock
from sandbox.sms_voice.state import Origination, Resource

Json = dict[str, Any]


@dataclass(kw_only=True)
class SenderId(Resource):
    """A name that is shown instead of a number, in one country."""

    sender_id: str
    country: str
    message_types: list[str]
    deletion_protection: bool = False

    @property
    def key(self) -> str:
        """What the state and pools keep it by."""
        return f"{self.sender_id}/{self.country}"

    def settings(self) -> Origination:
        """What governs a send with it: the account's opt-out list and its first message type."""
        return Origination(arn=self.arn, id=self.key, message_type=self.message_types[0], opt_out_list="Default")


@dataclass
class ResourcePolicy:
    """Who else may use a resource."""

    document: str
    created: float = field(default_factory=clock.now)


@dataclass(kw_only=True)
class VerifiedNumber(Resource):
    """A destination that can be verified. ``code`` is the one that was sent last."""

    id: str
    number: str
    rcs_agent_id: str | None = None
    status: str = "PENDING"
    code: str | None = None


@dataclass
class RegistrationVersion:
    """One filled-in form. ``history`` is when it came into each status."""

    number: int
    values: dict[str, Json] = field(default_factory=dict)
    status: str = "DRAFT"
    history: dict[str, float] = field(default_factory=lambda: {"DRAFT": clock.now()})
    denied_reasons: list[Json] = field(default_factory=list)

    def become(self, status: str) -> None:
        """Changes the status and remembers when."""
        self.status = status
        self.history[status] = clock.now()


@dataclass(kw_only=True)
class Registration(Resource):
    """A form for carriers and regulators, in its versions. ``associations`` are ARNs."""

    id: str
    kind: str
    status: str = "CREATED"
    versions: list[RegistrationVersion] = field(default_factory=lambda: [RegistrationVersion(1)])
    associations: list[str] = field(default_factory=list)

    @property
    def current(self) -> RegistrationVersion:
        """The newest version."""
        return self.versions[-1]

    def latest(self, status: str) -> RegistrationVersion | None:
        """The newest version in a status."""
        return next((each for each in reversed(self.versions) if each.status == status), None)


@dataclass(kw_only=True)
class Attachment(Resource):
    """A document of a registration."""

    id: str
    url: str | None = None


@dataclass(kw_only=True)
class NotifyConfiguration(Resource):
    """What codes are sent with. ``countries`` None: those of the tier."""

    id: str
    display_name: str
    use_case: str
    channels: list[str]
    countries: list[str] | None = None
    template_id: str | None = None
    pool_id: str | None = None
    deletion_protection: bool = False


@dataclass(kw_only=True)
class RcsAgent(Resource):
    """A brand that sends RCS messages."""

    id: str
    opt_out_list: str | None = None
    deletion_protection: bool = False
    self_managed_opt_outs: bool = False
    two_way: bool = False
    two_way_channel: str | None = None
    two_way_role: str | None = None
    media_bucket: str | None = None
    media_prefix: str | None = None
    media_role: str | None = None
    events: list[str] | None = None
    pool_id: str | None = None
