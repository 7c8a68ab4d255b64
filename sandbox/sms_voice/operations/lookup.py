"""CarrierLookup."""

from __future__ import annotations

from typing import Any

from sandbox import numbering
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.state import State

Json = dict[str, Any]


@operation("CarrierLookup", requests_per_second=None)
def carrier_lookup(_state: State, request: Json) -> Json:
    """What a number is. AWS states no request quota for it; an invalid number is an answer, not an error."""
    asked = request["PhoneNumber"]
    found = numbering.describe(asked)
    response: Json = {
        "E164PhoneNumber": found.e164,
        "DialingCountryCode": found.calling_code,
        "IsoCountryCode": found.country,
        "Carrier": found.carrier,
        "PhoneNumberType": found.kind,
    }
    if found.kind == numbering.MOBILE and found.country == "US":
        response |= {"MCC": "310", "MNC": "800"}
    if request.get("EnableCleansing") and found.e164 != asked:
        response["OriginalPhoneNumber"] = asked
    return response
