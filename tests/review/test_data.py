"""Data and what cannot be made again."""

from __future__ import annotations

import pytest

from tests.review.assemblies import resource
from tests.review.conftest import Cases, Outcomes

TABLE, BUCKET, NUMBER = "AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::SMSVOICE::PhoneNumber"
LOG = "AWS::Logs::LogGroup"
UNKNOWN = "AWS::Newest::Thing"
KEY_ALIAS = "AWS::KMS::Alias"
RETAINED = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}
US = {"IsoCountryCode": "US"}

CASES: Cases = {
    "Deleted": ({"T": resource(TABLE, "Prod/Deleted/Consents/Resource")}, {}),
    "Kept": ({"T": {**resource(TABLE), **RETAINED}}, {}),
    "Renamed": ({"Old": resource(TABLE, "Prod/Renamed/T")}, {"New": resource(TABLE, "Prod/Renamed/T")}),
    "TableName": ({"R": resource(TABLE, TableName="a")}, {"R": resource(TABLE, TableName="b")}),
    "BucketName": ({"R": resource(BUCKET, BucketName="a")}, {"R": resource(BUCKET, BucketName="b")}),
    "NumberType": (
        {"R": resource(NUMBER, **US, NumberType="TEN_DLC")},
        {"R": resource(NUMBER, **US, NumberType="TOLL_FREE")},
    ),
    "LogGroupName": ({"R": resource(LOG, LogGroupName="a")}, {"R": resource(LOG, LogGroupName="b")}),
    "LettingGo": ({"T": {**resource(TABLE), **RETAINED}}, {"T": resource(TABLE)}),
    "InPlace": (
        {"T": resource(TABLE, BillingMode="PROVISIONED")},
        {"T": resource(TABLE, BillingMode="PAY_PER_REQUEST", Tags=[{"Key": "team", "Value": "messaging"}])},
    ),
    "Cascade": (
        {"K": resource(KEY_ALIAS, AliasName="alias/a"), "R": resource(LOG, LogGroupName={"Ref": "K"})},
        {"K": resource(KEY_ALIAS, AliasName="alias/b"), "R": resource(LOG, LogGroupName={"Ref": "K"})},
    ),
    "OnlySometimes": ({"T": resource(TABLE)}, {"T": {**resource(TABLE), "Condition": "IsProd"}}),
    "UnknownGone": ({"U": resource(UNKNOWN)}, {}),
    "UnknownChanged": (
        {"U": resource("AWS::Newest::Thing", Name="a")},
        {"U": resource("AWS::Newest::Thing", Name="b")},
    ),
    "UnknownAdded": ({}, {"U": resource(UNKNOWN)}),
    "CustomGone": ({"C": resource("Custom::Anything")}, {}),
    "Stateless": ({"F": resource("AWS::Lambda::Function")}, {}),
}


def test_a_table_that_is_deleted_is_a_danger_to_its_items(outcomes: Outcomes) -> None:
    (found,) = outcomes["Deleted"]
    assert found.where == "Deleted/Consents"
    assert found.sentence == "AWS::DynamoDB::Table is deleted, and with it the table's items."


def test_a_retained_table_that_leaves_its_stack_is_told_as_unmanaged(outcomes: Outcomes) -> None:
    (found,) = outcomes["Kept"]
    assert found.sentence == (
        "AWS::DynamoDB::Table leaves the stack; it stays in the account, where nothing manages it any more."
    )


def test_another_logical_id_is_told_as_a_new_empty_resource(outcomes: Outcomes) -> None:
    (found,) = outcomes["Renamed"]
    assert found.logical_id == "Old"
    assert "A new, empty one takes its place, because its logical id changed to New." in found.sentence


@pytest.mark.parametrize(
    ("name", "kind", "lost"),
    [
        ("TableName", TABLE, "the table's items"),
        ("BucketName", BUCKET, "the objects"),
        ("NumberType", NUMBER, "the phone number; a released number is gone for ever"),
        ("LogGroupName", LOG, "the log"),
    ],
)
def test_a_change_of_what_cannot_be_changed_in_place_is_a_replacement(
    outcomes: Outcomes, name: str, kind: str, lost: str
) -> None:
    (found,) = outcomes[name]
    assert found.property == name
    assert found.sentence == f"{kind} is replaced, because {name} cannot be changed in place; lost is {lost}."


def test_a_policy_that_lets_go_is_a_danger_before_anything_is_lost(outcomes: Outcomes) -> None:
    assert [danger.property for danger in outcomes["LettingGo"]] == ["DeletionPolicy", "UpdateReplacePolicy"]


def test_what_is_named_after_something_that_is_replaced_is_replaced_too(outcomes: Outcomes) -> None:
    (found,) = outcomes["Cascade"]
    assert found.sentence == (
        "AWS::Logs::LogGroup is replaced, because LogGroupName refers to something that is replaced; lost is the log."
    )


def test_a_table_that_exists_only_sometimes_is_a_danger(outcomes: Outcomes) -> None:
    (found,) = outcomes["OnlySometimes"]
    assert found.sentence == (
        "AWS::DynamoDB::Table exists only where IsProd holds; elsewhere it is deleted, and with it the table's items."
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "UnknownGone",
            "AWS::Newest::Thing goes. It is not in the registry's schemas: nobody can say here what is lost with it.",
        ),
        (
            "UnknownChanged",
            "AWS::Newest::Thing is not in the registry's schemas: nobody can say here whether it is replaced.",
        ),
    ],
)
def test_of_a_type_that_nobody_knows_the_report_says_so(outcomes: Outcomes, name: str, sentence: str) -> None:
    assert [danger.sentence for danger in outcomes[name]] == [sentence]


@pytest.mark.parametrize("name", ["UnknownAdded", "CustomGone"])
def test_an_unknown_type_that_comes_and_a_custom_one_that_goes_are_no_danger(outcomes: Outcomes, name: str) -> None:
    assert outcomes[name] == ()


def test_a_change_in_place_is_no_danger(outcomes: Outcomes) -> None:
    assert outcomes["InPlace"] == ()


def test_a_resource_that_can_be_made_again_may_go(outcomes: Outcomes) -> None:
    assert outcomes["Stateless"] == ()
