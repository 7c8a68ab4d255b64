"""Where people's texts arrive."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_messaging.opt_in import InboundTopic
from tests.unit.opt_in.conftest import make_stack
from tests.unit.opt_in.parts import make_key
from tests.unit.reading import Reading, arn


@pytest.fixture(scope="module")
def reading() -> Reading:
    stack = make_stack()
    InboundTopic(stack, "Inbound", encryption_key=make_key(stack))
    return Reading(stack)


def statements(reading: Reading, effect: str) -> list[Any]:
    policy = reading.properties("AWS::SNS::TopicPolicy")["PolicyDocument"]
    return [each for each in policy["Statement"] if each["Effect"] == effect]


def test_it_is_encrypted_with_the_users_key(reading: Reading) -> None:
    assert reading.properties("AWS::SNS::Topic")["KmsMasterKeyId"] == arn(reading.id("AWS::KMS::Key"))


def test_it_takes_tls_only(reading: Reading) -> None:
    (refused,) = statements(reading, "Deny")
    assert refused["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert refused["Principal"] == "*"


def test_the_service_publishes_to_it_for_any_number_of_this_account_and_nobody_else_does(reading: Reading) -> None:
    (allowed,) = statements(reading, "Allow")
    everything = ["arn:", {"Ref": "AWS::Partition"}, ":sms-voice:eu-west-1:", {"Ref": "AWS::AccountId"}, ":*"]
    assert allowed["Action"] == "sns:Publish"
    assert allowed["Principal"] == {"Service": "sms-voice.amazonaws.com"}
    assert allowed["Resource"] == {"Ref": reading.id("AWS::SNS::Topic")}
    assert allowed["Condition"] == {
        "ArnLike": {"aws:SourceArn": {"Fn::Join": ["", everything]}},
        "StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}},
    }


def test_it_names_no_role_that_would_be_another_way_in(reading: Reading) -> None:
    assert not reading.all("AWS::IAM::Role")


def test_two_in_one_stack_do_not_collide() -> None:
    stack = make_stack()
    key = make_key(stack)
    for name in ("First", "Second"):
        InboundTopic(stack, name, encryption_key=key)
    topics = Reading(stack).all("AWS::SNS::Topic").values()
    assert len(topics) == 2
    assert not any("TopicName" in each["Properties"] for each in topics)
