"""What CloudFormation's schema refuses is refused before, whatever the text."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from hypothesis import given, settings
from hypothesis import strategies as st

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import (
    ConfigurationSet,
    Keyword,
    NotifyConfiguration,
    OptOutList,
    RcsAgent,
    RcsMedia,
    Registration,
    SenderId,
    TwoWay,
    VerifiedDestinationNumber,
)

from .helpers import simulator

Make = Callable[[cdk.Stack, str, str], Any]

STACK = cdk.Stack(cdk.App(), "Texts")
BUCKET = s3.Bucket.from_bucket_name(STACK, "Files", "files")
INBOUND = TwoWay.topic(sns.Topic(STACK, "Inbound"))
IDS = itertools.count()

# Where a text ends up, and what takes it.
TEXTS: list[tuple[str, str, Make]] = [
    (
        "ConfigurationSet",
        "ConfigurationSetName",
        lambda stack, name, text: ConfigurationSet(stack, name, configuration_set_name=text),
    ),
    (
        "ConfigurationSet",
        "DefaultSenderId",
        lambda stack, name, text: ConfigurationSet(stack, name, default_sender_id=text),
    ),
    ("OptOutList", "OptOutListName", lambda stack, name, text: OptOutList(stack, name, opt_out_list_name=text)),
    ("SenderId", "SenderId", lambda stack, name, text: SenderId(stack, name, sender_id=text, iso_country_code="DE")),
    (
        "SenderId",
        "IsoCountryCode",
        lambda stack, name, text: SenderId(stack, name, sender_id="A", iso_country_code=text),
    ),
    (
        "NotifyConfiguration",
        "DisplayName",
        lambda stack, name, text: NotifyConfiguration(stack, name, display_name=text),
    ),
    (
        "NotifyConfiguration",
        "DefaultTemplateId",
        lambda stack, name, text: NotifyConfiguration(stack, name, display_name="A", default_template_id=text),
    ),
    ("Registration", "RegistrationType", lambda stack, name, text: Registration(stack, name, registration_type=text)),
    (
        "VerifiedDestinationNumber",
        "DestinationPhoneNumber",
        lambda stack, name, text: VerifiedDestinationNumber(stack, name, destination_phone_number=text),
    ),
    (
        "RcsAgent",
        "TwoWayMediaS3KeyPrefix",
        lambda stack, name, text: RcsAgent(
            stack, name, two_way=INBOUND, media=RcsMedia(bucket=BUCKET, key_prefix=text)
        ),
    ),
    (
        "PhoneNumber",
        "OptionalKeywords",
        lambda stack, name, text: simulator(stack, name, keywords=[Keyword(text, "Thanks.")]),
    ),
]
PLAUSIBLE = st.text(alphabet="AZaz09_-+ ./é\n", max_size=70) | st.text(max_size=20) | st.sampled_from(["STOP", "help"])


@cache
def schema(kind: str, name: str) -> dict[str, Any]:
    """What the published schema says of a property, or of a keyword's text."""
    schemas = resources.files("cfnlint") / "data" / "schemas"
    names = json.loads((schemas / "providers" / "us-east-1.json").read_text())
    document = json.loads((schemas / "resources" / f"{names[f'AWS::SMSVOICE::{kind}']}.json").read_text())
    if name == "OptionalKeywords":
        return dict(document["definitions"]["OptionalKeyword"]["properties"]["Keyword"])
    return dict(document["properties"][name])


def fits(text: str, rules: dict[str, Any]) -> bool:
    # Python wants flags where a group begins; the schema has them inside.
    pattern = rules.get("pattern", "").replace("(?!(?i)(stop|help)$)", "(?i:(?!(stop|help)$))")
    return rules.get("minLength", 0) <= len(text) <= rules.get("maxLength", len(text)) and bool(
        re.search(pattern, text)
    )


@pytest.mark.parametrize(("kind", "name", "make"), TEXTS, ids=[f"{kind}.{name}" for kind, name, _ in TEXTS])
@settings(max_examples=40, deadline=None)
@given(text=PLAUSIBLE)
def test_a_text_that_is_taken_fits_the_schema(kind: str, name: str, make: Make, text: str) -> None:
    try:
        make(STACK, f"It{next(IDS)}", text)
    except InvalidArgument:
        return
    assert fits(text, schema(kind, name)), text
