"""``python -m cdk_messaging.opt_in proof``."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.operations.operating import Operator, stack
from tests.runtime.deployment import make_form, make_programme, settings_with
from tests.runtime.fakes.aws import error_reply
from tests.runtime.world import NUMBER, TABLE, World

Make = Callable[[World], Operator]
TWO_PROGRAMMES = settings_with(programmes={"news": make_programme("NEWS")}, forms={"news": make_form("news")})


def test_the_proof_of_a_subscription_holds_all_that_has_to_be_shown(world: World, operator: Operator) -> None:
    world.subscribe()
    proof = operator.do("proof", NUMBER)
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


def test_an_opt_out_is_part_of_the_proof_of_the_programme(world: World, operator: Operator) -> None:
    world.subscribe()
    world.clock.advance(seconds=5)
    world.text("STOP")
    proof = operator.do("proof", NUMBER)
    assert (proof["programme"], proof["state"]) == ("alerts", "OPTED_OUT")
    assert proof["opted_out_at"] == proof["ledger"][-1]["time"]


def test_of_a_stranger_who_opted_out_that_is_the_proof(world: World, operator: Operator) -> None:
    world.text("STOP")
    proof = operator.do("proof", NUMBER)
    assert (proof["programme"], proof["state"]) == ("*", "OPTED_OUT")
    assert proof["opted_out_at"] == proof["ledger"][0]["time"]
    assert proof["consent"] is None


def test_a_strangers_opt_out_holds_for_any_programme(world: World, operator: Operator) -> None:
    world.text("STOP")
    proof = operator.do("proof", NUMBER, "--programme", "alerts")
    assert (proof["programme"], proof["state"]) == ("alerts", "OPTED_OUT")


def test_an_imported_consent_is_proven_by_the_text_of_its_file(operator: Operator, tmp_path: Path) -> None:
    file, report = tmp_path / "vendor.csv", tmp_path / "report.csv"
    file.write_text(f"number,action,time,text\n{NUMBER},opt-in,2025-03-01T10:00:00Z,I agreed there.\n", "utf-8")
    operator.do("import", str(file), "--vendor", "Other Co", "--programme", "alerts", "--report", str(report))
    proof = operator.do("proof", NUMBER)
    assert (proof["state"], proof["confirmed_at"]) == ("OPTED_IN", "2025-03-01T10:00:00.000000Z")
    assert proof["consent"]["text"] == "I agreed there."
    assert proof["ledger"][0]["details"]["vendor"] == "Other Co"


def test_as_a_table_it_is_for_people(world: World, operator: Operator) -> None:
    world.subscribe()
    ended = operator.run("proof", NUMBER, "--format", "table")
    assert ended.code == 0
    assert "State      OPTED_IN" in ended.out
    assert "Name       Ada Lovelace" in ended.out
    assert "I agree to get texts." in ended.out
    assert "CONFIRMED" in ended.out


def test_when_nothing_is_known_it_says_so_with_its_own_exit_code(operator: Operator) -> None:
    ended = operator.run("proof", NUMBER)
    assert (ended.code, ended.out, ended.err) == (3, "", f"nothing is known of {NUMBER}\n")


def test_when_nothing_is_known_in_a_programme_it_says_so(world: World, operator: Operator) -> None:
    world.sign_up()
    ended = operator.run("proof", NUMBER, "--programme", "news")
    assert (ended.code, ended.err) == (3, f"nothing is known of {NUMBER} in programme 'news'\n")


@pytest.mark.parametrize("number", ["2065550100", "+1 206 555 0100", "hello"])
def test_a_number_that_is_not_in_e164_is_refused(operator: Operator, number: str) -> None:
    ended = operator.run("proof", number)
    assert ended.code == 2
    assert ended.err == f"{number!r} is not in E.164; give a plus, the country's code and the number: +12065550142\n"


@pytest.mark.parametrize("arguments", [[NUMBER], [NUMBER, "--table", "a", "--stack", "b"], []])
def test_a_wrong_call_is_told_from_an_empty_answer(operator: Operator, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        operator("proof", *arguments)
    assert ended.value.code == 2


def test_the_table_is_found_by_the_output_of_a_stack(world: World, operator: Operator) -> None:
    world.subscribe()
    world.aws.services["cloudformation"] = stack(ConsentTableName=TABLE)
    assert operator("proof", NUMBER, "--stack", "Consent").code == 0


def test_a_stack_without_the_output_is_named(world: World, operator: Operator) -> None:
    world.aws.services["cloudformation"] = stack()
    ended = operator("proof", NUMBER, "--stack", "Other")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "stack 'Other' has no output ConsentTableName; name the table itself with --table\n"


def test_what_aws_refuses_is_told(world: World, operator: Operator) -> None:
    world.aws.services["dynamodb"] = lambda operation, body: error_reply("AccessDeniedException")
    ended = operator.run("proof", NUMBER)
    assert ended.code == 1
    assert "AccessDeniedException" in ended.err


def test_profile_and_region_are_those_given(operator: Operator) -> None:
    operator.run("proof", NUMBER, "--profile", "audit", "--region", "eu-west-1")
    assert operator.asked == {"profile_name": "audit", "region_name": "eu-west-1"}


def test_of_several_programmes_one_has_to_be_chosen(make_world: Callable[..., World], make_operator: Make) -> None:
    world = make_world(**TWO_PROGRAMMES)
    operator = make_operator(world)
    world.sign_up()
    world.sign_up(source="news", consent_version="0123456789abcdef")
    ended = operator.run("proof", NUMBER)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"{NUMBER} is known to alerts, news; choose one with --programme\n"
    assert operator.do("proof", NUMBER, "--programme", "news")["programme"] == "news"


def test_the_commands_do_not_load_the_cdk() -> None:
    program = (
        "import sys, cdk_messaging.opt_in.__main__ as program\n"
        "from cdk_messaging.opt_in.operations.dispatch import commands\n"
        "commands()\n"
        "sys.exit('aws_cdk' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_it_runs_as_a_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cdk_messaging.opt_in", "--help"], capture_output=True, text=True, check=True
    )
    assert "proof" in done.stdout
    assert done.stderr == ""
