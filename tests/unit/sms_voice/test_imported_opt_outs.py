"""Opt-outs of numbers and pools that exist already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import OptOutList, PhoneNumber, Pool
from cdk_messaging.sms_voice.account import ImportedOptOutList, ImportedSelfManagedOptOuts

from .helpers import arn, only, properties, resources, simulator


def number(stack: cdk.Stack) -> Any:
    return PhoneNumber.from_phone_number_id(stack, "Number", "phone-1")


def pool(stack: cdk.Stack) -> Any:
    return Pool.from_pool_id(stack, "Pool", "pool-1")


def without_token(rendered: Any) -> Any:
    return {name: value for name, value in rendered.items() if name not in ("ServiceToken", "Earlier")}


@pytest.mark.parametrize(("enabled", "rendered"), [(True, "true"), (False, "false")])
def test_who_manages_opt_outs_of_a_number(stack: cdk.Stack, enabled: bool, rendered: str) -> None:
    ImportedSelfManagedOptOuts(stack, "OptOuts", origination=number(stack), enabled=enabled)
    assert without_token(properties(stack, "Custom::SelfManagedOptOuts")) == {
        "PhoneNumberId": arn("phone-number/phone-1"),
        "SelfManagedOptOutsEnabled": rendered,
    }


def test_who_manages_opt_outs_of_a_pool(stack: cdk.Stack) -> None:
    ImportedSelfManagedOptOuts(stack, "OptOuts", origination=pool(stack), enabled=True)
    assert properties(stack, "Custom::SelfManagedOptOuts")["PoolId"] == arn("pool/pool-1")


def test_a_list_of_this_app_is_made_before_it_is_used(stack: cdk.Stack) -> None:
    made = OptOutList(stack, "List")
    ImportedOptOutList(stack, "Used", origination=pool(stack), opt_out_list=made)
    assert without_token(properties(stack, "Custom::OriginationOptOutList")) == {
        "PoolId": arn("pool/pool-1"),
        "OptOutListName": stack.resolve(made.opt_out_list_name),
    }


@pytest.mark.parametrize("policy", [cdk.RemovalPolicy.DESTROY, cdk.RemovalPolicy.RETAIN])
def test_they_go_or_stay_as_they_are_told(stack: cdk.Stack, policy: cdk.RemovalPolicy) -> None:
    ImportedSelfManagedOptOuts(stack, "OptOuts", origination=number(stack), enabled=True, removal_policy=policy)
    used = OptOutList.default(stack, "List")
    ImportedOptOutList(stack, "Used", origination=number_again(stack), opt_out_list=used, removal_policy=policy)
    wanted = "Delete" if policy is cdk.RemovalPolicy.DESTROY else "Retain"
    for kind in ("Custom::SelfManagedOptOuts", "Custom::OriginationOptOutList"):
        assert only(stack, kind)["DeletionPolicy"] == wanted
    assert len(resources(stack, "AWS::Lambda::Function")) == 1


def number_again(stack: cdk.Stack) -> Any:
    return stack.node.find_child("Number")


def twice(stack: cdk.Stack) -> None:
    imported = pool(stack)
    for name in ("One", "Two"):
        ImportedSelfManagedOptOuts(stack, name, origination=imported, enabled=True)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda stack: ImportedSelfManagedOptOuts(stack, "O", origination=simulator(stack), enabled=True),
            (
                "phone number 'Stack/Number' is made by this app, and CloudFormation removes what its type isn't told: "
                "give it self_managed_opt_outs instead"
            ),
        ),
        (
            lambda stack: ImportedOptOutList(
                stack, "O", origination=simulator(stack), opt_out_list=OptOutList.default(stack, "L")
            ),
            (
                "phone number 'Stack/Number' is made by this app, and CloudFormation removes what its type isn't told: "
                "give it opt_out_list instead"
            ),
        ),
        (
            twice,
            (
                "self-managed opt-outs of 'Stack/Pool' is set by 'Stack/One' already: set it once for an account and "
                "Region"
            ),
        ),
    ],
)
def test_fails_with_what_the_value_and_the_fix(stack: cdk.Stack, make: Callable[[Any], Any], message: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        make(stack)
    assert str(error.value) == message
