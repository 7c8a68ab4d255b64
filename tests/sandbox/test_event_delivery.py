"""Delivery events: what is in a record, which destination gets it, and which permissions that takes."""

from __future__ import annotations

import json

import pytest

from tests.sandbox.account import REGION, SERVICE, Account, Json, person, until


def configured(account: Account, *types: str, **target: Json) -> str:
    account.sms.create_configuration_set(ConfigurationSetName="set")
    account.sms.create_event_destination(
        ConfigurationSetName="set", EventDestinationName="here", MatchingEventTypes=list(types), **target
    )
    return "set"


def lost(account: Account, to: str) -> str:
    event = account.phone.wait_for_event(to, lambda event: event["kind"] == "destination")
    assert event["delivered"] is False
    return str(event["reason"])


def send(account: Account, to: str, **members: object) -> str:
    number = account.number()
    return account.send(to, "hi", OriginationIdentity=number["PhoneNumberId"], ConfigurationSetName="set", **members)


def log_group(account: Account) -> str:
    account.client("logs").create_log_group(logGroupName="events")
    return f"arn:aws:logs:{REGION}:{account.id}:log-group:events:*"


def log_statement(arn: str) -> Json:
    actions = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    return {"Effect": "Allow", "Action": actions, "Resource": arn}


def test_a_topic_gets_the_record_with_context_and_documented_members(account: Account) -> None:
    topic, to = account.topic(), person()
    queue = account.queue_of(topic)
    configured(account, "TEXT_ALL", SnsDestination={"TopicArn": topic})
    message = send(account, to, Context={"outbox": "17"})
    successful, delivered = sorted(account.received(queue, 2), key=lambda record: record["isFinal"])
    assert (successful["eventType"], successful["messageStatusDescription"]) == (
        "TEXT_SUCCESSFUL",
        "Message has been accepted by phone carrier",
    )
    for time in ("eventTimestamp", "messageRequestTimestamp"):
        assert isinstance(delivered.pop(time), int)
    assert delivered == {
        "eventType": "TEXT_DELIVERED",
        "eventVersion": "1.0",
        "isFinal": True,
        "originationPhoneNumber": delivered["originationPhoneNumber"],
        "destinationPhoneNumber": to,
        "isoCountryCode": "US",
        "isInternationalSend": False,
        "mcc": "310",
        "mnc": "800",
        "messageId": message,
        "messageEncoding": "GSM",
        "messageType": "TRANSACTIONAL",
        "messageStatus": "DELIVERED",
        "messageStatusDescription": "Message has been accepted by phone",
        "context": {"outbox": "17"},
        "totalMessageParts": 1,
        "totalMessagePrice": 0.00581,
        "totalCarrierFee": 0.00302,
    }


def test_without_context_the_record_has_none(account: Account) -> None:
    to = person()
    configured(account, "ALL", SnsDestination={"TopicArn": account.topic()})
    assert "context" not in account.final_event(to, send(account, to))["record"]


def test_only_the_types_that_match_are_delivered(account: Account) -> None:
    topic, to = account.topic(), person()
    queue = account.queue_of(topic)
    configured(account, "TEXT_DELIVERED", SnsDestination={"TopicArn": topic})
    account.final_event(to, send(account, to))
    assert [record["eventType"] for record in account.received(queue)] == ["TEXT_DELIVERED"]


def test_a_disabled_destination_gets_nothing(account: Account) -> None:
    to = person()
    configured(account, "ALL", SnsDestination={"TopicArn": account.topic()})
    account.sms.update_event_destination(ConfigurationSetName="set", EventDestinationName="here", Enabled=False)
    account.final_event(to, send(account, to))
    assert [event for event in account.phone.events(to) if event["kind"] == "destination"] == []


def test_a_send_without_a_configuration_set_has_no_destinations(account: Account) -> None:
    to, number = person(), account.number()
    configured(account, "ALL", SnsDestination={"TopicArn": account.topic()})
    account.final_event(to, account.send(to, "hi", OriginationIdentity=number["PhoneNumberId"]))
    assert [event for event in account.phone.events(to) if event["kind"] == "destination"] == []


