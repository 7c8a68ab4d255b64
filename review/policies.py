"""Policy documents in templates, and their statements as plain text that an evaluator can decide on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from review.values import outcomes, rendered

_TRUST = "AssumeRolePolicyDocument"
_PERMISSION = "AWS::Lambda::Permission"


@dataclass(frozen=True, kw_only=True)
class Policy:
    """A policy document somewhere in a resource.

    :param path: of the property.
    :param document: as the template has it.
    """

    path: str
    document: Mapping[str, Any]

    @property
    def is_trust(self) -> bool:
        """Whether it says who may assume a role."""
        return self.path == _TRUST


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A statement with everything as text, references as ``${LogicalId.Attribute}``.

    :param principals: ``*``, ``Service:sns.amazonaws.com``, ``AWS:...``; empty in an identity policy.
    :param conditions: operator, key and values.
    :param exact: whether actions, resources and principals are listed; False for NotAction and its like.
    :param text: the whole statement, equal for equal ones.
    """

    effect: str
    principals: tuple[str, ...]
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    conditions: tuple[tuple[str, str, tuple[str, ...]], ...]
    exact: bool
    text: str

    def plain(self) -> dict[str, Any]:
        """As a policy's statement without its principal, for an evaluator."""
        conditions: dict[str, dict[str, list[str]]] = {}
        for operator, key, values in self.conditions:
            conditions.setdefault(operator, {})[key] = list(values)
        return {
            "Effect": self.effect,
            "Action": list(self.actions),
            "Resource": list(self.resources) or ["*"],
            "Condition": conditions,
        }


def policies_of(resource: Mapping[str, Any]) -> Iterator[Policy]:
    """Every policy document in a resource's properties, wherever it stands; a function's permission is one, too."""
    properties = resource.get("Properties", {})
    if resource["Type"] == _PERMISSION:
        yield _permission(properties)
    else:
        yield from _documents(properties, "")


def statements_of(policy: Policy) -> Iterator[Statement]:
    """The statements of a document. Where ``Fn::If`` decides, a statement for each outcome."""
    found = policy.document["Statement"]
    for statement in found if isinstance(found, list) else [found]:  # one by one: fewer conditions at a time
        for outcome in outcomes(statement):
            for each in outcome if isinstance(outcome, list) else [outcome]:
                if isinstance(each, Mapping) and "Effect" in each:
                    yield _statement(each)


def _documents(value: Any, path: str) -> Iterator[Policy]:
    if isinstance(value, Mapping):
        statements = value.get("Statement")
        listed = statements if isinstance(statements, list) else [statements]
        if any(isinstance(each, Mapping) and ("Effect" in each or "Fn::If" in each) for each in listed):
            yield Policy(path=path, document=value)
            return
        for key, each in value.items():
            yield from _documents(each, f"{path}/{key}" if path else str(key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _documents(each, f"{path}/{index}")


def _permission(properties: Mapping[str, Any]) -> Policy:
    """What ``AWS::Lambda::Permission`` adds to the policy of its function."""
    principal = properties.get("Principal")
    name = rendered(principal)
    conditions: dict[str, dict[str, Any]] = {}
    for operator, key, given in (
        ("StringEquals", "aws:SourceAccount", "SourceAccount"),
        ("ArnLike", "aws:SourceArn", "SourceArn"),
        ("StringEquals", "aws:PrincipalOrgID", "PrincipalOrgID"),
        ("StringEquals", "lambda:EventSourceToken", "EventSourceToken"),
        ("StringEquals", "lambda:FunctionUrlAuthType", "FunctionUrlAuthType"),
    ):
        if given in properties:
            conditions.setdefault(operator, {})[key] = properties[given]
    statement = {
        "Effect": "Allow",
        "Principal": "*" if name == "*" else {"Service" if _names_service(name) else "AWS": principal},
        "Action": properties.get("Action", "lambda:InvokeFunction"),
        "Resource": properties.get("FunctionName", "*"),
        "Condition": conditions,
    }
    return Policy(path="Principal", document={"Statement": [statement]})


def _names_service(principal: str) -> bool:
    return principal.endswith((".amazonaws.com", ".amazonaws.com.cn", ".${AWS::URLSuffix}"))


def _statement(raw: Mapping[str, Any]) -> Statement:
    conditions = tuple(
        (operator, key, tuple(_texts(values)))
        for operator, keys in sorted(raw.get("Condition", {}).items())
        for key, values in sorted(keys.items())
    )
    return Statement(
        effect=str(raw["Effect"]),
        principals=tuple(_principals(raw.get("Principal"))),
        actions=tuple(_texts(raw.get("Action", ()))),
        resources=tuple(_texts(raw.get("Resource", ()))),
        conditions=conditions,
        exact=not ({"NotAction", "NotResource", "NotPrincipal"} & raw.keys()),
        text=json.dumps({key: rendered(value) for key, value in raw.items() if key != "Sid"}, sort_keys=True),
    )


def _principals(value: Any) -> Iterator[str]:
    if value is None:
        return
    if value == "*":
        yield "*"
        return
    for kind, names in sorted(value.items()):
        for name in _texts(names):
            yield "*" if (kind, name) == ("AWS", "*") else f"{kind}:{name}"


def _texts(value: Any) -> Iterator[str]:
    for each in value if isinstance(value, (list, tuple)) else [value]:
        yield rendered(each)
