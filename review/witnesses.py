"""Requests that a statement allows, one for each way in which it could be wider than another.

A pattern is covered by another statement when the pattern itself, its wildcards taken for text, is allowed there:
``s3:Get*`` is covered by ``s3:*`` and not by ``s3:GetObject``. Several narrow statements that together cover a wide
pattern count as not covering it: then a reviewer looks once too often, never once too little.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from review.evaluator import Request
from review.policies import Statement

_MARK = "\u2217"  # stands for a wildcard of the pattern: an odd character, which no narrower pattern matches
_OTHER = "something-else"
_NEGATED = ("StringNotEquals", "StringNotLike", "StringNotEqualsIgnoreCase", "ArnNotEquals", "ArnNotLike")


def requests_of(statement: Statement) -> Iterator[Request]:
    """Requests that stand for all that a statement allows."""
    for action in statement.actions:
        for resource in statement.resources or ("*",):
            for context in _contexts(statement):
                yield Request(action=_marked(action), resource=_marked(resource), context=context)


def is_of(pattern: str, requested: str) -> bool:
    """Whether an action or a resource of a request stands for a pattern of the statement."""
    return _marked(pattern) == requested


def _contexts(statement: Statement) -> Iterator[Mapping[str, str | list[str]]]:
    """One context for each value of each condition, the other conditions with their first value."""
    firsts = {key: _value(operator, values[0]) for operator, key, values in statement.conditions if values}
    base = {key: value for key, value in firsts.items() if value is not None}
    yield base
    for operator, key, values in statement.conditions:
        for value in values[1:]:
            met = _value(operator, value)
            if met is not None and operator not in _NEGATED:
                yield {**base, key: met}


def _value(operator: str, value: str) -> str | list[str] | None:
    """A value that meets a condition; None when the key has to be absent."""
    plain = operator.removesuffix("IfExists")
    several = plain.partition(":")[0] in ("ForAllValues", "ForAnyValue")
    plain = plain.rpartition(":")[2]
    if plain == "Null":
        return None if value.lower() == "true" else _OTHER
    met = _OTHER if plain in _NEGATED else _marked(value)
    return [met] if several else met


def _marked(pattern: str) -> str:
    return pattern.replace("*", _MARK)
