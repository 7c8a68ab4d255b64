"""AWS End User Messaging SMS and Voice v2 as the custom resources call it: patiently, and with errors in words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import boto3
import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

SERVICE = "pinpoint-sms-voice-v2"
MODELS = Path(__file__).parent.parent / "models"
"""Beside the package in the function's code: the boto3 of AWS Lambda may lack the youngest operations."""

# Most operations take one request a second of a whole account, so several resources of a deployment meet at that
# limit. botocore waits 20 seconds at most between two attempts: thirty take less than the function's 15 minutes.
PATIENCE: Any = Config(retries={"mode": "standard", "total_max_attempts": 30}, connect_timeout=10, read_timeout=20)

_FIXES = {
    "EDIT_REGISTRATION_FIELD_VALUES_NOT_ALLOWED": "the registration is under review; deploy again when that is over",
    "EVENT_DESTINATION_MISMATCH": "the kind of a destination can't change: give the new one another name",
    "EVENT_DESTINATIONS_PER_CONFIGURATION_SET": "the configuration set has five: remove one",
    "KEYWORDS_PER_PHONE_NUMBER": "the number has 30 keywords: delete one",
    "KEYWORDS_PER_POOL": "the pool has 30 keywords: delete one",
    "KEYWORD_MISMATCH": "give the number the keywords of the pool",
    "MESSAGE_TYPE_MISMATCH": "the pool is for the other message type: use another pool",
    "OPT_OUT_LIST_MISMATCH": "give the number the opt-out list of the pool",
    "PHONE_NUMBER_ASSOCIATED_TO_POOL": "the number is in a pool, which answers for it: set this on the pool",
    "REGISTRATION_NOT_COMPLETE": "it takes numbers once it is COMPLETE: deploy again then",
    "REQUESTED_SPEND_LIMIT_HIGHER_THAN_SERVICE_LIMIT": (
        "lower the limit, or have AWS raise the account's most: "
        "https://docs.aws.amazon.com/sms-voice/latest/userguide/spend-limit.html"
    ),
    "SELF_MANAGED_OPT_OUTS_MISMATCH": "let both number and pool manage opt-outs in the same way",
    "SUBMIT_REGISTRATION_VERSION_NOT_ALLOWED": "give what it lacks, a field or an association, and deploy again",
    "TWO_WAY_CONFIG_MISMATCH": "give the number the two-way setting of the pool",
    "TWO_WAY_NOT_ENABLED": "self-managed opt-outs need two-way: switch them off first",
    "TWO_WAY_NOT_SUPPORTED_IN_COUNTRY": "nobody can answer numbers of this country: leave two-way out",
    "VERIFICATION_ATTEMPTS_PER_DAY": "enter the code that was sent already, or deploy again tomorrow",
}
"""What helps, by the reason that the service gives. Source: the service model and its guide."""

_NUMBER = re.compile(r"\+\d{6,15}")


class Refused(Exception):
    """The service doesn't do what was asked for; the message says what, why, and what helps."""


@cache
def client() -> Any:
    """The service's client."""
    core = botocore.session.Session()
    core.get_component("data_loader").search_paths.insert(0, str(MODELS))
    session: Any = boto3.Session(botocore_session=core)
    return session.client(SERVICE, config=PATIENCE)


def is_missing(problem: ClientError) -> bool:
    """Whether the service knows no such resource."""
    return problem.response["Error"]["Code"] in ("NotFoundException", "ResourceNotFoundException")


def reason_of(problem: ClientError) -> str:
    """The service's own reason, or ""."""
    return str(problem.response.get("Reason", ""))


def refusal(problem: ClientError) -> Refused:
    """An error of the service in words, without the phone numbers that it may name."""
    error, reason = problem.response["Error"], reason_of(problem)
    said = _NUMBER.sub("(number)", error.get("Message", ""))
    fix = _FIXES.get(reason)
    words = f"{problem.operation_name}: {said} ({reason or error['Code']})"
    return Refused(words if fix is None else f"{words}: {fix}")
