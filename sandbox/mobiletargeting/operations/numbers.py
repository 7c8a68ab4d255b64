"""Number validation."""

from __future__ import annotations

from typing import Any

from sandbox import numbering
from sandbox.mobiletargeting.registry import operation
from sandbox.mobiletargeting.state import State

Json = dict[str, Any]

_TYPES = {
    numbering.MOBILE: (0, "MOBILE"),
    numbering.LANDLINE: (1, "LANDLINE"),
    numbering.VOIP: (2, "VOIP"),
    numbering.INVALID: (3, "INVALID"),
    numbering.OTHER: (4, "OTHER"),
}


@operation("PhoneNumberValidate")
def phone_number_validate(_state: State, request: Json) -> Json:
    """What kind of number it is, and where from."""
    given = request["NumberValidateRequest"]
    asked = given.get("PhoneNumber", "")
    found = numbering.describe(asked, given.get("IsoCountryCode"))
    code, name = _TYPES[found.kind]
    response: Json = {"OriginalPhoneNumber": asked, "PhoneType": name, "PhoneTypeCode": code}
    if given.get("IsoCountryCode"):
        response["OriginalCountryCodeIso2"] = given["IsoCountryCode"]
    if found.kind == numbering.INVALID:
        return response
    response |= {
        "CleansedPhoneNumberE164": found.e164,
        "CleansedPhoneNumberNational": found.e164.removeprefix(f"+{found.calling_code}"),
        "CountryCodeNumeric": found.calling_code,
        "CountryCodeIso2": found.country,
        "Carrier": found.carrier,
    }
    return {member: value for member, value in response.items() if value is not None}
