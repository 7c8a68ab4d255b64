"""JSON logs without personal data: ids, outcomes and reasons, never a number, a text, a code or AWS's own words."""

from __future__ import annotations

import json
import re
import sys

_QUIET = frozenset({"checked", "found", "opted_out", "sent"})
"""Outcomes of a function that works as it should."""


def outcome(operation: str, answer: dict[str, object]) -> None:
    """Log what became of a call, by what is safe to show of its answer."""
    shown = {name: answer[name] for name in ("outcome", "reason", "message_id") if answer.get(name) is not None}
    # Of fields that nobody knows, a name could be anything.
    fields = [name for each in _problems(answer) if re.fullmatch("[a-z_]{1,40}", name := str(each["field"]))]
    level = "INFO" if answer["outcome"] in _QUIET else "WARNING"
    line = {"level": level, "event": operation, **shown, **({"fields": fields} if fields else {})}
    # One write a line: the runtime's stdout makes one log event of it.
    sys.stdout.write(json.dumps(line, separators=(",", ":")) + "\n")


def _problems(answer: dict[str, object]) -> list[dict[str, object]]:
    problems = answer.get("problems")
    return problems if isinstance(problems, list) else []
