"""Who may publish an inbound text: as in AWS what is not allowed is lost, here with its reason."""

from __future__ import annotations

import json

from tests.sandbox.account import REGION, SERVICE, Account, Json, person


def publish(account: Account, topic: str, role: str | None = None) -> Json:
    """Texts a number whose two-way channel is the topic; returns what became of it."""
    number, sender = account.number(), person()
    channel = {"TwoWayEnabled": True, "TwoWayChannelArn": topic} | ({"TwoWayChannelRole": role} if role else {})
    account.sms.update_phone_number(PhoneNumberId=number["PhoneNumberId"], **channel)
    account.phone.reply(sender, "hello", to=number["PhoneNumber"])
    return account.phone.wait_for_event(sender, lambda event: event["kind"] == "inbound")


def allow(condition: Json | None = None) -> Json:
    statement: Json = {"Effect": "Allow", "Principal": {"Service": SERVICE}, "Action": "sns:Publish", "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": [statement | ({"Condition": condition} if condition else {})]}


def key(account: Account, *statements: Json) -> str:
    root = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{account.id}:root"},
        "Action": "kms:*",
        "Resource": "*",
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [root, *statements]})
    return str(account.client("kms").create_key(Policy=policy)["KeyMetadata"]["Arn"])


def test_the_topics_policy_has_to_name_the_service(account: Account) -> None:
    topic = account.topic(policy={"Version": "2012-10-17", "Statement": []})
    event = publish(account, topic)
    assert event["published"] is False
    assert f"the policy of {topic} does not let {SERVICE} publish for aws:SourceArn" in event["reason"]


def test_conditions_on_account_and_source_are_met_by_the_number(account: Account) -> None:
    topic = account.topic(
        policy=allow(
            {
                "StringEquals": {"aws:SourceAccount": account.id},
                "ArnLike": {"aws:SourceArn": f"arn:aws:sms-voice:{REGION}:{account.id}:*"},
            }
        )
    )
    assert publish(account, topic)["published"] is True


def test_a_condition_on_another_account_is_not_met(account: Account) -> None:
    topic = account.topic(policy=allow({"StringEquals": {"aws:SourceAccount": "999999999999"}}))
    assert publish(account, topic)["published"] is False


def test_a_deny_wins(account: Account) -> None:
    policy = allow()
    policy["Statement"].append({"Effect": "Deny", "Principal": "*", "Action": "sns:Publish", "Resource": "*"})
    assert publish(account, account.topic(policy=policy))["published"] is False


def test_a_role_publishes_where_the_topics_policy_is_silent(account: Account) -> None:
    topic = account.topic(policy={"Version": "2012-10-17", "Statement": []})
    role = account.role(
        [{"Effect": "Allow", "Action": "sns:Publish", "Resource": topic}],
        condition={"StringEquals": {"aws:SourceAccount": account.id}},
    )
    assert publish(account, topic, role)["published"] is True


def test_a_role_without_the_permission_publishes_nothing(account: Account) -> None:
    topic = account.topic()
    role = account.role([{"Effect": "Allow", "Action": "sns:Publish", "Resource": topic + "-other"}])
    assert publish(account, topic, role)["reason"] == f"{role} does not allow sns:Publish on {topic}"


def test_a_role_that_trusts_another_service_is_not_assumed(account: Account) -> None:
    topic = account.topic()
    role = account.role([{"Effect": "Allow", "Action": "*", "Resource": "*"}], trusted="pinpoint.amazonaws.com")
    assert f"the trust policy of {role} does not let {SERVICE} assume it" in publish(account, topic, role)["reason"]


def test_an_encrypted_topic_needs_a_key_that_the_service_may_use(account: Account) -> None:
    silent = key(account)
    event = publish(account, account.topic(KmsMasterKeyId=silent))
    assert event["published"] is False
    assert event["reason"].endswith(f"does not let {SERVICE} use kms:GenerateDataKey")
    service = {"Effect": "Allow", "Principal": {"Service": SERVICE}, "Resource": "*"}
    usable = key(account, {**service, "Action": ["kms:GenerateDataKey*", "kms:Decrypt"]})
    assert publish(account, account.topic(KmsMasterKeyId=usable))["published"] is True


def test_the_key_that_aws_manages_for_sns_does_not_do(account: Account) -> None:
    event = publish(account, account.topic(KmsMasterKeyId="alias/aws/sns"))
    assert event["published"] is False
    assert "no customer managed key" in event["reason"]


def test_a_topic_that_does_not_exist_is_named(account: Account) -> None:
    missing = f"arn:aws:sns:{REGION}:{account.id}:missing"
    assert publish(account, missing)["reason"] == f"the topic {missing} does not exist"
