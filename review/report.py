"""The report for a pull request, in Markdown: the same change gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from review.acknowledgements import Acknowledgement, suggestion
from review.changes import ResourceChange, StackChange
from review.danger import HEADINGS, Category, Danger
from review.values import ABSENT, at, contrasted, differing, shown

_RESERVE = 120  # characters for what says that a report is cut
_MOST_LINES = 60  # of a stack, before the rest is counted only


def render(
    stacks: Sequence[StackChange],
    *,
    dangers: Sequence[Danger],
    meant: Sequence[tuple[Danger, str]],
    stale: Sequence[Acknowledgement],
) -> str:
    """The whole report."""
    lines = ["# Review of the synthesized templates", "", _summary(stacks, dangers, meant), ""]
    lines += _dangers(dangers)
    lines += _meant(meant)
    lines += _stale(stale)
    lines += _stacks(stacks)
    return "\n".join(lines).rstrip() + "\n"


def cut(report: str, limit: int) -> str:
    """A report of at most ``limit`` characters: it loses lines from its end, where what is dangerous is not."""
    if len(report) <= limit:
        return report
    lines = report.splitlines()
    room, kept = limit - _RESERVE, []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    opened = [line for line in kept if line.startswith(("<details>", "</details>", "```"))]
    # A block that is cut in two is closed, or the rest of the page would be part of it.
    if opened and opened[-1] != "</details>":
        kept += [opened[-1].removesuffix("toml"), "</details>"] if opened[-1].startswith("`") else ["</details>"]
    return "\n".join([*kept, "", f"… and {len(lines) - len(kept)} more lines, too long for this place."]) + "\n"


def _summary(stacks: Sequence[StackChange], dangers: Sequence[Danger], meant: Sequence[tuple[Danger, str]]) -> str:
    if not stacks:
        return "Nothing changes."
    found = len(_by_environments(dangers))
    words = "Nothing dangerous" if not found else f"**{found} dangerous change{'s' if found > 1 else ''}**"
    known = len(_by_environments(danger for danger, _ in meant))
    if known:
        words += f", {known} acknowledged"
    environments = sorted({stack.environment for stack in stacks})
    return f"{words}. Changed: {_names(environments)}."


def _names(environments: Iterable[str]) -> str:
    return ", ".join(name or "the app" for name in environments)


# -- what is dangerous


def _by_environments(dangers: Iterable[Danger]) -> dict[tuple[Category, str, str, str], list[Danger]]:
    """Dangers that are the same but for their environment, together."""
    found: dict[tuple[Category, str, str, str], list[Danger]] = {}
    for danger in dangers:
        found.setdefault((danger.category, danger.where, danger.property, danger.sentence), []).append(danger)
    return found


def _dangers(dangers: Sequence[Danger]) -> Iterator[str]:
    if not dangers:
        return
    yield "## Dangerous"
    grouped = _by_environments(dangers)
    for category, entries in groupby(sorted(grouped.items(), key=lambda each: each[0]), key=lambda each: each[0][0]):
        yield ""
        yield f"### {HEADINGS[category]}"
        yield ""
        for (_, where, _, sentence), same in entries:
            yield f"- **{_names(sorted({each.environment for each in same}))}** `{_code(where)}`: {_prose(sentence)}"
    suggested = "\n\n".join(suggestion(danger) for danger in dangers)
    fence = _fence(suggested)
    yield ""
    yield "<details><summary>If a change is meant: add this to the file of acknowledgements, with the reason</summary>"
    yield ""
    yield f"{fence}toml"
    yield suggested
    yield fence
    yield "</details>"
    yield ""


def _meant(meant: Sequence[tuple[Danger, str]]) -> Iterator[str]:
    if not meant:
        return
    yield "## Acknowledged"
    yield ""
    reasons = dict(meant)
    for (_, where, _, sentence), same in _by_environments(reasons).items():
        yield f"- **{_names(sorted({each.environment for each in same}))}** `{_code(where)}`: {_prose(sentence)}"
        for reason in sorted({reasons[each] for each in same}):
            yield f"  Reason: {_prose(reason)}"
    yield ""


def _stale(stale: Sequence[Acknowledgement]) -> Iterator[str]:
    if not stale:
        return
    yield "## Acknowledgements that cover nothing in this change"
    yield ""
    for entry in stale:
        what = f"`{_code(entry.logical_id)}` {_prose(entry.property)}: {_prose(shown(entry.after))}"
        yield f"- {entry.environment or 'the app'} {what}"
    yield ""


# -- what changes


def _stacks(stacks: Sequence[StackChange]) -> Iterator[str]:
    if not stacks:
        return
    yield "## Changes"
    yield ""
    told: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for stack in stacks:
        told.setdefault((stack.name, tuple(_stack_lines(stack))), []).append(stack.environment)
    for (name, lines), environments in sorted(told.items(), key=lambda each: (each[1], each[0][0])):
        yield f"### {name} ({_names(sorted(environments))})"
        yield ""
        yield from lines[:_MOST_LINES]
        if len(lines) > _MOST_LINES:
            yield f"- … and {len(lines) - _MOST_LINES} more"
        yield ""


def _stack_lines(stack: StackChange) -> Iterator[str]:
    if stack.before is None:
        yield "- the stack is new"
    elif stack.after is None:
        yield "- the stack goes"
    elif stack.before.place != stack.after.place:
        old, new = (" ".join(filter(None, each.place)) for each in (stack.before, stack.after))
        yield f"- the stack moves: `{_code(old)}` → `{_code(new)}`"
    resources = stack.resources
    for word, chosen in (
        ("added", [each for each in resources if each.added]),
        ("removed", [each for each in resources if each.removed]),
    ):
        for change in chosen:
            yield f"- {word}: `{_where(stack, change)}` ({change.type})"
    for change in resources:
        if not change.added and not change.removed:
            yield from _resource_lines(stack, change)
    yield from _file_lines(stack)
    yield from _section_lines(stack)


def _where(stack: StackChange, change: ResourceChange) -> str:
    return change.path.removeprefix(f"{stack.environment}/").removeprefix(f"{stack.name}/")


def _resource_lines(stack: StackChange, change: ResourceChange) -> Iterator[str]:
    before, after = change.before or {}, change.after or {}
    parts = [
        part
        for name in (*(f"Properties/{each}" for each in change.properties), *change.others)
        for part in differing(at(before, name), at(after, name), name.removeprefix("Properties/"))
    ]
    yield f"- changed: `{_where(stack, change)}` ({change.type})"
    for path, was, becomes in parts:
        yield _difference(path, was, becomes)
    for name in change.properties:
        if at(before, f"Properties/{name}") == at(after, f"Properties/{name}"):
            yield f"  - {name} refers to something that is replaced"


def _file_lines(stack: StackChange) -> Iterator[str]:
    if stack.assets:
        count = len(stack.assets)
        yield f"- files only: {count} resource{'s' if count > 1 else ''} with new code or content"
    for change in stack.files:
        yield f"- {change.kind} in `{change.asset}`: {change.file}"
        for path, was, becomes in change.values:
            yield _difference(path, was, becomes)


def _section_lines(stack: StackChange) -> Iterator[str]:
    """Outputs, parameters, conditions and the like, each with what it was and what it becomes."""
    for section, names in sorted(stack.sections.items()):
        title = "" if section == "unknown" else section.capitalize()
        old, new = (at({} if each is None else each.template, title) for each in (stack.before, stack.after))
        yield f"- {section if title else 'more'}"
        for name in names:
            was, becomes = (ABSENT if each is ABSENT else at(each, name) for each in (old, new))
            for path, before, after in differing(was, becomes, name):
                yield _difference(path, before, after)


def _difference(path: str, before: Any, after: Any) -> str:
    was, becomes = contrasted(before, after)
    return f"  - {_prose(path)}: `{_code(was)}` → `{_code(becomes)}`"


def _code(text: str) -> str:
    """Text that a code span can hold."""
    return text.replace("`", "\u02cb").replace("\r", "").replace("\n", "⏎")


def _prose(text: str) -> str:
    """Text whose signs mean nothing to Markdown: a template cannot mention people, or hide anything."""
    return re.sub(r"([\\`*<\[\]~@$|#])", r"\\\1", text.replace("\r", "").replace("\n", "⏎"))


def _fence(content: str) -> str:
    """A fence that nothing in the content closes."""
    longest = max((len(found) for found in re.findall(r"`+", content)), default=0)
    return "`" * max(3, longest + 1)
