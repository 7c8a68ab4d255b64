"""Event patterns as EventBridge Pipes reads them.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-filtering.html
"""

from __future__ import annotations

import fnmatch
from collections.abc import Callable
from typing import Any

Json = dict[str, Any]

_ABSENT = object()


def matches(pattern: Json, event: Any) -> bool:
    """Whether an event fits a pattern: every leaf of the pattern lists what is accepted."""
    for name, wanted in pattern.items():
        if name == "$or":
            if not any(matches(each, event) for each in wanted):
                return False
            continue
        value = event.get(name, _ABSENT) if isinstance(event, dict) else _ABSENT
        if isinstance(wanted, dict):
            if not matches(wanted, value if isinstance(value, dict) else {}):
                return False
        elif not any(_accepts(rule, each) for rule in wanted for each in _values(value)):
            return False
    return True


def _values(value: Any) -> list[Any]:
    return value if isinstance(value, list) and value else [value]


def _accepts(rule: Any, value: Any) -> bool:
    if not isinstance(rule, dict):
        return bool(value is not _ABSENT and value == rule and isinstance(value, bool) == isinstance(rule, bool))
    operator, operand = next(iter(rule.items()))
    if operator not in _OPERATORS:
        raise ValueError(f"the sandbox does not emulate the filter {operator!r}; it has {', '.join(_OPERATORS)}")
    return _OPERATORS[operator](operand, value)


def _prefix(operand: Any, value: Any) -> bool:
    return isinstance(value, str) and value.startswith(operand)


def _suffix(operand: Any, value: Any) -> bool:
    return isinstance(value, str) and value.endswith(operand)


def _anything_but(operand: Any, value: Any) -> bool:
    if value is _ABSENT:
        return False
    if isinstance(operand, dict):
        return not _accepts(operand, value)
    return value not in (operand if isinstance(operand, list) else [operand])


def _numeric(operand: list[Any], value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    pairs = zip(operand[::2], operand[1::2], strict=True)
    return all(_COMPARISONS[sign](value, bound) for sign, bound in pairs)


def _exists(operand: Any, value: Any) -> bool:
    return (value is not _ABSENT) is operand


def _ignoring_case(operand: str, value: Any) -> bool:
    return isinstance(value, str) and value.lower() == operand.lower()


def _wildcard(operand: str, value: Any) -> bool:
    return isinstance(value, str) and fnmatch.fnmatchcase(value, operand.replace("[", "[[]").replace("?", "[?]"))


_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "=": lambda value, bound: value == bound,
    "<": lambda value, bound: value < bound,
    "<=": lambda value, bound: value <= bound,
    ">": lambda value, bound: value > bound,
    ">=": lambda value, bound: value >= bound,
}
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "prefix": _prefix,
    "suffix": _suffix,
    "anything-but": _anything_but,
    "numeric": _numeric,
    "exists": _exists,
    "equals-ignore-case": _ignoring_case,
    "wildcard": _wildcard,
}
