"""The same rules on what the library's provider sets up for an account."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gates.judgement import NAG_RULES, SCHEMA_RULES, WARNINGS, Judgement, judge
from tests.gates.test_cfn_lint import complaints
from tests.support.app import stacks

PROGRAM = "tests/gates/programs/account.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("account")


@pytest.fixture(scope="module")
def judged(folder: Path) -> Judgement:
    return judge(PROGRAM, folder)


def test_it_follows_the_schemas_and_rules(judged: Judgement) -> None:
    assert judged.resources > 0
    assert judged.of(SCHEMA_RULES) == []
    assert judged.of(NAG_RULES) == []


def test_it_warns_of_nothing_but_of_what_was_superseded(judged: Judgement) -> None:
    assert {finding.rule for finding in judged.findings_of(WARNINGS)} == {
        "Annotation::cdk_messaging:sms_voice.VoiceConfigurationSet.superseded"
    }


def test_cfn_lint_finds_nothing(judged: Judgement, folder: Path) -> None:
    assert judged.resources > 0
    ((path, _),) = stacks(folder / "cdk.out").values()
    assert complaints(path.read_text("utf-8"), "us-east-1") == []


def test_every_acknowledgement_is_needed(tmp_path: Path) -> None:
    unacknowledged = judge(PROGRAM, tmp_path, acknowledge=False)
    assert unacknowledged.acknowledgements != []
    idle = unacknowledged.idle_acknowledgements()
    assert [each for each in idle if not each.rule.startswith("CloudFormation-Validate::")] == []
