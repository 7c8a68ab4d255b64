"""Pools."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_sns as sns

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import (
    IPhoneNumber,
    IPool,
    Keyword,
    OptOutList,
    PhoneNumber,
    Pool,
    RcsAgent,
    SenderId,
    TwoWay,
)

from .helpers import TEXTS, allowed, arn, only, properties, resources, role, simulator

TYPE = "AWS::SMSVOICE::Pool"
NUMBER = "AWS::SMSVOICE::PhoneNumber"


def pool_of(stack: cdk.Stack, *numbers: IPhoneNumber, construct_id: str = "Pool", **arguments: Any) -> Pool:
    return Pool(stack, construct_id, phone_numbers=numbers, mandatory_keywords=TEXTS, **arguments)


def imported_number(stack: cdk.Stack) -> IPhoneNumber:
    return PhoneNumber.from_phone_number_id(stack, "Imported", "phone-1")


def test_a_pool_renders_nothing_that_was_not_asked_for(stack: cdk.Stack) -> None:
    pool_of(stack, imported_number(stack))
    assert properties(stack, TYPE) == {
        "DeletionProtectionEnabled": True,
        "MandatoryKeywords": {"HELP": {"Message": TEXTS.help}, "STOP": {"Message": TEXTS.stop}},
        "OriginationIdentities": [arn("phone-number/phone-1")],
    }
    assert "DependsOn" not in only(stack, TYPE)


def test_a_pool_outlives_its_stack_and_cannot_be_deleted(stack: cdk.Stack) -> None:
    pool_of(stack, imported_number(stack))
    assert only(stack, TYPE)["DeletionPolicy"] == "Retain"
    assert properties(stack, TYPE)["DeletionProtectionEnabled"] is True


def test_a_pool_that_goes_with_its_stack_can_be_deleted(stack: cdk.Stack) -> None:
    pool_of(stack, imported_number(stack), removal_policy=cdk.RemovalPolicy.DESTROY)
    assert only(stack, TYPE)["DeletionPolicy"] == "Delete"
    assert properties(stack, TYPE)["DeletionProtectionEnabled"] is False


def test_every_option_is_rendered(stack: cdk.Stack) -> None:
    pool_of(
        stack,
        imported_number(stack),
        keywords=[Keyword("YES", "Thanks.")],
        two_way=TwoWay.topic(sns.Topic(stack, "Inbound")),
        opt_out_list=OptOutList.from_opt_out_list_name(stack, "List", "alerts"),
        self_managed_opt_outs=True,
        shared_routes=True,
        deletion_protection=False,
    )
    (topic_id,) = resources(stack, "AWS::SNS::Topic")
    assert properties(stack, TYPE) == {
        "DeletionProtectionEnabled": False,
        "MandatoryKeywords": {"HELP": {"Message": TEXTS.help}, "STOP": {"Message": TEXTS.stop}},
        "OptOutListName": "alerts",
        "OptionalKeywords": [{"Action": "AUTOMATIC_RESPONSE", "Keyword": "YES", "Message": "Thanks."}],
        "OriginationIdentities": [arn("phone-number/phone-1")],
        "SelfManagedOptOutsEnabled": True,
        "SharedRoutesEnabled": True,
        "TwoWay": {"ChannelArn": {"Ref": topic_id}, "Enabled": True},
    }


def test_a_pool_is_made_after_its_numbers_and_deleted_before_them(stack: cdk.Stack) -> None:
    pool_of(stack, simulator(stack, "One"), simulator(stack, "Two"))
    numbers = list(resources(stack, NUMBER))
    assert properties(stack, TYPE)["OriginationIdentities"] == [{"Fn::GetAtt": [number, "Arn"]} for number in numbers]


def test_a_pool_and_its_numbers_share_settings(stack: cdk.Stack) -> None:
    shared: dict[str, Any] = {
        "keywords": [Keyword("YES", "Thanks.")],
        "two_way": TwoWay.topic(sns.Topic(stack, "Inbound")),
        "opt_out_list": OptOutList(stack, "List"),
        "self_managed_opt_outs": True,
    }
    pool_of(stack, simulator(stack, "One", **shared), simulator(stack, "Two", **shared), **shared)
    assert len(properties(stack, TYPE)["OriginationIdentities"]) == 2


@pytest.mark.parametrize(
    ("setting", "value"),
    [("keywords", [Keyword("YES", "Thanks.")]), ("self_managed_opt_outs", True), ("two_way", None)],
)
def test_fails_for_a_number_with_other_settings(stack: cdk.Stack, setting: str, value: Any) -> None:
    plain: dict[str, Any] = {"two_way": TwoWay.topic(sns.Topic(stack, "Inbound"))}
    number = simulator(stack, **(plain | {setting: value}))
    with pytest.raises(InvalidArgument) as error:
        pool_of(stack, number, **plain)
    assert str(error.value) == (
        f"phone number 'Stack/Number' has other {setting} than its pool, which the service refuses: "
        f"give the pool and all of its numbers the same {setting}"
    )


def test_an_imported_number_is_taken_as_it_is(stack: cdk.Stack) -> None:
    pool_of(stack, imported_number(stack), keywords=[Keyword("YES", "Thanks.")])
    assert len(resources(stack, TYPE)) == 1


def test_fails_without_numbers(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        pool_of(stack)
    assert str(error.value) == ("phone_numbers are empty: a pool needs at least one, or a sender ID or an RCS agent")


def test_fails_for_a_number_that_is_given_twice(stack: cdk.Stack) -> None:
    number = simulator(stack)
    with pytest.raises(InvalidArgument, match=r"^pool member 'Stack/Number' is given twice: give each one once\n"):
        pool_of(stack, number, number)


def test_a_pool_has_sender_ids_and_rcs_agents_too(stack: cdk.Stack) -> None:
    pool_of(
        stack,
        imported_number(stack),
        sender_ids=[SenderId.from_sender_id(stack, "Sender", sender_id="MYCO", iso_country_code="DE")],
        rcs_agents=[RcsAgent.from_rcs_agent_id(stack, "Agent", "rcs-1")],
    )
    assert properties(stack, TYPE)["OriginationIdentities"] == [
        arn("phone-number/phone-1"),
        arn("sender-id/MYCO/DE"),
        arn("rcs-agent/rcs-1"),
    ]


def test_a_pool_may_consist_of_sender_ids(stack: cdk.Stack) -> None:
    sender = SenderId(stack, "Sender", sender_id="MYCO", iso_country_code="DE")
    pool_of(stack, sender_ids=[sender])
    assert properties(stack, TYPE)["OriginationIdentities"] == [stack.resolve(sender.sender_id_arn)]


def test_fails_for_two_way_where_nobody_can_answer(stack: cdk.Stack) -> None:
    sender = SenderId(stack, "Sender", sender_id="MYCO", iso_country_code="DE")
    with pytest.raises(InvalidArgument) as error:
        pool_of(stack, sender_ids=[sender], two_way=TwoWay.topic(sns.Topic(stack, "Inbound")))
    assert str(error.value) == (
        "two_way needs a phone number or an RCS agent in the pool: nobody can answer a sender ID"
    )


def test_fails_for_an_rcs_agent_with_another_opt_out_list(stack: cdk.Stack) -> None:
    agent = RcsAgent(stack, "Agent", opt_out_list=OptOutList(stack, "List"))
    with pytest.raises(InvalidArgument) as error:
        pool_of(stack, rcs_agents=[agent])
    assert str(error.value) == (
        "RCS agent 'Stack/Agent' has another opt_out_list than its pool, which the service refuses: give both the same"
    )


def test_an_rcs_agent_with_the_same_opt_out_list_is_taken(stack: cdk.Stack) -> None:
    opt_outs = OptOutList(stack, "List")
    pool_of(stack, rcs_agents=[RcsAgent(stack, "Agent", opt_out_list=opt_outs)], opt_out_list=opt_outs)
    assert len(resources(stack, TYPE)) == 1


def test_fails_for_a_simulator_and_amazon_connect(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        pool_of(stack, simulator(stack), two_way=TwoWay.connect())
    assert str(error.value) == (
        "phone number 'Stack/Number' is a simulator, which can't send to Amazon Connect: "
        "use TwoWay.topic(...) or another number type"
    )


def test_fails_for_self_managed_opt_outs_that_nobody_would_hear_of(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument, match=r"^self_managed_opt_outs needs two_way: "):
        pool_of(stack, imported_number(stack), self_managed_opt_outs=True)


def test_id_and_arn_are_those_of_the_resource(stack: cdk.Stack) -> None:
    created = pool_of(stack, imported_number(stack))
    (logical_id,) = resources(stack, TYPE)
    assert stack.resolve([created.pool_id, created.pool_arn]) == [
        {"Fn::GetAtt": [logical_id, "PoolId"]},
        {"Fn::GetAtt": [logical_id, "Arn"]},
    ]


def test_whoever_may_send_from_the_pool_may_not_name_its_numbers(stack: cdk.Stack) -> None:
    pool_of(stack, simulator(stack)).grant_send_text(role(stack))
    (logical_id,) = resources(stack, TYPE)
    assert allowed(stack) == [("sms-voice:SendTextMessage", {"Fn::GetAtt": [logical_id, "Arn"]})]


def test_two_pools_live_in_one_stack(stack: cdk.Stack) -> None:
    pool_of(stack, simulator(stack, "NumberOfOne"), construct_id="One")
    pool_of(stack, simulator(stack, "NumberOfTwo"), construct_id="Two")
    assert len(resources(stack, TYPE)) == 2


def test_a_pool_is_imported_by_its_id(stack: cdk.Stack) -> None:
    imported: IPool = Pool.from_pool_id(stack, "Pool", "pool-1")
    assert imported.pool_id == "pool-1"
    assert stack.resolve(imported.pool_arn) == arn("pool/pool-1")
    assert resources(stack, TYPE) == {}


def test_a_pool_is_imported_by_its_arn(stack: cdk.Stack) -> None:
    its_arn = "arn:aws:sms-voice:eu-west-1:444455556666:pool/pool-1"
    imported = Pool.from_pool_arn(stack, "Pool", its_arn)
    assert (imported.pool_id, imported.pool_arn) == ("pool-1", its_arn)
