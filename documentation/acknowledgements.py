"""The section of ``docs/security.md`` that lists every acknowledgement of the environments' templates."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tests.gates.judgement import Acknowledgement

BEGIN = "<!-- acknowledgements: made by `make docs` -->"
END = "<!-- end of acknowledgements -->"
_SECTION = re.compile(rf"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)


def inserted(page: str, acknowledgements: Iterable[Acknowledgement]) -> str:
    """The page with this list between its two marks.

    :raises ValueError: for a page without the marks.
    """
    if _SECTION.search(page) is None:
        raise ValueError(f"the page has no place for the acknowledgements: write {BEGIN} and {END}")
    return _SECTION.sub(lambda _: f"{BEGIN}\n{table(acknowledgements)}\n{END}", page)


def table(acknowledgements: Iterable[Acknowledgement]) -> str:
    """A row for each reason and the places where it holds; rules that it answers at the same places are one row."""
    places: dict[tuple[str, str], dict[str, set[str]]] = {}
    everywhere: set[str] = set()
    for each in acknowledgements:
        environment, _, place = each.construct_path.partition("/")
        everywhere.add(environment)
        places.setdefault((each.reason, each.rule), {}).setdefault(place, set()).add(environment)
    rules: dict[tuple[str, str], set[str]] = {}
    for (reason, rule), found in places.items():
        rules.setdefault((reason, _places(found, everywhere)), set()).add(rule)
    rows = [f"| {_rules(answered)} | {where} | {_cell(reason)} |" for (reason, where), answered in rules.items()]
    return "\n".join(["| rule | where | why |", "|---|---|---|", *sorted(rows)])


def _rules(rules: set[str]) -> str:
    return "<br>".join(f"`{_cell(rule)}`" for rule in sorted(rules))


def _places(places: dict[str, set[str]], everywhere: set[str]) -> str:
    """Paths of constructs, with the environments where not all have them."""
    return "<br>".join(
        f"`{place}`" if environments == everywhere else f"`{place}` ({', '.join(sorted(environments))})"
        for place, environments in sorted(places.items())
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
