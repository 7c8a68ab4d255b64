"""Tell for templates of CloudFormation what of Amazon Pinpoint they use, what of it has ended, and what replaces it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from ..retirement import ENDED_ON
from .findings import Finding, as_json, findings
from .templates import TemplateProblem, find_templates

HELP = "tell what of templates has ended with Amazon Pinpoint, what lives, and what replaces each"
ALL_LIVES, ENDED, WRONG = 0, 1, 2
"""Exit codes: nothing has ended, something has, a template cannot be read."""
EPILOG = (
    "Exit codes: 0 nothing of it has ended, 1 something has, or somebody has to look, 2 a template cannot be read or "
    "the call is wrong."
)
_SIGNS = {"retired": "ended", "living": "lives", "unknown": "look"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "template", nargs="+", type=Path, help="a template in JSON or YAML, a cloud assembly, or a folder of templates"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: %(default)s")


def run(given: argparse.Namespace) -> int:
    """Read the templates and tell."""
    try:
        found = [finding for template in find_templates(given.template) for finding in findings(template)]
    except TemplateProblem as problem:
        sys.stderr.write(f"{problem}\n")
        return WRONG
    sys.stdout.write((as_json(found) if given.format == "json" else as_text(found)) + "\n")
    return ENDED if any(finding.status != "living" for finding in found) else ALL_LIVES


def as_text(found: Sequence[Finding]) -> str:
    """For people."""
    if not found:
        return "Nothing here uses Amazon Pinpoint."
    lines: list[str] = []
    for template, of_template in groupby(found, key=lambda finding: finding.template):
        lines += [template, *_of_template(of_template), ""]
    ended = sum(finding.status == "retired" for finding in found)
    unclear = sum(finding.status == "unknown" for finding in found)
    living = len(found) - ended - unclear
    lines.append(f"{ended} ended on {ENDED_ON}, {living} live on, {unclear} to look at.")
    return "\n".join(lines)


def _of_template(found: Iterable[Finding]) -> Iterable[str]:
    for resource, uses in groupby(found, key=lambda finding: finding.resource):
        yield f"  {resource}"
        for use in uses:
            told = f"    {_SIGNS[use.status]}: {use.kind} {use.what}"
            yield told if use.replacement is None else f"{told}\n      {_advice(use)}"


def _advice(use: Finding) -> str:
    """Names of things to use begin a sentence; instructions are one already."""
    if use.status == "retired" and use.kind in {"call", "custom resource", "principal", "type"}:
        return f"use {use.replacement}"
    return f"prefer {use.replacement}" if use.status == "living" else str(use.replacement)
