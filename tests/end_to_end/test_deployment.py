"""What the deployed environment does and refuses, apart from what the demo plays through."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sandbox.company import Company, NotAsPromised
from sandbox.journey import Journey
from tests.end_to_end.conftest import Running

pytestmark = pytest.mark.sandbox


def api_url(running: Running) -> str:
    """The API's own address, which the distribution hides."""
    (url,) = (value for name, value in running.deployment.outputs.items() if "ApiEndpoint" in name)
    return f"{url}register"


def test_the_api_refuses_calls_that_bypass_the_distribution(running: Running) -> None:
    answer = running.sandbox.request("POST", api_url(running), body="{}", headers={"Content-Type": "application/json"})

    assert answer.status == 403
    assert answer.json()["code"] == "forbidden"


def test_a_refusal_has_a_code_a_message_and_the_field(running: Running, journey: Journey) -> None:
    answer = journey.register("12", name="Too Short")

    assert answer.status == 400
    assert answer.json()["code"] == "number_invalid"
    assert answer.json()["field"] == "phone"
    assert answer.json()["message"]


def test_the_answer_is_the_same_for_a_number_that_is_subscribed_and_for_a_new_one(
    running: Running, journey: Journey
) -> None:
    first = journey.register("+12065550151", name="First")
    running.sandbox.phone.wait_for("+12065550151", "Reply YES", timeout=30)
    again = journey.register("+12065550151", name="Again")
    other = journey.register("+12065550152", name="Other")

    assert (first.status, first.body) == (again.status, again.body) == (other.status, other.body)


def test_no_log_group_holds_a_phone_number(running: Running, journey: Journey) -> None:
    journey.register("+12065550153", name="Logged Nowhere")
    running.sandbox.phone.wait_for("+12065550153", "Reply YES", timeout=30)
    running.sandbox.phone.reply("+12065550153", "YES")
    running.sandbox.phone.wait_for("+12065550153", "You now get", timeout=30)

    for group, message in _log_events(running):
        # The failures' group is an event destination: whom a message did not reach is what it is for.
        if group != running.deployment.outputs["FailuresLogGroupName"]:
            assert "2065550153" not in message, group
            assert "Logged Nowhere" not in message, group


def test_without_the_grant_to_send_the_confirmation_stays_away_and_the_log_says_why(running: Running) -> None:
    company = Company(running.sandbox, running.deployment, patience=6)
    journey = Journey(running.sandbox, company, running.deployment)
    with company.without("sms-voice:SendTextMessage"):
        assert journey.register("+12065550160", name="Unsent").status == 202
        with pytest.raises(NotAsPromised, match="SendTextMessage"):
            journey.confirmation_arrives("+12065550160")


def test_a_confirmation_that_could_not_be_sent_is_still_to_be_sent(running: Running) -> None:
    table = running.sandbox.client("dynamodb").scan(TableName=running.deployment.outputs["ConsentTableName"])
    items = [item for item in table["Items"] if item.get("number") == {"S": "+12065550160"}]

    assert [item["status"] for item in items] == [{"S": "PENDING"}]


def _log_events(running: Running) -> list[tuple[str, str]]:
    client: Any = running.sandbox.client("logs")
    return [
        (group["logGroupName"], event["message"])
        for group in client.describe_log_groups()["logGroups"]
        for event in client.filter_log_events(logGroupName=group["logGroupName"])["events"]
    ]


def test_the_proof_holds_the_consent_text_word_for_word(running: Running, journey: Journey) -> None:
    journey.register("+12065550154", name="Proven")
    running.sandbox.phone.wait_for("+12065550154", "Reply YES", timeout=30)

    proof = json.dumps(running.company.proof("+12065550154"))

    assert "I agree to receive order and delivery alerts by text message (SMS) from Example Corp" in proof
