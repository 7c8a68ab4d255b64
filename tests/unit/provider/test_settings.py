"""Settings of an account: set, changed and put back, whatever is repeated, fails, or is changed by somebody else."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_messaging.provider.runtime import setting as setting_module
from cdk_messaging.provider.runtime import sms_voice, voice
from cdk_messaging.provider.runtime.settings import SETTINGS
from tests.runtime.fakes.aws import error_reply
from tests.unit.provider.conftest import CloudFormation
from tests.unit.provider.setting_cases import CASES, Case
from tests.unit.provider.setting_parts import POOL, arn
from tests.unit.provider.sms_account import READS, SmsAccount, Stack, throttled

ONE_CHANGE = [case for case in CASES if case.other]


@pytest.fixture
def sms(monkeypatch: pytest.MonkeyPatch) -> SmsAccount:
    """An account in which nothing waits."""
    account = SmsAccount()
    monkeypatch.setattr(setting_module, "client", lambda: account.client)
    monkeypatch.setattr(voice, "client", lambda: account.voice_client)
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _: None)
    return account


@pytest.fixture(params=CASES, ids=str)
def case(request: pytest.FixtureRequest) -> Case:
    made: Case = request.param
    return made


@pytest.fixture
def stack(case: Case, sms: SmsAccount, cloudformation: CloudFormation) -> Stack:
    case.prepare(sms)
    return Stack(cloudformation, case.resource_type, dict(case.key), dict(case.value))


def test_every_setting_has_a_case() -> None:
    # What is Amazon Pinpoint's has cases of its own, in test_pinpoint_possessions.
    ours = {each for each in SETTINGS if not each.startswith("Custom::Pinpoint")}
    assert {each.resource_type for each in CASES} == ours


def test_a_setting_is_made_and_goes_without_a_trace(case: Case, sms: SmsAccount, stack: Stack) -> None:
    before = case.state(sms)
    assert stack.create()["Status"] == "SUCCESS"
    assert case.state(sms) != before
    assert stack.delete()["Status"] == "SUCCESS"
    assert case.state(sms) == before


def test_looking_changes_nothing(case: Case, sms: SmsAccount, stack: Stack) -> None:
    stack.create()
    made = len(sms.changes)
    stack.ask("Delete", "Custom::EarlierSetting", {}, PhysicalResourceId=stack.earlier["PhysicalResourceId"])
    assert len(sms.changes) == made


def test_what_somebody_had_set_before_is_put_back(case: Case, sms: SmsAccount, stack: Stack) -> None:
    case.someone(sms)
    before = case.state(sms)
    stack.create()
    stack.delete()
    assert case.state(sms) == before


def test_a_repeated_creation_still_knows_what_was_there_before(case: Case, sms: SmsAccount, stack: Stack) -> None:
    before = case.state(sms)
    first = stack.create()
    done = case.state(sms)
    second = stack.create_setting()
    assert (second, case.state(sms)) == (first, done)
    stack.delete()
    assert case.state(sms) == before


def test_setting_again_what_is_set_asks_nothing_of_the_service(case: Case, sms: SmsAccount, stack: Stack) -> None:
    stack.create()
    made = len(sms.changes)
    stack.create_setting()
    assert len(sms.changes) == made


def test_a_repeated_deletion_succeeds(case: Case, sms: SmsAccount, stack: Stack) -> None:
    before = case.state(sms)
    stack.create()
    stack.delete()
    assert stack.delete()["Status"] == "SUCCESS"
    assert case.state(sms) == before


@pytest.mark.parametrize("case", ONE_CHANGE, indirect=True, ids=str)
def test_an_update_keeps_the_id_and_what_was_there_before(case: Case, sms: SmsAccount, stack: Stack) -> None:
    before = case.state(sms)
    created = stack.create()
    after_creation = case.state(sms)
    updated = stack.update(**case.other)
    assert updated["PhysicalResourceId"] == created["PhysicalResourceId"]
    assert case.state(sms) != after_creation
    stack.delete()
    assert case.state(sms) == before


@pytest.mark.parametrize("case", ONE_CHANGE, indirect=True, ids=str)
def test_an_update_that_is_rolled_back_leaves_what_the_creation_made(case: Case, sms: SmsAccount, stack: Stack) -> None:
    stack.create()
    created, value = case.state(sms), dict(stack.value)
    stack.update(**case.other)
    stack.value = {}
    stack.update(**value)
    assert case.state(sms) == created


@pytest.mark.parametrize("case", [each for each in CASES if each.other_key], indirect=True, ids=str)
def test_another_key_is_another_setting_and_the_first_is_put_back(case: Case, sms: SmsAccount, stack: Stack) -> None:
    before = case.state(sms)
    first = stack.create()["PhysicalResourceId"]
    stack.change_key(**(case.other_key or {}))
    assert stack.setting["PhysicalResourceId"] != first
    stack.delete()
    assert case.state(sms) == before


OURS = ("Custom::OriginationIdentityAssociation", "Custom::VoiceConfigurationSet")
DRIFTING = [each for each in CASES if each.resource_type not in OURS]


@pytest.mark.parametrize("case", DRIFTING, indirect=True, ids=str)
def test_what_somebody_else_changed_since_is_theirs(case: Case, sms: SmsAccount, stack: Stack) -> None:
    stack.create()
    case.someone(sms)
    theirs = case.state(sms)
    assert stack.delete()["Status"] == "SUCCESS"
    assert case.state(sms) == theirs


def test_a_creation_that_fails_leaves_the_account_as_it_was(case: Case, sms: SmsAccount, stack: Stack) -> None:
    before = case.state(sms)
    stack.create()
    stack.delete()
    stack.earlier = stack.ask("Create", "Custom::EarlierSetting", {"Setting": case.resource_type, **stack.key})
    reads = sum(operation.startswith(READS) for operation, _ in sms.requests[:1])
    sms.refusals = [*[throttled()] * reads, error_reply("AccessDeniedException")]
    failed = stack.create_setting()
    sms.refusals.clear()
    assert failed["Status"] == "FAILED"
    assert stack.delete(failed=True)["Status"] == "SUCCESS"
    assert case.state(sms) == before


def test_a_creation_whose_answer_was_lost_is_undone_by_its_properties(
    case: Case, sms: SmsAccount, stack: Stack
) -> None:
    before = case.state(sms)
    stack.create()
    assert stack.delete(failed=True)["Status"] == "SUCCESS"
    assert case.state(sms) == before


MOST_REQUESTS = 4


@pytest.mark.parametrize("request_number", range(1, MOST_REQUESTS + 1))
@pytest.mark.parametrize("prepared", [False, True], ids=["first", "after-somebody-else"])
def test_a_function_that_dies_after_any_of_its_requests_is_repeated_or_undone(
    case: Case, sms: SmsAccount, stack: Stack, request_number: int, prepared: bool
) -> None:
    if prepared and case.takes_over:
        case.someone(sms)
    before = case.state(sms)
    stack.create()
    stack.delete()
    assert case.state(sms) == before

    sms.answers_lost_from = request_number
    stack.create_setting()
    sms.answers_lost_from = None
    assert stack.delete(failed=True)["Status"] == "SUCCESS"
    assert case.state(sms) == before

    sms.answers_lost_from = request_number
    stack.create_setting()
    sms.answers_lost_from = None
    assert stack.create_setting()["Status"] == "SUCCESS"
    created = case.state(sms)

    sms.answers_lost_from = request_number
    old = dict(stack.value)
    stack.update(**case.other)
    sms.answers_lost_from = None
    stack.value = {}
    assert stack.update(**old)["Status"] == "SUCCESS"
    assert case.state(sms) == created

    sms.answers_lost_from = request_number
    stack.delete()
    sms.answers_lost_from = None
    assert stack.delete()["Status"] == "SUCCESS"
    assert case.state(sms) == before


def test_being_throttled_is_waited_out(case: Case, sms: SmsAccount, stack: Stack) -> None:
    before = case.state(sms)
    sms.refusals = [throttled() for _ in range(12)]
    assert stack.create()["Status"] == "SUCCESS"
    sms.refusals = [throttled() for _ in range(12)]
    assert stack.delete()["Status"] == "SUCCESS"
    assert case.state(sms) == before


def test_an_id_names_nobody(case: Case, sms: SmsAccount, stack: Stack) -> None:
    identity = stack.create()["PhysicalResourceId"]
    assert not any(str(value).lstrip("+") in identity for value in stack.key.values() if str(value).startswith("+"))
    assert len(stack.earlier["PhysicalResourceId"]) <= setting_module.LONGEST_ID


@pytest.mark.parametrize("case", [each for each in CASES if not each.takes_over], indirect=True, ids=str)
def test_what_is_somebody_elses_is_not_taken_over(case: Case, sms: SmsAccount, stack: Stack) -> None:
    case.someone(sms)
    theirs = case.state(sms)
    answer = stack.create()
    assert answer["Reason"] == f"Refused: {case.taken} (log stream log)"
    stack.delete(failed=True)
    assert case.state(sms) == theirs


def test_the_client_waits_longer_than_a_burst_and_shorter_than_the_function() -> None:
    retries = sms_voice.client().meta.config.retries
    assert (retries["mode"], retries["total_max_attempts"]) == ("standard", 30)
    assert 30 * 20 < 15 * 60


def keyword(cloudformation: CloudFormation, word: str, message: str) -> Stack:
    key = {"OriginationIdentity": arn(f"pool/{POOL}"), "Keyword": word}
    action = {"HELP": "AUTOMATIC_RESPONSE", "STOP": "OPT_OUT"}.get(word, "OPT_OUT")
    return Stack(cloudformation, "Custom::Keyword", key, {"KeywordMessage": message, "KeywordAction": action})


def replies(sms: SmsAccount) -> dict[str, str]:
    return {word: each.message for word, each in sms.state.pools[POOL].keywords.items()}


def keyword_case(sms: SmsAccount) -> None:
    next(each for each in CASES if each.resource_type == "Custom::Keyword").prepare(sms)


def test_a_reply_of_ordinary_length_is_kept(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    keyword_case(sms)
    reply = "Example Corp alerts: write to help@example.com or call +1 206 555 0100. Msg&data rates may apply. " * 4
    sms.run("PutKeyword", OriginationIdentity=POOL, Keyword="HELP", KeywordMessage=reply)
    stack = keyword(cloudformation, "HELP", "Ours.")
    stack.create()
    stack.delete()
    assert replies(sms)["HELP"] == reply


@pytest.mark.parametrize("word", ["HELP", "STOP"])
def test_replies_to_help_and_stop_are_set_and_put_back(
    sms: SmsAccount, cloudformation: CloudFormation, word: str
) -> None:
    keyword_case(sms)
    before = replies(sms)
    stack = keyword(cloudformation, word, "Ours.")
    stack.create()
    assert replies(sms) == {**before, word: "Ours."}
    stack.delete()
    assert replies(sms) == before


NOISE = "".join(chr(0x4E00 + (index * 7919) % 20000) for index in range(1600))


@pytest.mark.parametrize("reply", [NOISE, "\u4e00" * 1600], ids=["id", "answer"])
def test_a_reply_that_is_too_long_to_be_kept_is_not_replaced(
    sms: SmsAccount, cloudformation: CloudFormation, reply: str
) -> None:
    keyword_case(sms)
    sms.run("PutKeyword", OriginationIdentity=POOL, Keyword="HELP", KeywordMessage=reply)
    stack = keyword(cloudformation, "HELP", "Ours.")
    answer = stack.ask("Create", "Custom::EarlierSetting", {"Setting": "Custom::Keyword", **stack.key})
    assert answer["Reason"] == (
        "Refused: what is set now is too long to be kept, and could not be put back: shorten or delete it, then deploy "
        "(log stream log)"
    )


def test_a_limit_above_what_aws_allows_says_what_to_do(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    stack = Stack(cloudformation, "Custom::MessageSpendLimitOverride", {"Channel": "TEXT"}, {"MonthlyLimit": "5000"})
    assert stack.create()["Reason"] == (
        "Refused: SetTextMessageSpendLimitOverride: the limit is 5000 US dollars; the account's most is 1000 "
        "(REQUESTED_SPEND_LIMIT_HIGHER_THAN_SERVICE_LIMIT): lower the limit, or have AWS raise the account's most: "
        "https://docs.aws.amazon.com/sms-voice/latest/userguide/spend-limit.html (log stream log)"
    )


@pytest.mark.parametrize("channel", ["TEXT", "VOICE", "MEDIA", "NOTIFY", "RCS"])
def test_every_kind_of_message_has_a_limit(sms: SmsAccount, cloudformation: CloudFormation, channel: str) -> None:
    stack = Stack(cloudformation, "Custom::MessageSpendLimitOverride", {"Channel": channel}, {"MonthlyLimit": "9"})
    stack.create()
    assert sms.state.spend_overrides == {channel: 9}
    stack.delete()
    assert sms.state.spend_overrides == {}


def test_an_earlier_default_that_is_gone_leaves_the_account_without_one(
    sms: SmsAccount, cloudformation: CloudFormation
) -> None:
    case = next(each for each in CASES if "AccountDefault" in each.resource_type)
    case.prepare(sms)
    case.someone(sms)
    stack = Stack(cloudformation, case.resource_type, {}, dict(case.value))
    stack.create()
    del sms.state.protect_configurations["protect-3"]
    assert stack.delete()["Status"] == "SUCCESS"
    assert case.state(sms) == []


def test_two_way_of_a_number_in_a_pool_says_where_to_set_it(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    keyword_case(sms)
    key = {"PhoneNumberId": arn("phone-number/phone-1")}
    stack = Stack(cloudformation, "Custom::TwoWay", key, {"TwoWayChannelArn": "arn:aws:sns:us-east-1:111122223333:in"})
    assert stack.create()["Reason"] == (
        "Refused: UpdatePhoneNumber: phone-1 is in pool-1 (PHONE_NUMBER_ASSOCIATED_TO_POOL): the number is in a pool, "
        "which answers for it: set this on the pool (log stream log)"
    )


def test_a_channel_whose_role_could_not_be_put_back_is_left(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    keyword_case(sms)
    role = "arn:aws:iam::111122223333:role/theirs"
    channel: dict[str, Any] = {"TwoWayChannelArn": "arn:aws:sns:us-east-1:111122223333:in", "TwoWayChannelRole": role}
    sms.run("UpdatePool", PoolId=POOL, TwoWayEnabled=True, **channel)
    stack = Stack(cloudformation, "Custom::TwoWay", {"PoolId": POOL}, {"TwoWayChannelArn": channel["TwoWayChannelArn"]})
    assert stack.create()["Reason"] == (
        f"Refused: two-way messages are published with the role {role} now, which this stack may not pass on, so it "
        "could not put that back: switch two-way off first, or give the same role (log stream log)"
    )
    assert sms.state.pools[POOL].two_way_role == role


def test_an_earlier_opt_out_list_that_is_gone_leaves_the_accounts_own(
    sms: SmsAccount, cloudformation: CloudFormation
) -> None:
    case = next(each for each in CASES if each.resource_type == "Custom::OriginationOptOutList")
    case.prepare(sms)
    case.someone(sms)
    stack = Stack(cloudformation, case.resource_type, dict(case.key), dict(case.value))
    stack.create()
    del sms.state.opt_out_lists["theirs"]
    assert stack.delete()["Status"] == "SUCCESS"
    assert case.state(sms) == "Default"


def test_the_last_of_a_pool_stays_in_it(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    keyword_case(sms)
    key = {"PoolId": arn(f"pool/{POOL}"), "OriginationIdentity": arn("phone-number/phone-2")}
    stack = Stack(cloudformation, "Custom::OriginationIdentityAssociation", key, {})
    stack.create()
    sms.run("DisassociateOriginationIdentity", PoolId=POOL, OriginationIdentity="phone-1")
    assert stack.delete()["Status"] == "SUCCESS"
    assert sms.state.pools[POOL].members == ["phone-2"]


def test_a_setting_of_what_is_gone_goes_quietly(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    case = next(each for each in CASES if each.resource_type == "Custom::DefaultMessageType")
    case.prepare(sms)
    stack = Stack(cloudformation, case.resource_type, dict(case.key), dict(case.value))
    stack.create()
    del sms.state.configuration_sets["alerts"]
    assert stack.delete()["Status"] == "SUCCESS"


def test_an_error_shows_no_phone_number(sms: SmsAccount, cloudformation: CloudFormation) -> None:
    case = next(each for each in CASES if "NumberOverride" in each.resource_type)
    case.prepare(sms)
    stack = Stack(cloudformation, case.resource_type, dict(case.key), dict(case.value))
    stack.earlier = {"Data": {"Value": "null"}}
    sms.refusals = [error_reply("ValidationException", message="+12065550100 is not valid", Reason="OTHER")]
    assert stack.create_setting()["Reason"] == (
        "Refused: ListProtectConfigurationRuleSetNumberOverrides: (number) is not valid (OTHER) (log stream log)"
    )
