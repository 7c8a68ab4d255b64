"""The table of consents."""

from __future__ import annotations

import aws_cdk as cdk
import pytest
from aws_cdk import aws_dynamodb as dynamodb

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import ConsentTable
from tests.unit.opt_in.conftest import make_stack
from tests.unit.opt_in.parts import make_key
from tests.unit.reading import Reading, arn


@pytest.fixture(scope="module")
def reading() -> Reading:
    stack = make_stack()
    ConsentTable(stack, "Consents")
    return Reading(stack)


def test_items_are_found_by_a_partition_and_a_sort_key(reading: Reading) -> None:
    assert reading.properties("AWS::DynamoDB::Table")["KeySchema"] == [
        {"AttributeName": "pk", "KeyType": "HASH"},
        {"AttributeName": "sk", "KeyType": "RANGE"},
    ]


def test_open_items_are_found_by_their_status_and_time_and_the_index_holds_only_keys(reading: Reading) -> None:
    (index,) = reading.properties("AWS::DynamoDB::Table")["GlobalSecondaryIndexes"]
    assert index["IndexName"] == "by_status"
    assert index["KeySchema"] == [
        {"AttributeName": "status_key", "KeyType": "HASH"},
        {"AttributeName": "status_at", "KeyType": "RANGE"},
    ]
    assert index["Projection"] == {"ProjectionType": "KEYS_ONLY"}


def test_it_costs_nothing_while_nobody_signs_up(reading: Reading) -> None:
    assert reading.properties("AWS::DynamoDB::Table")["BillingMode"] == "PAY_PER_REQUEST"


def test_it_can_be_restored_and_not_be_deleted(reading: Reading) -> None:
    table = reading.only("AWS::DynamoDB::Table")
    assert table["Properties"]["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["Properties"]["DeletionProtectionEnabled"] is True
    assert (table["DeletionPolicy"], table["UpdateReplacePolicy"]) == ("Retain", "Retain")


def test_without_a_key_it_makes_one_that_outlives_the_stack_too(reading: Reading) -> None:
    key = reading.only("AWS::KMS::Key")
    assert key["DeletionPolicy"] == "Retain"
    assert reading.properties("AWS::DynamoDB::Table")["SSESpecification"] == {
        "KMSMasterKeyId": arn(reading.id("AWS::KMS::Key")),
        "SSEEnabled": True,
        "SSEType": "KMS",
    }


def test_a_key_that_is_given_is_used_and_no_other_made() -> None:
    stack = make_stack()
    key = make_key(stack)
    table = ConsentTable(stack, "Consents", encryption_key=key)
    assert len(Reading(stack).all("AWS::KMS::Key")) == 1
    assert table.encryption_key is key


def test_its_key_goes_with_it_when_it_may_go() -> None:
    stack = make_stack()
    ConsentTable(stack, "Consents", removal_policy=cdk.RemovalPolicy.DESTROY)
    reading = Reading(stack)
    assert reading.only("AWS::KMS::Key")["DeletionPolicy"] == "Delete"
    assert reading.only("AWS::DynamoDB::Table")["DeletionPolicy"] == "Delete"
    assert reading.properties("AWS::DynamoDB::Table")["DeletionProtectionEnabled"] is False


def test_it_has_no_name_that_would_keep_it_from_being_replaced_or_made_twice() -> None:
    stack = make_stack()
    ConsentTable(stack, "First")
    ConsentTable(stack, "Second")
    tables = Reading(stack).all("AWS::DynamoDB::Table").values()
    assert len(tables) == 2
    assert not any("TableName" in each["Properties"] for each in tables)


TABLE_ARN = "arn:aws:dynamodb:eu-west-1:111122223333:table/consents"


def existing(stack: cdk.Stack, stream: str | None) -> dynamodb.ITable:
    return dynamodb.Table.from_table_attributes(
        stack,
        "Existing",
        table_arn=TABLE_ARN,
        table_stream_arn=None if stream is None else f"{TABLE_ARN}/stream/{stream}",
        encryption_key=make_key(stack),
    )


def test_a_table_that_exists_is_used_as_it_is() -> None:
    stack = make_stack()
    table = existing(stack, "2026")
    consents = ConsentTable.from_table(stack, "Consents", table)
    assert consents.table is table
    assert consents.encryption_key is table.encryption_key
    assert Reading(stack).all("AWS::DynamoDB::Table") == {}


def test_fails_on_a_table_that_exists_without_stream() -> None:
    stack = make_stack()
    with pytest.raises(InvalidArgument) as refused:
        ConsentTable.from_table(stack, "Consents", existing(stack, None))
    assert str(refused.value) == (
        "table 'Stack/Existing' has no stream; import it by Table.from_table_attributes with its table_stream_arn, of "
        "a stream that holds new images (NEW_IMAGE)"
    )
