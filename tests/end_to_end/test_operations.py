"""What operators and other teams do with a deployment: the library's own commands, on what the CDK deployed."""

from __future__ import annotations

import csv
import itertools
import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from cdk_messaging.opt_in.consent_check_client import CheckFailed, ConsentChecker
from sandbox.company import Company, wait
from sandbox.journey import Journey
from tests.end_to_end.conftest import Running

pytestmark = pytest.mark.sandbox

# Numbers that differ in their last digits only are held back when there are many; each of these is of another area.
_AREAS = itertools.cycle(("253", "360", "425", "509", "564"))
_people = itertools.count(1)


@pytest.fixture
def number() -> str:
    """Somebody whom no other test knows."""
    return f"+1{next(_AREAS)}555{100 + next(_people):04d}"


def subscribe(running: Running, journey: Journey, number: str, name: str = "Olive Operand") -> None:
    """Sign up and say YES."""
    assert journey.register(number, name=name).status == 202
    journey.confirmation_arrives(number)
    running.sandbox.phone.reply(number, "YES")
    running.company.verdict_of(number, "opted-in")


def test_stopped_sending_holds_every_text_and_resuming_sends_each_once(
    running: Running, company: Company, journey: Journey, number: str
) -> None:
    phone, people = running.sandbox.phone, ["+15415550181", "+15415550182", "+15415550183"]

    # GIVEN somebody who is subscribed, and an operator who stops all sending
    subscribe(running, journey, number)
    company.command("stop-sending", "--by", "Olga", "--reason", "wrong text")
    try:
        # WHEN people sign up
        for each in people:
            assert journey.register(each, name="Wanda Waits").status == 202

        # THEN they are sent nothing, and whoever asks is told why
        time.sleep(3)
        assert [phone.messages(each) for each in people] == [[], [], []]
        assert company.verdict(number)["reason"] == "sending-stopped"
        assert json.loads(company.command("sending", "--format", "json"))["sending"] == "stopped"
    finally:
        company.command("resume-sending", "--by", "Olga")

    # AND once it is resumed, each is sent one text
    phone.advance_clock(900)  # what was put back into the queue waits there
    for each in people:
        journey.confirmation_arrives(each)
    time.sleep(2)
    assert [len(phone.messages(each)) for each in people] == [1, 1, 1]


def as_user(running: Running, name: str, statements: list[dict[str, Any]]) -> Any:
    """A Lambda client of somebody with just these permissions."""
    iam = running.sandbox.client("iam")
    iam.create_user(UserName=name)
    document = json.dumps({"Version": "2012-10-17", "Statement": statements})
    iam.put_user_policy(UserName=name, PolicyName="permissions", PolicyDocument=document)
    key = iam.create_access_key(UserName=name)["AccessKey"]
    make: Any = boto3.client
    return make(
        "lambda",
        endpoint_url=running.sandbox.endpoint,
        region_name=running.deployment.region,
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
    )


