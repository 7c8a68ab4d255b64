"""Numbers that the provider requests."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_sns as sns

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import NumberCapability, NumberType, OptOutList, Pool, Registration, TwoWay
from cdk_messaging.sms_voice.account import (
    ImportedKeywords,
    ImportedTwoWay,
    MessageType,
    OriginationIdentityAssociation,
    RegistrationAssociation,
    RequestedPhoneNumber,
)

from .helpers import TEXTS, arn, only, properties, resources, simulator

TYPE = "Custom::RequestedPhoneNumber"


def requested(stack: cdk.Stack, **arguments: Any) -> RequestedPhoneNumber:
    plain: dict[str, Any] = {
        "iso_country_code": "US",
        "number_type": NumberType.TOLL_FREE,
        "capabilities": [NumberCapability.SMS],
    }
    return RequestedPhoneNumber(stack, "Number", **(plain | arguments))


def rendered(stack: cdk.Stack) -> Any:
    return {name: value for name, value in properties(stack, TYPE).items() if name not in ("ServiceToken", "TagKey")}


def test_a_number_is_transactional_protected_and_retained(stack: cdk.Stack) -> None:
    requested(stack)
    assert rendered(stack) == {
        "IsoCountryCode": "US",
        "NumberType": "TOLL_FREE",
        "NumberCapabilities": ["SMS"],
        "MessageType": "TRANSACTIONAL",
        "OptOutListName": "Default",
        "DeletionProtectionEnabled": "true",
        "TagValue": {"Ref": "AWS::StackId"},
    }
    assert only(stack, TYPE)["DeletionPolicy"] == "Retain"


def test_a_number_goes_with_its_stack_if_asked_to(stack: cdk.Stack) -> None:
    requested(stack, removal_policy=cdk.RemovalPolicy.DESTROY)
    assert only(stack, TYPE)["DeletionPolicy"] == "Delete"
    assert rendered(stack)["DeletionProtectionEnabled"] == "false"


def test_a_number_has_what_cloudformation_can_not_ask_for(stack: cdk.Stack) -> None:
    form = Registration.from_registration_id(stack, "Form", "registration-1")
    listed = OptOutList(stack, "List")
    requested(
        stack,
        message_type=MessageType.PROMOTIONAL,
        registration=form,
        international_sending=True,
        opt_out_list=listed,
    )
    found = rendered(stack)
    assert found["MessageType"] == "PROMOTIONAL"
    assert found["RegistrationId"] == arn("registration/registration-1")
    assert found["InternationalSendingEnabled"] == "true"
    assert found["OptOutListName"] == stack.resolve(listed.opt_out_list_name)


def test_its_logical_id_is_that_of_a_phone_number_so_that_cloudformation_refuses_the_exchange() -> None:
    first, second = (cdk.Stack(cdk.App(), "Stack") for _ in range(2))
    requested(first)
    simulator(second, "Number")
    assert list(resources(first, TYPE)) == list(resources(second, "AWS::SMSVOICE::PhoneNumber"))


def test_id_arn_and_number_are_those_of_the_resource(stack: cdk.Stack) -> None:
    number = requested(stack)
    (name,) = resources(stack, TYPE)
    assert stack.resolve(number.phone_number_id) == {"Ref": name}
    assert stack.resolve(number.phone_number_arn) == {"Fn::GetAtt": [name, "Arn"]}
    assert stack.resolve(number.phone_number) == {"Fn::GetAtt": [name, "PhoneNumber"]}


def test_it_gets_its_keywords_two_way_registration_and_pool_afterwards(stack: cdk.Stack) -> None:
    number = requested(stack)
    ImportedKeywords(stack, "Words", origination=number, mandatory_keywords=TEXTS)
    ImportedTwoWay(stack, "TwoWay", origination=number, two_way=TwoWay.topic(sns.Topic(stack, "Topic")))
    form = Registration.from_registration_id(stack, "Form", "registration-1")
    RegistrationAssociation(stack, "Association", registration=form, resource=number)
    pool = Pool.from_pool_id(stack, "Pool", "pool-1")
    OriginationIdentityAssociation(stack, "Member", pool=pool, member=number)
    assert len(resources(stack, "Custom::Keyword")) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"number_type": NumberType.SIMULATOR, "message_type": MessageType.PROMOTIONAL},
            "a SIMULATOR number is for TRANSACTIONAL messages only: leave message_type out",
        ),
        (
            {"number_type": NumberType.TEN_DLC, "international_sending": True},
            "international_sending is for TOLL_FREE numbers, not TEN_DLC: leave it out",
        ),
        ({"message_type": "OTHER"}, "message type 'OTHER' is not known: use one of TRANSACTIONAL, PROMOTIONAL"),
    ],
)
def test_fails_with_what_the_value_and_the_fix(stack: cdk.Stack, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        requested(stack, **arguments)
    assert str(error.value) == message
