"""What the rules name exists in the registry's schemas: a rule on a property with a slip in its name never speaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

from cdk_messaging.pinpoint.retirement import CLOUDFORMATION_TYPES
from review.dangers.exposure import OPENINGS
from review.dangers.guards import GUARDS, REPLICA_GUARDS, WHOLE
from review.dangers.messaging import _SPENDING, _WORDS, RETIRED
from review.schemas import known
from review.stateful import lost_with


def _named() -> Iterator[tuple[str, str]]:
    for resource_type, guards in GUARDS.items():
        yield from ((resource_type, guard.path) for guard in guards)
    for resource_type, openings in OPENINGS.items():
        yield from ((resource_type, opening.path) for opening in openings)
    for table in (_SPENDING, _WORDS):
        yield from ((kind, name) for kind, names in table.items() if kind.startswith("AWS::") for name in names)
    yield from (("AWS::DynamoDB::GlobalTable", f"Replicas/0/{guard.path}") for guard in REPLICA_GUARDS)


def _has(resource_type: str, path: str) -> bool:
    whole = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", resource_type).schema
    part: Any = whole
    for name in path.split("/"):
        part = _resolved(whole, part)
        part = part.get("items") if name.isdigit() else _properties(whole, part).get(name)
        if part is None:
            return False
    return True


def _resolved(whole: Any, part: Any) -> Any:
    while "$ref" in part:
        part = whole["definitions"][part["$ref"].rpartition("/")[2]]
    return part


def _properties(whole: Any, part: Any) -> dict[str, Any]:
    found = dict(part.get("properties", {}))
    for other in (*part.get("anyOf", ()), *part.get("oneOf", ()), *part.get("allOf", ())):
        found |= _properties(whole, _resolved(whole, other))
    return found


@pytest.mark.parametrize(("resource_type", "path"), sorted(set(_named())))
def test_a_property_that_a_rule_looks_at_exists(resource_type: str, path: str) -> None:
    assert _has(resource_type, path)


@pytest.mark.parametrize("resource_type", sorted({*WHOLE, *RETIRED}))
def test_a_type_that_a_rule_speaks_of_exists(resource_type: str) -> None:
    assert known(resource_type)


def test_the_retired_types_are_those_that_the_library_warns_of() -> None:
    assert set(RETIRED) == {name for name, became in CLOUDFORMATION_TYPES.items() if became.retired}


@pytest.mark.parametrize(
    "resource_type", ["AWS::Pinpoint::App", "AWS::Pinpoint::GCMChannel", "AWS::Pinpoint::SMSChannel"]
)
def test_what_lives_on_of_a_retired_service_is_no_danger(resource_type: str) -> None:
    assert known(resource_type)
    assert resource_type not in RETIRED


@pytest.mark.parametrize(
    "resource_type",
    [
        "AWS::DynamoDB::Table",
        "AWS::KMS::Key",
        "AWS::Logs::LogGroup",
        "AWS::S3::Bucket",
        "AWS::SMSVOICE::OptOutList",
        "AWS::SMSVOICE::PhoneNumber",
    ],
)
def test_what_holds_something_is_known_to_hold_it(resource_type: str) -> None:
    assert lost_with(resource_type)
