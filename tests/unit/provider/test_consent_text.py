"""Consent texts in the table: published, replaced, never deleted."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

from cdk_messaging.provider.runtime.consent_text import handle
from cdk_messaging.provider.runtime.handler import handler
from tests.unit.provider.conftest import TABLE, CloudFormation

Properties = dict[str, Any]
FIRST: Properties = {
    "TableName": TABLE,
    "Version": "aaaa",
    "Boxes": {"transactional": "I agree."},
    "Locale": "en-US",
    "Programme": "alerts",
}
MORE = {"transactional": "I agree.", "promotional": "I agree to more."}
SECOND: Properties = {**FIRST, "Version": "bbbb", "Boxes": MORE}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")


def create(properties: Properties) -> str:
    identifier, _ = handle({"RequestType": "Create", "ResourceProperties": properties})
    return identifier


def update(properties: Properties, identifier: str) -> str:
    event = {"RequestType": "Update", "ResourceProperties": properties, "PhysicalResourceId": identifier}
    identifier, _ = handle(event)
    return identifier


def delete(properties: Properties, identifier: str) -> str:
    event = {"RequestType": "Delete", "ResourceProperties": properties, "PhysicalResourceId": identifier}
    identifier, _ = handle(event)
    return identifier


def stored(table: Any, version: str) -> Any:
    return table.get_item(Key={"pk": f"TEXT#{version}", "sk": "CONSENT"}).get("Item")


def test_a_text_is_stored_as_the_functions_read_it(table: Any) -> None:
    assert create(FIRST) == "TEXT#aaaa"
    item = stored(table, "aaaa")
    assert MOMENT.fullmatch(item.pop("published_at"))
    assert item == {
        "pk": "TEXT#aaaa",
        "sk": "CONSENT",
        "boxes": {"transactional": "I agree."},
        "locale": "en-US",
        "programme": "alerts",
    }


def test_publishing_again_changes_nothing(table: Any) -> None:
    create(FIRST)
    before = stored(table, "aaaa")
    create(FIRST)
    assert stored(table, "aaaa") == before


def test_another_text_has_another_id_so_that_cloudformation_deletes_the_old_one(table: Any) -> None:
    identifier = create(FIRST)
    assert update(SECOND, identifier) != identifier
    assert stored(table, "bbbb")["boxes"] == MORE


def test_a_text_that_is_replaced_is_kept_and_marked(table: Any) -> None:
    identifier = create(FIRST)
    before = stored(table, "aaaa")
    assert delete(FIRST, identifier) == identifier
    after = stored(table, "aaaa")
    assert MOMENT.fullmatch(after.pop("retired_at"))
    assert after == before


def test_retiring_again_changes_nothing(table: Any) -> None:
    identifier = create(FIRST)
    delete(FIRST, identifier)
    before = stored(table, "aaaa")
    delete(FIRST, identifier)
    assert stored(table, "aaaa") == before


def test_a_text_that_comes_back_is_the_current_one_again_since_when_it_was_first_published(table: Any) -> None:
    identifier = create(FIRST)
    before = stored(table, "aaaa")
    delete(FIRST, identifier)
    update(FIRST, "TEXT#bbbb")
    assert stored(table, "aaaa") == before


def test_retiring_what_was_never_published_leaves_no_trace(table: Any) -> None:
    delete(FIRST, "TEXT#cccc")
    assert stored(table, "cccc") is None


def test_cloudformation_gets_the_texts_key_as_its_id(
    table: Any, cloudformation: CloudFormation, context: SimpleNamespace
) -> None:
    handler(cloudformation.request("Create", ResourceProperties=FIRST), context)
    (answer,) = cloudformation.answers
    assert (answer["Status"], answer["PhysicalResourceId"]) == ("SUCCESS", "TEXT#aaaa")


def test_a_table_that_is_not_there_fails_the_deployment(
    table: Any, cloudformation: CloudFormation, context: SimpleNamespace
) -> None:
    elsewhere = {**FIRST, "TableName": "elsewhere"}
    handler(cloudformation.request("Create", ResourceProperties=elsewhere), context)
    (answer,) = cloudformation.answers
    assert answer["Status"] == "FAILED"
    assert answer["Reason"].startswith("ResourceNotFoundException: ")
    assert answer["PhysicalResourceId"] == "failed-create"
