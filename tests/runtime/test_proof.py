"""``python -m cdk_messaging.opt_in proof``."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import boto3
import pytest

from cdk_messaging.opt_in import __main__ as command
from cdk_messaging.opt_in.runtime import aws
from tests.runtime.fakes.aws import error_reply
from tests.runtime.world import NUMBER, TABLE, World

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command: exit code, output and complaint."""
    asked: dict[str, Any] = {}

    def session(**options: Any) -> Any:
        asked.update(options)
        return aws.session()

    monkeypatch.setattr(boto3, "Session", session)

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = command.main(["proof", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    call.asked = asked  # type: ignore[attr-defined]
    return call


def test_the_proof_of_a_subscription_holds_all_that_has_to_be_shown(world: World, run: Run) -> None:
    world.subscribe()
    code, out, _ = run(NUMBER, "--table", TABLE)
    proof = json.loads(out)
    assert code == 0
    assert (proof["number"], proof["programme"], proof["state"]) == (NUMBER, "alerts", "OPTED_IN")
    assert proof["consent"] == {"version": "0123456789abcdef", "locale": "en-US", "text": "I agree to get texts."}
    assert [profile["name"] for profile in proof["profiles"]] == ["Ada Lovelace"]
    assert [entry["kind"] for entry in proof["ledger"]] == ["REQUESTED", "SENT", "CONFIRMED", "FEEDBACK", "NOTICE_SENT"]
    requested, sent, confirmed = proof["ledger"][:3]
    assert requested["details"]["ip"] == "192.0.2.7"
    assert (sent["message_id"], sent["details"]["text"]) == ("message-1", "Example Corp: Reply YES to get alerts.")
    assert confirmed["details"]["text"] == "YES"
    assert proof["requested_at"] < proof["sent_at"] < proof["confirmed_at"]
    assert proof["opted_out_at"] is None


def test_the_proof_of_an_opt_out_says_when(world: World, run: Run) -> None:
    world.text("STOP")
    proof = json.loads(run(NUMBER, "--table", TABLE)[1])
    assert proof["state"] == "OPTED_OUT"
    assert proof["opted_out_at"] == proof["ledger"][0]["time"]


def test_as_a_table_it_is_for_people(world: World, run: Run) -> None:
    world.subscribe()
    code, out, _ = run(NUMBER, "--table", TABLE, "--format", "table")
    assert code == 0
    assert "State      OPTED_IN" in out
    assert "I agree to get texts." in out
    assert "CONFIRMED" in out


def test_when_nothing_is_known_it_says_so_with_its_own_exit_code(run: Run) -> None:
    assert run(NUMBER, "--table", TABLE) == (3, "", f"nothing is known of {NUMBER}\n")


@pytest.mark.parametrize("number", ["2065550100", "+1 206 555 0100", "hello"])
def test_a_number_that_is_not_in_e164_is_refused(run: Run, number: str) -> None:
    code, _, complaint = run(number, "--table", TABLE)
    assert code == 2
    assert complaint == (f"{number!r} is not in E.164; give a plus, the country's code and the number: +12065550142\n")


@pytest.mark.parametrize("arguments", [[NUMBER], [NUMBER, "--table", "a", "--stack", "b"], []])
def test_a_wrong_call_is_told_from_an_empty_answer(run: Run, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 2


def test_the_table_is_found_by_the_output_of_a_stack(world: World, run: Run) -> None:
    world.subscribe()
    outputs = [{"OutputKey": "ConsentTableName", "OutputValue": TABLE}]
    world.aws.services["cloudformation"] = lambda operation, body: _stack(outputs)
    assert run(NUMBER, "--stack", "Consent")[0] == 0


def test_a_stack_without_the_output_is_named(world: World, run: Run) -> None:
    world.aws.services["cloudformation"] = lambda operation, body: _stack([])
    assert run(NUMBER, "--stack", "Other") == (
        2,
        "",
        "stack 'Other' has no output ConsentTableName; name the table itself with --table\n",
    )


def test_what_aws_refuses_is_told(world: World, run: Run) -> None:
    world.aws.services["dynamodb"] = lambda operation, body: error_reply("AccessDeniedException")
    code, _, complaint = run(NUMBER, "--table", TABLE)
    assert code == 1
    assert "AccessDeniedException" in complaint


def test_profile_and_region_are_those_given(world: World, run: Run) -> None:
    run(NUMBER, "--table", TABLE, "--profile", "audit", "--region", "eu-west-1")
    assert run.asked == {"profile_name": "audit", "region_name": "eu-west-1"}  # type: ignore[attr-defined]


def test_of_several_programmes_one_has_to_be_chosen(world: World, run: Run) -> None:
    world.text("STOP")
    (item,) = [item for item in world.items() if item["sk"].startswith("LEDGER#")]
    world.table.write({**item, "sk": item["sk"] + "x", "programme": "news"})
    assert run(NUMBER, "--table", TABLE) == (
        2,
        "",
        f"{NUMBER} is known to alerts, news; choose one with --programme\n",
    )
    assert json.loads(run(NUMBER, "--table", TABLE, "--programme", "news")[1])["programme"] == "news"


def test_the_command_does_not_load_the_cdk() -> None:
    program = "import sys, cdk_messaging.opt_in.__main__; sys.exit('aws_cdk' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)


def _stack(outputs: list[dict[str, str]]) -> Any:
    members = "".join(
        f"<member><OutputKey>{o['OutputKey']}</OutputKey><OutputValue>{o['OutputValue']}</OutputValue></member>"
        for o in outputs
    )
    body = (
        "<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>s</StackName>"
        "<CreationTime>2026-11-22T09:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus>"
        f"<Outputs>{members}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>"
    )
    return 200, {"Content-Type": "text/xml"}, body.encode()
