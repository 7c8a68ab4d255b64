"""The kinds of values that an environment file holds, each with its check."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from cdk_messaging.sms_voice.countries import ISO_COUNTRIES, SMS_COUNTRIES
from stacks.environment.regions import LOG_RETENTION_DAYS, SMS_VOICE_REGIONS

MAX_TAGS = 50
"""Tags that a resource can have. Source: AWS Resource Groups Tagging API."""


def matches(pattern: str, allowed: str) -> AfterValidator:
    """A check that the whole value matches.

    :param pattern: regular expression.
    :param allowed: the same for people: what would be right, with an example.
    """

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(f"allowed: {allowed}")
        return value

    return AfterValidator(check)


def _country(code: str) -> str:
    if code not in ISO_COUNTRIES:
        raise ValueError("is no country; allowed: ISO 3166-1 codes of two capital letters, like US or GB")
    if code not in SMS_COUNTRIES:
        raise ValueError("AWS sends no SMS there; leave it out")
    return code


def _region(region: str) -> str:
    if region not in SMS_VOICE_REGIONS:
        raise ValueError(f"AWS End User Messaging is not there; allowed: {', '.join(SMS_VOICE_REGIONS)}")
    return region


def _retention(days: int) -> int:
    if days not in LOG_RETENTION_DAYS:
        raise ValueError(f"CloudWatch Logs can't; allowed: {', '.join(map(str, LOG_RETENTION_DAYS))}")
    return days


def _tags(tags: dict[str, str]) -> dict[str, str]:
    if len(tags) > MAX_TAGS:
        raise ValueError(f"{len(tags)} tags; allowed: at most {MAX_TAGS}")
    for key, value in tags.items():
        _tag(key, value)
    return tags


def _tag(key: str, value: str) -> None:
    if key.lower().startswith("aws:"):
        raise ValueError(f"key {key!r} begins with aws:, which AWS keeps for itself; choose another prefix")
    characters = r"[\w .:/=+@-]"
    if not re.fullmatch(f"{characters}{{1,128}}", key):
        raise ValueError(f"key {key!r}; allowed: 1 to 128 letters, digits, spaces and . : / = + @ - _")
    if not re.fullmatch(f"{characters}{{0,256}}", value):
        raise ValueError(f"value {value!r} of {key!r}; allowed: up to 256 letters, digits, spaces and . : / = + @ - _")


AccountId = Annotated[str, matches(r"\d{12}", "12 digits in quotes")]
CertificateArn = Annotated[
    str, matches(r"arn:aws:acm:us-east-1:\d{12}:certificate/\S+", "the ARN of a certificate in us-east-1")
]
Country = Annotated[str, AfterValidator(_country)]
DollarAmount = Annotated[str, matches(r"\d{0,2}\.\d{1,5}", 'US dollars in quotes, like "0.10"')]
Email = Annotated[str, matches(r"[^@\s]+@[^@\s]+\.[^@\s]+", "an e-mail address, like ops@example.com")]
HostedZoneId = Annotated[str, matches(r"Z[A-Z0-9]{1,31}", "the id of a zone, like Z0123456789ABCDEFGHIJ")]
HostName = Annotated[str, matches(r"([a-z0-9-]+\.)+[a-z]{2,}", "a host name, like sms.example.com")]
Identifier = Annotated[
    str, matches(r"[a-z][a-z0-9-]{0,31}", "1 to 32 lower-case letters, digits and hyphens, a letter first")
]
Origin = Annotated[
    str,
    matches(r"https://(\*\.)?[a-z0-9.-]+(:\d{1,5})?", "an https origin without a path, like https://www.example.com"),
]
OptOutListName = Annotated[str, matches(r"[A-Za-z0-9_-]{1,64}", "1 to 64 letters, digits, _ and -")]
PhoneNumberId = Annotated[str, matches(r"phone-[A-Za-z0-9]+", "the id of a number, like phone-1f2e3d4c")]
PoolId = Annotated[str, matches(r"pool-[A-Za-z0-9]+", "the id of a pool, like pool-1f2e3d4c")]
Region = Annotated[str, AfterValidator(_region)]
RetentionDays = Annotated[int, Field(strict=True), AfterValidator(_retention)]
Tags = Annotated[dict[str, str], AfterValidator(_tags)]
WebAddress = Annotated[
    str,
    matches(
        r"(https://[a-z0-9.-]+|http://(localhost|127\.0\.0\.1))(:\d{1,5})?(/\S*)?",
        "an https address, or one of this machine",
    ),
]
