"""What the settings of an account refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_sns as sns
from constructs import IConstruct

from cdk_messaging.sms_voice import (
    ConfigurationSet,
    EventDestination,
    EventType,
    Keyword,
    OptOutList,
    PhoneNumber,
    Pool,
    ProtectConfiguration,
    TwoWay,
    account,
)

from ..helpers import TEXTS, simulator
from .rule import Rule, twice
from .sets import TOKEN


def once(stack: cdk.Stack, construct_id: str, make: Callable[[str], IConstruct]) -> Any:
    """What a stack has already, or else makes now."""
    found = stack.node.try_find_child(construct_id)
    return make(construct_id) if found is None else found


def imported_pool(stack: cdk.Stack) -> Any:
    return once(stack, "Pool", lambda construct_id: Pool.from_pool_id(stack, construct_id, "pool-1"))


def imported_number(stack: cdk.Stack) -> Any:
    return once(stack, "Number", lambda construct_id: PhoneNumber.from_phone_number_id(stack, construct_id, "phone-1"))


def imported_list(stack: cdk.Stack) -> Any:
    return once(stack, "List", lambda construct_id: OptOutList.from_opt_out_list_name(stack, construct_id, "list"))


def imported_set(stack: cdk.Stack) -> Any:
    return once(
        stack,
        "Set",
        lambda construct_id: ConfigurationSet.from_configuration_set_name(stack, construct_id, "alerts"),
    )


def imported_protect(stack: cdk.Stack) -> Any:
    return once(
        stack,
        "Protect",
        lambda construct_id: ProtectConfiguration.from_protect_configuration_id(stack, construct_id, "protect-1"),
    )


def topic(stack: cdk.Stack) -> Any:
    return once(stack, "Topic", lambda construct_id: sns.Topic(stack, construct_id))


def own_pool(stack: cdk.Stack) -> Pool:
    return Pool(stack, "Pool", phone_numbers=[simulator(stack)], mandatory_keywords=TEXTS)


def limit(stack: cdk.Stack, construct_id: str = "It", **arguments: Any) -> Any:
    given: dict[str, Any] = {"channel": account.SpendLimitChannel.TEXT, "us_dollars": 100}
    return account.MessageSpendLimitOverride(stack, construct_id, **(given | arguments))


def default_protect(stack: cdk.Stack, construct_id: str) -> Any:
    protect = imported_protect(stack)
    return account.AccountDefaultProtectConfiguration(stack, construct_id, protect_configuration=protect)


def override(stack: cdk.Stack, construct_id: str = "It", **arguments: Any) -> Any:
    given = {
        "protect_configuration": imported_protect(stack),
        "destination_phone_number": "+12065550100",
        "action": account.NumberOverrideAction.ALLOW,
    }
    return account.ProtectConfigurationRuleSetNumberOverride(stack, construct_id, **(given | arguments))


def message_type(stack: cdk.Stack, construct_id: str = "It", kind: str = "PROMOTIONAL") -> Any:
    known: Any = kind
    return account.DefaultMessageType(stack, construct_id, configuration_set=imported_set(stack), message_type=known)


def feedback(stack: cdk.Stack, construct_id: str = "It", **arguments: Any) -> Any:
    given = {"configuration_set": imported_set(stack), "enabled": True}
    return account.DefaultMessageFeedback(stack, construct_id, **(given | arguments))


def destination(stack: cdk.Stack, construct_id: str = "It", **arguments: Any) -> Any:
    given = {
        "configuration_set": imported_set(stack),
        "name": "events",
        "destination": EventDestination.topic(topic(stack)),
        "event_types": [EventType.ALL],
    }
    return account.ImportedSetEventDestination(stack, construct_id, **(given | arguments))


def keywords(stack: cdk.Stack, construct_id: str = "It", **arguments: Any) -> Any:
    given = {"origination": imported_pool(stack), "keywords": [Keyword("YES", "Thanks.")]}
    return account.ImportedKeywords(stack, construct_id, **(given | arguments))


def two_way(stack: cdk.Stack, construct_id: str = "It", **arguments: Any) -> Any:
    given = {"origination": imported_pool(stack), "two_way": TwoWay.topic(topic(stack))}
    return account.ImportedTwoWay(stack, construct_id, **(given | arguments))


def self_managed(stack: cdk.Stack, construct_id: str = "It", **arguments: Any) -> Any:
    given = {"origination": imported_pool(stack), "enabled": True}
    return account.ImportedSelfManagedOptOuts(stack, construct_id, **(given | arguments))


def opt_out_list(stack: cdk.Stack, construct_id: str = "It", **arguments: Any) -> Any:
    given = {"origination": imported_pool(stack), "opt_out_list": imported_list(stack)}
    return account.ImportedOptOutList(stack, construct_id, **(given | arguments))


def member(stack: cdk.Stack, construct_id: str = "It", **arguments: Any) -> Any:
    given = {"pool": imported_pool(stack), "member": imported_number(stack)}
    return account.OriginationIdentityAssociation(stack, construct_id, **(given | arguments))


def seeded(stack: cdk.Stack, construct_id: str = "It", numbers: Any = ("+12065550100",)) -> Any:
    return account.OptedOutNumbers(stack, construct_id, opt_out_list=imported_list(stack), numbers=numbers)


RULES = [
    Rule(
        lambda stack: limit(stack, channel="FAX"),
        "channel 'FAX' is not known: use one of TEXT, VOICE, MEDIA, NOTIFY, RCS",
    ),
    Rule(lambda stack: limit(stack, us_dollars=-1), "us_dollars is -1: give a whole number from 0 to 1000000000"),
    Rule(
        lambda stack: override(stack, destination_phone_number="206 555 0100"),
        "destination_phone_number '206 555 0100' is not valid: use + and 5 to 15 digits, for example '+12065550100'",
    ),
    Rule(lambda stack: override(stack, action="PERHAPS"), "action 'PERHAPS' is not known: use one of ALLOW, BLOCK"),
    Rule(
        lambda stack: override(stack, expires=datetime.fromisoformat("2030-01-01")),
        "expires '2030-01-01T00:00:00' has no time zone: give tzinfo, for example UTC",
    ),
    Rule(
        lambda stack: message_type(stack, kind="URGENT"),
        "message type 'URGENT' is not known: use one of TRANSACTIONAL, PROMOTIONAL",
    ),
    Rule(
        lambda stack: feedback(stack, configuration_set=ConfigurationSet(stack, "Own")),
        "configuration set 'Stack/Own' is made by this app: give it message_feedback_enabled=... instead",
    ),
    Rule(
        lambda stack: destination(stack, configuration_set=ConfigurationSet(stack, "Own")),
        "configuration set 'Stack/Own' is made by this app: use its add_event_destination(...) instead",
    ),
    Rule(
        lambda stack: destination(stack, name=TOKEN),
        "event destination name must be known at synthesis: give a literal name",
    ),
    Rule(
        lambda stack: destination(stack, name="my events"),
        "event destination name 'my events' is not valid: use 1 to 64 letters, digits, _ and -",
    ),
    Rule(
        lambda stack: destination(stack, event_types=[]),
        "event types are empty: give at least one, for example EventType.TEXT_ALL",
    ),
    Rule(
        lambda stack: keywords(stack, origination=simulator(stack)),
        "phone number 'Stack/Number' is made by this app, and CloudFormation removes what its "
        "type isn't told: give it mandatory_keywords and keywords instead",
    ),
    Rule(lambda stack: keywords(stack, keywords=[]), "there are no keywords: give mandatory_keywords or keywords"),
    Rule(
        lambda stack: keywords(stack, keywords=[Keyword("YES", "Thanks.")] * 2),
        "keyword 'YES' is given twice: give each one once",
    ),
    Rule(
        lambda stack: two_way(stack, origination=own_pool(stack)),
        "pool 'Stack/Pool' is made by this app, and CloudFormation removes what its type isn't "
        "told: give it two_way instead",
    ),
    Rule(
        lambda stack: two_way(stack, origination=imported_number(stack), two_way=TwoWay.connect()),
        "phone number 'Stack/Number' can't send to Amazon Connect by itself: put it into a pool",
    ),
    Rule(
        lambda stack: self_managed(stack, origination=own_pool(stack)),
        "pool 'Stack/Pool' is made by this app, and CloudFormation removes what its type isn't "
        "told: give it self_managed_opt_outs instead",
    ),
    Rule(
        lambda stack: opt_out_list(stack, origination=own_pool(stack)),
        "pool 'Stack/Pool' is made by this app, and CloudFormation removes what its type isn't "
        "told: give it opt_out_list instead",
    ),
    Rule(
        lambda stack: member(stack, pool=own_pool(stack)),
        "pool 'Stack/Pool' is made by this app, and CloudFormation removes what its type isn't "
        "told: give it phone_numbers and sender_ids instead",
    ),
    Rule(lambda stack: seeded(stack, numbers=[]), "there are 0 numbers: give 1 to 2000"),
    Rule(
        lambda stack: seeded(stack, numbers=["206 555 0100"]),
        "number '206 555 0100' is not valid: use + and 5 to 15 digits, for example '+12065550100'",
    ),
    Rule(
        lambda stack: seeded(stack, numbers=["+12065550100"] * 2),
        "number '+12065550100' is given twice: give each one once",
    ),
    # set once
    *(
        Rule(twice(define), f"{what} is set by 'Stack/First' already: set it once for an account and Region")
        for define, what in [
            (limit, "the spend limit of TEXT messages"),
            (default_protect, "the account's default protect configuration"),
            (override, "the override of +12065550100 in 'Stack/Protect'"),
            (message_type, "the default message type of 'Stack/Set'"),
            (feedback, "the default message feedback of 'Stack/Set'"),
            (destination, "event destination 'events' of 'Stack/Set'"),
            (two_way, "two-way of 'Stack/Pool'"),
            (self_managed, "self-managed opt-outs of 'Stack/Pool'"),
            (opt_out_list, "the opt-out list of 'Stack/Pool'"),
            (member, "'Stack/Number' in 'Stack/Pool'"),
            (seeded, "who is on opt-out list 'Stack/List'"),
        ]
    ),
    Rule(
        twice(keywords),
        "keyword 'YES' of 'Stack/Pool' is set by 'Stack/First/YES' already: set it once for an account and Region",
        path="Stack/It/YES",
    ),
]
