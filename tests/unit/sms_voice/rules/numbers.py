"""What numbers refuse, their keywords, and where their messages go."""

from __future__ import annotations

from functools import partial
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns

from cdk_messaging.sms_voice import (
    Keyword,
    MandatoryKeywords,
    NumberCapability,
    NumberType,
    PhoneNumber,
    TwoWay,
    account,
)

from ..helpers import simulator
from .rule import Rule

UNKNOWN: Any = "UNKNOWN"
number = partial(simulator, construct_id="It")
VOICE, MMS, SMS = NumberCapability.VOICE, NumberCapability.MMS, NumberCapability.SMS


def long_code(stack: cdk.Stack, country: str, **arguments: Any) -> PhoneNumber:
    return number(stack, number_type=NumberType.LONG_CODE, iso_country_code=country, **arguments)


def requested(stack: cdk.Stack, **arguments: Any) -> account.RequestedPhoneNumber:
    plain: dict[str, Any] = {
        "iso_country_code": "US",
        "number_type": NumberType.TEN_DLC,
        "capabilities": [NumberCapability.SMS],
    }
    return account.RequestedPhoneNumber(stack, "It", **(plain | arguments))


def inbound(stack: cdk.Stack, **options: Any) -> TwoWay:
    return TwoWay.topic(sns.Topic(stack, "Inbound", **options))


