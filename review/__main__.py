"""``python -m review BASE_ASSEMBLY HEAD_ASSEMBLY`` or ``python -m review --base GIT_REF``.

Exits with 0 when nothing dangerous changes, 1 when something does that nobody acknowledged, 2 when no review was
possible.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from review import acknowledgements
from review.assembly import Assembly, Unreadable
from review.changes import DifferFailed, compare
from review.dangers import judge
from review.report import cut, render
from review.revision import SynthFailed, both_assemblies

FINE, DANGEROUS, IMPOSSIBLE = 0, 1, 2
_FILE = Path("review-acknowledgements.toml")


def main(arguments: Sequence[str] | None = None) -> int:
    """Review, and print or write the report."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if (given.base is None) == (given.after is None):
        parser.error("give two assemblies, or --base and a git revision")
    try:
        if given.base is not None:
            with both_assemblies(given.base) as (before, after):
                report, found = review(before, after, given.acknowledgements)
        else:
            report, found = review(given.before, given.after, given.acknowledgements)
    except (Unreadable, DifferFailed, SynthFailed, acknowledgements.Malformed) as problem:
        sys.stderr.write(f"{problem}\n")
        return IMPOSSIBLE
    if given.limit is not None:
        report = cut(report, given.limit)
    if given.output is None:
        sys.stdout.write(report)
    else:
        given.output.write_text(report, "utf-8")
    return DANGEROUS if found else FINE


def review(before: Path, after: Path, acknowledged: Path) -> tuple[str, bool]:
    """The report on two assemblies, and whether there is a danger that nobody acknowledged.

    :raises Unreadable: a folder is no assembly.
    :raises DifferFailed: the templates could not be compared.
    :raises acknowledgements.Malformed: the file of acknowledgements is not one.
    """
    entries = acknowledgements.read(acknowledged)
    stacks = compare(Assembly.read(before), Assembly.read(after))
    dangers, meant, stale = acknowledgements.divide(judge(stacks), entries)
    return render(stacks, dangers=dangers, meant=meant, stale=stale), bool(dangers)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m review", description=__doc__)
    parser.add_argument("before", nargs="?", type=Path, help="the assembly as it was: a folder that cdk synth made")
    parser.add_argument("after", nargs="?", type=Path, help="the assembly as it will be")
    parser.add_argument("--base", help="synthesize this git revision and the working tree, instead of two assemblies")
    parser.add_argument("--output", type=Path, help="where the report goes (default: standard output)")
    parser.add_argument("--limit", type=int, help="cut the report to so many characters, what is dangerous last")
    parser.add_argument("--acknowledgements", type=Path, default=_FILE, help="default: %(default)s")
    return parser


if __name__ == "__main__":
    sys.exit(main())
