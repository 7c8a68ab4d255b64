"""One case of each setting: where it is, what it is set to, how somebody else changes it, what a role may do for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk
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


@dataclass(frozen=True)
class Case:
    """A setting.

    :param prepare: what exists before, in an empty account; returns what the state is then known by.
    :param state: what the account has now, of this setting.
    :param someone: somebody else sets it.
    :param takes_over: whether it replaces what somebody else set.
    :param between: what happens in the account between a creation and an update.
    :param construct: the construct that sets it.
    """

    resource_type: str
    key: Json
    value: Json
    other: Json
    other_key: Json | None
    prepare: Callable[[SmsAccount], None]
    state: Callable[[SmsAccount], Any]
    someone: Callable[[SmsAccount], Any]
    construct: Callable[[Construct], Any]
    takes_over: bool = True
    between: Callable[[SmsAccount], None] = lambda _: None

    def __str__(self) -> str:
        return self.resource_type.removeprefix("Custom::")


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


CASES = [
    Case(
        resource_type="Custom::MessageSpendLimitOverride",
        key={"Channel": "TEXT"},
        value={"MonthlyLimit": "100"},
        other={"MonthlyLimit": "50"},
        other_key={"Channel": "VOICE"},
        prepare=nothing,
        state=lambda sms: dict(sms.state.spend_overrides),
        someone=lambda sms: sms.run("SetTextMessageSpendLimitOverride", MonthlyLimit=7),
        construct=lambda scope: account.MessageSpendLimitOverride(
            scope, "Setting", channel=account.SpendLimitChannel.TEXT, us_dollars=100
        ),
    ),
    Case(
        resource_type="Custom::AccountDefaultProtectConfiguration",
        key={},
        value={"ProtectConfigurationId": "protect-1"},
        other={"ProtectConfigurationId": "protect-2"},
        other_key=None,
        prepare=protect_configurations,
        state=lambda sms: [each.id for each in sms.state.protect_configurations.values() if each.account_default],
        someone=lambda sms: sms.run("SetAccountDefaultProtectConfiguration", ProtectConfigurationId="protect-3"),
        construct=lambda scope: account.AccountDefaultProtectConfiguration(
            scope, "Setting", protect_configuration=protect(scope)
        ),
    ),
    Case(
        resource_type="Custom::ProtectConfigurationRuleSetNumberOverride",
        key={"ProtectConfigurationId": "protect-1", "DestinationPhoneNumber": NUMBER},
        value={"Action": "ALLOW", "Expires": "4000000000"},
        other={"Action": "BLOCK"},
        other_key={"DestinationPhoneNumber": OTHER_NUMBER},
        prepare=protect_configurations,
        state=lambda sms: {
            each.number: (each.action, each.expires)
            for each in sms.state.protect_configurations["protect-1"].overrides.values()
        },
        someone=lambda sms: sms.run(
            "PutProtectConfigurationRuleSetNumberOverride",
            ProtectConfigurationId="protect-1",
            DestinationPhoneNumber=NUMBER,
            Action="BLOCK",
            ExpirationTimestamp=4100000000,
        ),
        construct=lambda scope: account.ProtectConfigurationRuleSetNumberOverride(
            scope,
            "Setting",
            protect_configuration=protect(scope),
            destination_phone_number=NUMBER,
            action=account.NumberOverrideAction.ALLOW,
        ),
    ),
    Case(
        resource_type="Custom::DefaultMessageType",
        key=ALERTS,
        value={"MessageType": "TRANSACTIONAL"},
        other={"MessageType": "PROMOTIONAL"},
        other_key={"ConfigurationSetName": "news"},
        prepare=sets,
        state=lambda sms: {name: each.default_message_type for name, each in sms.state.configuration_sets.items()},
        someone=lambda sms: sms.run("SetDefaultMessageType", **ALERTS, MessageType="PROMOTIONAL"),
        construct=lambda scope: account.DefaultMessageType(
            scope, "Setting", configuration_set=imported_set(scope), message_type=account.MessageType.TRANSACTIONAL
        ),
    ),
    Case(
        resource_type="Custom::DefaultMessageFeedback",
        key=ALERTS,
        value={"MessageFeedbackEnabled": "true"},
        other={"MessageFeedbackEnabled": "false"},
        other_key={"ConfigurationSetName": "news"},
        prepare=sets,
        state=lambda sms: {name: bool(each.feedback) for name, each in sms.state.configuration_sets.items()},
        someone=lambda sms: sms.run("SetDefaultMessageFeedbackEnabled", **ALERTS, MessageFeedbackEnabled=False),
        construct=lambda scope: account.DefaultMessageFeedback(
            scope, "Setting", configuration_set=imported_set(scope), enabled=True
        ),
    ),
    Case(
        resource_type="Custom::EventDestination",
        key={**ALERTS, "EventDestinationName": "delivery"},
        value={**destination(TOPIC), "Enabled": "false"},
        other={**destination(OTHER_TOPIC), "MatchingEventTypes": ["TEXT_ALL", "VOICE_ALL"], "Enabled": "true"},
        other_key={"EventDestinationName": "archive"},
        prepare=sets,
        state=lambda sms: [each.to_json() for each in sms.state.configuration_sets["alerts"].destinations.values()],
        someone=lambda sms: sms.run(
            "UpdateEventDestination"
            if sms.state.configuration_sets["alerts"].destinations
            else "CreateEventDestination",
            **ALERTS,
            EventDestinationName="delivery",
            MatchingEventTypes=["ALL"],
            SnsDestination={"TopicArn": OTHER_TOPIC},
        ),
        construct=lambda scope: account.ImportedSetEventDestination(
            scope,
            "Setting",
            configuration_set=imported_set(scope),
            name="delivery",
            destination=sms_voice.EventDestination.topic(topic(scope)),
            event_types=[sms_voice.EventType.ALL],
            enabled=False,
        ),
        takes_over=False,
    ),
    Case(
        resource_type="Custom::Keyword",
        key={"OriginationIdentity": arn(f"pool/{POOL}"), "Keyword": "JOIN"},
        value={"KeywordMessage": "Welcome.", "KeywordAction": "OPT_IN"},
        other={"KeywordMessage": "Hello."},
        other_key={"Keyword": "YES"},
        prepare=origination,
        state=lambda sms: {word: (each.message, each.action) for word, each in sms.state.pools[POOL].keywords.items()},
        someone=lambda sms: sms.run("PutKeyword", OriginationIdentity=POOL, Keyword="JOIN", KeywordMessage="Theirs."),
        construct=lambda scope: account.ImportedKeywords(
            scope, "Setting", origination=imported_pool(scope), keywords=[sms_voice.Keyword("JOIN", "Welcome.")]
        ),
    ),
    Case(
        resource_type="Custom::TwoWay",
        key={"PoolId": arn(f"pool/{POOL}")},
        value={"TwoWayChannelArn": TOPIC},
        other={"TwoWayChannelArn": TOPIC, "TwoWayChannelRole": f"arn:aws:iam::{ACCOUNT}:role/publish"},
        other_key=None,
        prepare=origination,
        state=lambda sms: channel(sms.state.pools[POOL]),
        someone=lambda sms: sms.run("UpdatePool", PoolId=POOL, TwoWayEnabled=True, TwoWayChannelArn=OTHER_TOPIC),
        construct=lambda scope: account.ImportedTwoWay(
            scope, "Setting", origination=imported_pool(scope), two_way=sms_voice.TwoWay.topic(topic(scope))
        ),
    ),
    Case(
        resource_type="Custom::TwoWay",
        key={"PhoneNumberId": arn("phone-number/phone-2")},
        value={"TwoWayChannelArn": TOPIC},
        other={"TwoWayChannelArn": OTHER_TOPIC},
        other_key=None,
        prepare=origination,
        state=lambda sms: channel(sms.state.phone_numbers["phone-2"]),
        someone=lambda sms: sms.run(
            "UpdatePhoneNumber", PhoneNumberId="phone-2", TwoWayEnabled=True, TwoWayChannelArn=f"{OTHER_TOPIC}-2"
        ),
        construct=lambda scope: account.ImportedTwoWay(
            scope, "Setting", origination=imported_number(scope), two_way=sms_voice.TwoWay.topic(topic(scope))
        ),
    ),
    Case(
        resource_type="Custom::OriginationIdentityAssociation",
        key={"PoolId": arn(f"pool/{POOL}"), "OriginationIdentity": arn("phone-number/phone-2")},
        value={},
        other={},
        other_key=None,
        prepare=origination,
        state=lambda sms: list(sms.state.pools[POOL].members),
        someone=lambda sms: sms.run("AssociateOriginationIdentity", PoolId=POOL, OriginationIdentity="phone-2"),
        construct=lambda scope: account.OriginationIdentityAssociation(
            scope, "Setting", pool=imported_pool(scope), member=imported_number(scope)
        ),
    ),
    Case(
        resource_type="Custom::RegistrationFieldValue",
        key={"RegistrationId": arn(f"registration/{REGISTRATION}"), "FieldPath": "companyInfo.companyName"},
        value={"TextValue": "Example Corp"},
        other={"TextValue": "Example Inc"},
        other_key={"FieldPath": "companyInfo.taxId"},
        prepare=registration,
        state=lambda sms: dict(sms.state.registrations[REGISTRATION].current.values),
        someone=lambda sms: sms.run(
            "PutRegistrationFieldValue",
            RegistrationId=REGISTRATION,
            FieldPath="companyInfo.companyName",
            TextValue="Another Corp",
        ),
        construct=lambda scope: account.RegistrationFieldValues(
            scope,
            "Setting",
            registration=sms_voice.Registration.from_registration_id(scope, "Registration", REGISTRATION),
            values={"companyInfo.companyName": "Example Corp"},
        ),
        between=approve,
    ),
]
"""Every setting that the provider knows."""


def synthesized(case: Case) -> cdk.Stack:
    """A stack with the construct of a case, where account and Region are those of the tests."""
    environment = cdk.Environment(account=ACCOUNT, region=REGION)
    stack = cdk.Stack(cdk.App(), "Stack", env=environment)
    case.construct(stack)
    return stack
