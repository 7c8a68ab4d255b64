"""What sender functions refuse, tenants, and the reckoning of peaks."""

from __future__ import annotations

from functools import partial
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_s3 as s3

from cdk_messaging.sms_voice import (
    NotifyConfiguration,
    NumberCapability,
    NumberType,
    PhoneNumber,
    Pool,
    Sender,
    SenderId,
    SenderKind,
    backlog,
    expect_peak,
    grant_phone_number_validate,
)
from cdk_messaging.sms_voice.senders import (
    CodeRoute,
    OneTimePasswords,
    PinpointOneTimePasswords,
    TextSender,
    VoiceSender,
)
from cdk_messaging.sms_voice.tenants import Tenant, TenantNumber, TenantStacks

from ..helpers import TEXTS, role
from .rule import Rule
from .sets import TOKEN

MINUTE = cdk.Duration.minutes(1)
LATER = cdk.Duration.seconds(cdk.Token.as_number(cdk.Fn.import_value("Elsewhere")))
LONG = cdk.Duration.days(8)


def number(stack: cdk.Stack) -> Any:
    return PhoneNumber.from_phone_number_id(stack, "Number", "phone-1")


def name(stack: cdk.Stack) -> Any:
    return SenderId.from_sender_id(stack, "Name", sender_id="EXAMPLE", iso_country_code="DE")


def texting(stack: cdk.Stack, **arguments: Any) -> TextSender:
    return TextSender(stack, "It", **({"origination": number(stack)} | arguments))


def calling(stack: cdk.Stack, **arguments: Any) -> VoiceSender:
    return VoiceSender(stack, "It", origination=number(stack), **arguments)


def codes(stack: cdk.Stack, **arguments: Any) -> OneTimePasswords:
    route = CodeRoute.notify(NotifyConfiguration.from_notify_configuration_id(stack, "Codes", "notify-1"))
    return OneTimePasswords(stack, "It", route=route, **arguments)


def route(stack: cdk.Stack, text: str = "Code: {code}", **arguments: Any) -> CodeRoute:
    return CodeRoute.text(number(stack), text=text, **arguments)


def pinpoint(stack: cdk.Stack, **arguments: Any) -> PinpointOneTimePasswords:
    given = {"application_id": "a1", "brand_name": "Example", "origination_number": "+12065550100"}
    return PinpointOneTimePasswords(stack, "It", **(given | arguments))


def tenant(stack: cdk.Stack, tenant: str = "books", numbers: Any = None) -> Tenant:
    leased = [TenantNumber(iso_country_code="US", number_type=NumberType.SIMULATOR)] if numbers is None else numbers
    return Tenant(stack, "It", tenant=tenant, numbers=leased, mandatory_keywords=TEXTS)


def places(_: cdk.Stack, *tenants: str, **arguments: Any) -> None:
    stacks = TenantStacks(cdk.App(), **({"stacks": 1} | arguments))
    for each in tenants:
        stacks.stack_of(each)


kenyan = Sender(kind=SenderKind.SHORT_CODE, country="KE")
american = Sender(kind=SenderKind.TEN_DLC, country="US")
wait = partial(backlog, 1, [american])


def far(region: str) -> cdk.Stack:
    return cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(region=region))


