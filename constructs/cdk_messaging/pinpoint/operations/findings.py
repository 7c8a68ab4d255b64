"""What a template uses of Amazon Pinpoint: what of it has ended, what lives, and what takes the place of each. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..retirement import CLOUDFORMATION_TYPES, CUSTOM_RESOURCES, Retirement
from .actions import SERVICE, allowed_by, retirement_of
from .templates import Template

_OURS = re.compile(r"AWS::Pinpoint(Email)?::")
_STATEMENT = frozenset({"Action", "NotAction"})
_PRINCIPAL = re.compile(r"^pinpoint\.(([a-z0-9-]+|\$\{AWS::Region\})\.)?(amazonaws\.com|\$\{AWS::URLSuffix\})")
_SDK_SERVICE = re.compile(r'"service"\s*:\s*"(?:@aws-sdk/client-)?pinpoint"', re.IGNORECASE)
_SDK_ACTION = re.compile(r'"action"\s*:\s*"([A-Za-z]+)"')
_CODE = re.compile(
    r"""client\(\s*["']pinpoint["']|@aws-sdk/client-pinpoint["']|\bPinpointClient\b|\bAWS\.Pinpoint\(""", re.ASCII
)
_HOOKS = "a function that your application calls itself; campaigns, exports and event streams, which called, have ended"
_LOOK = "see what it calls: the policy of its role, as an action here, tells which of that has ended"
_FEW = 6  # names of actions that a finding lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One use of the service.

    :param template: path of the template.
    :param resource: logical id.
    :param kind: ``type``, ``custom resource``, ``action``, ``principal``, ``call`` or ``code``.
    :param what: name of the type, the action, ...
    :param status: ``retired``, ``living`` or ``unknown``.
    :param replacement: what to use instead, or to prefer. Default: - none is needed
    """

    template: str
    resource: str
    kind: str
    what: str
    status: str
    replacement: str | None


def findings(template: Template) -> Iterator[Finding]:
    """All uses in a template, resource by resource."""
    for logical_id, resource in template.resources.items():
        found = dict.fromkeys((*_type(str(resource.get("Type", ""))), *_inside(resource)))
        for kind, what, status, replacement in found:
            yield Finding(
                template=template.name,
                resource=logical_id,
                kind=kind,
                what=what,
                status=status,
                replacement=replacement,
            )


_Use = tuple[str, str, str, str | None]


def _type(name: str) -> Iterator[_Use]:
    if name in CLOUDFORMATION_TYPES:
        yield "type", name, *_told(CLOUDFORMATION_TYPES[name])
    elif _OURS.match(name):
        yield "type", name, "unknown", "look it up: this version of the library doesn't know the type"
    elif name in CUSTOM_RESOURCES:
        yield "custom resource", name, *_told(CUSTOM_RESOURCES[name])


def _told(retirement: Retirement) -> tuple[str, str | None]:
    return "retired" if retirement.retired else "living", retirement.replacement


def _inside(resource: Mapping[str, Any]) -> Iterator[_Use]:
    for value in _walk(resource):
        if isinstance(value, Mapping):
            yield from _actions(value)
            text = _joined(value)
            yield from () if text is None else _in_text(text)
        else:
            yield from _in_text(value)


def _in_text(text: str) -> Iterator[_Use]:
    """A principal, what custom resources of the CDK call, and code that is in the template."""
    if _PRINCIPAL.search(text):
        yield "principal", "pinpoint.amazonaws.com", "retired", _HOOKS
    for name in _SDK_ACTION.findall(text) if _SDK_SERVICE.search(text) else ():
        for action in allowed_by(f"{SERVICE}:{name}"):
            yield "call", f"{SERVICE}:{action}", *_told(retirement_of(action))
    if _CODE.search(text):
        yield "code", "calls Amazon Pinpoint", "unknown", _LOOK


def _joined(value: Mapping[str, Any]) -> str | None:
    """What Fn::Join makes of its texts; references stand as in Fn::Sub."""
    given = value.get("Fn::Join")
    if not (isinstance(given, list) and len(given) == 2 and isinstance(given[1], list)):
        return None
    parts = (part if isinstance(part, str) else _reference(part) for part in given[1])
    return str(given[0]).join(parts)


def _reference(part: Any) -> str:
    name = part.get("Ref") if isinstance(part, Mapping) else None
    return f"${{{name}}}" if name else ""


def _walk(root: Any) -> Iterator[Mapping[str, Any] | str]:
    """Mappings and texts, each once: YAML's aliases may name one value very often."""
    waiting, seen = [root], set[int]()
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping) and id(value) not in seen:
            seen.add(id(value))
            yield value
            waiting += reversed(list(value.values()))
        elif isinstance(value, list) and id(value) not in seen:
            seen.add(id(value))
            waiting += reversed(value)


def _actions(statement: Mapping[str, Any]) -> Iterator[_Use]:
    """Actions of a policy's statement. Denied ones are uses as well: they tell of somebody who might."""
    for key in _STATEMENT & statement.keys():
        if "Effect" not in statement:
            continue
        given = statement[key]
        for pattern in given if isinstance(given, list) else [given]:
            if isinstance(pattern, str) and pattern != "*":
                yield from _action(pattern)


def _action(pattern: str) -> Iterator[_Use]:
    meant = list(allowed_by(pattern))
    ended = [action for action in meant if retirement_of(action).retired]
    if not meant:
        if pattern.lower().startswith(f"{SERVICE}:"):
            yield "action", pattern, "unknown", "look it up: this version of the library doesn't know the action"
    elif not ended:
        yield "action", pattern, "living", None
    elif len(meant) == 1:
        yield "action", pattern, "retired", retirement_of(meant[0]).replacement
    else:
        named = ", ".join(ended[:_FEW]) + (f" and {len(ended) - _FEW} more" if len(ended) > _FEW else "")
        living = len(meant) - len(ended)
        advice = f"name the {living} that live one by one" if living else "remove it"
        yield "action", pattern, "retired", f"{advice}; ended: {named}"


def as_json(found: Iterable[Finding]) -> str:
    """For programs."""
    fields = ("template", "resource", "kind", "what", "status", "replacement")
    return json.dumps([{name: getattr(finding, name) for name in fields} for finding in found], indent=2)
