"""Consents as endpoints of an Amazon Pinpoint project: ``OptOut`` ``NONE`` for who is opted in, ``ALL`` for everybody
else, also while a sign-up is pending.

An endpoint has no conditional write and no room for a ledger, so the table stays what decides. What is said in the
endpoint by somebody else is heard: each of our writes leaves the state that it stands for in an attribute, and
``ALL`` beside an ``OPTED_IN`` of ours is an opt-out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from . import aws, clock, logs
from .consent import Consent, State
from .ledger_items import telling_attempt
from .settings import variable

if TYPE_CHECKING:
    from mypy_boto3_pinpoint import PinpointClient

_IN, _OUT = "NONE", "ALL"
STATE_ATTRIBUTE = "ConsentState"
"""Where our writes leave the state that they stand for."""
_ID_LENGTH = 32  # characters of the keyed hash; an endpoint's id appears in logs of others


class NoKey(Exception):
    """The key that makes ids of numbers is not to be had; later it may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an endpoint says.

    :param opted_out: whether nothing may be sent to it.
    :param state: the state that our last write stood for. Default: - none is ours
    :param since: when it was last changed. Default: - not told
    :param attributes: the values of its attributes, the first of each.
    """

    opted_out: bool
    state: str | None
    since: datetime | None
    attributes: Mapping[str, str]

    @property
    def contradicted(self) -> bool:
        """Whether somebody else opted out whom we had opted in."""
        return self.opted_out and self.state == State.OPTED_IN

    def says(self, consent: Consent, programme: str) -> bool:
        """Whether it says of a consent what it has to say."""
        wanted = attributes_of(consent, programme)
        as_it_should = self.opted_out == (consent.state is not State.OPTED_IN)
        return as_it_should and all(self.attributes.get(name) == value for name, value in wanted.items())


class Endpoints:
    """Endpoints of a project, by number.

    :param project: its id. Default: - ``ENDPOINT_PROJECT_ID`` of the environment
    :param client: Default: - :func:`aws.pinpoint_endpoints`
    """

    def __init__(self, *, project: str | None = None, client: PinpointClient | None = None) -> None:
        self._project = variable("ENDPOINT_PROJECT_ID") if project is None else project
        self._client = aws.pinpoint_endpoints() if client is None else client

    def get(self, number: str) -> Standing | None:
        """What the endpoint of a number says; None when there is none."""
        try:
            answer = self._client.get_endpoint(ApplicationId=self._project, EndpointId=endpoint_id(number))
        except self._client.exceptions.NotFoundException:
            return None
        return read_standing(answer["EndpointResponse"])

    def put(self, number: str, consent: Consent, programme: str, *, before: Standing | None) -> None:
        """Make the endpoint say what a consent is.

        :param before: what it says now. Of who stays opted in, ``OptOut`` is left alone: somebody else may be about to
            change it.
        """
        request: Any = {"Attributes": {name: [value] for name, value in attributes_of(consent, programme).items()}}
        opted_in = consent.state is State.OPTED_IN
        if not (opted_in and before is not None and before.state == State.OPTED_IN and not before.opted_out):
            request |= {"ChannelType": "SMS", "Address": number, "OptOut": _IN if opted_in else _OUT}
        self._client.update_endpoint(
            ApplicationId=self._project, EndpointId=endpoint_id(number), EndpointRequest=request
        )

    def forget(self, number: str) -> None:
        """Remove the endpoint."""
        try:
            self._client.delete_endpoint(ApplicationId=self._project, EndpointId=endpoint_id(number))
        except self._client.exceptions.NotFoundException:
            return


def endpoint_id(number: str) -> str:
    """Id of a number's endpoint: a keyed hash, because ids appear where numbers must not.

    :raises NoKey: it cannot be made now.
    """
    digest = logs.keyed_hash(number)
    if digest is None:
        raise NoKey("the hash key is not to be had")
    return digest[:_ID_LENGTH]


def attributes_of(consent: Consent, programme: str) -> dict[str, str]:
    """What an endpoint tells besides ``OptOut``. Times are under the names by which an export is migrated."""
    attempt = telling_attempt(consent)
    told = {
        STATE_ATTRIBUTE: consent.state.value,
        "ConsentProgramme": programme,
        "ConsentVersion": None if attempt is None else attempt.consent_version or None,
        "ConsentKinds": " ".join(sorted(consent.kinds)) or None,
        "OptInTimestamp": _iso(consent.subscribed_at),
        "OptOutTimestamp": _iso(consent.opted_out_at),
    }
    return {name: value for name, value in told.items() if value is not None}


def read_standing(endpoint: Mapping[str, Any]) -> Standing:
    """What an endpoint of the service says."""
    attributes = {name: values[0] for name, values in endpoint.get("Attributes", {}).items() if values}
    return Standing(
        opted_out=endpoint.get("OptOut") != _IN,
        state=attributes.get(STATE_ATTRIBUTE),
        since=_moment(endpoint.get("EffectiveDate")),
        attributes=attributes,
    )


def _moment(text: str | None) -> datetime | None:
    try:
        return None if text is None else clock.parse(text)
    except ValueError:
        return None


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else clock.iso(moment)
