"""The consent text as a deployment publishes it."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest

from cdk_messaging.opt_in import PublishedConsentText
from cdk_messaging.provider import Provider
from tests.unit.opt_in.conftest import make_stack
from tests.unit.opt_in.made import programme
from tests.unit.opt_in.parts import LOGS, make_table
from tests.unit.reading import Reading, arn

TEXT = "Custom::ConsentText"


def publish(stack: cdk.Stack, construct_id: str = "Text", **changes: Any) -> PublishedConsentText:
    table = make_table(stack, f"{construct_id}Table")
    return PublishedConsentText(stack, construct_id, table=table, programme=programme(**changes), log_options=LOGS)


@pytest.fixture(scope="module")
def made() -> tuple[Provider, Reading]:
    stack = make_stack()
    publish(stack)
    return Provider.of(stack, log_options=LOGS), Reading(stack)


def test_the_text_is_written_word_for_word_under_its_version(made: tuple[Provider, Reading]) -> None:
    _, reading = made
    facts = programme()
    assert reading.properties(TEXT) == {
        "ServiceToken": arn(reading.id("AWS::Lambda::Function")),
        "TableName": {"Ref": reading.id("AWS::DynamoDB::Table")},
        "Version": facts.consent_version,
        "Text": facts.consent,
        "Locale": "en-US",
        "Programme": "alerts",
    }


def test_the_provider_may_update_items_of_this_table_and_use_its_key_for_that(
    made: tuple[Provider, Reading],
) -> None:
    provider, reading = made
    granted = [each for each in reading.allowed(provider.role) if not each[0][0].startswith("logs:")]
    key = ["Decrypt", "DescribeKey", "Encrypt", "GenerateDataKey", "ReEncryptFrom", "ReEncryptTo"]
    assert granted == [
        (["dynamodb:UpdateItem"], arn(reading.id("AWS::DynamoDB::Table"))),
        ([f"kms:{action}" for action in key], arn(reading.id("AWS::KMS::Key"))),
    ]


def test_the_provider_may_do_so_before_the_text_is_written(made: tuple[Provider, Reading]) -> None:
    _, reading = made
    assert reading.id("AWS::IAM::Policy") in reading.only(TEXT)["DependsOn"]


def test_another_text_is_another_version() -> None:
    stack = make_stack()
    publish(stack, "First")
    publish(stack, "Second", frequency="Up to 9 msgs/month")
    versions = {each["Properties"]["Version"] for each in Reading(stack).all(TEXT).values()}
    assert len(versions) == 2


def test_texts_of_one_stack_share_the_provider() -> None:
    stack = make_stack()
    publish(stack, "First")
    publish(stack, "Second")
    assert len(Reading(stack).all("AWS::Lambda::Function")) == 1
