"""Findings of the rules of AWS Solutions and of NIST 800-53 that are meant to be so, each with its reason."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import aws_cdk as cdk
from constructs import IConstruct

OWN_POLICY: Mapping[str, str] = {
    "NIST.800.53.R5-IAMNoInlinePolicy": "It is for one role, comes and goes with it, and can be attached to no other."
}
"""For the policy of a role that is made for one purpose."""


def acknowledge(scope: IConstruct, reasons: Mapping[str, str]) -> None:
    """Acknowledge findings on a construct and what is in it.

    :param scope: where the finding is.
    :param reasons: the rule (``"AwsSolutions-S1"``, ``"NIST.800.53.R5-LambdaDLQ"``; with its bracket where it is
        granular) and why it stands.
    """
    cdk.Validations.of(scope).acknowledge(
        *(cdk.Acknowledgment(id=rule, reason=reason) for rule, reason in reasons.items())
    )


def shown(scope: IConstruct, value: str) -> str:
    """A value with references as the rules show it in a granular finding: ``<Bucket.Arn>/*``.

    :param scope: a construct of the stack in which the value is used.
    """
    return _flat(cdk.Stack.of(scope).resolve(value))


def _flat(value: Any) -> str:
    match value:
        case str():
            return value
        case {"Ref": name}:
            return f"<{name}>"
        case {"Fn::GetAtt": [name, attribute]}:
            return f"<{name}.{attribute}>"
        case {"Fn::Join": [separator, parts]}:
            return str(separator).join(_flat(part) for part in parts)
        case {"Fn::Sub": str(template)}:
            return re.sub(r"\$\{([^}]+)\}", r"<\1>", template)
    return json.dumps(value, separators=(",", ":"))