RULES = [
    # which numbers there are
    Rule(
        lambda stack: number(stack, number_type="FAX"),
        "number type 'FAX' is not known: use one of LONG_CODE, TOLL_FREE, TEN_DLC, SIMULATOR",
    ),
    Rule(
        lambda stack: number(stack, capabilities=["FAX"]),
        "number capability 'FAX' is not known: use one of SMS, VOICE, MMS",
    ),
    Rule(
        lambda stack: number(stack, capabilities=[]),
        "capabilities are empty: give at least one, for example NumberCapability.SMS",
    ),
    Rule(
        lambda stack: number(stack, capabilities=[SMS, SMS]),
        "number capability 'SMS' is given twice: give each one once",
    ),
    Rule(
        lambda stack: number(stack, capabilities=[SMS, VOICE]),
        "number capability 'VOICE' doesn't exist for number type 'SIMULATOR': use SMS and MMS, or another type",
    ),
    Rule(
        lambda stack: number(stack, iso_country_code="UK"),
        "iso_country_code 'UK' is not a country: use a code of ISO 3166-1 alpha-2 in upper case, for example 'US'",
    ),
    Rule(
        lambda stack: long_code(stack, "GB", capabilities=[MMS]),
        "number capability 'MMS' doesn't exist in country 'GB': use it in CA, US only",
    ),
    Rule(
        lambda stack: long_code(stack, "FR"),
        "number type 'LONG_CODE' doesn't exist in country 'FR': use one of AE, AT, AU, BE, CA, "
        "CL, CR, CZ, DE, DK, EE, ES, FI, GB, GH, GR, GU, HK, HN, HU, IE, IL, IN, IT, JE, KE, KW, "
        "LK, LR, LT, LU, LV, MM, MT, MU, NL, NO, PH, PK, PL, PR, PT, RO, SA, SE, SG, SK, TH, TW, "
        "TZ, UA, US, VI, ZA",
    ),
    Rule(
        lambda stack: number(stack, iso_country_code="GB"),
        "number type 'SIMULATOR' exists in country 'US' only, not in 'GB'",
    ),
    Rule(
        lambda stack: requested(stack, number_type="FAX"),
        "number type 'FAX' is not known: use one of LONG_CODE, TOLL_FREE, TEN_DLC, SIMULATOR",
    ),
    Rule(
        lambda stack: requested(stack, message_type="URGENT"),
        "message type 'URGENT' is not known: use one of TRANSACTIONAL, PROMOTIONAL",
    ),
    Rule(
        lambda stack: requested(stack, number_type=NumberType.SIMULATOR, message_type=account.MessageType.PROMOTIONAL),
        "a SIMULATOR number is for TRANSACTIONAL messages only: leave message_type out",
    ),
    Rule(
        lambda stack: requested(stack, international_sending=True),
        "international_sending is for TOLL_FREE numbers, not TEN_DLC: leave it out",
    ),
    Rule(
        lambda stack: PhoneNumber.from_phone_number_id(stack, "It", "phone-1").phone_number,
        "phone number 'Stack/It' was imported without the number itself: import it with "
        "PhoneNumber.from_phone_number_attributes(..., phone_number=...)",
    ),
    # two-way
    Rule(
        lambda stack: number(stack, two_way=TwoWay.connect()),
        "two_way of a phone number can't be Amazon Connect: CloudFormation takes only a topic "
        "there, so put the number into a Pool with two_way=TwoWay.connect()",
    ),
    Rule(
        lambda stack: number(stack, capabilities=[MMS], two_way=inbound(stack)),
        "two_way needs a number that can do SMS, but capabilities are MMS: add SMS",
    ),
    Rule(
        lambda stack: long_code(stack, "LR", two_way=inbound(stack)),
        "two_way is not supported in country 'LR': use one of AE, AT, AU, BE, BG, BR, CA, CK, CL, "
        "CM, CN, CR, CZ, DE, DK, DO, EC, EE, EG, ES, FI, FR, GB, GH, GR, GU, HK, HN, HR, HU, IE, "
        "IL, IN, IT, JE, JP, KE, KW, LK, LS, LT, LU, LV, MA, MK, MM, MT, MU, MW, MX, MY, NA, NG, "
        "NL, NO, NZ, PA, PE, PL, PR, PT, QA, RO, RS, RU, SE, SG, SK, SZ, TH, TW, TZ, UA, US, UY, "
        "VI, ZA",
    ),
    Rule(
        lambda stack: number(stack, two_way=inbound(stack, fifo=True)),
        "topic 'Stack/Inbound' is fifo, which the service can't publish to: use a standard topic",
        path="Stack/Inbound",
    ),
    Rule(
        lambda stack: number(
            stack,
            two_way=inbound(stack, master_key=kms.Alias.from_alias_name(stack, "Managed", "alias/aws/sns")),
        ),
        "topic 'Stack/Inbound' is encrypted with alias/aws/sns, whose policy nobody can change, "
        "so the service can't publish to it: use a customer managed key",
        path="Stack/Inbound",
    ),
    Rule(
        lambda stack: number(stack, self_managed_opt_outs=True),
        "self_managed_opt_outs needs two_way: without it nobody hears of STOP, and the service no "
        "longer answers it; set two_way=TwoWay.topic(...) or leave self_managed_opt_outs off",
    ),
    # keywords
    Rule(lambda _: Keyword("", "Thanks."), "keyword has 0 characters: use 1 to 30", path="Stack"),
    Rule(lambda _: Keyword("Y" * 31, "Thanks."), "keyword has 31 characters: use 1 to 30", path="Stack"),
    Rule(
        lambda _: Keyword(" YES", "Thanks."),
        "keyword ' YES' is not valid: use letters, digits, signs and spaces, no space at either end",
        path="Stack",
    ),
    Rule(
        lambda _: Keyword("Stop", "Thanks."),
        "keyword 'Stop' is reserved: set its reply with mandatory_keywords=MandatoryKeywords(...)",
        path="Stack",
    ),
    Rule(lambda _: Keyword("YES", " "), "message of keyword 'YES' is blank: give 1 to 1600 characters", path="Stack"),
    Rule(
        lambda _: Keyword("YES", "a" * 1601),
        "message of keyword 'YES' has 1601 characters: use 1 to 1600",
        path="Stack",
    ),
    Rule(
        lambda _: Keyword("YES", "Thanks.", UNKNOWN),
        "keyword action 'UNKNOWN' is not known: use one of AUTOMATIC_RESPONSE, OPT_OUT, OPT_IN",
        path="Stack",
    ),
    Rule(
        lambda _: MandatoryKeywords(help="", stop="Bye."),
        "message of keyword HELP is blank: give 1 to 1600 characters",
        path="Stack",
    ),
    Rule(
        lambda _: MandatoryKeywords(help="Help.", stop=" "),
        "message of keyword STOP is blank: give 1 to 1600 characters",
        path="Stack",
    ),
    Rule(
        lambda stack: number(stack, keywords=[Keyword("YES", "Thanks."), Keyword("yes", "Thanks.")]),
        "keyword 'YES' is given twice: give each one once",
    ),
    Rule(
        lambda stack: number(stack, keywords=[Keyword(f"WORD{index}", "Thanks.") for index in range(31)]),
        "31 keywords are too many: use at most 30",
    ),
    Rule(
        lambda stack: PhoneNumber.from_phone_number_arn(stack, "It", "arn:aws:sns:us-east-1:111122223333:it"),
        "arn 'arn:aws:sns:us-east-1:111122223333:it' is not the arn of a phone-number: use "
        "arn:<partition>:sms-voice:<region>:<account>:phone-number/<name>",
    ),
]
