"""A function that tells what kind of number a number is."""

from __future__ import annotations

from constructs import Construct

from ...acknowledge import acknowledge
from ...observability import LogOptions
from ..grants import grant_carrier_lookup
from .sender_function import SenderFunction


class NumberLookup(SenderFunction):
    """A function that asks for type, country and carrier of a number, for AWS's fee an invocation.

    Event: ``{"number": "+1 (206) 555-0100"}``, with the country's code. Response: ``outcome`` and, by outcome,

    * ``found``: ``number`` (E.164), ``type`` (``MOBILE``, ``LANDLINE``, ``OTHER``, ``INVALID`` or what AWS adds),
      ``calling_code``, ``country`` (ISO 3166-1 alpha-2), ``carrier``, ``mobile_country_code``,
      ``mobile_network_code``; null where AWS doesn't say. A number that doesn't exist is found, too: ``INVALID``
    * ``try_later``, ``unavailable``: nobody knows yet; ``reason``. Asking again does no harm
    * ``refused``: ``reason``, AWS's code of it
    * ``invalid``: ``problems``, each with ``field`` and ``message``

    :param log_options: retention, key and removal policy of its log group. Default: - six months, AWS's key, retained

    Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/carrier-lookup.html
    """

    def __init__(self, scope: Construct, construct_id: str, *, log_options: LogOptions | None = None) -> None:
        super().__init__(
            scope,
            construct_id,
            module="lookup",
            description="Tells what kind of number a number is",
            environment={},
            log_options=log_options,
        )
        grant_carrier_lookup(self.role)
        acknowledge(self.role, {"AwsSolutions-IAM5[Resource::*]": "CarrierLookup has no resource type."})
