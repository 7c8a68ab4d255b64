"""An environment whose number was there before: the deployment sets it up, and people are answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sandbox.cdk_cli import ENVIRONMENTS
from sandbox.sign_up_page import SignUpPage
from tests.end_to_end.conftest import Running, deployed

pytestmark = pytest.mark.sandbox

NUMBER = "+12065550142"


@pytest.fixture(scope="module")
def staging() -> Iterator[Running]:
    """The environment ``staging``, whose toll-free number the company leased long ago."""
    with deployed("staging", ENVIRONMENTS) as environment:
        yield environment


@pytest.fixture(scope="module")
def sms(staging: Running) -> Any:
    return staging.company.client("pinpoint-sms-voice-v2")


def test_what_people_text_reaches_the_inbound_topic(staging: Running, sms: Any) -> None:
    (number,) = sms.describe_phone_numbers()["PhoneNumbers"]
    assert number["TwoWayEnabled"] is True
    assert number["TwoWayChannelArn"] == staging.deployment.outputs["InboundTopicArn"]
    assert (number["SelfManagedOptOutsEnabled"], number["OptOutListName"]) == (False, "Default")


def test_it_answers_with_the_words_of_the_programme(sms: Any) -> None:
    (number,) = sms.describe_phone_numbers()["PhoneNumbers"]
    found = sms.describe_keywords(OriginationIdentity=number["PhoneNumberId"])["Keywords"]
    words = {each["Keyword"]: each for each in found}
    assert {"HELP", "STOP", "YES", "START", "UNSTOP", "REVOKE"} <= set(words)
    assert words["HELP"]["KeywordMessage"].startswith("Example Corp: For help")
    assert words["REVOKE"]["KeywordAction"] == "OPT_OUT"


def test_nothing_was_left_to_be_done_by_hand(staging: Running) -> None:
    assert "Keywords" not in staging.deployment.outputs
    staging.deployment.assert_unchanged()


def test_a_person_signs_up_answers_and_leaves(staging: Running) -> None:
    phone = staging.sandbox.phone
    page = SignUpPage.read(staging.sandbox, staging.deployment.outputs["FormUrl"])
    answer = page.post(staging.sandbox, page.body(name="Ada Lovelace", country="US", phone=NUMBER))
    assert answer.status == 202, answer.text
    phone.wait_for(NUMBER, "Reply YES", timeout=30)

    phone.reply(NUMBER, "yes")
    phone.wait_for(NUMBER, "Thanks, we got your reply", timeout=30)
    staging.company.verdict_of(NUMBER, "opted-in", programme="alerts")

    phone.reply(NUMBER, "REVOKE")  # STOP of a toll-free number is for the carriers
    phone.wait_for(NUMBER, "unsubscribed", timeout=30)
    staging.company.verdict_of(NUMBER, "opted-out", programme="alerts")
