"""How many resources an account may have. https://docs.aws.amazon.com/sms-voice/latest/userguide/quotas.html"""

from __future__ import annotations

from sandbox.sms_voice import errors

LIMITS = {
    "PHONE_NUMBERS": 25,
    "POOLS": 25,
    "CONFIGURATION_SETS": 25,
    "OPT_OUT_LISTS": 25,
    "SENDER_IDS": 200,
    "REGISTRATIONS": 25,
    "REGISTRATION_ATTACHMENTS": 25,
    "VERIFIED_DESTINATION_NUMBERS": 10,
    "PROTECT_CONFIGURATIONS": 25,
    "NOTIFY_CONFIGURATIONS": 25,
}
IDENTITIES_PER_POOL, KEYWORDS, EVENT_DESTINATIONS = 100, 30, 5


def check(used: int, name: str) -> None:
    """:raises ServiceError: the account has as many as it may."""
    if used >= LIMITS[name]:
        raise errors.quota_exceeded(f"{name}_PER_ACCOUNT", f"the account has {used} of {LIMITS[name]} {name}")
