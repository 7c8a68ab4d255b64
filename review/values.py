"""Values of templates: where two differ, and how a person reads one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

ABSENT = object()
_LONGEST = 120
_AROUND = 30
_NO_VALUE = {"Ref": "AWS::NoValue"}


def differing(before: Any, after: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """The smallest parts in which two values differ: path, before and after; ABSENT where there is none.

    Lists of the same length are compared entry by entry, others as a whole.
    """
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping) and not _intrinsic(before) and not _intrinsic(after):
        for key in sorted({*before, *after}):
            yield from differing(before.get(key, ABSENT), after.get(key, ABSENT), f"{path}/{key}" if path else str(key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from differing(old, new, f"{path}/{index}")
    else:
        yield path, before, after


def at(value: Any, path: str) -> Any:
    """The part at a path of keys and indices with slashes between; ABSENT when there is none."""
    for part in path.split("/") if path else ():
        if isinstance(value, Mapping) and part in value:
            value = value[part]
        elif isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        else:
            return ABSENT
    return value


def outcomes(value: Any) -> Iterator[Any]:
    """What a value with ``Fn::If`` in it can become, once for each way in which its conditions can turn out."""
    names = sorted(set(_conditions(value)))
    for ways in product((True, False), repeat=len(names)):
        yield _decided(value, dict(zip(names, ways, strict=True)))


def _conditions(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if _choice(value):
            yield str(value["Fn::If"][0])
        for each in value.values():
            yield from _conditions(each)
    elif isinstance(value, list):
        for each in value:
            yield from _conditions(each)


def _decided(value: Any, ways: Mapping[str, bool]) -> Any:
    if isinstance(value, Mapping) and _choice(value):
        name, if_true, if_false = value["Fn::If"]
        return _decided(if_true if ways[str(name)] else if_false, ways)
    if isinstance(value, Mapping):
        parts = {key: _decided(each, ways) for key, each in value.items()}
        return {key: each for key, each in parts.items() if each != _NO_VALUE}
    if isinstance(value, list):
        return [found for found in (_decided(each, ways) for each in value) if found != _NO_VALUE]
    return value


def _choice(value: Mapping[str, Any]) -> bool:
    return len(value) == 1 and isinstance(value.get("Fn::If"), list) and len(value["Fn::If"]) == 3


def shown(value: Any) -> str:
    """A value in one line that fits a report."""
    if value is ABSENT or value is None:
        return "none"
    text = rendered(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def contrasted(before: Any, after: Any) -> tuple[str, str]:
    """Two values in a line each, cut down to where they differ when they are long."""
    was, becomes = ("none" if each is ABSENT or each is None else rendered(each) for each in (before, after))
    if max(len(was), len(becomes)) <= _LONGEST:
        return was, becomes
    start = _agreeing(was, becomes)
    end = _agreeing(was[start:][::-1], becomes[start:][::-1])
    return _around(was, start, end), _around(becomes, start, end)


def _agreeing(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (left, right) in pairs if left != right), min(len(one), len(other)))


def _around(text: str, start: int, end: int) -> str:
    """What lies between, with a little of what is around it."""
    first, last = max(0, start - _AROUND), min(len(text), len(text) - end + _AROUND)
    part = text[first:last]
    if len(part) > 2 * _LONGEST:
        part, last = part[: 2 * _LONGEST - 1], 0
    return f"{'…' if first else ''}{part}{'…' if last < len(text) else ''}"


def rendered(value: Any) -> str:
    """A value as text, with references as ``${LogicalId.Attribute}``: equal values have equal texts."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping) and _intrinsic(value):
        (function, argument), *_ = value.items()
        return _intrinsic_text(function, argument)
    if isinstance(value, (Mapping, list)):
        return json.dumps(_plain(value), sort_keys=True, ensure_ascii=False)
    return json.dumps(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return rendered(value) if _intrinsic(value) else {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _intrinsic(value: Mapping[str, Any]) -> bool:
    if len(value) != 1:
        return False
    (name,) = value
    return name == "Ref" or name.startswith("Fn::")


def _intrinsic_text(function: str, argument: Any) -> str:
    if function == "Ref":
        return f"${{{argument}}}"
    if function == "Fn::GetAtt":
        parts = argument if isinstance(argument, list) else [argument]
        return f"${{{'.'.join(map(str, parts))}}}"
    if function == "Fn::Join":
        separator, parts = argument
        if isinstance(parts, list):
            return str(separator).join(rendered(part) for part in parts)
    if function == "Fn::Sub" and isinstance(argument, str):
        return argument
    if function == "Fn::GetStackOutput":
        output = str(argument["OutputName"]).removeprefix("PublishOutput").removeprefix("FnGetAtt").removeprefix("Ref")
        return f"${{{argument['StackName']}.{output}}}"
    return f"${{{function.removeprefix('Fn::')} {json.dumps(_plain(argument), sort_keys=True, ensure_ascii=False)}}}"
