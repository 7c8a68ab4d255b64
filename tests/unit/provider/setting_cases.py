"""One case of each setting: where it is, what it is set to, how somebody else changes it, what a role may do for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk
from constructs import Construct

from cdk_messaging import sms_voice
from cdk_messaging.sms_voice import account
from tests.unit.provider.setting_parts import (
    ALERTS,
    NUMBER,
    OTHER_NUMBER,
    OTHER_TOPIC,
    POOL,
    REGISTRATION,
    TOPIC,
    answering_number,
    approve,
    arn,
    calls,
    channel,
    destination,
    imported_number,
    imported_pool,
    imported_set,
    lists,
    nothing,
    origination,
    protect,
    protect_configurations,
    registration,
    sets,
    topic,
    voice_set,
)
from tests.unit.provider.sms_account import ACCOUNT, REGION, Json, SmsAccount


@dataclass(frozen=True)
class Case:
    """A setting.

    :param prepare: what exists before, in an empty account; returns what the state is then known by.
    :param state: what the account has now, of this setting.
    :param someone: somebody else sets it.
    :param takes_over: whether it replaces what somebody else set.
    :param taken: what is said where it doesn't.
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
    taken: str = ""
    between: Callable[[SmsAccount], None] = lambda _: None

    def __str__(self) -> str:
        return self.resource_type.removeprefix("Custom::")


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
        taken=(
            "the configuration set has another event destination of this name: choose another name, or delete that one"
        ),
    ),
    Case(
        resource_type="Custom::VoiceConfigurationSet",
        key={"ConfigurationSetName": "calls"},
        value={"EventDestinations": calls(failures=TOPIC, archive=TOPIC)},
        other={"EventDestinations": calls(failures=OTHER_TOPIC, log=None)},
        other_key={"ConfigurationSetName": "more-calls"},
        prepare=nothing,
        state=lambda sms: {name: dict(each) for name, each in sms.voice.sets.items()},
        someone=lambda sms: sms.voice.sets.update(calls={"theirs": json.loads(calls(theirs=TOPIC))["theirs"]}),
        construct=voice_set,
        takes_over=False,
        taken="there is another voice configuration set of this name: choose another name, or delete that one",
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
        resource_type="Custom::SelfManagedOptOuts",
        key={"PhoneNumberId": arn("phone-number/phone-2")},
        value={"SelfManagedOptOutsEnabled": "true"},
        other={"SelfManagedOptOutsEnabled": "false"},
        other_key=None,
        prepare=answering_number,
        state=lambda sms: sms.state.phone_numbers["phone-2"].self_managed_opt_outs,
        someone=lambda sms: sms.run(
            "UpdatePhoneNumber",
            PhoneNumberId="phone-2",
            SelfManagedOptOutsEnabled=not sms.state.phone_numbers["phone-2"].self_managed_opt_outs,
        ),
        construct=lambda scope: account.ImportedSelfManagedOptOuts(
            scope, "Setting", origination=imported_number(scope), enabled=True
        ),
    ),
    Case(
        resource_type="Custom::OriginationOptOutList",
        key={"PoolId": arn(f"pool/{POOL}")},
        value={"OptOutListName": "ours"},
        other={"OptOutListName": "other"},
        other_key=None,
        prepare=lists,
        state=lambda sms: sms.state.pools[POOL].opt_out_list,
        someone=lambda sms: sms.run("UpdatePool", PoolId=POOL, OptOutListName="theirs"),
        construct=lambda scope: account.ImportedOptOutList(
            scope,
            "Setting",
            origination=imported_pool(scope),
            opt_out_list=sms_voice.OptOutList.from_opt_out_list_name(scope, "List", "ours"),
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
