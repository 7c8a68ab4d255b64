"""The service ``mobiletargeting``: PhoneNumberValidate. Every other operation says that it is not emulated."""

from __future__ import annotations

import json
import uuid
from typing import Any

from sandbox import numbering, seam, shapes

Json = dict[str, Any]

SERVICE, CLIENT = "mobiletargeting", "pinpoint"
VALIDATE_PATH = "/v1/phone/number/validate"
_TYPES = {
    numbering.MOBILE: (0, "MOBILE"),
    numbering.LANDLINE: (1, "LANDLINE"),
    numbering.VOIP: (2, "VOIP"),
    numbering.INVALID: (3, "INVALID"),
    numbering.OTHER: (4, "OTHER"),
}


def install() -> None:
    """Adds the service to the emulator."""
    seam.add_service(SERVICE, handle, client=CLIENT)


async def handle(
    method: str, path: str, headers: dict[str, str], body: bytes, _query: dict[str, list[str]]
) -> seam.Response:
    """Serves one HTTP request."""
    if (method, path) != ("POST", VALIDATE_PATH):
        message = f"the sandbox does not emulate {method} {path} of Amazon Pinpoint; see docs/sandbox.md"
        return _error(501, "NotImplementedException", message)
    arn = f"arn:aws:mobiletargeting:{seam.region()}:{seam.account_id()}:phone/number/validate"
    refusal = seam.authorize(f"{SERVICE}:PhoneNumberValidate", [arn], headers)
    if refusal is not None:
        return _error(403, refusal.code or "ForbiddenException", refusal.message)
    try:
        request = json.loads(body or b"{}")
    except ValueError:
        return _error(400, "BadRequestException", "the body is not JSON")
    problems = _check("NumberValidateRequest", request)
    if problems:
        return _error(400, "BadRequestException", "; ".join(problems))
    response = validate(request)
    wrong = _check("NumberValidateResponse", response)
    if wrong:
        raise AssertionError(f"the response of PhoneNumberValidate does not fit the service model: {wrong}")
    return 201, {"Content-Type": "application/json"}, json.dumps(response).encode()


def validate(request: Json) -> Json:
    """NumberValidateRequest to NumberValidateResponse."""
    asked = request.get("PhoneNumber", "")
    found = numbering.describe(asked, request.get("IsoCountryCode"))
    code, name = _TYPES[found.kind]
    response: Json = {"OriginalPhoneNumber": asked, "PhoneType": name, "PhoneTypeCode": code}
    if request.get("IsoCountryCode"):
        response["OriginalCountryCodeIso2"] = request["IsoCountryCode"]
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


def _check(shape: str, value: Any) -> list[str]:
    model = shapes.load(CLIENT)
    checked = shapes.Model(model.shapes, {"Validate": {"input": {"shape": shape}}})
    return [f"{problem.path} {problem.message}" for problem in checked.check_input("Validate", value)]


def _error(status: int, code: str, message: str) -> seam.Response:
    headers = {"Content-Type": "application/json", "x-amzn-errortype": code}
    return status, headers, json.dumps({"Message": message, "RequestID": str(uuid.uuid4())}).encode()
