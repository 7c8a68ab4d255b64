"""DynamoDB's condition and update expressions, as far as the functions use them, compiled once each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

Item = dict[str, Any]
_TOKEN = re.compile(r"\s*([(),+]|<=|>=|<>|[=<>]|[#:]?[A-Za-z_][A-Za-z0-9_]*)")
_CLAUSES = ("SET", "REMOVE", "ADD")


@dataclass
class Context:
    """What an expression is evaluated against.

    :param item: the stored item, empty when there is none.
    """

    item: Mapping[str, Any]
    names: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)

    def name(self, token: str) -> str:
        return self.names[token] if token.startswith("#") else token

    def operand(self, token: str) -> Any:
        return self.values[token] if token.startswith(":") else self.item.get(self.name(token))


Condition = Callable[[Context], bool]
_Operand = Callable[[Context], Any]
_Update = Callable[[Context, Item], None]


class _Tokens:
    def __init__(self, text: str) -> None:
        self._rest = _TOKEN.findall(text)
        assert "".join(self._rest) == re.sub(r"\s", "", text), text

    def peek(self) -> str:
        return self._rest[0] if self._rest else ""

    def take(self, expected: str | None = None) -> str:
        token: str = self._rest.pop(0)
        assert expected in (None, token), (expected, token)
        return token


@cache
def condition(text: str) -> Condition:
    tokens = _Tokens(text)
    compiled = _any(tokens)
    assert tokens.peek() == "", text
    return compiled


def _any(tokens: _Tokens) -> Condition:
    parts = [_all(tokens)]
    while tokens.peek() == "OR":
        tokens.take()
        parts.append(_all(tokens))
    return lambda context: any(part(context) for part in parts)


def _all(tokens: _Tokens) -> Condition:
    parts = [_term(tokens)]
    while tokens.peek() == "AND":
        tokens.take()
        parts.append(_term(tokens))
    return lambda context: all(part(context) for part in parts)


def _term(tokens: _Tokens) -> Condition:
    token = tokens.take()
    if token == "(":
        inner = _any(tokens)
        tokens.take(")")
        return inner
    if token in ("attribute_exists", "attribute_not_exists"):
        tokens.take("(")
        path = tokens.take()
        tokens.take(")")
        return lambda context: (context.operand(path) is not None) == (token == "attribute_exists")
    operator = tokens.take()
    if operator == "IN":
        return _in(token, tokens)
    other = tokens.take()
    compare = _COMPARE[operator]
    return lambda context: _compare(compare, context.operand(token), context.operand(other))


def _in(path: str, tokens: _Tokens) -> Condition:
    tokens.take("(")
    options = [tokens.take()]
    while tokens.take() == ",":
        options.append(tokens.take())
    return lambda context: context.operand(path) in [context.operand(option) for option in options]


_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: a == b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def _compare(compare: Callable[[Any, Any], bool], left: Any, right: Any) -> bool:
    """Whatever is compared with a missing attribute, or with one of another type, is false."""
    if left is None or right is None or left.keys() != right.keys():
        return False
    return compare(plain(left), plain(right))


def plain(typed: Mapping[str, Any]) -> Any:
    ((kind, value),) = typed.items()
    return int(value) if kind == "N" else value


@cache
def update(text: str) -> tuple[_Update, ...]:
    tokens = _Tokens(text)
    found: list[_Update] = []
    while tokens.peek():
        clause = tokens.take()
        assert clause in _CLAUSES, text
        while True:
            found.append(_ACTIONS[clause](tokens))
            if tokens.peek() != ",":
                break
            tokens.take()
    return tuple(found)


def _set(tokens: _Tokens) -> _Update:
    path = tokens.take()
    tokens.take("=")
    left = _operand(tokens)
    right: _Operand | None = None
    if tokens.peek() == "+":
        tokens.take()
        right = _operand(tokens)

    def run(context: Context, item: Item) -> None:
        value = left(context)
        item[context.name(path)] = value if right is None else _sum(value, right(context))

    return run


def _operand(tokens: _Tokens) -> _Operand:
    token = tokens.take()
    if token != "if_not_exists":
        return lambda context: context.operand(token)
    tokens.take("(")
    path = tokens.take()
    tokens.take(",")
    otherwise = tokens.take()
    tokens.take(")")

    def either(context: Context) -> Any:
        found = context.operand(path)
        return context.operand(otherwise) if found is None else found

    return either


def _remove(tokens: _Tokens) -> _Update:
    path = tokens.take()

    def run(context: Context, item: Item) -> None:
        item.pop(context.name(path), None)

    return run


def _add(tokens: _Tokens) -> _Update:
    path, value = tokens.take(), tokens.take()

    def run(context: Context, item: Item) -> None:
        item[context.name(path)] = _sum(context.operand(path) or {"N": "0"}, context.operand(value))

    return run


def _sum(left: Mapping[str, Any], right: Mapping[str, Any]) -> dict[str, str]:
    return {"N": str(int(left["N"]) + int(right["N"]))}


_ACTIONS: Mapping[str, Callable[[_Tokens], _Update]] = {"SET": _set, "REMOVE": _remove, "ADD": _add}
