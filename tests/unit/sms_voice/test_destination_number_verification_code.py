"""The code of a destination number: what is synthesized, and what is refused."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import (
    ConfigurationSet,
    PhoneNumber,
    SenderId,
    VerifiedDestinationNumber,
)
from cdk_messaging.sms_voice.account import DestinationNumberVerificationCode, VerificationChannel

from .helpers import arn, only, properties, resources, warnings

TYPE = "Custom::DestinationNumberVerificationCode"


@pytest.fixture
def tester(stack: cdk.Stack) -> VerifiedDestinationNumber:
    return VerifiedDestinationNumber(stack, "Tester", destination_phone_number="+12065550100")


def without_token(rendered: Any) -> Any:
    return {name: value for name, value in rendered.items() if name != "ServiceToken"}


def code(
    stack: cdk.Stack, number: Any, construct_id: str = "Code", **arguments: Any
) -> DestinationNumberVerificationCode:
    return DestinationNumberVerificationCode(stack, construct_id, verified_destination_number=number, **arguments)


def test_it_is_texted_to_the_number_once_that_is_there(stack: cdk.Stack, tester: VerifiedDestinationNumber) -> None:
    assert code(stack, tester).resource.node.path == "Stack/Code/Resource"
    assert without_token(properties(stack, TYPE)) == {
        "VerifiedDestinationNumberId": stack.resolve(tester.verified_destination_number_arn),
        "VerificationChannel": "TEXT",
    }


def test_it_is_sent_as_it_is_told(stack: cdk.Stack, tester: VerifiedDestinationNumber) -> None:
    code(
        stack,
        tester,
        channel=VerificationChannel.VOICE,
        language_code="DE_DE",
        origination=PhoneNumber.from_phone_number_id(stack, "Number", "phone-1"),
        configuration_set=ConfigurationSet.from_configuration_set_name(stack, "Set", "codes"),
    )
    rendered = properties(stack, TYPE)
    assert (rendered["VerificationChannel"], rendered["LanguageCode"]) == ("VOICE", "DE_DE")
    assert rendered["OriginationIdentity"] == arn("phone-number/phone-1")
    assert rendered["ConfigurationSetName"] == arn("configuration-set/codes")


def test_a_sender_id_may_send_it(stack: cdk.Stack, tester: VerifiedDestinationNumber) -> None:
    code(stack, tester, origination=SenderId.from_sender_id(stack, "Brand", sender_id="BRAND", iso_country_code="GB"))
    assert properties(stack, TYPE)["OriginationIdentity"] == arn("sender-id/BRAND/GB")


def test_the_number_is_no_longer_warned_of(stack: cdk.Stack, tester: VerifiedDestinationNumber) -> None:
    assert [each for each in warnings(stack) if "PENDING" in each] != []
    code(stack, tester)
    assert [each for each in warnings(stack) if "PENDING" in each] == []


def test_permissions_are_there_before_it_is_sent(stack: cdk.Stack, tester: VerifiedDestinationNumber) -> None:
    code(stack, tester)
    (policy,) = [name for name in resources(stack, "AWS::IAM::Policy") if "Permissions" in name]
    assert policy in only(stack, TYPE)["DependsOn"]


def test_two_numbers_get_one_each(stack: cdk.Stack, tester: VerifiedDestinationNumber) -> None:
    other = VerifiedDestinationNumber(stack, "Other", destination_phone_number="+12065550101")
    code(stack, tester)
    code(stack, other, "OtherCode")
    assert len(resources(stack, TYPE)) == 2
    assert len(resources(stack, "AWS::Lambda::Function")) == 1


def test_fails_for_another_channel(stack: cdk.Stack, tester: VerifiedDestinationNumber) -> None:
    with pytest.raises(InvalidArgument) as error:
        code(stack, tester, channel="FAX")
    assert str(error.value) == "channel 'FAX' is not known: use one of TEXT, VOICE"


def test_fails_for_a_second_code_of_a_number(stack: cdk.Stack, tester: VerifiedDestinationNumber) -> None:
    code(stack, tester)
    with pytest.raises(InvalidArgument, match=r"^the code of 'Stack/Tester' is set by 'Stack/Code' already"):
        code(stack, tester, "Again")
