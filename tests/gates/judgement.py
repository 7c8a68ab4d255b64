"""What the CDK's own template validation and cdk-nag say about an app."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from tests.support.app import run_app, templates

SCHEMA_RULES = "CloudFormation Validate"
NAG_RULES = "AwsSolutions"
NIST_RULES = "NIST.800.53.R5"
WARNINGS = "Construct Annotations"


@dataclass(frozen=True)
class Finding:
    """A rule that a construct breaks."""

    plugin: str
    rule: str
    construct_path: str
    description: str

    def __str__(self) -> str:
        return f"{self.construct_path}: {self.rule}: {self.description}"


@dataclass(frozen=True)
class Acknowledgement:
    """A rule that somebody accepted to break, at a construct and below it."""

    construct_path: str
    rule: str
    reason: str

    def covers(self, finding: Finding) -> bool:
        below = f"{finding.construct_path}/".startswith(f"{self.construct_path}/")
        return below and self.rule in {finding.rule, f"{finding.plugin.replace(' ', '-')}::{finding.rule}"}


@dataclass(frozen=True)
class Judgement:
    """What was found in an app, and how much was looked at."""

    findings: list[Finding]
    acknowledgements: list[Acknowledgement]
    resources: int
    output: str

    def findings_of(self, plugin: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.plugin == plugin]

    def of(self, plugin: str) -> list[str]:
        """The same in words."""
        return [str(finding) for finding in self.findings_of(plugin)]

    def idle_acknowledgements(self) -> list[Acknowledgement]:
        """Those that no finding needs: mistyped, or left behind after the fault was mended."""
        return [
            acknowledgement
            for acknowledgement in self.acknowledgements
            if not any(acknowledgement.covers(finding) for finding in self.findings)
        ]


def judge(program: str, folder: Path, *, acknowledge: bool = True, environments: Path | None = None) -> Judgement:
    """Synthesize an app with all rules on.

    :param program: the app's file, from the repository's root.
    :param folder: an empty folder to work in.
    :param acknowledge: whether its acknowledgements are made. Otherwise they are only written down, and the slow
        template validation stays off: nothing of it is acknowledged anywhere.
    :param environments: folder of the environments. Default: - the app's own
    """
    assembly, asked = folder / "cdk.out", folder / "acknowledgements.json"
    variables = {} if acknowledge else {"ACKNOWLEDGEMENTS": str(asked)}
    arguments = ["tests/gates/programs/judged.py", program]
    done = run_app(assembly, command=arguments, environments=environments, validate=acknowledge, variables=variables)
    report = assembly / "validation-report.json"
    if not report.exists():
        raise AssertionError(f"{program} was not synthesized:\n{done.stdout}{done.stderr}")
    written = json.loads(asked.read_text(encoding="utf-8")) if asked.exists() else []
    return Judgement(
        findings=_findings(report),
        acknowledgements=[Acknowledgement(path, rule, reason) for path, rule, reason in written],
        resources=sum(len(template.get("Resources", {})) for template in templates(assembly).values()),
        output=done.stdout + done.stderr,
    )


def _findings(report: Path) -> list[Finding]:
    return [
        Finding(plugin["pluginName"], violation["ruleName"], construct["constructPath"], violation["description"])
        for plugin in json.loads(report.read_text(encoding="utf-8"))["pluginReports"]
        for violation in plugin["violations"]
        for construct in violation["violatingConstructs"]
    ]
