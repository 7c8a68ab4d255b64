"""What would be deployed, as committed files: a reviewer reads here what a change does to the templates."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.snapshots.templates import (
    committed_files,
    committed_stateful_ids,
    normalized,
    snapshot_file,
    snapshot_text,
    stateful_ids,
)
from tests.support.app import templates

ADVICE = "is that what you want? then `make snapshots`, and commit the difference"


def difference(stack: str, template: Mapping[str, Any]) -> str:
    file = snapshot_file(stack)
    committed = file.read_text(encoding="utf-8") if file.exists() else ""
    lines = difflib.unified_diff(
        committed.splitlines(),
        snapshot_text(template).splitlines(),
        f"{stack} as committed",
        f"{stack} now",
        lineterm="",
    )
    return "\n".join(lines)


def test_the_templates_are_the_committed_ones(assembly: Path) -> None:
    changes = [difference(stack, template) for stack, template in templates(assembly).items()]
    changed = "\n".join(change for change in changes if change)
    if changed:
        pytest.fail(f"{ADVICE}\n{changed}", pytrace=False)  # pytest would shorten what an assertion compares


def test_no_snapshot_is_left_of_a_stack_that_is_gone(assembly: Path) -> None:
    assert committed_files() == {snapshot_file(stack) for stack in templates(assembly)}, ADVICE


def test_the_logical_ids_of_stateful_resources_stay(assembly: Path) -> None:
    """With another id, the next deployment would make a new table, key or number and drop the old one."""
    assert stateful_ids(templates(assembly)) == committed_stateful_ids()


def test_every_environment_has_stateful_resources(assembly: Path) -> None:
    environments = {stack.split("/")[0] for stack in stateful_ids(templates(assembly))}
    assert environments == {"Dev", "Local", "Prod", "Staging"}


@pytest.mark.parametrize(
    "resource_type",
    [
        "AWS::DynamoDB::Table",
        "AWS::KMS::Key",
        "AWS::Logs::LogGroup",
        "AWS::S3::Bucket",
        "AWS::SMSVOICE::OptOutList",
        "AWS::SMSVOICE::PhoneNumber",
        "AWS::SMSVOICE::Pool",
        "AWS::SNS::Topic",
        "AWS::SQS::Queue",
        "AWS::SecretsManager::Secret",
        "Custom::RequestedPhoneNumber",
    ],
)
def test_what_holds_something_is_stateful(resource_type: str) -> None:
    assert stateful_ids({"Dev/Stateful": {"Resources": {"It": {"Type": resource_type}}}}) != {}


def test_what_can_be_made_again_is_not() -> None:
    assert stateful_ids({"Dev/Stateful": {"Resources": {"It": {"Type": "AWS::IAM::Role"}}}}) == {}


def test_asset_hashes_are_masked() -> None:
    key = {"S3Key": f"{'0123456789abcdef' * 4}.zip"}
    assert normalized({"Resources": {"A": key}}) == {"Resources": {"A": {"S3Key": "<asset hash>.zip"}}}


def test_the_bookkeeping_of_the_cdk_is_left_out() -> None:
    template: dict[str, Any] = {
        "Parameters": {"BootstrapVersion": {}, "Mine": {}},
        "Rules": {"CheckBootstrapVersion": {}},
        "Resources": {"CDKMetadata": {}},
    }
    assert normalized(template) == {"Parameters": {"Mine": {}}, "Resources": {}}


def test_a_changed_logical_id_is_a_difference() -> None:
    table = {"Type": "AWS::DynamoDB::Table"}
    before = stateful_ids({"Dev/Stateful": {"Resources": {"Consent1": table}}})
    after = stateful_ids({"Dev/Stateful": {"Resources": {"Consent2": table}}})
    assert before == {"Dev/Stateful": {"Consent1": "AWS::DynamoDB::Table"}}
    assert before != after
