"""What pools refuse, and sender IDs and RCS agents, which can be in them."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns

from cdk_messaging.sms_voice import (
    ConfigurationSet,
    Keyword,
    OptOutList,
    Pool,
    Quota,
    RcsAgent,
    RcsMedia,
    SenderId,
    TwoWay,
    raise_quotas,
)

from ..helpers import TEXTS, simulator
from .rule import Rule

UNKNOWN: Any = "UNKNOWN"
WRONG_ARN = "arn:aws:sns:us-east-1:111122223333:it"


def pool(stack: cdk.Stack, *, settings: dict[str, Any] | None = None, **arguments: Any) -> Pool:
    """A pool of one number; ``settings`` are those of the number."""
    members = {"phone_numbers": [simulator(stack, **(settings or {}))]} if settings is not None else {}
    return Pool(stack, "It", mandatory_keywords=TEXTS, **{**members, **arguments})


def many(stack: cdk.Stack, *, quota: object = None) -> Pool:
    """A pool with more senders than AWS allows."""
    if quota is not None:
        stack.node.set_context("cdk_messaging:quotas", quota)
    names = [f"A{index}" for index in range(101)]
    senders = [SenderId.from_sender_id(stack, name, sender_id=name, iso_country_code="DE") for name in names]
    return Pool(stack, "It", sender_ids=senders, mandatory_keywords=TEXTS)


def sender(stack: cdk.Stack, sender_id: str = "EXAMPLE", country: str = "DE") -> SenderId:
    return SenderId(stack, "It", sender_id=sender_id, iso_country_code=country)


def agent(stack: cdk.Stack, **arguments: Any) -> RcsAgent:
    return RcsAgent(stack, "It", **arguments)


def inbound(stack: cdk.Stack) -> TwoWay:
    return TwoWay.topic(sns.Topic(stack, "Inbound"))


def media(stack: cdk.Stack, **arguments: Any) -> RcsMedia:
    return RcsMedia(bucket=s3.Bucket.from_bucket_name(stack, "Files", "files"), **arguments)


def stranger(stack: cdk.Stack) -> RcsAgent:
    return RcsAgent(stack, "Agent", opt_out_list=OptOutList.from_opt_out_list_name(stack, "List", "vip"))


def repeated(stack: cdk.Stack) -> Pool:
    number = simulator(stack)
    return Pool(stack, "It", phone_numbers=[number, number], mandatory_keywords=TEXTS)


RULES = [
    Rule(pool, "phone_numbers are empty: a pool needs at least one, or a sender ID or an RCS agent"),
    Rule(
        many,
        "101 members are too many for a pool, where 100 are allowed: ask AWS to raise the quota, "
        "and say so with raise_quotas(...)",
    ),
    Rule(
        lambda stack: many(stack, quota="many"),
        "context cdk_messaging:quotas is 'many': give an object such as {'pools': 50}",
    ),
    Rule(
        lambda stack: many(stack, quota={"UNKNOWN": 5}),
        "quota 'UNKNOWN' is not known: use one of configuration-sets, notify-configurations, "
        "opt-out-lists, phone-numbers, pools, protect-configurations, registrations, "
        "registration-attachments, sender-ids, verified-destination-numbers, identities-per-pool",
    ),
    Rule(
        lambda stack: raise_quotas(stack, {Quota.POOLS: 5}),
        "quota 'pools' is 5: use a whole number from 25, AWS's default",
        path="Stack",
    ),
    Rule(
        lambda stack: raise_quotas(stack, {UNKNOWN: 5}),
        "quota 'UNKNOWN' is not known: use one of configuration-sets, notify-configurations, "
        "opt-out-lists, phone-numbers, pools, protect-configurations, registrations, "
        "registration-attachments, sender-ids, verified-destination-numbers, identities-per-pool",
        path="Stack",
    ),
    Rule(repeated, "pool member 'Stack/Number' is given twice: give each one once"),
    Rule(
        lambda stack: pool(
            stack,
            sender_ids=[SenderId.from_sender_id(stack, "Name", sender_id="EXAMPLE", iso_country_code="DE")],
            two_way=inbound(stack),
        ),
        "two_way needs a phone number or an RCS agent in the pool: nobody can answer a sender ID",
    ),
    Rule(
        lambda stack: pool(stack, rcs_agents=[stranger(stack)]),
        "RCS agent 'Stack/Agent' has another opt_out_list than its pool, which the service refuses: give both the same",
    ),
    Rule(
        lambda stack: pool(stack, settings={"keywords": [Keyword("YES", "Thanks.")]}),
        "phone number 'Stack/Number' has other keywords than its pool, which the service refuses: "
        "give the pool and all of its numbers the same keywords",
    ),
    Rule(
        lambda stack: pool(stack, settings={}, two_way=TwoWay.connect()),
        "phone number 'Stack/Number' is a simulator, which can't send to Amazon Connect: use "
        "TwoWay.topic(...) or another number type",
    ),
    Rule(
        lambda stack: pool(stack, settings={}, self_managed_opt_outs=True),
        "self_managed_opt_outs needs two_way: without it nobody hears of STOP, and the service no "
        "longer answers it; set two_way=TwoWay.topic(...) or leave self_managed_opt_outs off",
    ),
    Rule(
        lambda stack: pool(stack, settings={}, keywords=[Keyword("YES", "Thanks.")] * 2),
        "keyword 'YES' is given twice: give each one once",
    ),
    Rule(
        lambda stack: Pool.from_pool_arn(stack, "It", WRONG_ARN),
        "arn 'arn:aws:sns:us-east-1:111122223333:it' is not the arn of a pool: use "
        "arn:<partition>:sms-voice:<region>:<account>:pool/<name>",
    ),
    # sender IDs
    Rule(
        lambda stack: sender(stack, "EXAMPLE!"),
        "sender_id 'EXAMPLE!' is not valid: use 1 to 11 letters, digits, _ and -, at least one "
        "letter, no - at either end",
    ),
    Rule(
        lambda stack: sender(stack, "Example"),
        "sender_id 'Example' has lower-case letters, which CloudFormation refuses: use 'EXAMPLE'",
    ),
    Rule(
        lambda stack: sender(stack, country="UK"),
        "iso_country_code 'UK' is not a country: use a code of ISO 3166-1 alpha-2 in upper case, for example 'US'",
    ),
    Rule(
        lambda stack: sender(stack, country="US"),
        "sender IDs don't work in country 'US': send there from a phone number, see "
        "https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-sms-by-country.html",
    ),
    Rule(
        lambda stack: sender(stack, country="IN"),
        "a sender ID for country 'IN' must be registered and can't be requested: make a "
        "Registration, submit it, and import what comes of it with SenderId.from_sender_id(...)",
    ),
    Rule(
        lambda stack: sender(stack, "EX-AMPLE", "FR"),
        "sender_id 'EX-AMPLE' has a '-', which France forbids: use letters and digits, see "
        "https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-sms-by-country.html",
    ),
    Rule(
        lambda stack: SenderId.from_sender_id(stack, "It", sender_id="", iso_country_code="DE"),
        "sender_id '' is not valid: use 1 to 11 letters, digits, _ and -, at least one letter, no - at either end",
    ),
    Rule(
        lambda stack: SenderId.from_sender_id_arn(stack, "It", WRONG_ARN),
        "arn 'arn:aws:sns:us-east-1:111122223333:it' is not the arn of a sender-id: use "
        "arn:<partition>:sms-voice:<region>:<account>:sender-id/<name>",
    ),
    Rule(
        lambda stack: SenderId.from_sender_id_arn(
            stack, "It", "arn:aws:sms-voice:us-east-1:111122223333:sender-id/EXAMPLE"
        ),
        "arn 'arn:aws:sms-voice:us-east-1:111122223333:sender-id/EXAMPLE' names no country: use "
        "...:sender-id/<sender id>/<country>",
    ),
    Rule(
        lambda stack: ConfigurationSet(stack, "It", default_sender_id="12345"),
        "default_sender_id '12345' is not valid: use 1 to 11 letters, digits, _ and -, at least "
        "one letter, no - at either end",
    ),
    # RCS agents
    Rule(
        lambda stack: agent(stack, self_managed_opt_outs=True),
        "self_managed_opt_outs needs two_way: set two_way=TwoWay.topic(...), or leave self_managed_opt_outs out",
    ),
    Rule(
        lambda stack: agent(stack, two_way=inbound(stack), rcs_events=["A", "A"]),
        "rcs event 'A' is given twice: give each one once",
    ),
    Rule(
        lambda stack: agent(stack, two_way=inbound(stack), rcs_events=[""]),
        "rcs event '' is not valid: use 1 to 50 characters",
    ),
    Rule(
        lambda stack: agent(stack, two_way=inbound(stack), rcs_events=["ALL", "A"]),
        "rcs event 'ALL' stands for all of them: give it alone",
    ),
    Rule(
        lambda stack: agent(stack, two_way=inbound(stack), rcs_events=[f"E{n}" for n in range(101)]),
        "101 rcs events are too many: use at most 100",
    ),
    Rule(
        lambda stack: media(stack, key_prefix="my files"),
        "key_prefix 'my files' is not valid: use 1 to 1024 characters without spaces",
        path="Stack",
    ),
    Rule(
        lambda stack: RcsAgent.from_rcs_agent_arn(stack, "It", WRONG_ARN),
        "arn 'arn:aws:sns:us-east-1:111122223333:it' is not the arn of a rcs-agent: use "
        "arn:<partition>:sms-voice:<region>:<account>:rcs-agent/<name>",
    ),
]
