"""cfn-lint, errors and warnings alike, on the templates of all environments; and that it can fail."""

from __future__ import annotations

import functools
import json
from pathlib import Path

from cfnlint.api import lint
from cfnlint.core import get_rules
from cfnlint.rules import RulesCollection

from tests.support.app import stacks

FEWEST_TEMPLATES = 32
"""Four stacks in each of four environments, and as many in those that only tests deploy."""


REDUNDANT_DEPENDENCY = "W3005"
"""The CDK adds DependsOn where a reference says the same; harmless, and not ours to change."""


PINPOINT = "AWS::Pinpoint::"
SHUTDOWN = frozenset({"E3710", "W3696"})
"""cfn-lint goes by the name of Amazon Pinpoint and marks all of its types as ending. AWS keeps some of them, and the
constructs of the others warn by themselves, with what to use instead."""


@functools.cache
def rules() -> RulesCollection:
    return get_rules(append_rules=[], ignore_rules=[REDUNDANT_DEPENDENCY], include_rules=[])


def complaints(template: str, region: str) -> list[str]:
    types = {name: each["Type"] for name, each in json.loads(template)["Resources"].items()}
    found = []
    for match in lint(template, rules=rules(), regions=[region]):
        path = list(map(str, match.path or []))
        ending = match.rule.id in SHUTDOWN and types.get((path[1:2] or [""])[0], "").startswith(PINPOINT)
        if not ending:
            found.append(f"{match.rule.id} {'/'.join(path)}: {match.message}")
    return found


def test_cfn_lint_finds_nothing_in_any_template(assembly: Path, assembly_of_tests: Path) -> None:
    found: list[str] = []
    for name, (path, artifact) in {**stacks(assembly), **stacks(assembly_of_tests)}.items():
        region = artifact["environment"].rpartition("/")[2]
        found.extend(f"{name}: {complaint}" for complaint in complaints(path.read_text(encoding="utf-8"), region))
    assert found == []


def test_all_templates_were_looked_at(assembly: Path, assembly_of_tests: Path) -> None:
    assert len({**stacks(assembly), **stacks(assembly_of_tests)}) >= FEWEST_TEMPLATES


def test_cfn_lint_can_fail() -> None:
    number = {"Type": "AWS::SMSVOICE::OptOutList", "Properties": {"OptOutListNam": "Default"}}
    (complaint,) = complaints(json.dumps({"Resources": {"List": number}}), "us-east-1")
    assert complaint.startswith("E3002 Resources/List/Properties/OptOutListNam: ")
