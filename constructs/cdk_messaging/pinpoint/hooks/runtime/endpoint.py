"""Endpoints, as campaigns' functions get and return them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from .fields import InvalidEvent, lists_of_texts, mapping, optional_text, text

PUSH_TYPES = frozenset({"ADM", "APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "BAIDU", "GCM"})
OVERRIDABLE = PUSH_TYPES | {"SMS"}
"""Channel types for which a filter can set another body and title."""
_NAMED = ("ChannelType", "Address", "Attributes", "BodyOverride", "TitleOverride")


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """One address of somebody.

    :param id: id of the endpoint
    :param channel_type: how it is reached: ``SMS``, ``EMAIL``, ``VOICE``, ``CUSTOM``, ``GCM``, ``APNS`` ...
    :param address: number, e-mail address or token; None where it isn't told
    :param attributes: values by attribute
    :param body_override: another body of the message, for this endpoint
    :param title_override: another title of the message, for this endpoint
    :param others: everything else that is known of it, as it came: ``Location``, ``Demographic``, ``User``,
        ``Metrics``, ``OptOut``, ``EndpointStatus``, ``EffectiveDate`` ...
    """

    id: str
    channel_type: str
    address: str | None = None
    attributes: Mapping[str, tuple[str, ...]]
    body_override: str | None = None
    title_override: str | None = None
    others: Mapping[str, Any]

    def with_attribute(self, name: str, *values: str) -> Endpoint:
        """The same with an attribute that has these values instead of any that it had."""
        return replace(self, attributes=MappingProxyType({**self.attributes, name: values}))

    def with_override(self, *, body: str | None = None, title: str | None = None) -> Endpoint:
        """The same with another body or title of the message, for a push channel or SMS.

        :raises ValueError: the service doesn't do that for the endpoint's channel
        """
        if self.channel_type not in OVERRIDABLE:
            raise ValueError(f"a message by {self.channel_type} can't be overridden: only push and SMS can")
        return replace(
            self,
            body_override=self.body_override if body is None else body,
            title_override=self.title_override if title is None else title,
        )

    def render(self) -> dict[str, Any]:
        """As the service reads it."""
        rendered = dict(self.others) | {"ChannelType": self.channel_type}
        given = {"Address": self.address, "BodyOverride": self.body_override, "TitleOverride": self.title_override}
        rendered |= {name: value for name, value in given.items() if value is not None}
        if self.attributes:
            rendered["Attributes"] = {name: list(values) for name, values in self.attributes.items()}
        return rendered


def read_endpoint(endpoint_id: str, definition: object) -> Endpoint:
    """An endpoint of an event.

    :raises InvalidEvent: it is none
    """
    # The id is left out of messages: who makes it may make it of an address.
    given = mapping("an endpoint", definition)
    if not endpoint_id:
        raise InvalidEvent("an endpoint has no id")
    return Endpoint(
        id=endpoint_id,
        channel_type=text("ChannelType of an endpoint", given.get("ChannelType")),
        address=optional_text("Address of an endpoint", given.get("Address")),
        attributes=MappingProxyType(lists_of_texts("Attributes of an endpoint", given.get("Attributes"))),
        body_override=optional_text("BodyOverride of an endpoint", given.get("BodyOverride")),
        title_override=optional_text("TitleOverride of an endpoint", given.get("TitleOverride")),
        others=MappingProxyType({name: value for name, value in given.items() if name not in _NAMED}),
    )
