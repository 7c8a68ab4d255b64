"""The types are those that CloudFormation publishes: same properties, same required ones, same replacement."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest

from sandbox import cloudformation
from sandbox.cloudformation.resource_type import ResourceType

TYPES = {found.name: found for found in cloudformation.resource_types()}


def published(name: str) -> dict[str, Any]:
    """The schema in the registry, from the copy that cfn-lint carries."""
    schemas = resources.files("cfnlint") / "data" / "schemas"
    names = json.loads((schemas / "providers" / "us-east-1.json").read_text())
    return dict(json.loads((schemas / "resources" / f"{names[name]}.json").read_text()))


def last(paths: list[str]) -> set[str]:
    return {path.rsplit("/", 1)[-1] for path in paths}


@pytest.mark.parametrize("found", TYPES.values(), ids=list(TYPES))
def test_properties_and_replacement_are_those_of_the_published_schema(found: ResourceType[Any]) -> None:
    schema = published(found.name)
    read_only = last(schema.get("readOnlyProperties", []))
    assert set(found.properties) == set(schema["properties"]) - read_only
    assert set(found.required) == set(schema.get("required", []))
    assert set(found.replaced_by) == last(schema.get("createOnlyProperties", []))


@pytest.mark.parametrize("found", TYPES.values(), ids=list(TYPES))
def test_nested_objects_have_the_published_members(found: ResourceType[Any]) -> None:
    schema = published(found.name)
    for name, ours in found.properties.items():
        compare(ours, schema["properties"][name], schema.get("definitions", {}), f"{found.name}.{name}")


def compare(ours: Any, theirs: Any, definitions: dict[str, Any], path: str) -> None:
    if "$ref" in theirs:
        theirs = definitions[theirs["$ref"].rsplit("/", 1)[-1]]
    if theirs["type"] in (["object", "string"], ["object"]):  # any JSON, as a document or as its text
        assert ours.get("open"), path
        return
    assert ours["type"] == theirs["type"], path
    if ours["type"] == "array":
        compare(ours["items"], theirs["items"], definitions, f"{path}[]")
        assert ours["maxItems"] == theirs.get("maxItems"), path
        assert ours["minItems"] == theirs.get("minItems", 0), path
        assert ours["uniqueItems"] == theirs.get("uniqueItems", False), path
    if ours["type"] == "string":
        assert ours.get("maxLength") == theirs.get("maxLength"), path
        assert ours.get("minLength", 0) == theirs.get("minLength", 0), path
        assert tuple(ours.get("enum", ())) == tuple(theirs.get("enum", ())), path
    if ours["type"] == "object":
        assert set(ours["properties"]) == set(theirs.get("properties", {})), path
        assert set(ours["required"]) == set(theirs.get("required", [])), path
        for name, member in ours["properties"].items():
            compare(member, theirs["properties"][name], definitions, f"{path}.{name}")
