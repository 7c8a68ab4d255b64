"""The function that sends push notifications, as it is deployed."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk.assertions import Annotations, Match

from cdk_messaging.pinpoint import Project, PushSender
from tests.unit.reading import Reading

ID = "0123456789abcdef0123456789abcdef"


def sender_of(stack: cdk.Stack, construct_id: str = "Push", *, users: bool = False) -> PushSender:
    project = Project.from_project_id(stack, f"{construct_id}Project", ID)
    return PushSender(stack, construct_id, project=project, users=users)


def messaging_actions(stack: cdk.Stack, sender: PushSender) -> set[str]:
    return {each for each in Reading(stack).actions(sender.role) if each.startswith("mobiletargeting:")}


def test_the_function_may_send_to_addresses_of_its_project_only(stack: cdk.Stack) -> None:
    sender = sender_of(stack)
    reading = Reading(stack)
    assert reading.of(sender.function)["Environment"]["Variables"]["APPLICATION_ID"] == ID
    assert "USERS" not in reading.of(sender.function)["Environment"]["Variables"]
    (resource,) = (each for actions, each in reading.allowed(sender.role) if "mobiletargeting:SendMessages" in actions)
    assert resource["Fn::Join"][1][-1] == f":apps/{ID}/messages"
    assert messaging_actions(stack, sender) == {"mobiletargeting:SendMessages"}
    assert Annotations.from_stack(stack).find_warning("*", Match.any_value()) == []


def test_users_have_to_be_asked_for_and_warn(stack: cdk.Stack) -> None:
    sender = sender_of(stack, users=True)
    assert Reading(stack).of(sender.function)["Environment"]["Variables"]["USERS"] == "yes"
    assert messaging_actions(stack, sender) == {"mobiletargeting:SendMessages", "mobiletargeting:SendUsersMessages"}
    (warning,) = Annotations.from_stack(stack).find_warning("*", Match.any_value())
    assert "[ack: cdk_messaging:pinpoint.PushSenderToUsers.retired]" in str(warning.entry.data)


def test_invoking_it_is_a_grant(stack: cdk.Stack) -> None:
    sender, role = sender_of(stack), iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
    sender.grant_invoke(role)
    assert Reading(stack).actions(role) == {"lambda:InvokeFunction"}


def test_two_senders_share_a_stack(stack: cdk.Stack) -> None:
    sender_of(stack, "One")
    sender_of(stack, "Two")
    assert len(Reading(stack).all("AWS::Lambda::Function")) == 2
