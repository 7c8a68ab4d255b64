"""Random arguments of every construct with a CloudFormation type: what should be taken, and whatever there is."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from hypothesis import strategies as st

from cdk_messaging import sms_voice
from cdk_messaging.sms_voice import Keyword, KeywordAction, MandatoryKeywords, NumberCapability, NumberType, TwoWay
from cdk_messaging.sms_voice.countries import (
    LONG_CODE_COUNTRIES,
    MMS_COUNTRIES,
    SENDER_ID_COUNTRIES,
    SMS_COUNTRIES,
    TWO_WAY_COUNTRIES,
)

Arguments = st.SearchStrategy[dict[str, Any]]

_LETTERS = st.characters(codec="utf-8", exclude_categories=["C"])  # what cfn-lint can read
JUNK = (
    st.text(_LETTERS, max_size=40)
    | st.text(alphabet="AZaz09_-+ ./\n", max_size=300)
    | st.sampled_from(["STOP", "UK", "us"])
)
"""Texts that fit somewhere, or nowhere."""

_name = st.from_regex(r"[A-Za-z0-9_-]{1,64}", fullmatch=True)
_country = st.sampled_from(sorted(SMS_COUNTRIES))
_message = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=1600)
_e164 = st.from_regex(r"\+[1-9][0-9]{9,14}", fullmatch=True)
_sender_id = st.from_regex(r"[A-Z][A-Z0-9_]{0,10}", fullmatch=True)
_sender_id_country = st.sampled_from(sorted(SENDER_ID_COUNTRIES))
_word = st.from_regex(r"[A-Z0-9]{1,30}", fullmatch=True).filter(lambda word: word not in {"HELP", "STOP"})
_keywords = st.lists(
    st.builds(Keyword, _word, _message, st.sampled_from(KeywordAction)),
    max_size=30,
    unique_by=lambda each: each.keyword,
)
_texts = st.builds(MandatoryKeywords, help=_message, stop=_message)
_rules = st.dictionaries(_country, st.sampled_from(sms_voice.ProtectStatus), min_size=1, max_size=20)


# What exists already, in a stack of its own: a stack that uses it holds its name only.
_ELSEWHERE = cdk.Stack(cdk.App(), "Elsewhere")
_BUCKET = s3.Bucket.from_bucket_name(_ELSEWHERE, "Files", "files")
_INBOUND = TwoWay.topic(sns.Topic.from_topic_arn(_ELSEWHERE, "Inbound", "arn:aws:sns:us-east-1:111122223333:inbound"))
_LIST = sms_voice.OptOutList.from_opt_out_list_name(_ELSEWHERE, "List", "list")
_PROTECT = sms_voice.ProtectConfiguration.from_protect_configuration_id(_ELSEWHERE, "Protect", "protect-1")


def _maybe(**optional: st.SearchStrategy[Any]) -> Arguments:
    return st.fixed_dictionaries({}, optional=optional)


def _with(required: Mapping[str, st.SearchStrategy[Any]], **optional: st.SearchStrategy[Any]) -> Arguments:
    return st.fixed_dictionaries(dict(required), optional=optional)


@st.composite
def _inbound(draw: st.DrawFn) -> dict[str, Any]:
    two_way = draw(st.sampled_from([None, _INBOUND]))
    return {
        "mandatory_keywords": draw(_texts),
        "keywords": draw(_keywords),
        "two_way": two_way,
        "opt_out_list": draw(st.sampled_from([None, _LIST])),
        "self_managed_opt_outs": two_way is not None and draw(st.booleans()),
    }


@st.composite
def _number(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(NumberType))
    countries = LONG_CODE_COUNTRIES & TWO_WAY_COUNTRIES if kind is NumberType.LONG_CODE else {"US"}
    country = draw(st.sampled_from(sorted(countries)))
    others = {NumberCapability.VOICE} if kind is not NumberType.SIMULATOR else set()
    others |= {NumberCapability.MMS} if country in MMS_COUNTRIES else set()
    more = draw(st.lists(st.sampled_from(sorted(others)), unique=True)) if others else []
    given = {"iso_country_code": country, "number_type": kind, "capabilities": [NumberCapability.SMS, *more]}
    return given | draw(_inbound()) | draw(_maybe(deletion_protection=st.booleans()))


def valid() -> dict[str, tuple[Callable[..., Any], Arguments]]:
    """By CloudFormation type: what makes it, and arguments that should be taken."""
    flag = st.booleans()
    in_bucket = st.fixed_dictionaries(
        {"bucket": st.just(_BUCKET), "object_key": st.from_regex(r"[A-Za-z0-9/_-]{1,80}\.pdf", fullmatch=True)}
    )
    body = st.builds(lambda content: {"body": base64.b64encode(content).decode()}, st.binary(min_size=1, max_size=60))
    return {
        "ConfigurationSet": (
            sms_voice.ConfigurationSet,
            _maybe(
                configuration_set_name=_name,
                default_sender_id=_sender_id,
                message_feedback_enabled=flag,
                protect_configuration=st.just(_PROTECT),
            ),
        ),
        "NotifyConfiguration": (
            sms_voice.NotifyConfiguration,
            _with(
                {"display_name": st.from_regex(r"[A-Za-z0-9_ -]{1,15}", fullmatch=True)},
                channels=st.lists(st.sampled_from(sms_voice.NotifyChannel), min_size=1, unique=True),
                default_template_id=_name,
                countries=st.lists(_country, min_size=1, max_size=20, unique=True),
                deletion_protection=flag,
            ),
        ),
        "OptOutList": (sms_voice.OptOutList, _maybe(opt_out_list_name=_name)),
        "PhoneNumber": (sms_voice.PhoneNumber, _number()),
        "Pool": (_pool_of_one, _inbound()),
        "ProtectConfiguration": (
            sms_voice.ProtectConfiguration,
            _with({"sms": _rules}, voice=_rules, mms=_rules, deletion_protection=flag),
        ),
        "RcsAgent": (sms_voice.RcsAgent, _maybe(two_way=st.just(_INBOUND), deletion_protection=flag)),
        "Registration": (
            sms_voice.Registration,
            _with({"registration_type": st.sampled_from(sms_voice.RegistrationType)}),
        ),
        "RegistrationAttachment": (sms_voice.RegistrationAttachment, in_bucket | body),
        "ResourcePolicy": (_sharing, _with({"account": st.from_regex(r"[0-9]{12}", fullmatch=True)})),
        "SenderId": (
            sms_voice.SenderId,
            _with({"sender_id": _sender_id, "iso_country_code": _sender_id_country}, deletion_protection=flag),
        ),
        "VerifiedDestinationNumber": (
            sms_voice.VerifiedDestinationNumber,
            _with({"destination_phone_number": _e164}),
        ),
    }


def whatever() -> dict[str, tuple[Callable[..., Any], Arguments]]:
    """The same with one argument, or a piece of it, exchanged for something random."""
    found: dict[str, tuple[Callable[..., Any], Arguments]] = {}
    for kind, (make, arguments) in valid().items():
        spoilt = st.builds(_spoil, arguments, _SPOILT.get(kind, st.just({})))
        found[kind] = (make, spoilt)
    return found


def _spoil(arguments: dict[str, Any], spoilt: dict[str, Any]) -> dict[str, Any]:
    if "object_key" in spoilt and "body" in arguments:
        return arguments | {"body": spoilt["object_key"]}
    return arguments | spoilt


_junk_keywords = st.lists(st.tuples(JUNK, JUNK), max_size=40)
_junk_rules = st.dictionaries(JUNK | _country, st.sampled_from(["ALLOW", "MONITOR", "PERHAPS"]), max_size=3)
_SPOILT: Mapping[str, Arguments] = {
    "ConfigurationSet": _maybe(configuration_set_name=JUNK, default_sender_id=JUNK),
    "NotifyConfiguration": _maybe(
        display_name=JUNK,
        channels=st.lists(st.sampled_from(["SMS", "VOICE", "FAX"]), max_size=3),
        default_template_id=JUNK,
        use_case=JUNK,
        countries=st.lists(JUNK | _country, max_size=3),
    ),
    "OptOutList": _maybe(opt_out_list_name=JUNK),
    "PhoneNumber": _maybe(
        iso_country_code=JUNK | _country,
        number_type=st.sampled_from(NumberType) | JUNK,
        capabilities=st.lists(st.sampled_from(["SMS", "VOICE", "MMS", "FAX"]), max_size=3),
        junk_keywords=_junk_keywords,
        junk_texts=st.tuples(JUNK, JUNK),
    ),
    "Pool": _maybe(junk_keywords=_junk_keywords, junk_texts=st.tuples(JUNK, JUNK)),
    "ProtectConfiguration": _maybe(sms=_junk_rules, voice=_junk_rules, mms=_junk_rules),
    "RcsAgent": _maybe(rcs_events=st.lists(JUNK, max_size=101), junk_prefix=JUNK),
    "Registration": _maybe(registration_type=JUNK),
    "RegistrationAttachment": _maybe(object_key=JUNK),
    "SenderId": _maybe(sender_id=JUNK, iso_country_code=JUNK | _country),
    "VerifiedDestinationNumber": _maybe(destination_phone_number=JUNK),
}


def make(maker: Callable[..., Any], arguments: Mapping[str, Any], stack: cdk.Stack, construct_id: str) -> None:
    """Make a construct; what has to be built of random texts is built now."""
    given = dict(arguments)
    if "junk_keywords" in given:
        given["keywords"] = [Keyword(word, message) for word, message in given.pop("junk_keywords")]
    if "junk_texts" in given:
        helping, stopping = given.pop("junk_texts")
        given["mandatory_keywords"] = MandatoryKeywords(help=helping, stop=stopping)
    if "junk_prefix" in given:
        given["media"] = sms_voice.RcsMedia(bucket=_BUCKET, key_prefix=given.pop("junk_prefix"))
    maker(stack, construct_id, **given)


def _pool_of_one(stack: cdk.Stack, construct_id: str, **arguments: Any) -> sms_voice.Pool:
    number = sms_voice.PhoneNumber.from_phone_number_id(stack, f"{construct_id}Member", "phone-1")
    return sms_voice.Pool(stack, construct_id, phone_numbers=[number], **arguments)


def _sharing(stack: cdk.Stack, construct_id: str, *, account: str) -> sms_voice.ResourcePolicy:
    shared = sms_voice.Pool.from_pool_id(stack, f"{construct_id}Shared", f"pool-{construct_id}")
    statement = iam.PolicyStatement(actions=["sms-voice:SendTextMessage"], principals=[iam.AccountPrincipal(account)])
    return sms_voice.ResourcePolicy(stack, construct_id, resource=shared, statements=[statement])
