"""What CloudFormation's registry says of a resource type: which properties it can't change in place.

cfn-lint carries the registry's schemas of every Region, so no account is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from cfnlint.schema import PROVIDER_SCHEMA_MANAGER, ResourceNotFoundError

_REGION = "us-east-1"
_PREFIX = "/properties/"


@cache
def create_only(resource_type: str) -> tuple[str, ...]:
    """Paths of the properties whose change replaces the resource; empty for a type that the registry doesn't know.

    ``("TableName",)``; a nested one has slashes: ``("Settings/Name",)``.
    """
    paths: Iterable[str] = _schema(resource_type).get("createOnlyProperties", ())
    return tuple(path.removeprefix(_PREFIX) for path in paths)


@cache
def may_replace(resource_type: str) -> tuple[str, ...]:
    """Paths of the properties whose change replaces the resource under conditions."""
    paths: Iterable[str] = _schema(resource_type).get("conditionalCreateOnlyProperties", ())
    return tuple(path.removeprefix(_PREFIX) for path in paths)


def known(resource_type: str) -> bool:
    """Whether the registry has the type."""
    return bool(_schema(resource_type))


@cache
def _schema(resource_type: str) -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = PROVIDER_SCHEMA_MANAGER.get_resource_schema(_REGION, resource_type).schema
    except ResourceNotFoundError:
        return {}
    return found
