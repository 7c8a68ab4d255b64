"""Phone numbers."""

from __future__ import annotations

import aws_cdk as cdk
import pytest
from aws_cdk import aws_sns as sns

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import (
    IPhoneNumber,
    Keyword,
    KeywordAction,
    NumberCapability,
    NumberType,
    OptOutList,
    PhoneNumber,
    TwoWay,
)

from .helpers import TEXTS, allowed, arn, only, properties, resources, role, simulator, warnings

TYPE = "AWS::SMSVOICE::PhoneNumber"


def test_a_number_renders_nothing_that_was_not_asked_for(stack: cdk.Stack) -> None:
    simulator(stack)
    assert properties(stack, TYPE) == {
        "DeletionProtectionEnabled": True,
        "IsoCountryCode": "US",
        "MandatoryKeywords": {"HELP": {"Message": TEXTS.help}, "STOP": {"Message": TEXTS.stop}},
        "NumberCapabilities": ["SMS"],
        "NumberType": "SIMULATOR",
    }
    assert "DependsOn" not in only(stack, TYPE)


def test_a_number_outlives_its_stack_and_cannot_be_released(stack: cdk.Stack) -> None:
    simulator(stack)
    assert only(stack, TYPE)["DeletionPolicy"] == "Retain"
    assert only(stack, TYPE)["UpdateReplacePolicy"] == "Retain"
    assert properties(stack, TYPE)["DeletionProtectionEnabled"] is True


def test_a_number_that_goes_with_its_stack_can_be_released(stack: cdk.Stack) -> None:
    simulator(stack, removal_policy=cdk.RemovalPolicy.DESTROY)
    assert only(stack, TYPE)["DeletionPolicy"] == "Delete"
    assert properties(stack, TYPE)["DeletionProtectionEnabled"] is False


@pytest.mark.parametrize("protection", [True, False])
@pytest.mark.parametrize("policy", [cdk.RemovalPolicy.RETAIN, cdk.RemovalPolicy.DESTROY])
def test_the_protection_is_the_users(stack: cdk.Stack, protection: bool, policy: cdk.RemovalPolicy) -> None:
    simulator(stack, deletion_protection=protection, removal_policy=policy)
    assert properties(stack, TYPE)["DeletionProtectionEnabled"] is protection


def test_every_option_is_rendered(stack: cdk.Stack) -> None:
    PhoneNumber(
        stack,
        "Number",
        iso_country_code="GB",
        number_type=NumberType.LONG_CODE,
        capabilities=[NumberCapability.VOICE, NumberCapability.SMS],
        mandatory_keywords=TEXTS,
        keywords=[Keyword("YES", "Thanks."), Keyword("END", "Bye.", KeywordAction.OPT_OUT)],
        two_way=TwoWay.topic(sns.Topic(stack, "Inbound")),
        opt_out_list=OptOutList.from_opt_out_list_name(stack, "List", "alerts"),
        self_managed_opt_outs=True,
    )
    (topic_id,) = resources(stack, "AWS::SNS::Topic")
    assert properties(stack, TYPE) == {
        "DeletionProtectionEnabled": True,
        "IsoCountryCode": "GB",
        "MandatoryKeywords": {"HELP": {"Message": TEXTS.help}, "STOP": {"Message": TEXTS.stop}},
        "NumberCapabilities": ["VOICE", "SMS"],
        "NumberType": "LONG_CODE",
        "OptOutListName": "alerts",
        "OptionalKeywords": [
            {"Action": "AUTOMATIC_RESPONSE", "Keyword": "YES", "Message": "Thanks."},
            {"Action": "OPT_OUT", "Keyword": "END", "Message": "Bye."},
        ],
        "SelfManagedOptOutsEnabled": True,
        "TwoWay": {"ChannelArn": {"Ref": topic_id}, "Enabled": True},
    }


def test_the_number_and_its_id_are_those_of_the_resource(stack: cdk.Stack) -> None:
    number = simulator(stack)
    (logical_id,) = resources(stack, TYPE)
    assert stack.resolve([number.phone_number_id, number.phone_number_arn, number.phone_number]) == [
        {"Fn::GetAtt": [logical_id, "PhoneNumberId"]},
        {"Fn::GetAtt": [logical_id, "Arn"]},
        {"Fn::GetAtt": [logical_id, "PhoneNumber"]},
    ]


def test_whoever_may_send_may_do_nothing_else_with_the_number(stack: cdk.Stack) -> None:
    simulator(stack).grant_send_text(role(stack))
    (logical_id,) = resources(stack, TYPE)
    assert allowed(stack) == [("sms-voice:SendTextMessage", {"Fn::GetAtt": [logical_id, "Arn"]})]


