"""A flood: thousands sign up from 16 clients while one invocation in ten fails; what was lost, sent twice, logged."""

from __future__ import annotations

import time

from bench.deployed import Deployed
from sandbox.crowd import CLIENTS, DOMAIN, INVALID_IN, MARK, account_of, crowd, sign_up
from sandbox.log_search import search_logs

PEOPLE = 5000
FAILING = 0.1


def measure(target: Deployed, people: int = PEOPLE) -> list[tuple[str, str]]:
    """What came of it, as lines of a table."""
    sandbox, deployment = target.sandbox, target.deployment
    everybody, table = crowd(people), deployment.outputs["ConsentTableName"]
    sandbox.phone.fail(probability=FAILING, seed=1, retry=1)
    begin = time.monotonic()
    target.say(f"{people} people sign up from {CLIENTS} clients ...")
    tally = sign_up(sandbox, deployment.outputs["FormUrl"], everybody)
    target.say(f"{len(tally.accepted)} accepted; their texts are sent ...")
    target.wait_until_settled()
    seconds = time.monotonic() - begin
    failures = sandbox.phone.failures()
    sandbox.phone.fail(probability=0)
    account = account_of(sandbox, table, deployment.region, everybody, tally.accepted)
    logs = search_logs(
        sandbox,
        regions=[deployment.region],
        numbers=[person.number for person in everybody],
        words=[MARK, DOMAIN],
        without=deployment.outputs["FailuresLogGroupName"],
    )
    failed = failures["failedBefore"] + failures["failedAfter"]
    outcomes = ", ".join(f"{count} {status}" for status, count in sorted(account.outcomes.items()))
    return [
        (f"sign-ups, one in {INVALID_IN} wrong, {CLIENTS} clients", str(people)),
        ("accepted / refused / never answered", _of(len(tally.accepted), len(tally.refused), len(tally.gave_up))),
        ("accepted a second", f"{len(tally.accepted) / tally.seconds:.0f}"),
        ("invocations that failed, of", _of(failed, failures["invocations"])),
        ("requests sent again", str(tally.retries)),
        ("sign-ups stored, by outcome", f"{account.sign_ups}: {outcomes}"),
        ("lost / without outcome / with several", _of(len(account.lost), len(account.open), len(account.several))),
        ("texts sent more than once", str(len(account.twice))),
        ("seconds until the last outcome", f"{seconds:.0f}"),
        ("log lines searched / that hold a number, a name, an address", _of(logs.lines.total(), len(logs.hits))),
    ]


def _of(*values: int) -> str:
    return " / ".join(map(str, values))
