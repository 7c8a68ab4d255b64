"""Runs an app with cdk-nag's AWS Solutions and NIST 800-53 rules added, from outside: the app knows nothing of it.

``python judged.py app.py``; with ``ACKNOWLEDGEMENTS`` naming a file, acknowledgements are written there, as a list of
construct path, rule and reason, and are not made: the report then holds every finding that there is.
"""

from __future__ import annotations

import json
import os
import runpy
import sys
from pathlib import Path
from typing import Any

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks, NIST80053R5Checks


class JudgedApp(cdk.App):
    """An app that every rule pack looks at."""

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        cdk.Validations.of(self).add_plugins(AwsSolutionsChecks(self), NIST80053R5Checks(self))


def record_instead_of_acknowledging(target: Path) -> None:
    """Make ``Validations.of(construct).acknowledge(...)`` write down what it was asked, and do nothing else."""
    asked: list[tuple[str, str, str]] = []
    validations_of = cdk.Validations.of

    class Recorder:
        def __init__(self, scope: Any) -> None:
            self._scope = scope
            self._validations = validations_of(scope)

        def acknowledge(self, *rules: Any) -> None:
            asked.extend((self._scope.node.path, rule.id, rule.reason) for rule in map(_typed, rules))
            target.write_text(json.dumps(asked), encoding="utf-8")

        def __getattr__(self, name: str) -> Any:
            return getattr(self._validations, name)

    cdk.Validations.of = Recorder  # type: ignore[method-assign,assignment]


def _typed(rule: Any) -> cdk.Acknowledgment:
    return cdk.Acknowledgment(**rule) if isinstance(rule, dict) else rule


def main(program: str) -> None:
    """Run the program as if it were called by itself."""
    if target := os.environ.get("ACKNOWLEDGEMENTS"):
        Path(target).write_text("[]", encoding="utf-8")
        record_instead_of_acknowledging(Path(target))
    cdk.App = JudgedApp  # type: ignore[misc]
    sys.argv = [program]
    runpy.run_path(program, run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1])
