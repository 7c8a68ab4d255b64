"""What an account has in a Region: numbers, pools, lists, sets, rules, messages."""

from __future__ import annotations

import threading
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from sandbox import seam
from sandbox.clock import clock
from sandbox.sms_voice import errors

if TYPE_CHECKING:
    from sandbox.sms_voice import resources as younger

Json = dict[str, Any]
T = TypeVar("T")

AUTOMATIC_RESPONSE, OPT_OUT, OPT_IN = "AUTOMATIC_RESPONSE", "OPT_OUT", "OPT_IN"
DEFAULT_HELP = "For assistance, contact the sender."
DEFAULT_STOP = "You are now opted out and will no longer receive messages."


@dataclass
class Keyword:
    """A word that is answered when a text begins with it."""

    keyword: str
    message: str
    action: str = AUTOMATIC_RESPONSE

    def to_json(self) -> Json:
        """KeywordInformation."""
        return {"Keyword": self.keyword, "KeywordMessage": self.message, "KeywordAction": self.action}


def mandatory_keywords() -> dict[str, Keyword]:
    """HELP and STOP, which every number and pool has."""
    return {"HELP": Keyword("HELP", DEFAULT_HELP), "STOP": Keyword("STOP", DEFAULT_STOP, OPT_OUT)}


@dataclass(kw_only=True)
class Resource:
    """What every resource has."""

    arn: str
    created: float = field(default_factory=clock.now)
    tags: dict[str, str] = field(default_factory=dict)


@dataclass(kw_only=True)
class Origination(Resource):
    """What numbers and pools have in common. A number in a pool follows the pool's."""

    id: str
    message_type: str
    opt_out_list: str
    keywords: dict[str, Keyword] = field(default_factory=mandatory_keywords)
    two_way: bool = False
    two_way_channel: str | None = None
    two_way_role: str | None = None
    self_managed_opt_outs: bool = False
    deletion_protection: bool = False


@dataclass(kw_only=True)
class PhoneNumber(Origination):
    """A leased number."""

    number: str
    country: str
    number_type: str
    capabilities: list[str]
    pool_id: str | None = None
    international: bool | None = None
    registration_id: str | None = None


@dataclass(kw_only=True)
class Pool(Origination):
    """Numbers that send and receive as one. ``others`` are ARNs of sender IDs and RCS agents."""

    members: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    shared_routes: bool = False


@dataclass
class OptedOut:
    """A number on an opt-out list."""

    number: str
    by_end_user: bool
    time: float = field(default_factory=clock.now)


@dataclass(kw_only=True)
class OptOutList(Resource):
    """Numbers that may not be sent to. ``removed`` remembers when a number was last taken off."""

    name: str
    numbers: dict[str, OptedOut] = field(default_factory=dict)
    removed: dict[str, float] = field(default_factory=dict)


@dataclass
class EventDestination:
    """Where a configuration set's events go. ``target`` is the one destination member of the API."""

    name: str
    event_types: list[str]
    target: Json
    enabled: bool = True

    def to_json(self) -> Json:
        """EventDestination."""
        return {
            "EventDestinationName": self.name,
            "Enabled": self.enabled,
            "MatchingEventTypes": self.event_types,
            **self.target,
        }


@dataclass(kw_only=True)
class ConfigurationSet(Resource):
    """Rules for the messages that are sent with it."""

    name: str
    destinations: dict[str, EventDestination] = field(default_factory=dict)
    default_message_type: str | None = None
    default_sender_id: str | None = None
    feedback: bool | None = None
    protect_id: str | None = None


@dataclass
class Override:
    """A protect configuration's rule for one number."""

    number: str
    action: str
    country: str | None
    expires: float | None
    created: float = field(default_factory=clock.now)


@dataclass(kw_only=True)
class ProtectConfiguration(Resource):
    """Which countries may be sent to. ``rules`` is capability to country to status."""

    id: str
    deletion_protection: bool = False
    account_default: bool = False
    rules: dict[str, dict[str, str]] = field(default_factory=dict)
    overrides: dict[str, Override] = field(default_factory=dict)


@dataclass
class Message:
    """A message that was accepted. ``channel`` is TEXT, MEDIA or VOICE, as the event types begin."""

    id: str
    sender: str
    destination: str
    country: str
    body: str
    encoding: str
    parts: int
    message_type: str
    price: float
    expires: float
    configuration_set: str | None
    context: dict[str, str] | None = None
    feedback: str | None = None
    protect: Json | None = None
    requested: float = field(default_factory=clock.now)
    origin: str = "service"
    channel: str = "TEXT"


