"""Things that the provider makes in Amazon Pinpoint under a name of their own: definitions with an id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from . import pinpoint
from .possession import Possession
from .setting import Event, Outcome, Properties, Value
from .sms_voice import refusal

Found = dict[str, Any]
"""A thing as the service shows it."""


def service() -> Any:
    """The client of Amazon Pinpoint, made when it is needed."""
    return pinpoint.client()


def _nothing(_: Found) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True)
class PinpointPossession(Possession):
    """A kind of thing in Amazon Pinpoint.

    What ended there is gone: it is never found, and fails no deletion.

    :param attributes: what CloudFormation learns of the thing. Default: - nothing
    """

    attributes: Callable[[Found], Mapping[str, str]] = _nothing

    def serve(self, event: Event) -> Outcome:
        """Serve the resource, and tell what it is now."""
        identity, data = super().serve(event)
        if event["RequestType"] != "Delete":
            data = self.attributes(self.current(event["ResourceProperties"]) or {})
        return identity, data

    def current(self, properties: Properties) -> Value:
        """What there is of this name."""
        try:
            return self.read(self.service(), properties)
        except ClientError as problem:
            if pinpoint.is_gone(problem):
                return None
            raise refusal(problem) from None
