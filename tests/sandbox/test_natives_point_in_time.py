"""A table is restored as it was at a time, into a new table."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

import pytest

from tests.sandbox.account import Account, Json, refused
from tests.sandbox.test_emulator import item, table


@pytest.fixture
def dynamodb(account: Account) -> Any:
    """A client of an account that has a table with point-in-time recovery, made by a template."""
    account.deploy({"Table": table(PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True})})
    return account.client("dynamodb")


def contents(dynamodb: Any, name: str) -> dict[str, Json]:
    return {found["pk"]["S"]: found for found in dynamodb.scan(TableName=name)["Items"]}


def second_passes() -> float:
    """A moment that lies between what was before and what comes: restores go by whole seconds."""
    time.sleep(1.1)
    moment = float(int(time.time()))
    time.sleep(max(0.0, moment + 1.05 - time.time()))
    return moment


def test_a_table_comes_back_as_it_was_at_a_time(dynamodb: Any) -> None:
    # GIVEN items, and a moment after which one changes, one goes, one comes
    dynamodb.put_item(TableName="table", Item=item("changed", "1", text="before"))
    dynamodb.put_item(TableName="table", Item=item("deleted", "1", status_key="OPEN", status_at="1"))
    dynamodb.put_item(TableName="table", Item=item("kept", "1"))
    moment = second_passes()
    update = {"UpdateExpression": "SET #t = :after", "ExpressionAttributeNames": {"#t": "text"}}
    values = {":after": {"S": "after"}}
    dynamodb.update_item(TableName="table", Key=item("changed", "1"), ExpressionAttributeValues=values, **update)
    dynamodb.transact_write_items(TransactItems=[{"Delete": {"TableName": "table", "Key": item("deleted", "1")}}])
    dynamodb.put_item(TableName="table", Item=item("new", "1"))

    # WHEN it is restored to that moment
    dynamodb.restore_table_to_point_in_time(SourceTableName="table", TargetTableName="restored", RestoreDateTime=moment)

    # THEN the new table is as the old one was, and the old one as it is
    found = contents(dynamodb, "restored")
    assert set(found) == {"changed", "deleted", "kept"}
    assert found["changed"]["text"] == {"S": "before"}
    assert set(contents(dynamodb, "table")) == {"changed", "kept", "new"}
    assert contents(dynamodb, "table")["changed"]["text"] == {"S": "after"}

    # AND its indexes work
    open_items = dynamodb.query(
        TableName="restored",
        IndexName="by_status",
        KeyConditionExpression="status_key = :open",
        ExpressionAttributeValues={":open": {"S": "OPEN"}},
    )["Items"]
    assert [each["pk"]["S"] for each in open_items] == ["deleted"]
    described = dynamodb.describe_table(TableName="restored")["Table"]
    assert described["TableStatus"] == "ACTIVE"
    assert "LatestStreamArn" not in described


def test_the_latest_state_can_be_had_without_a_time(dynamodb: Any) -> None:
    dynamodb.put_item(TableName="table", Item=item("a", "1"))
    dynamodb.restore_table_to_point_in_time(
        SourceTableName="table", TargetTableName="restored", UseLatestRestorableTime=True
    )
    assert set(contents(dynamodb, "restored")) == {"a"}


def test_what_can_be_restored_begins_when_recovery_was_switched_on(dynamodb: Any) -> None:
    described = dynamodb.describe_continuous_backups(TableName="table")["ContinuousBackupsDescription"]
    recovery = described["PointInTimeRecoveryDescription"]
    assert recovery["PointInTimeRecoveryStatus"] == "ENABLED"
    assert recovery["EarliestRestorableDateTime"] <= recovery["LatestRestorableDateTime"]

    for moment in (time.time() - 3600, time.time() + 3600):
        request = {"SourceTableName": "table", "TargetTableName": "restored", "RestoreDateTime": moment}
        error = refused(partial(dynamodb.restore_table_to_point_in_time, **request))
        assert error["Code"] == "InvalidRestoreTimeException"


def test_without_recovery_there_is_nothing_to_restore(account: Account) -> None:
    account.deploy({"Table": table()})
    dynamodb = account.client("dynamodb")
    error = refused(
        lambda: dynamodb.restore_table_to_point_in_time(
            SourceTableName="table", TargetTableName="restored", UseLatestRestorableTime=True
        )
    )
    assert error["Code"] == "PointInTimeRecoveryUnavailableException"
    status = dynamodb.describe_continuous_backups(TableName="table")["ContinuousBackupsDescription"]
    assert status["PointInTimeRecoveryDescription"] == {"PointInTimeRecoveryStatus": "DISABLED"}


def test_a_table_is_not_restored_over_another(dynamodb: Any) -> None:
    error = refused(
        lambda: dynamodb.restore_table_to_point_in_time(
            SourceTableName="table", TargetTableName="table", UseLatestRestorableTime=True
        )
    )
    assert error["Code"] == "TableAlreadyExistsException"
