"""The examples are short, and clean in strict validation, cdk-nag and cfn-lint."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.examples.example_cli import EXAMPLES, NAMES
from tests.gates.judgement import NAG_RULES, SCHEMA_RULES, WARNINGS, judge
from tests.gates.test_cfn_lint import complaints
from tests.support.app import stacks

BY_VALIDATION = "CloudFormation-Validate::"
"""Findings of the template validation, which is off while acknowledgements are only written down. Those fail the rules
where they are not acknowledged."""
LONGEST = 60
"""Lines of an example."""


def test_there_is_one_of_each_family() -> None:
    families = {
        "number_and_keywords",
        "one_time_passwords",
        "protect_and_spend_limits",
        "push",
        "registration",
        "tenants",
        "three_destinations",
        "voice",
    }
    assert families <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_short(name: str) -> None:
    assert len((EXAMPLES / f"{name}.py").read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("name", NAMES)
def test_an_example_follows_all_rules(name: str, tmp_path: Path) -> None:
    judged = judge(f"examples/{name}.py", tmp_path)
    assert [judged.of(plugin) for plugin in (SCHEMA_RULES, NAG_RULES, WARNINGS)] == [[], [], []]
    assert judged.resources > 0
    found = stacks(tmp_path / "cdk.out").values()
    assert found
    assert [complaint for path, _ in found for complaint in complaints(path.read_text("utf-8"), "us-east-1")] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_acknowledgement_of_an_example_is_needed(name: str, tmp_path: Path) -> None:
    idle = judge(f"examples/{name}.py", tmp_path, acknowledge=False).idle_acknowledgements()
    assert [each for each in idle if not each.rule.startswith(BY_VALIDATION)] == []
