"""One-time passwords: made, texted, verified.

How AWS treats a second password for the same number and reference is not documented; here the new one counts.
"""

from __future__ import annotations

import re
import secrets
from typing import Any

from sandbox.clock import clock
from sandbox.mobiletargeting import direct, errors
from sandbox.mobiletargeting.registry import operation
from sandbox.mobiletargeting.state import Password, State, new_request_id

Json = dict[str, Any]

LANGUAGES = frozenset("de-DE en-GB en-US es-419 es-ES fr-CA fr-FR it-IT ja-JP ko-KR pt-BR zh-CN zh-TW".split())
_LONGEST_BRAND, _LONGEST_REFERENCE = 20, 48
_RANGES = {"CodeLength": (5, 8, 6), "ValidityPeriod": (5, 60, 15), "AllowedAttempts": (1, 5, 3)}
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")


@operation("SendOTPMessage")
def send_otp_message(state: State, request: Json) -> Json:
    """Texts a password. The text is AWS's, in English whatever the language."""
    project, asked = state.project(request["ApplicationId"]), request["SendOTPMessageRequestParameters"]
    _check(asked)
    length, minutes, attempts = (asked.get(name, usual) for name, (_, _, usual) in _RANGES.items())
    code = "".join(secrets.choice("0123456789") for _ in range(length))
    number, body = asked["DestinationIdentity"], f"This is your One Time Password: {code} from {asked['BrandName']}"
    message = {"Body": body, "OriginationNumber": asked["OriginationIdentity"], "MessageType": "TRANSACTIONAL"}
    found = direct.deliver(project, "SMS", number, message)
    if found["DeliveryStatus"] == "SUCCESSFUL":
        expires = clock.now() + minutes * 60
        project.passwords[number, asked["ReferenceId"]] = Password(code=code, attempts=attempts, expires=expires)
    return {"ApplicationId": project.id, "RequestId": new_request_id(), "Result": {number: found}}


@operation("VerifyOTPMessage")
def verify_otp_message(state: State, request: Json) -> Json:
    """Whether a code is right. A right one is right once, a wrong one takes an attempt."""
    project, asked = state.project(request["ApplicationId"]), request["VerifyOTPMessageRequestParameters"]
    key = asked["DestinationIdentity"], asked["ReferenceId"]
    found = project.passwords.get(key)
    if found is None or clock.now() > found.expires or found.attempts < 1:
        return {"Valid": False}
    valid = secrets.compare_digest(found.code, asked["Otp"])
    found.attempts -= 1
    if valid or not found.attempts:
        del project.passwords[key]
    return {"Valid": valid}


def _check(asked: Json) -> None:
    if asked["Channel"] != "SMS":
        raise errors.bad_request(f"Channel is {asked['Channel']!r}; allowed: SMS")
    for name, longest in (("BrandName", _LONGEST_BRAND), ("ReferenceId", _LONGEST_REFERENCE)):
        if not 1 <= len(asked[name]) <= longest:
            raise errors.bad_request(f"{name} has {len(asked[name])} characters; it takes 1 to {longest}")
    for name, (least, most, usual) in _RANGES.items():
        if not least <= asked.get(name, usual) <= most:
            raise errors.bad_request(f"{name} is {asked[name]}; it takes {least} to {most}")
    if not _NUMBER.fullmatch(asked["DestinationIdentity"]):
        raise errors.bad_request("DestinationIdentity is not a number in international form")
    if asked.get("Language", "en-US") not in LANGUAGES:
        raise errors.bad_request(f"Language is {asked['Language']!r}; allowed: {', '.join(sorted(LANGUAGES))}")
