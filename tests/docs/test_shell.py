"""Every command of the documentation exists, with its target, module and options."""

from __future__ import annotations

import pytest

from tests.docs.commands import commands, problem
from tests.support.markdown import Block, documented


@pytest.mark.parametrize("block", documented("sh", "bash", "console"), ids=lambda block: block.place)
def test_the_commands_of_a_shell_block_exist(block: Block) -> None:
    assert [found for words in commands(block.text) if (found := problem(words))] == []


@pytest.mark.parametrize(
    ("command", "found"),
    [
        ("make help", None),
        ("ENV=dev make help", None),
        ("cdk deploy 'Dev/*'", None),
        ("npx cdk diff", None),
        ("cdk deploi", "cdk has no command 'deploi'"),
        ("python -m cdk_massaging", "there is no module cdk_massaging"),
        ("python -m tests.docs", "there is no module tests.docs"),
        ("python -m json.tool --colour", "python -m json.tool has no option --colour"),
        ("python -m json.tool --indent 2", None),
        ("python ap.py", "ap.py does not exist"),
        ("aws pinpoint-sms-voice-v2 describe-pools --region us-east-1", None),
        ("aws pinpoint-sms-voice-v2 describe-pool", "aws pinpoint-sms-voice-v2 has no operation 'describe-pool'"),
        ("aws pinpoint-sms-voice-v3 describe-pools", "aws has no service 'pinpoint-sms-voice-v3'"),
        ("mak local", "mak is no command of this project"),
    ],
)
def test_a_command_that_does_not_exist_is_found(command: str, found: str | None) -> None:
    (words,) = commands(command)
    assert problem(words) == found


def test_a_target_that_does_not_exist_is_found() -> None:
    assert "No rule to make target 'lokal'" in (problem(["make", "lokal"]) or "")


def test_comments_prompts_and_continued_lines_are_understood() -> None:
    block = "# first\n$ make synth # quick\nmake deploy \\\n  ENV=dev\n"
    assert list(commands(block)) == [["make", "synth"], ["make", "deploy", "ENV=dev"]]