RULES = [
    Rule(
        lambda stack: texting(stack, max_price="5 cents"),
        "max_price '5 cents' is not valid: use US dollars with a point, such as '0.05': up to 2 "
        "digits before it, 1 to 5 behind",
    ),
    Rule(
        lambda stack: texting(
            stack, origination=name(stack), media_bucket=s3.Bucket.from_bucket_name(stack, "Files", "files")
        ),
        "media_bucket can't be used with a sender ID, which sends no MMS: leave it out",
    ),
    Rule(
        lambda stack: texting(stack, message_type="URGENT"),
        "message type 'URGENT' is not known: use one of TRANSACTIONAL, PROMOTIONAL",
    ),
    Rule(
        lambda stack: texting(stack, time_to_live=cdk.Duration.seconds(4)),
        "time_to_live is 4 seconds: use a whole number from 5 to 259200",
    ),
    Rule(
        lambda stack: texting(stack, time_to_live=LATER),
        "time_to_live must be known at synthesis: give a literal duration",
    ),
    Rule(
        lambda stack: calling(stack, max_price_per_minute="5 cents"),
        "max_price_per_minute '5 cents' is not valid: use US dollars with a point, such as "
        "'0.05': up to 2 digits before it, 1 to 5 behind",
    ),
    Rule(
        lambda stack: calling(stack, time_to_live=LONG),
        "time_to_live is 691200 seconds: use a whole number from 5 to 259200",
    ),
    # one-time passwords
    Rule(lambda stack: codes(stack, code_length=4), "code_length is 4: use a whole number from 5 to 8"),
    Rule(lambda stack: codes(stack, allowed_attempts=6), "allowed_attempts is 6: use a whole number from 1 to 5"),
    Rule(lambda stack: codes(stack, send_limit=0), "send_limit is 0: use a whole number from 1 to 100"),
    Rule(lambda stack: codes(stack, validity=LONG), "validity is 691200 seconds: use a whole number from 60 to 3600"),
    Rule(
        lambda stack: codes(stack, send_window=LONG),
        "send_window is 691200 seconds: use a whole number from 60 to 86400",
    ),
    Rule(
        lambda stack: CodeRoute.notify(
            NotifyConfiguration.from_notify_configuration_id(stack, "Codes", "notify-1"), template_id="my template"
        ),
        "template_id 'my template' is not valid: use 1 to 256 letters, digits, _ and -",
        path="Stack/Codes",
    ),
    Rule(lambda stack: route(stack, ""), "text has 0 characters: use 1 to 1600", path="Stack/Number"),
    Rule(
        lambda stack: route(stack, TOKEN), "text must be known at synthesis: give a literal text", path="Stack/Number"
    ),
    Rule(
        lambda stack: route(stack, "Your code."),
        "text 'Your code.' has {code} 0 times: put it in once",
        path="Stack/Number",
    ),
    Rule(
        lambda stack: route(stack, max_price="5 cents"),
        "max_price '5 cents' is not valid: use US dollars with a point, such as '0.05': up to 2 "
        "digits before it, 1 to 5 behind",
        path="Stack/Number",
    ),
    Rule(
        lambda stack: pinpoint(stack, application_id="my project"),
        "application_id 'my project' is not valid: use the id of a project, letters and digits",
    ),
    Rule(
        lambda stack: pinpoint(stack, brand_name="Example Corporation Ltd."),
        "brand_name has 24 characters: use 1 to 20",
    ),
    Rule(lambda stack: pinpoint(stack, code_length=9), "code_length is 9: use a whole number from 5 to 8"),
    Rule(lambda stack: pinpoint(stack, allowed_attempts=0), "allowed_attempts is 0: use a whole number from 1 to 5"),
    Rule(lambda stack: pinpoint(stack, validity=MINUTE), "validity is 60 seconds: use a whole number from 300 to 3600"),
    Rule(
        lambda stack: pinpoint(stack, validity=cdk.Duration.seconds(301)),
        "validity is 301 seconds: use whole minutes from 5 to 60",
    ),
    Rule(
        lambda stack: pinpoint(stack, language="tlh"),
        "language 'tlh' is not known: use one of de-DE, en-GB, en-US, es-419, es-ES, fr-CA, "
        "fr-FR, it-IT, ja-JP, ko-KR, pt-BR, zh-CN, zh-TW",
    ),
    Rule(
        lambda stack: pinpoint(stack, in_entity_id="1"),
        "in_template_id is missing: India needs both ids, or leave both out",
    ),
    # tenants
    Rule(lambda stack: tenant(stack, TOKEN), "tenant must be known at synthesis: give a literal id"),
    Rule(
        lambda stack: tenant(stack, "my books"),
        "tenant 'my books' is not valid: use 1 to 48 letters, digits, _ and -, a letter or digit first",
    ),
    Rule(lambda stack: tenant(stack, numbers=[]), "tenant 'books' has no numbers: give at least one TenantNumber"),
    Rule(lambda stack: places(stack, stacks=0), "stacks is 0: use at least 1", path="Stack"),
    Rule(lambda stack: places(stack, tenants_per_stack=0), "tenants_per_stack is 0: use 1 to 500", path="Stack"),
    Rule(
        lambda stack: places(stack, pins={"books": 1}), "tenant 'books' is pinned to stack 1: use 0 to 0", path="Stack"
    ),
    Rule(lambda stack: places(stack, TOKEN), "tenant must be known at synthesis: give a literal id", path="Stack"),
    Rule(
        lambda stack: places(stack, "my books"),
        "tenant 'my books' is not valid: use 1 to 48 letters, digits, _ and -, a letter or digit first",
        path="Stack",
    ),
    Rule(
        lambda stack: places(stack, "books", "books"), "tenant 'books' is given twice: give each one once", path="Stack"
    ),
    Rule(
        lambda stack: places(stack, "books", "toys", tenants_per_stack=1),
        "stack Tenants0 is full: it has 1 tenants, and 'toys' is one too many; all others are "
        "full, too: put new tenants into a second TenantStacks with another prefix",
        path="Stack",
    ),
    # peaks
    Rule(
        lambda _: Sender(kind=SenderKind.TEN_DLC, country="US", count=0),
        "count of senders 0 is not valid: use 1 or more",
        path="Stack",
    ),
    Rule(
        lambda _: Sender(kind=SenderKind.TEN_DLC, country="US", rate=0),
        "rate 0 is not valid: use more than 0 message parts a second",
        path="Stack",
    ),
    Rule(
        lambda _: backlog(1, [Sender(kind=SenderKind.SHARED_ROUTE, country="US")], channel=NumberCapability.VOICE),
        "AWS names no VOICE rate for SHARED_ROUTE in country 'US': give rate=, which "
        "DescribePhoneNumbers has as MessagingLimits",
        path="Stack",
    ),
    Rule(lambda _: backlog(0, [american]), "messages 0 is not valid: use 1 or more", path="Stack"),
    Rule(lambda _: wait(requests_per_second=0), "requests_per_second 0 is not valid: use more than 0", path="Stack"),
    Rule(lambda _: backlog(1, []), "senders are empty: give at least one", path="Stack"),
    Rule(
        lambda stack: expect_peak(Pool.from_pool_id(stack, "It", "pool-1"), messages=1, within=MINUTE),
        "no rate is known of pool 'Stack/It': give senders=[Sender(...)], with rate= where AWS names none",
    ),
    Rule(
        lambda stack: expect_peak(
            Pool.from_pool_id(stack, "It", "pool-1"), messages=0, within=MINUTE, senders=[american]
        ),
        "messages 0 is not valid: use 1 or more",
    ),
    # Regions
    Rule(
        lambda _: grant_phone_number_validate(role(far("eu-north-1"), "It")),
        "number validation by Amazon Pinpoint doesn't exist in region 'eu-north-1': use carrier "
        "lookup, or one of ap-northeast-1, ap-northeast-2, ap-south-1, ap-southeast-1, "
        "ap-southeast-2, ca-central-1, eu-central-1, eu-west-1, eu-west-2, us-east-1, us-east-2, "
        "us-gov-west-1, us-west-2",
    ),
]
