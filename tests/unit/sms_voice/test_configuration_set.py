"""Configuration sets."""

from __future__ import annotations

import aws_cdk as cdk
import pytest
from aws_cdk import aws_sns as sns

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import (
    ConfigurationSet,
    EventDestination,
    EventType,
    IConfigurationSet,
    ProtectConfiguration,
    ProtectStatus,
)

from .helpers import allowed, arn, only, properties, resources, role

TYPE = "AWS::SMSVOICE::ConfigurationSet"


def destination(stack: cdk.Stack, construct_id: str = "Topic") -> EventDestination:
    return EventDestination.topic(sns.Topic(stack, construct_id))


def test_a_set_renders_its_name_and_nothing_that_was_not_asked_for(stack: cdk.Stack) -> None:
    ConfigurationSet(stack, "Set")
    assert properties(stack, TYPE) == {"ConfigurationSetName": "Stack-Set-D835ED59"}
    assert "DependsOn" not in only(stack, TYPE)


def test_the_made_up_name_is_at_most_64_characters_that_the_service_takes(stack: cdk.Stack) -> None:
    ConfigurationSet(stack, "S" * 100)
    name = properties(stack, TYPE)["ConfigurationSetName"]
    assert len(name) == 64
    assert name.replace("-", "").isalnum()


def test_each_set_of_an_app_has_its_own_name() -> None:
    app = cdk.App()
    names = []
    for stage in ("Dev", "Prod"):
        stack = cdk.Stack(cdk.Stage(app, stage), "Messaging")
        ConfigurationSet(stack, "One")
        ConfigurationSet(stack, "Two")
        names += [found["Properties"]["ConfigurationSetName"] for found in resources(stack, TYPE).values()]
    assert len(set(names)) == 4


def test_every_option_is_rendered(stack: cdk.Stack) -> None:
    protect = ProtectConfiguration.from_protect_configuration_id(stack, "Protect", "protect-1")
    ConfigurationSet(
        stack,
        "Set",
        configuration_set_name="alerts",
        default_sender_id="EXAMPLE",
        message_feedback_enabled=True,
        protect_configuration=protect,
    )
    assert properties(stack, TYPE) == {
        "ConfigurationSetName": "alerts",
        "DefaultSenderId": "EXAMPLE",
        "MessageFeedbackEnabled": True,
        "ProtectConfigurationId": "protect-1",
    }


def test_a_set_waits_for_the_protect_configuration_of_its_app(stack: cdk.Stack) -> None:
    protect = ProtectConfiguration(stack, "Protect", sms={"US": ProtectStatus.ALLOW})
    ConfigurationSet(stack, "Set", protect_configuration=protect)
    (protect_id,) = resources(stack, "AWS::SMSVOICE::ProtectConfiguration")
    assert properties(stack, TYPE)["ProtectConfigurationId"] == {"Fn::GetAtt": [protect_id, "ProtectConfigurationId"]}


