"""Resources that get a new logical id by design whenever their content changes, told as the change that it is.

The CDK puts a hash into the logical id of a deployment of an API and of a function's version, so that CloudFormation
makes a new one. As a removal and an addition they would bury what matters.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from review.assembly import Template, path_of

HASHED_TYPES = frozenset({"AWS::ApiGateway::Deployment", "AWS::ApiGatewayV2::Deployment", "AWS::Lambda::Version"})


def renamed(before: Template, after: Template) -> Template:
    """``after`` with the logical ids of ``before`` for resources of those types from the same construct."""
    old, new = _hashed(before), _hashed(after)
    names = {new[path]: old[path] for path in new.keys() & old.keys() if new[path] != old[path]}
    if not names:
        return after
    text = json.dumps(after)
    for name, former in names.items():
        text = text.replace(json.dumps(name), json.dumps(former))
    found: Template = json.loads(text)
    return found


def _hashed(template: Template) -> Mapping[tuple[str, str], str]:
    """Logical id by type and path; a path with two of a type stays as it is."""
    found: dict[tuple[str, str], list[str]] = {}
    resources: Mapping[str, Any] = template.get("Resources", {})
    for name, resource in resources.items():
        path = path_of(resource)
        if resource["Type"] in HASHED_TYPES and path:
            found.setdefault((resource["Type"], path), []).append(name)
    return {key: names[0] for key, names in found.items() if len(names) == 1}
