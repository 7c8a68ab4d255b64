"""Credentials that must never stand in a template: where they may come from, and where not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aws_cdk as cdk
from constructs import Construct, IConstruct

from ...errors import InvalidArgument

_FIX = "use SecretValue.secrets_manager(...), or secret_value_from_json(...) of a Secret"


def template_value(scope: Construct, what: str, value: cdk.SecretValue) -> str:
    """What a template has in place of a credential: a reference that CloudFormation resolves.

    :param scope: construct of the stack
    :param what: name of the argument, for messages
    :param value: the credential
    :raises InvalidArgument: if the credential itself would be in the template, or CloudFormation doesn't resolve the
        reference in a channel: it takes secure strings of Systems Manager in a few other types only

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html
    """
    if not isinstance(value, cdk.SecretValue):
        raise InvalidArgument(f"{what} is a {type(value).__name__}, which would be in the template: {_FIX}")
    text = value.unsafe_unwrap()
    problem = _problem(scope, cdk.Stack.of(scope).resolve(text))
    if problem is not None:
        raise InvalidArgument(f"{what} {problem}: {_FIX}")
    return text


def _problem(scope: IConstruct, resolved: Any) -> str | None:
    text = _flat(resolved)
    if "{{resolve:secretsmanager:" in text:
        return None
    if "{{resolve:ssm" in text:
        return "is a parameter of Systems Manager, which CloudFormation doesn't resolve secretly in a channel"
    match resolved:
        case {"Ref": str(name)}:
            return None if _hides(scope, name) else f"is {name!r}, a parameter that is shown"
        case {"Fn::GetAtt": _}:
            return None
    return "is a plain text, which would be in the template"


def _flat(resolved: Any) -> str:
    if isinstance(resolved, Mapping) and "Fn::Join" in resolved:
        return "".join(part for part in resolved["Fn::Join"][1] if isinstance(part, str))
    return resolved if isinstance(resolved, str) else ""


def _hides(scope: IConstruct, name: str) -> bool:
    stack = cdk.Stack.of(scope)
    parameters = [each for each in stack.node.find_all() if isinstance(each, cdk.CfnParameter)]
    return any(stack.resolve(each.logical_id) == name and each.no_echo for each in parameters)
