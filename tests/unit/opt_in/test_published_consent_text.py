"""The consent texts as a deployment publishes them."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest

from cdk_messaging.opt_in import Field, Form, ProgrammeType, PublishedConsentText
from cdk_messaging.provider import Provider
from tests.unit.opt_in.conftest import make_stack
from tests.unit.opt_in.made import form, programme
from tests.unit.opt_in.parts import LOGS, make_table
from tests.unit.opt_in.test_programme import GERMAN, OFFERS
from tests.unit.reading import Reading, arn

TEXT = "Custom::ConsentText"


def publish(stack: cdk.Stack, construct_id: str = "Text", **changes: Any) -> PublishedConsentText:
    table = make_table(stack, f"{construct_id}Table")
    return PublishedConsentText(stack, construct_id, table=table, forms=[form(**changes)], log_options=LOGS)


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
        "Boxes": {"transactional": facts.consent},
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


def test_each_programme_is_published_in_each_of_its_locales() -> None:
    stack = make_stack()
    kiosk = form("kiosk", id="other", confirm_keyword="JOIN")
    forms = [form(translations=(GERMAN,)), kiosk, form("desk", translations=(GERMAN,))]
    published = PublishedConsentText(stack, "Text", table=make_table(stack), forms=forms, log_options=LOGS)
    assert set(published.resources) == {("alerts", "en-US"), ("alerts", "de-DE"), ("other", "en-US")}
    versions = {each["Properties"]["Version"] for each in Reading(stack).all(TEXT).values()}
    texts = [*forms[0].programme.locales.values(), kiosk.programme.default_texts]
    assert versions == {each.consent_version for each in texts}


def test_a_text_keeps_its_resource_when_others_are_added_before_it() -> None:
    one, two = make_stack(), make_stack()
    publish(one)
    kiosk = form("kiosk", id="other", confirm_keyword="JOIN")
    table = make_table(two, "TextTable")
    PublishedConsentText(two, "Text", table=table, forms=[kiosk, form()], log_options=LOGS)
    assert set(Reading(one).all(TEXT)) < set(Reading(two).all(TEXT))


def test_the_boxes_of_a_mixed_programme_are_told_apart_by_their_kinds() -> None:
    stack = make_stack()
    mixed = programme(type=ProgrammeType.MIXED, promotional=OFFERS)
    forms = [Form(programme=mixed, fields=(Field.email(),))]
    PublishedConsentText(stack, "Text", table=make_table(stack), forms=forms, log_options=LOGS)
    boxes = mixed.default_texts.boxes
    assert Reading(stack).properties(TEXT)["Boxes"] == {
        "transactional": boxes[0].text,
        "promotional": boxes[1].text,
    }


def test_texts_of_one_stack_share_the_provider() -> None:
    stack = make_stack()
    publish(stack, "First")
    publish(stack, "Second")
    assert len(Reading(stack).all("AWS::Lambda::Function")) == 1