def test_two_numbers_live_in_one_stack(stack: cdk.Stack) -> None:
    inbound = TwoWay.topic(sns.Topic(stack, "Inbound"))
    simulator(stack, "One", two_way=inbound)
    simulator(stack, "Two", two_way=inbound)
    assert len(resources(stack, TYPE)) == 2
    assert len(properties(stack, "AWS::SNS::TopicPolicy")["PolicyDocument"]["Statement"]) == 1


@pytest.mark.parametrize("number_type", [NumberType.TEN_DLC, NumberType.TOLL_FREE])
def test_a_number_that_must_be_registered_says_so(stack: cdk.Stack, number_type: NumberType) -> None:
    simulator(stack, number_type=number_type)
    assert warnings(stack) == [
        (
            f"a {number_type} number sends nothing before it is registered, which CloudFormation can't do: "
            "register it in the console or by the API, see "
            "https://docs.aws.amazon.com/sms-voice/latest/userguide/registrations.html "
            "[ack: cdk_messaging:PhoneNumber.registration]"
        )
    ]


def test_a_simulator_needs_no_registration(stack: cdk.Stack) -> None:
    simulator(stack)
    assert warnings(stack) == []


def test_fails_for_two_way_where_people_cannot_answer(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument, match=r"^two_way is not supported in country 'LR': use one of AE, AT, AU, "):
        simulator(
            stack,
            iso_country_code="LR",
            number_type=NumberType.LONG_CODE,
            two_way=TwoWay.topic(sns.Topic(stack, "Inbound")),
        )


def test_a_number_that_can_only_receive_may_do_so(stack: cdk.Stack) -> None:
    simulator(
        stack,
        iso_country_code="PK",
        number_type=NumberType.LONG_CODE,
        two_way=TwoWay.topic(sns.Topic(stack, "Inbound")),
    )
    assert properties(stack, TYPE)["TwoWay"]["Enabled"] is True


def test_fails_for_two_way_of_a_number_without_sms(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        simulator(
            stack,
            number_type=NumberType.TOLL_FREE,
            capabilities=[NumberCapability.VOICE],
            two_way=TwoWay.topic(sns.Topic(stack, "Inbound")),
        )
    assert str(error.value) == ("two_way needs a number that can do SMS, but capabilities are VOICE: add SMS")


def test_a_number_that_can_neither_send_nor_publish_is_warned_of(stack: cdk.Stack) -> None:
    simulator(stack, iso_country_code="PK", number_type=NumberType.LONG_CODE)
    (warning,) = warnings(stack)
    assert warning.startswith(
        "a long code of country 'PK' can receive but not send: set two_way, or nothing comes of it but "
        "automatic replies"
    )


def test_fails_for_amazon_connect_which_only_a_pool_can_have(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        simulator(stack, two_way=TwoWay.connect())
    assert str(error.value) == (
        "two_way of a phone number can't be Amazon Connect: CloudFormation takes only a topic there, "
        "so put the number into a Pool with two_way=TwoWay.connect()"
    )


def test_fails_for_self_managed_opt_outs_that_nobody_would_hear_of(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument, match=r"^self_managed_opt_outs needs two_way: "):
        simulator(stack, self_managed_opt_outs=True)


def test_fails_for_a_number_that_cannot_be_had(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument, match=r"^number type 'SIMULATOR' exists in country 'US' only, not in 'GB'\n"):
        simulator(stack, iso_country_code="GB")


def test_a_number_is_imported_by_its_id(stack: cdk.Stack) -> None:
    imported: IPhoneNumber = PhoneNumber.from_phone_number_id(stack, "Number", "phone-1")
    assert imported.phone_number_id == "phone-1"
    assert stack.resolve(imported.phone_number_arn) == arn("phone-number/phone-1")
    assert resources(stack, TYPE) == {}


def test_a_number_is_imported_by_its_arn(stack: cdk.Stack) -> None:
    its_arn = "arn:aws:sms-voice:eu-west-1:444455556666:phone-number/phone-1"
    imported = PhoneNumber.from_phone_number_arn(stack, "Number", its_arn)
    assert (imported.phone_number_id, imported.phone_number_arn) == ("phone-1", its_arn)


def test_a_number_is_imported_with_what_is_known_of_it(stack: cdk.Stack) -> None:
    imported = PhoneNumber.from_phone_number_attributes(
        stack, "Number", phone_number_id="phone-1", phone_number="+12065550100"
    )
    assert imported.phone_number == "+12065550100"


def test_fails_for_a_number_that_was_not_told(stack: cdk.Stack) -> None:
    imported = PhoneNumber.from_phone_number_id(stack, "Number", "phone-1")
    with pytest.raises(InvalidArgument) as error:
        _ = imported.phone_number
    assert str(error.value) == (
        "phone number 'Stack/Number' was imported without the number itself: "
        "import it with PhoneNumber.from_phone_number_attributes(..., phone_number=...)"
    )