def test_another_team_asks_with_the_grant_and_is_refused_without(
    running: Running, journey: Journey, number: str
) -> None:
    subscribe(running, journey, number)
    function = running.deployment.outputs["ConsentCheckFunctionName"]
    arn = f"arn:aws:lambda:{running.deployment.region}:{running.sandbox.settings.account_id}:function:{function}"
    grant = {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": [arn, f"{arn}:*"]}

    allowed = ConsentChecker(function, client=as_user(running, "other-team", [grant]))
    verdicts = {each: allowed.check(each, programme="alerts") for each in (number, "+13605550199")}
    assert verdicts[number].allowed
    assert (verdicts["+13605550199"].allowed, verdicts["+13605550199"].reason) == (False, "not-subscribed")

    nobody = ConsentChecker(function, client=as_user(running, "nobody", [{**grant, "Resource": [f"{arn}-other"]}]))
    with pytest.raises((CheckFailed, ClientError)):
        nobody.check(number, programme="alerts")


def test_records_of_another_vendor_are_taken_over_after_a_dry_run(
    running: Running, company: Company, journey: Journey, tmp_path: Path
) -> None:
    subscribed, opted_out, wrong = "+13605550171", "+13605550172", "12"
    given, report = tmp_path / "vendor.csv", tmp_path / "report.csv"
    lines = [
        "number,action,time,text",
        f'{subscribed},opt-in,2026-01-02T03:04:05Z,"I agree to texts from Example Corp"',
        f"{opted_out},opt-out,2026-02-03T04:05:06Z,",
        f"{wrong},opt-in,2026-01-02T03:04:05Z,I agree",
    ]
    given.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = ["import", str(given), "--vendor", "Old Vendor", "--programme", "alerts", "--report", str(report)]

    refused = 4  # one of the rows was
    company.command(*command, "--dry-run", code=refused)
    assert len(list(csv.DictReader(report.read_text(encoding="utf-8").splitlines()))) == 3
    assert company.verdict(subscribed)["reason"] == "not-subscribed"

    report.unlink()
    company.command(*command, code=refused)
    assert company.verdict(subscribed)["allowed"]
    assert company.verdict(opted_out)["reason"] == "opted-out"
    assert journey.register(opted_out, name="Ollie Out").status == 202
    time.sleep(3)
    assert running.sandbox.phone.messages(opted_out) == []


def test_the_subscribed_are_listed_and_exported(
    running: Running, company: Company, journey: Journey, number: str, tmp_path: Path
) -> None:
    subscribe(running, journey, number, name="Exa Ported")
    status = ["--status", "opted-in", "--programme", "alerts", "--source", "web"]

    listed = json.loads(company.command("list", *status, "--format", "json"))
    company.command("export", *status, "--format", "jsonl", "--output", str(tmp_path / "out.jsonl"))
    exported = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]

    assert [row["profile"]["name"] for row in listed if row["number"] == number] == ["Exa Ported"]
    assert [row["number"] for row in exported] == [row["number"] for row in listed]


def test_an_erased_person_is_gone_and_the_proof_stays(
    running: Running, company: Company, journey: Journey, number: str
) -> None:
    subscribe(running, journey, number, name="Erna Erased")

    company.command("erase", number, "--yes")

    proof = company.proof(number)
    assert proof["profiles"] == []
    assert "Erna" not in json.dumps(proof)
    assert "CONFIRMED" in [entry["kind"] for entry in proof["ledger"]]
    assert company.verdict(number)["allowed"]


def test_a_partition_that_was_deleted_comes_back_as_it_was(
    running: Running, company: Company, journey: Journey, number: str
) -> None:
    # GIVEN somebody who is subscribed, and a moment after that
    subscribe(running, journey, number, name="Resa Tored")
    running.sandbox.phone.wait_for(number, "You now get", timeout=30)
    proof = company.proof(number)
    time.sleep(2)
    moment = datetime.now(UTC).replace(microsecond=0)
    time.sleep(2)

    # WHEN somebody else deletes all of it by mistake
    client, table = company.client("dynamodb"), running.deployment.outputs["ConsentTableName"]
    key = {":pk": {"S": f"NUMBER#{number}"}}
    items = client.query(TableName=table, KeyConditionExpression="pk = :pk", ExpressionAttributeValues=key)["Items"]
    for item in items:
        client.delete_item(TableName=table, Key={name: item[name] for name in ("pk", "sk")})
    wait(lambda: company.verdict(number)["reason"] == "not-subscribed", "nothing was deleted", patience=10)

    # THEN the restore brings it back, and nobody is texted
    texts = len(running.sandbox.phone.messages(number))
    company.command("stop-sending", "--by", "Olga", "--reason", "restore")
    try:
        company.command("restore", "--to-time", moment.isoformat().replace("+00:00", "Z"), "--yes")
    finally:
        company.command("resume-sending", "--by", "Olga")
    assert company.verdict(number)["allowed"]
    restored = company.proof(number)
    assert (restored["ledger"], restored["profiles"]) == (proof["ledger"], proof["profiles"])
    time.sleep(2)
    assert len(running.sandbox.phone.messages(number)) == texts
