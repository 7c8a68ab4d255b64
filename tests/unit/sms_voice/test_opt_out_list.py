"""Opt-out lists."""

from __future__ import annotations

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import IOptOutList, OptOutList

from .helpers import allowed, arn, only, properties, resources, role

TYPE = "AWS::SMSVOICE::OptOutList"


def test_a_list_renders_nothing_that_was_not_asked_for(stack: cdk.Stack) -> None:
    OptOutList(stack, "List")
    assert properties(stack, TYPE) == {}


def test_a_list_outlives_its_stack(stack: cdk.Stack) -> None:
    OptOutList(stack, "List")
    assert only(stack, TYPE)["DeletionPolicy"] == "Retain"
    assert only(stack, TYPE)["UpdateReplacePolicy"] == "Retain"


def test_a_list_goes_with_its_stack_if_asked_to(stack: cdk.Stack) -> None:
    OptOutList(stack, "List", removal_policy=cdk.RemovalPolicy.DESTROY)
    assert only(stack, TYPE)["DeletionPolicy"] == "Delete"


def test_the_name_is_the_users(stack: cdk.Stack) -> None:
    OptOutList(stack, "List", opt_out_list_name="alerts")
    assert properties(stack, TYPE) == {"OptOutListName": "alerts"}


def test_fails_for_a_name_that_the_service_does_not_take(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        OptOutList(stack, "List", opt_out_list_name="my list")
    assert str(error.value) == ("opt-out list name 'my list' is not valid: use 1 to 64 letters, digits, _ and -")


def test_name_and_arn_are_those_of_the_resource(stack: cdk.Stack) -> None:
    created = OptOutList(stack, "List")
    assert stack.resolve(created.opt_out_list_name) == {"Ref": "List125D1B59"}
    assert stack.resolve(created.opt_out_list_arn) == {"Fn::GetAtt": ["List125D1B59", "Arn"]}


def test_grants_of_a_created_list_name_that_list(stack: cdk.Stack) -> None:
    OptOutList(stack, "List").grant_read(role(stack))
    assert allowed(stack) == [("sms-voice:DescribeOptedOutNumbers", {"Fn::GetAtt": ["List125D1B59", "Arn"]})]


def test_whoever_may_read_may_not_change(stack: cdk.Stack) -> None:
    OptOutList(stack, "List").grant_read(role(stack))
    assert all("Put" not in str(actions) and "Delete" not in str(actions) for actions, _ in allowed(stack))


def test_two_lists_live_in_one_stack(stack: cdk.Stack) -> None:
    OptOutList(stack, "One")
    OptOutList(stack, "Two")
    assert len(resources(stack, TYPE)) == 2


def test_a_list_is_imported_by_its_name(stack: cdk.Stack) -> None:
    imported: IOptOutList = OptOutList.from_opt_out_list_name(stack, "List", "alerts")
    assert imported.opt_out_list_name == "alerts"
    assert stack.resolve(imported.opt_out_list_arn) == arn("opt-out-list/alerts")
    assert resources(stack, TYPE) == {}


def test_a_list_is_imported_by_its_arn(stack: cdk.Stack) -> None:
    its_arn = "arn:aws:sms-voice:eu-west-1:444455556666:opt-out-list/alerts"
    imported = OptOutList.from_opt_out_list_arn(stack, "List", its_arn)
    assert (imported.opt_out_list_name, imported.opt_out_list_arn) == ("alerts", its_arn)


def test_the_accounts_own_list_is_called_default(stack: cdk.Stack) -> None:
    assert OptOutList.default(stack, "List").opt_out_list_name == "Default"
