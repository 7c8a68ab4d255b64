"""Asks what kind of number a number is."""

from __future__ import annotations

from . import aws
from .fields import Fields
from .outcomes import Answer, answered, understand

_MEMBERS = {
    "E164PhoneNumber": "number",
    "PhoneNumberType": "type",
    "DialingCountryCode": "calling_code",
    "IsoCountryCode": "country",
    "Carrier": "carrier",
    "MCC": "mobile_country_code",
    "MNC": "mobile_network_code",
}


def handler(event: object, _context: object) -> Answer:
    """Look up the number of the event; see ``NumberLookup``."""
    return answered("look_up", lambda: _look_up(event))


def _look_up(event: object) -> Answer:
    fields = Fields(event, ("number",))
    number = fields.text(
        "number",
        r"\+[({\s\[]?[1-9][0-9(){}\s\[\],.-]{1,38}",
        "a plus, the country's code and the number; brackets, spaces, dots and hyphens may stand in it",
        required=True,
    )
    fields.check()
    try:
        found = aws.lookups().carrier_lookup(PhoneNumber=str(number))
    except Exception as problem:  # noqa: BLE001 - asking twice does no harm, so all that matters is whether to wait
        answer = understand(problem)
        return {**answer, "outcome": "unavailable"} if answer["outcome"] == "unknown" else answer
    return {"outcome": "found", **{name: found.get(member) for member, name in _MEMBERS.items()}}
