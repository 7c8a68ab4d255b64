"""What the cases of settings are made of: accounts before a setting, and what constructs refer to."""

from __future__ import annotations

import json

from aws_cdk import aws_sns as sns
from constructs import Construct

from cdk_messaging import sms_voice
from cdk_messaging.sms_voice import account
from sandbox.sms_voice.state import Origination
from tests.unit.provider.sms_account import ACCOUNT, REGION, Json, SmsAccount

TOPIC, OTHER_TOPIC = (f"arn:aws:sns:{REGION}:{ACCOUNT}:{name}" for name in ("inbound", "elsewhere"))
ALERTS = {"ConfigurationSetName": "alerts"}
NUMBER, OTHER_NUMBER = "+12065550100", "+12065550101"
POOL, REGISTRATION = "pool-1", "registration-1"


def arn(rest: str) -> str:
    return f"arn:aws:sms-voice:{REGION}:{ACCOUNT}:{rest}"


def nothing(_: SmsAccount) -> None:
    """An empty account."""


def protect_configurations(sms: SmsAccount) -> None:
    for name in ("protect-1", "protect-2", "protect-3"):
        made = sms.run("CreateProtectConfiguration")
        found = sms.state.protect_configurations.pop(made["ProtectConfigurationId"])
        found.id, found.arn = name, arn(f"protect-configuration/{name}")
        sms.state.protect_configurations[name] = found


def sets(sms: SmsAccount) -> None:
    for name in ("alerts", "news"):
        sms.run("CreateConfigurationSet", ConfigurationSetName=name)


def origination(sms: SmsAccount) -> None:
    """Two numbers, the first in a pool."""
    made = [
        sms.run(
            "RequestPhoneNumber",
            IsoCountryCode="US",
            NumberType="TEN_DLC",
            MessageType="TRANSACTIONAL",
            NumberCapabilities=["SMS"],
        )["PhoneNumberId"]
        for _ in range(2)
    ]
    pool = sms.run("CreatePool", OriginationIdentity=made[0], MessageType="TRANSACTIONAL")["PoolId"]
    found = sms.state.pools.pop(pool)
    found.id, found.arn = POOL, arn(f"pool/{POOL}")
    sms.state.pools[POOL] = found
    for index, old in enumerate(made, start=1):
        number = sms.state.phone_numbers.pop(old)
        number.id, number.arn = f"phone-{index}", arn(f"phone-number/phone-{index}")
        sms.state.phone_numbers[number.id] = number
    found.members[:] = ["phone-1"]
    sms.state.phone_numbers["phone-1"].pool_id = POOL


def answering_number(sms: SmsAccount) -> None:
    """Self-managed opt-outs need two-way."""
    origination(sms)
    sms.run("UpdatePhoneNumber", PhoneNumberId="phone-2", TwoWayEnabled=True, TwoWayChannelArn=TOPIC)


def lists(sms: SmsAccount) -> None:
    origination(sms)
    for name in ("ours", "other", "theirs"):
        sms.run("CreateOptOutList", OptOutListName=name)


def channel(found: Origination) -> tuple[bool, str | None, str | None]:
    return found.two_way, found.two_way_channel, found.two_way_role


def registration(sms: SmsAccount) -> None:
    made = sms.run("CreateRegistration", RegistrationType="US_TOLL_FREE_REGISTRATION")["RegistrationId"]
    found = sms.state.registrations.pop(made)
    found.id, found.arn = REGISTRATION, arn(f"registration/{REGISTRATION}")
    sms.state.registrations[REGISTRATION] = found


def approve(sms: SmsAccount) -> None:
    """What carriers do with the newest version."""
    sms.state.registrations[REGISTRATION].current.become("APPROVED")


def destination(target: str) -> Json:
    return {"Target": f'{{"SnsDestination":{{"TopicArn":"{target}"}}}}', "MatchingEventTypes": ["ALL"]}


def calls(**targets: str | None) -> str:
    """Event destinations of version 1: topics, or a log group."""
    role, written = f"arn:aws:iam::{ACCOUNT}:role/write", f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:calls"
    log_group = {"CloudWatchLogsDestination": {"IamRoleArn": role, "LogGroupArn": written}}
    return json.dumps(
        {
            name: {
                "Enabled": True,
                "MatchingEventTypes": ["FAILED", "BUSY"],
                **(log_group if topic is None else {"SnsDestination": {"TopicArn": topic}}),
            }
            for name, topic in targets.items()
        }
    )


def voice_set(scope: Construct) -> account.VoiceConfigurationSet:
    made = account.VoiceConfigurationSet(scope, "Setting", configuration_set_name="calls")
    made.add_event_destination(
        "failures",
        sms_voice.EventDestination.topic(topic(scope)),
        event_types=[account.VoiceEventType.FAILED, account.VoiceEventType.BUSY],
    )
    return made


def imported_set(scope: Construct) -> sms_voice.IConfigurationSet:
    return sms_voice.ConfigurationSet.from_configuration_set_name(scope, "Set", "alerts")


def imported_pool(scope: Construct) -> sms_voice.IPool:
    return sms_voice.Pool.from_pool_id(scope, "Pool", POOL)


def imported_number(scope: Construct) -> sms_voice.IPhoneNumber:
    return sms_voice.PhoneNumber.from_phone_number_id(scope, "Number", "phone-2")


def protect(scope: Construct) -> sms_voice.IProtectConfiguration:
    return sms_voice.ProtectConfiguration.from_protect_configuration_id(scope, "Protect", "protect-1")


def topic(scope: Construct) -> sns.ITopic:
    return sns.Topic.from_topic_arn(scope, "Topic", TOPIC)
