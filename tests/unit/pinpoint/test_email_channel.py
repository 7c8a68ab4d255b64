"""The channel of e-mail and the role that it sends with."""

from __future__ import annotations

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_ses as ses
from aws_cdk.assertions import Annotations, Match

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import EmailChannel, Project
from tests.unit.reading import Reading, arn

ID = "0123456789abcdef0123456789abcdef"
TYPE = "AWS::Pinpoint::EmailChannel"


@pytest.fixture
def identity(stack: cdk.Stack) -> ses.IEmailIdentity:
    return ses.EmailIdentity.from_email_identity_name(stack, "Identity", "example.com")


def channel_of(stack: cdk.Stack, identity: ses.IEmailIdentity, **arguments: object) -> EmailChannel:
    project = Project.from_project_id(stack, "Project", ID)
    given = {"from_address": "news@example.com"} | arguments
    return EmailChannel(stack, "Mail", project=project, identity=identity, **given)  # type: ignore[arg-type]


def test_the_channel_sends_from_the_identity_with_a_role_of_its_own(
    stack: cdk.Stack, identity: ses.IEmailIdentity
) -> None:
    channel = channel_of(stack, identity)
    reading = Reading(stack)
    assert reading.properties(TYPE) == {
        "ApplicationId": ID,
        "Enabled": True,
        "FromAddress": "news@example.com",
        "Identity": stack.resolve(identity.email_identity_arn),
        "OrchestrationSendingRoleArn": arn(reading.id("AWS::IAM::Role")),
    }
    assert isinstance(channel.orchestration_sending_role, iam.Role)
    ((actions, resource),) = reading.allowed(channel.orchestration_sending_role)
    assert actions == ["ses:SendEmail", "ses:SendRawEmail"]
    assert resource == stack.resolve(identity.email_identity_arn)


def test_only_pinpoint_for_this_project_takes_the_role_on(stack: cdk.Stack, identity: ses.IEmailIdentity) -> None:
    role = channel_of(stack, identity).orchestration_sending_role
    assert isinstance(role, iam.Role)
    trust = Reading(stack).trust(role)
    assert trust["Principal"] == {"Service": "pinpoint.amazonaws.com"}
    assert trust["Condition"]["StringEquals"] == {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
    source = trust["Condition"]["ArnLike"]["aws:SourceArn"]["Fn::Join"][1]
    assert source[-1] == f":apps/{ID}*"


def test_the_role_may_send_before_the_channel_is_there(stack: cdk.Stack, identity: ses.IEmailIdentity) -> None:
    channel_of(stack, identity)
    reading = Reading(stack)
    (channel,) = reading.all(TYPE).values()
    assert channel["DependsOn"] == [reading.id("AWS::IAM::Policy")]


def test_a_configuration_set_is_used_and_may_be_sent_with(stack: cdk.Stack, identity: ses.IEmailIdentity) -> None:
    used = ses.ConfigurationSet.from_configuration_set_name(stack, "Set", "news")
    role = channel_of(stack, identity, configuration_set=used).orchestration_sending_role
    assert isinstance(role, iam.Role)
    reading = Reading(stack)
    assert reading.properties(TYPE)["ConfigurationSet"] == "news"
    ((_, resources),) = reading.allowed(role)
    assert resources[1]["Fn::Join"][1][-1] == ":configuration-set/news"


def test_roles_that_exist_are_taken_as_they_are(stack: cdk.Stack, identity: ses.IEmailIdentity) -> None:
    role = iam.Role.from_role_arn(stack, "Role", "arn:aws:iam::111122223333:role/mail")
    channel_of(stack, identity, orchestration_sending_role=role, event_role=role, enabled=False)
    reading = Reading(stack)
    properties = reading.properties(TYPE)
    assert properties["OrchestrationSendingRoleArn"] == properties["RoleArn"] == role.role_arn
    assert properties["Enabled"] is False
    assert reading.all("AWS::IAM::Role") == {}


def test_the_channel_warns_that_it_has_ended(stack: cdk.Stack, identity: ses.IEmailIdentity) -> None:
    channel_of(stack, identity)
    (warning,) = Annotations.from_stack(stack).find_warning("*", Match.any_value())
    assert "use Amazon SES." in str(warning.entry.data)
    assert "[ack: cdk_messaging:pinpoint.EmailChannel.retired]" in str(warning.entry.data)


@pytest.mark.parametrize("address", ["news", "a b@example.com", "<news@example.com>", "<a> <news@example.com>"])
def test_an_address_that_is_not_valid_is_refused(stack: cdk.Stack, identity: ses.IEmailIdentity, address: str) -> None:
    with pytest.raises(InvalidArgument, match="is not valid: use an e-mail address"):
        channel_of(stack, identity, from_address=address)


def test_an_address_with_a_name_is_taken(stack: cdk.Stack, identity: ses.IEmailIdentity) -> None:
    channel_of(stack, identity, from_address="Example Corp <news@example.com>")
    assert Reading(stack).properties(TYPE)["FromAddress"] == "Example Corp <news@example.com>"
