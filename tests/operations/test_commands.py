"""What all commands have in common."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from cdk_messaging.opt_in.operations import dispatch
from tests.operations.operating import Operator
from tests.runtime.fakes.aws import error_reply
from tests.runtime.world import NUMBER, World

NAMES = [command.NAME for command in dispatch.commands()]


def test_the_commands_are_these() -> None:
    assert NAMES == [
        "proof", "list", "export", "check", "doubts", "settle", "redrive", "stop-sending", "resume-sending", "sending",
        "import", "erase", "restore",
    ]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_help_of_each_tells_where_things_are_and_how_it_ends(capsys: pytest.CaptureFixture[str], name: str) -> None:
    with pytest.raises(SystemExit):
        dispatch.main([name, "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    for part in ("--stack", "--profile", "--region", "--format", "Exit codes: 0 done, 1 AWS refused"):
        assert part in shown


def test_without_a_command_the_call_is_wrong(operator: Operator) -> None:
    with pytest.raises(SystemExit) as ended:
        operator()
    assert ended.value.code == 2


def test_an_interruption_has_its_own_exit_code(world: World, operator: Operator) -> None:
    def interrupt(_service: str, _operation: str, _body: Any) -> None:
        raise KeyboardInterrupt

    world.aws.before.append(interrupt)
    ended = operator.run("proof", NUMBER)
    assert (ended.code, ended.err) == (130, "interrupted\n")


def test_interrupted_work_says_how_far_it_was(world: World, operator: Operator) -> None:
    def interrupt(_service: str, operation: str, _body: Any) -> None:
        if operation == "Query":
            raise KeyboardInterrupt

    world.sign_up()
    world.aws.before.append(interrupt)
    ended = operator.run("list", "--status", "pending", "--programme", "alerts")
    assert ended.err == "listed: 0 records (not finished)\ninterrupted\n"


def test_whoever_reads_enough_of_a_list_ends_it_quietly(
    world: World, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Closed:
        def write(self, _text: str) -> None:
            raise BrokenPipeError

        def flush(self) -> None:
            """As the other end has gone, there is nothing to do."""

        def fileno(self) -> int:
            raise OSError

    world.sign_up()
    monkeypatch.setattr(sys, "stdout", Closed())
    assert dispatch.main(["list", "--status", "pending", "--programme", "alerts", "--table", "consents"]) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("proof", NUMBER),
        ("list", "--status", "pending", "--programme", "alerts"),
        ("doubts", "--programme", "alerts"),
        ("settle", "confirm-x", "--sent", "--by", "Grace"),
        ("stop-sending", "--by", "Grace", "--reason", "why"),
        ("resume-sending", "--by", "Grace"),
        ("sending",),
        ("erase", NUMBER, "--yes"),
        ("restore", "--to-time", "2026-11-22T08:00:00Z", "--dry-run"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_what_aws_refuses_is_told_in_its_words(world: World, operator: Operator, arguments: tuple[str, ...]) -> None:
    world.aws.services["dynamodb"] = lambda operation, body: error_reply("AccessDeniedException")
    ended = operator.run(*arguments)
    assert ended.code == 1
    assert "AccessDeniedException" in ended.err
