"""A crowd signs up at once while functions fail: nobody is lost, nobody is texted twice, no log names anybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from sandbox.company import wait
from sandbox.crowd import DOMAIN, MARK, USER_AGENT, Account, Person, Tally, account_of, crowd, sign_up, unsettled
from sandbox.log_search import Search, search_logs
from tests.end_to_end.conftest import Running

pytestmark = pytest.mark.sandbox

PEOPLE, FAILING = 500, 0.1
_SETTLES_WITHIN_SECONDS = 240.0


@dataclass(frozen=True)
class Flood:
    """What was sent, what was answered, what came of it, and how many invocations failed."""

    people: list[Person]
    tally: Tally
    account: Account
    failed: int

    @property
    def right(self) -> set[str]:
        """Who signed up as one should."""
        return {person.number for person in self.people if not person.changes}


@pytest.fixture(scope="module")
def flood(raised: Running) -> Flood:
    sandbox, deployment = raised.sandbox, raised.deployment
    people, table = crowd(PEOPLE), deployment.outputs["ConsentTableName"]
    sandbox.phone.fail(probability=FAILING, seed=1, retry=1)
    tally = sign_up(sandbox, deployment.outputs["FormUrl"], people)

    def waiting() -> int:
        return unsettled(sandbox, table, deployment.region, deployment.programme)

    wait(
        lambda: waiting() == 0,
        lambda: f"{waiting()} sign-ups have no outcome",
        patience=_SETTLES_WITHIN_SECONDS,
        poll=2,
    )
    failures = sandbox.phone.failures()
    sandbox.phone.fail(probability=0)
    return Flood(
        people,
        tally,
        account_of(sandbox, table, deployment.region, people, tally.accepted),
        failures["failedBefore"] + failures["failedAfter"],
    )


def test_everybody_who_is_right_is_accepted_and_everybody_who_is_not_is_refused(flood: Flood) -> None:
    assert flood.tally.gave_up == []
    assert set(flood.tally.accepted) == flood.right
    assert set(flood.tally.refused) == {person.number for person in flood.people} - flood.right


def test_who_is_accepted_is_stored_and_has_exactly_one_outcome(
    flood: Flood, record_property: Callable[[str, object], None]
) -> None:
    assert flood.failed > PEOPLE * FAILING / 2
    assert (flood.account.lost, flood.account.open, flood.account.several) == ((), (), ())
    assert flood.account.outcomes["SENT"] >= len(flood.right)
    assert flood.account.outcomes["SENT"] + flood.account.outcomes["SUPPRESSED"] == flood.account.sign_ups
    rate = len(flood.tally.accepted) / flood.tally.seconds
    record_property(
        f"flood of {PEOPLE}",
        f"{len(flood.tally.accepted)} accepted, {rate:.0f} a second, {flood.tally.retries} tried again, "
        f"{flood.failed} invocations failed, {len(flood.account.lost)} lost",
    )


def test_a_sign_up_is_texted_once(raised: Running, flood: Flood) -> None:
    assert flood.account.twice == ()
    everybody = {person.number for person in flood.people}
    phones = [each for each in raised.sandbox.phone.numbers() if each["number"] in everybody]
    texts = {each["number"]: each["messages"] for each in phones if each["messages"]}
    assert set(texts) == flood.right
    assert {number: count for number, count in texts.items() if count > flood.account.stored[number]} == {}
    assert sum(texts.values()) == flood.account.outcomes["SENT"]


@pytest.fixture(scope="module")
def logs(raised: Running, flood: Flood) -> Search:
    # The failures' group is an event destination: whom a message did not reach is what it is for.
    return search_logs(
        raised.sandbox,
        regions=[raised.deployment.region],
        numbers=[person.number for person in flood.people],
        words=[MARK, DOMAIN],
        without=raised.deployment.outputs["FailuresLogGroupName"],
    )


def test_no_log_holds_a_number_a_name_or_an_address_of_the_crowd(logs: Search) -> None:
    assert logs.hits == ()


@pytest.mark.parametrize("group", ["SignUpLogs", "SenderLogs", "SettlementLogs", "ApiAccessLog", "aws-waf-logs-"])
def test_all_of_these_were_logged(logs: Search, group: str) -> None:
    lines = sum(count for name, count in logs.lines.items() if group in name)
    assert lines >= PEOPLE / 10


def test_the_search_finds_what_is_there(raised: Running, flood: Flood) -> None:
    found = search_logs(raised.sandbox, regions=[raised.deployment.region], numbers=[], words=[USER_AGENT])
    assert len(found.hits) >= PEOPLE
    group, _ = found.hits[0]
    message = {"logGroupName": group, "logStreamName": "test"}
    client = raised.company.client("logs")
    client.create_log_stream(**message)
    spaced = re.sub(r"\+1(\d{3})(\d{3})(\d{4})", r"(\1) \2-\3", flood.people[3].number)
    event = {"timestamp": 1_790_000_000_000, "message": f"called {spaced}"}
    client.put_log_events(**message, logEvents=[event])
    again = search_logs(raised.sandbox, regions=[raised.deployment.region], numbers=[flood.people[3].number], words=[])
    assert [message for _, message in again.hits] == [event["message"]]
