"""What all resources of the service have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam

from cdk_messaging.sms_voice import ConfigurationSet, OptOutList, PhoneNumber, Pool, ProtectConfiguration

from .helpers import allowed, arn, role

# What is granted, on which resource, by which method of which import.
GRANTS: list[tuple[Callable[[cdk.Stack], Callable[[iam.IGrantable], iam.Grant]], Any, str]] = [
    (
        lambda stack: ConfigurationSet.from_configuration_set_name(stack, "It", "alerts").grant_send,
        "sms-voice:SendTextMessage",
        "configuration-set/alerts",
    ),
    (
        lambda stack: PhoneNumber.from_phone_number_id(stack, "It", "phone-1").grant_send_text,
        "sms-voice:SendTextMessage",
        "phone-number/phone-1",
    ),
    (
        lambda stack: Pool.from_pool_id(stack, "It", "pool-1").grant_send_text,
        "sms-voice:SendTextMessage",
        "pool/pool-1",
    ),
    (
        lambda stack: OptOutList.from_opt_out_list_name(stack, "It", "list").grant_read,
        "sms-voice:DescribeOptedOutNumbers",
        "opt-out-list/list",
    ),
    (
        lambda stack: OptOutList.from_opt_out_list_name(stack, "It", "list").grant_manage,
        ["sms-voice:DeleteOptedOutNumber", "sms-voice:PutOptedOutNumber"],
        "opt-out-list/list",
    ),
]


@pytest.mark.parametrize(("method", "actions", "resource"), GRANTS)
def test_a_grant_allows_its_actions_on_its_resource_and_nothing_else(
    stack: cdk.Stack, method: Any, actions: Any, resource: str
) -> None:
    assert method(stack)(role(stack)).success
    assert allowed(stack) == [(actions, arn(resource))]


@pytest.mark.parametrize(("method", "actions", "resource"), GRANTS)
def test_an_imported_role_is_granted_the_same(stack: cdk.Stack, method: Any, actions: Any, resource: str) -> None:
    imported = iam.Role.from_role_arn(stack, "Imported", "arn:aws:iam::111122223333:role/sender")
    assert method(stack)(imported).success
    assert allowed(stack) == [(actions, arn(resource))]


@pytest.mark.parametrize(("method", "actions", "resource"), GRANTS)
def test_a_service_gets_nothing_and_the_grant_says_so(
    stack: cdk.Stack, method: Any, actions: Any, resource: str
) -> None:
    assert not method(stack)(iam.ServicePrincipal("lambda.amazonaws.com")).success
    assert allowed(stack) == []


def test_any_other_action_can_be_granted_once_and_in_order(stack: cdk.Stack) -> None:
    protect = ProtectConfiguration.from_protect_configuration_id(stack, "Protect", "protect-1")
    protect.grant(role(stack), "sms-voice:SendTextMessage", "sms-voice:SendMediaMessage", "sms-voice:SendTextMessage")
    assert allowed(stack) == [
        (["sms-voice:SendMediaMessage", "sms-voice:SendTextMessage"], arn("protect-configuration/protect-1"))
    ]