class State:
    """One account in one Region."""

    def __init__(self, account: str, region: str) -> None:
        self.account, self.region = account, region
        self.lock = threading.RLock()
        self.phone_numbers: dict[str, PhoneNumber] = {}
        self.pools: dict[str, Pool] = {}
        self.opt_out_lists: dict[str, OptOutList] = {}
        self.configuration_sets: dict[str, ConfigurationSet] = {}
        self.protect_configurations: dict[str, ProtectConfiguration] = {}
        self.messages: dict[str, Message] = {}
        self.last_message_to: dict[str, str] = {}
        self.client_tokens: dict[tuple[str, str], Json] = {}
        self.sender_ids: dict[str, younger.SenderId] = {}
        self.resource_policies: dict[str, younger.ResourcePolicy] = {}
        self.verified_numbers: dict[str, younger.VerifiedNumber] = {}
        self.registrations: dict[str, younger.Registration] = {}
        self.attachments: dict[str, younger.Attachment] = {}
        self.notify_configurations: dict[str, younger.NotifyConfiguration] = {}
        self.rcs_agents: dict[str, younger.RcsAgent] = {}
        self.notified: list[tuple[str, str]] = []  # message id, notify configuration id
        self.spend_overrides: dict[str, int] = {}
        self.add_opt_out_list("Default")

    def arn(self, rest: str) -> str:
        """The ARN of something of this account."""
        return f"arn:{partition(self.region)}:sms-voice:{self.region}:{self.account}:{rest}"

    def add_opt_out_list(self, name: str) -> OptOutList:
        """Makes an opt-out list, without a check."""
        made = OptOutList(arn=self.arn(f"opt-out-list/{name}"), name=name)
        self.opt_out_lists[name] = made
        return made

    def phone_number(self, reference: str) -> PhoneNumber:
        """The number with this id, ARN, or E.164 form. :raises ServiceError: there is none."""
        for number in self.phone_numbers.values():
            if reference in (number.id, number.arn, number.number, number.number.lstrip("+")):
                return number
        raise errors.not_found("phone-number", _last(reference))

    def pool(self, reference: str) -> Pool:
        """The pool with this id or ARN. :raises ServiceError: there is none."""
        return find(self.pools, reference, "pool")

    def opt_out_list(self, reference: str) -> OptOutList:
        """The opt-out list with this name or ARN. :raises ServiceError: there is none."""
        return find(self.opt_out_lists, reference, "opt-out-list")

    def configuration_set(self, reference: str) -> ConfigurationSet:
        """The configuration set with this name or ARN. :raises ServiceError: there is none."""
        return find(self.configuration_sets, reference, "configuration-set")

    def protect_configuration(self, reference: str) -> ProtectConfiguration:
        """The protect configuration with this id or ARN. :raises ServiceError: there is none."""
        return find(self.protect_configurations, reference, "protect-configuration")

    def number_or_pool(self, reference: str) -> PhoneNumber | Pool:
        """A number or a pool by id or ARN. :raises ServiceError: there is none."""
        if _last(reference) in self.pools or "pool/" in reference or reference.startswith("pool-"):
            return self.pool(reference)
        return self.phone_number(reference)

    def settings_of(self, number: PhoneNumber) -> Origination:
        """What governs a number: its pool when it is in one."""
        return self.pools[number.pool_id] if number.pool_id else number

    def resources(self) -> list[Resource]:
        """Everything that has an ARN and tags."""
        owned: tuple[dict[str, Any], ...] = (
            self.phone_numbers, self.pools, self.opt_out_lists, self.configuration_sets, self.protect_configurations,
            self.sender_ids, self.verified_numbers, self.registrations, self.attachments, self.notify_configurations,
            self.rcs_agents,
        )  # fmt: skip
        return [resource for kind in owned for resource in kind.values()]


def find(found: dict[str, T], reference: str, resource_type: str) -> T:
    """What a name, id or ARN refers to. :raises ServiceError: there is none."""
    try:
        return found[_last(reference)]
    except KeyError:
        raise errors.not_found(resource_type, _last(reference)) from None


def _last(reference: str) -> str:
    return reference.rsplit("/", 1)[-1]


def new_id(prefix: str) -> str:
    """An id as the service makes them."""
    return f"{prefix}-{uuid.uuid4().hex}"


def partition(region: str) -> str:
    """The partition that a Region is in."""
    for start, name in (("us-gov-", "aws-us-gov"), ("cn-", "aws-cn"), ("eusc-", "aws-eusc")):
        if region.startswith(start):
            return name
    return "aws"


_states: dict[tuple[str, str], State] = {}
_states_lock = threading.Lock()


def current() -> State:
    """The state of the account and Region of the request that is being served."""
    key = (seam.account_id(), seam.region())
    with _states_lock:
        if key not in _states:
            _states[key] = State(*key)
        return _states[key]


def all_states() -> list[State]:
    """Every account and Region that was used."""
    with _states_lock:
        return list(_states.values())