def test_a_log_group_gets_one_document_an_event(account: Account) -> None:
    group, to = log_group(account), person()
    role = account.role(
        [log_statement(group)],
        condition={
            "StringEquals": {"aws:SourceAccount": account.id},
            "ArnLike": {"aws:SourceArn": account.arn("configuration-set/set")},
        },
    )
    configured(account, "ALL", CloudWatchLogsDestination={"IamRoleArn": role, "LogGroupArn": group})
    message = send(account, to)
    account.final_event(to, message)
    read = account.client("logs").filter_log_events
    events = until(lambda: len(found := read(logGroupName="events")["events"]) == 2 and found)
    assert [json.loads(event["message"])["eventType"] for event in events] == ["TEXT_SUCCESSFUL", "TEXT_DELIVERED"]


def test_a_log_group_without_the_permission_gets_nothing_and_the_reason_is_told(account: Account) -> None:
    group, to = log_group(account), person()
    statement = log_statement(group) | {"Action": ["logs:CreateLogStream", "logs:DescribeLogStreams"]}
    role = account.role([statement])
    configured(account, "ALL", CloudWatchLogsDestination={"IamRoleArn": role, "LogGroupArn": group})
    send(account, to)
    assert lost(account, to).startswith(f"{role} does not allow logs:PutLogEvents on ")


def test_a_role_for_another_configuration_set_is_not_assumed(account: Account) -> None:
    group, to = log_group(account), person()
    condition = {"ArnLike": {"aws:SourceArn": account.arn("configuration-set/another")}}
    role = account.role([log_statement(group)], condition=condition)
    configured(account, "ALL", CloudWatchLogsDestination={"IamRoleArn": role, "LogGroupArn": group})
    send(account, to)
    assert lost(account, to) == (
        f"the trust policy of {role} does not let {SERVICE} assume it for "
        f"aws:SourceArn {account.arn('configuration-set/set')}, aws:SourceAccount {account.id}"
    )


def delivery_stream(account: Account) -> str:
    account.client("s3").create_bucket(Bucket=f"archive-{account.id}")
    bucket = f"arn:aws:s3:::archive-{account.id}"
    role = account.role(
        [{"Effect": "Allow", "Action": "s3:*", "Resource": [bucket, f"{bucket}/*"]}], trusted="firehose.amazonaws.com"
    )
    stream = account.client("firehose").create_delivery_stream(
        DeliveryStreamName="stream",
        DeliveryStreamType="DirectPut",
        ExtendedS3DestinationConfiguration={
            "RoleARN": role,
            "BucketARN": bucket,
            "BufferingHints": {"IntervalInSeconds": 0, "SizeInMBs": 1},
        },
    )
    return str(stream["DeliveryStreamARN"])


def test_a_delivery_stream_gets_records_without_a_newline(account: Account) -> None:
    stream, to = delivery_stream(account), person()
    role = account.role([{"Effect": "Allow", "Action": "firehose:PutRecord", "Resource": stream}])
    configured(account, "TEXT_DELIVERED", KinesisFirehoseDestination={"IamRoleArn": role, "DeliveryStreamArn": stream})
    message = send(account, to)
    s3, bucket = account.client("s3"), f"archive-{account.id}"
    found = until(lambda: s3.list_objects_v2(Bucket=bucket).get("Contents"))
    body = s3.get_object(Bucket=bucket, Key=found[0]["Key"])["Body"].read().decode()
    assert json.loads(body)["messageId"] == message
    assert not body.endswith("\n")


def test_a_delivery_stream_needs_put_record_not_the_batch(account: Account) -> None:
    stream, to = delivery_stream(account), person()
    role = account.role([{"Effect": "Allow", "Action": "firehose:PutRecordBatch", "Resource": stream}])
    configured(account, "ALL", KinesisFirehoseDestination={"IamRoleArn": role, "DeliveryStreamArn": stream})
    send(account, to)
    assert lost(account, to) == f"{role} does not allow firehose:PutRecord on {stream}"