@pytest.mark.parametrize("name", ["", "my set", "x" * 65])
def test_fails_for_a_name_that_the_service_does_not_take(stack: cdk.Stack, name: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        ConfigurationSet(stack, "Set", configuration_set_name=name)
    assert str(error.value) == (f"configuration set name {name!r} is not valid: use 1 to 64 letters, digits, _ and -")


def test_fails_for_a_sender_id_that_the_service_does_not_take(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument, match=r"^default_sender_id 'EXAMPLE CORP' is not valid: "):
        ConfigurationSet(stack, "Set", default_sender_id="EXAMPLE CORP")


def test_a_name_may_be_known_at_deployment_only(stack: cdk.Stack) -> None:
    created = ConfigurationSet(stack, "Set", configuration_set_name=cdk.Fn.import_value("Name"))
    created.add_event_destination("events", destination(stack), event_types=[EventType.ALL])
    assert properties(stack, TYPE)["ConfigurationSetName"] == {"Fn::ImportValue": "Name"}


def test_name_and_arn_are_those_of_the_resource(stack: cdk.Stack) -> None:
    created = ConfigurationSet(stack, "Set")
    (logical_id,) = resources(stack, TYPE)
    assert stack.resolve(created.configuration_set_name) == {"Ref": logical_id}
    assert stack.resolve(created.configuration_set_arn) == {"Fn::GetAtt": [logical_id, "Arn"]}


def test_whoever_may_send_may_do_nothing_else_with_the_set(stack: cdk.Stack) -> None:
    created = ConfigurationSet(stack, "Set")
    created.grant_send(role(stack))
    (logical_id,) = resources(stack, TYPE)
    assert allowed(stack) == [("sms-voice:SendTextMessage", {"Fn::GetAtt": [logical_id, "Arn"]})]


def test_destinations_keep_their_order_and_may_be_off(stack: cdk.Stack) -> None:
    created = ConfigurationSet(stack, "Set")
    created.add_event_destination("b", destination(stack, "B"), event_types=[EventType.ALL], enabled=False)
    created.add_event_destination("a", destination(stack, "A"), event_types=[EventType.TEXT_ALL])
    rendered = properties(stack, TYPE)["EventDestinations"]
    assert [(one["EventDestinationName"], one["Enabled"], one["MatchingEventTypes"]) for one in rendered] == [
        ("b", False, ["ALL"]),
        ("a", True, ["TEXT_ALL"]),
    ]


def test_five_destinations_are_the_most(stack: cdk.Stack) -> None:
    created = ConfigurationSet(stack, "Set")
    topic = destination(stack)
    for name in "abcde":
        created.add_event_destination(name, topic, event_types=[EventType.ALL])
    with pytest.raises(InvalidArgument) as error:
        created.add_event_destination("f", topic, event_types=[EventType.ALL])
    assert str(error.value) == (
        "event destination 'f' is one too many: a configuration set has at most 5, this one has a, b, c, d, e"
    )


def test_fails_for_a_destination_name_that_is_taken(stack: cdk.Stack) -> None:
    created = ConfigurationSet(stack, "Set")
    created.add_event_destination("a", destination(stack), event_types=[EventType.ALL])
    with pytest.raises(InvalidArgument, match=r"^event destination name 'a' is given twice: give each one once\n"):
        created.add_event_destination("a", destination(stack, "Other"), event_types=[EventType.ALL])


def test_fails_for_a_destination_name_that_the_service_does_not_take(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument, match=r"^event destination name 'a b' is not valid: use 1 to 64 "):
        ConfigurationSet(stack, "Set").add_event_destination("a b", destination(stack), event_types=[EventType.ALL])


def test_fails_for_a_destination_name_that_is_known_at_deployment_only(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        ConfigurationSet(stack, "Set").add_event_destination(
            cdk.Fn.import_value("Name"), destination(stack), event_types=[EventType.ALL]
        )
    assert str(error.value) == "event destination name must be known at synthesis: give a literal name"


def test_nothing_is_permitted_for_a_destination_that_was_refused(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument):
        ConfigurationSet(stack, "Set").add_event_destination("a", destination(stack), event_types=[EventType.TEXT_SENT])
    assert resources(stack, "AWS::SNS::TopicPolicy") == {}


def test_a_set_is_imported_by_its_name(stack: cdk.Stack) -> None:
    imported: IConfigurationSet = ConfigurationSet.from_configuration_set_name(stack, "Set", "alerts")
    assert imported.configuration_set_name == "alerts"
    assert stack.resolve(imported.configuration_set_arn) == arn("configuration-set/alerts")
    assert resources(stack, TYPE) == {}


def test_a_set_is_imported_by_its_arn(stack: cdk.Stack) -> None:
    its_arn = "arn:aws:sms-voice:eu-west-1:444455556666:configuration-set/alerts"
    imported = ConfigurationSet.from_configuration_set_arn(stack, "Set", its_arn)
    assert (imported.configuration_set_name, imported.configuration_set_arn) == ("alerts", its_arn)


def test_what_a_set_is_can_be_read_but_not_changed(stack: cdk.Stack) -> None:
    created = ConfigurationSet(stack, "Set")
    with pytest.raises(AttributeError):
        created.configuration_set_name = "other"  # type: ignore[misc]
