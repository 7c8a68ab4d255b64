"""Configuration sets and their event destinations."""

from __future__ import annotations

from tests.sandbox.account import Account


def test_a_set_is_made_once(account: Account) -> None:
    account.sms.create_configuration_set(ConfigurationSetName="set")
    error = account.refused("create_configuration_set", ConfigurationSetName="set")
    assert (error["Code"], error["Reason"]) == ("ConflictException", "RESOURCE_ALREADY_EXISTS")


def test_a_set_has_five_destinations_at_most(account: Account) -> None:
    account.sms.create_configuration_set(ConfigurationSetName="set")
    topic = account.topic()
    request = {"ConfigurationSetName": "set", "MatchingEventTypes": ["ALL"], "SnsDestination": {"TopicArn": topic}}
    for count in range(5):
        account.sms.create_event_destination(EventDestinationName=f"d{count}", **request)
    error = account.refused("create_event_destination", EventDestinationName="d5", **request)
    assert (error["Code"], error["Reason"]) == (
        "ServiceQuotaExceededException",
        "EVENT_DESTINATIONS_PER_CONFIGURATION_SET",
    )


def test_the_kind_of_a_destination_stays(account: Account) -> None:
    account.sms.create_configuration_set(ConfigurationSetName="set")
    account.sms.create_event_destination(
        ConfigurationSetName="set",
        EventDestinationName="here",
        MatchingEventTypes=["ALL"],
        SnsDestination={"TopicArn": account.topic()},
    )
    error = account.refused(
        "update_event_destination",
        ConfigurationSetName="set",
        EventDestinationName="here",
        KinesisFirehoseDestination={
            "IamRoleArn": f"arn:aws:iam::{account.id}:role/r",
            "DeliveryStreamArn": f"arn:aws:firehose:us-east-1:{account.id}:deliverystream/s",
        },
    )
    assert (error["Code"], error["Reason"]) == ("ConflictException", "EVENT_DESTINATION_MISMATCH")


def test_a_destination_is_exactly_one_thing(account: Account) -> None:
    account.sms.create_configuration_set(ConfigurationSetName="set")
    error = account.refused(
        "create_event_destination", ConfigurationSetName="set", EventDestinationName="x", MatchingEventTypes=["ALL"]
    )
    assert error["Reason"] == "MISSING_PARAMETER"


def test_text_sent_is_no_type_to_ask_for(account: Account) -> None:
    account.sms.create_configuration_set(ConfigurationSetName="set")
    error = account.refused(
        "create_event_destination",
        ConfigurationSetName="set",
        EventDestinationName="x",
        MatchingEventTypes=["TEXT_SENT"],
        SnsDestination={"TopicArn": account.topic()},
    )
    assert error["Message"] == "the event type TEXT_SENT is not supported"


def test_defaults_are_described_and_can_be_deleted(account: Account) -> None:
    account.sms.create_configuration_set(ConfigurationSetName="set")
    account.sms.set_default_message_type(ConfigurationSetName="set", MessageType="TRANSACTIONAL")
    account.sms.set_default_sender_id(ConfigurationSetName="set", SenderId="BRAND")
    described = account.sms.describe_configuration_sets(ConfigurationSetNames=["set"])["ConfigurationSets"][0]
    assert (described["DefaultMessageType"], described["DefaultSenderId"]) == ("TRANSACTIONAL", "BRAND")
    account.sms.delete_default_message_type(ConfigurationSetName="set")
    account.sms.delete_default_sender_id(ConfigurationSetName="set")
    described = account.sms.describe_configuration_sets(ConfigurationSetNames=["set"])["ConfigurationSets"][0]
    assert not {"DefaultMessageType", "DefaultSenderId"} & set(described)


def test_a_deleted_set_is_gone(account: Account) -> None:
    account.sms.create_configuration_set(ConfigurationSetName="set")
    account.sms.delete_configuration_set(ConfigurationSetName=account.arn("configuration-set/set"))
    error = account.refused("describe_configuration_sets", ConfigurationSetNames=["set"])
    assert (error["Code"], error["ResourceId"]) == ("ResourceNotFoundException", "set")