def test_a_topic_that_does_not_let_the_service_publish_loses_the_event(account: Account) -> None:
    topic, to = account.topic(policy={"Version": "2012-10-17", "Statement": []}), person()
    configured(account, "ALL", SnsDestination={"TopicArn": topic})
    send(account, to)
    assert lost(account, to).startswith(f"the policy of {topic} does not let {SERVICE} publish")


@pytest.mark.parametrize(
    ("state", "event_type"),
    [
        ("unreachable", "TEXT_UNREACHABLE"),
        ("blocked", "TEXT_BLOCKED"),
        ("carrier_unreachable", "TEXT_CARRIER_UNREACHABLE"),
        ("spam", "TEXT_SPAM"),
        ("invalid", "TEXT_INVALID"),
        ("unknown", "TEXT_UNKNOWN"),
    ],
)
def test_a_phone_that_fails_ends_in_its_event(account: Account, state: str, event_type: str) -> None:
    to, number = person(), account.number()
    account.phone.set_state(to, state)
    message = account.send(to, "hi", OriginationIdentity=number["PhoneNumberId"])
    assert account.final_event(to, message)["eventType"] == event_type
    assert account.phone.messages(to) == []


def test_a_phone_that_is_off_gets_the_text_when_it_is_on_again(account: Account) -> None:
    to, number = person(), account.number()
    account.phone.set_state(to, "off")
    message = account.send(to, "later", OriginationIdentity=number["PhoneNumberId"])
    account.phone.wait_for_event(to, lambda event: event.get("eventType") == "TEXT_SUCCESSFUL")
    assert account.phone.messages(to) == []
    account.phone.set_state(to, "on")
    assert account.final_event(to, message)["eventType"] == "TEXT_DELIVERED"


def test_a_text_that_waits_too_long_expires(account: Account) -> None:
    to, number = person(), account.number()
    account.phone.set_state(to, "off")
    message = account.send(to, "too late", OriginationIdentity=number["PhoneNumberId"], TimeToLive=60)
    account.phone.advance_clock(61)
    assert account.final_event(to, message)["eventType"] == "TEXT_TTL_EXPIRED"
    account.phone.set_state(to, "on")
    assert account.phone.messages(to) == []


def test_feedback_can_be_given_once_it_was_asked_for(account: Account) -> None:
    to, number = person(), account.number()
    message = account.send(to, "code", OriginationIdentity=number["PhoneNumberId"], MessageFeedbackEnabled=True)
    answer = account.sms.put_message_feedback(MessageId=message, MessageFeedbackStatus="RECEIVED")
    assert answer["MessageFeedbackStatus"] == "RECEIVED"
    plain = account.send(to, "no code", OriginationIdentity=number["PhoneNumberId"])
    error = account.refused("put_message_feedback", MessageId=plain, MessageFeedbackStatus="RECEIVED")
    assert error["Message"] == "message feedback is not enabled for this message"


def test_feedback_that_nobody_gives_is_failed_after_an_hour(account: Account) -> None:
    to, number = person(), account.number()
    account.sms.create_configuration_set(ConfigurationSetName="set")
    account.sms.set_default_message_feedback_enabled(ConfigurationSetName="set", MessageFeedbackEnabled=True)
    message = account.send(to, "code", OriginationIdentity=number["PhoneNumberId"], ConfigurationSetName="set")
    account.phone.advance_clock(3601)
    event = account.phone.wait_for_event(to, lambda event: event["kind"] == "feedback")
    assert (event["messageId"], event["status"], event["source"]) == (message, "FAILED", "expiry")


def test_feedback_on_a_message_that_does_not_exist_is_not_found(account: Account) -> None:
    error = account.refused("put_message_feedback", MessageId="none", MessageFeedbackStatus="FAILED")
    assert (error["Code"], error["ResourceType"]) == ("ResourceNotFoundException", "message")
