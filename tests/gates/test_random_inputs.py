"""Random valid arguments of every construct with a CloudFormation type of its own pass the strict validation."""

from __future__ import annotations

from pathlib import Path

from tests.gates.judgement import SCHEMA_RULES, judge


def test_random_arguments_that_are_valid_pass_the_strict_validation(tmp_path: Path) -> None:
    judged = judge("tests/gates/programs/random_inputs.py", tmp_path)
    assert judged.of(SCHEMA_RULES) == []
    assert judged.resources >= 50
