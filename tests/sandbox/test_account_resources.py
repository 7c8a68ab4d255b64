"""Settings of an account, deployed with the real provider: made, changed, rolled back and gone without a trace."""

from __future__ import annotations

import aws_cdk as cdk
import pytest
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns

from cdk_messaging import sms_voice
from cdk_messaging.sms_voice import account as settings
from tests.sandbox.account import Account, person
from tests.sandbox.provider_stacks import GONE, LOGS, Define, Existing, existing_in, failing, resources, roll_back

NUMBER = "+12065550100"


def spend_limit(stack: cdk.Stack, _: Existing, us_dollars: int = 100) -> None:
    for channel in settings.SpendLimitChannel:
        settings.MessageSpendLimitOverride(
            stack, channel.value.title(), channel=channel, us_dollars=us_dollars, log_options=LOGS
        )


def default_protect(stack: cdk.Stack, existing: Existing) -> None:
    protect = sms_voice.ProtectConfiguration.from_protect_configuration_id(stack, "Protect", existing.protect)
    settings.AccountDefaultProtectConfiguration(stack, "Default", protect_configuration=protect, log_options=LOGS)


def number_override(stack: cdk.Stack, existing: Existing) -> None:
    protect = sms_voice.ProtectConfiguration.from_protect_configuration_id(stack, "Protect", existing.protect)
    settings.ProtectConfigurationRuleSetNumberOverride(
        stack,
        "Override",
        protect_configuration=protect,
        destination_phone_number=NUMBER,
        action=settings.NumberOverrideAction.ALLOW,
        log_options=LOGS,
    )


def imported_set(stack: cdk.Stack) -> sms_voice.IConfigurationSet:
    return sms_voice.ConfigurationSet.from_configuration_set_name(stack, "Set", "alerts")


def message_type(stack: cdk.Stack, _: Existing) -> None:
    settings.DefaultMessageType(
        stack,
        "Type",
        configuration_set=imported_set(stack),
        message_type=settings.MessageType.PROMOTIONAL,
        log_options=LOGS,
    )


def feedback(stack: cdk.Stack, _: Existing) -> None:
    settings.DefaultMessageFeedback(
        stack, "Feedback", configuration_set=imported_set(stack), enabled=True, log_options=LOGS
    )


def event_destination(stack: cdk.Stack, _: Existing) -> None:
    settings.ImportedSetEventDestination(
        stack,
        "Destination",
        configuration_set=imported_set(stack),
        name="failures",
        destination=sms_voice.EventDestination.log_group(logs.LogGroup(stack, "Failures", removal_policy=GONE)),
        event_types=sms_voice.TEXT_FAILURES,
        log_options=LOGS,
    )


def keywords(stack: cdk.Stack, existing: Existing) -> None:
    settings.ImportedKeywords(
        stack,
        "Words",
        origination=sms_voice.Pool.from_pool_id(stack, "Pool", existing.pool),
        mandatory_keywords=sms_voice.MandatoryKeywords(help="Our help.", stop="Our stop."),
        keywords=[sms_voice.Keyword("YES", "Thanks.")],
        log_options=LOGS,
    )


def two_way_of_pool(stack: cdk.Stack, existing: Existing) -> None:
    settings.ImportedTwoWay(
        stack,
        "TwoWay",
        origination=sms_voice.Pool.from_pool_id(stack, "Pool", existing.pool),
        two_way=sms_voice.TwoWay.topic(sns.Topic(stack, "Inbound")),
        log_options=LOGS,
    )


def two_way_of_number(stack: cdk.Stack, existing: Existing) -> None:
    settings.ImportedTwoWay(
        stack,
        "TwoWay",
        origination=sms_voice.PhoneNumber.from_phone_number_id(stack, "Number", existing.number),
        two_way=sms_voice.TwoWay.topic(sns.Topic(stack, "Inbound")),
        log_options=LOGS,
    )


def self_managed_opt_outs(stack: cdk.Stack, existing: Existing) -> None:
    pool = sms_voice.Pool.from_pool_id(stack, "Pool", existing.pool)
    two_way = settings.ImportedTwoWay(
        stack,
        "TwoWay",
        origination=pool,
        two_way=sms_voice.TwoWay.topic(sns.Topic(stack, "Inbound")),
        log_options=LOGS,
    )
    opt_outs = settings.ImportedSelfManagedOptOuts(stack, "OptOuts", origination=pool, enabled=True, log_options=LOGS)
    opt_outs.node.add_dependency(two_way)


def opt_out_list(stack: cdk.Stack, existing: Existing) -> None:
    settings.ImportedOptOutList(
        stack,
        "Used",
        origination=sms_voice.PhoneNumber.from_phone_number_id(stack, "Number", existing.number),
        opt_out_list=sms_voice.OptOutList(stack, "List", removal_policy=GONE),
        log_options=LOGS,
    )


def voice_configuration_set(stack: cdk.Stack, _: Existing) -> None:
    made = settings.VoiceConfigurationSet(stack, "Calls", configuration_set_name="calls", log_options=LOGS)
    made.add_event_destination(
        "failures",
        sms_voice.EventDestination.log_group(logs.LogGroup(stack, "Failures", removal_policy=GONE)),
        event_types=[settings.VoiceEventType.FAILED, settings.VoiceEventType.BUSY],
    )


def association(stack: cdk.Stack, existing: Existing) -> None:
    settings.OriginationIdentityAssociation(
        stack,
        "Member",
        pool=sms_voice.Pool.from_pool_id(stack, "Pool", existing.pool),
        member=sms_voice.PhoneNumber.from_phone_number_id(stack, "Number", existing.number),
        log_options=LOGS,
    )


SETTINGS: list[Define] = [
    spend_limit,
    default_protect,
    number_override,
    message_type,
    feedback,
    event_destination,
    keywords,
    two_way_of_pool,
    two_way_of_number,
    association,
    self_managed_opt_outs,
    opt_out_list,
    voice_configuration_set,
]
every_setting = pytest.mark.parametrize("define", SETTINGS, ids=lambda define: define.__name__)


@pytest.fixture
def existing(account: Account) -> Existing:
    return existing_in(account)


@every_setting
def test_a_setting_is_deployed_and_goes_without_a_trace(existing: Existing, define: Define) -> None:
    before = existing.state()
    existing.account.deploy(resources(existing, define))
    assert existing.state() != before
    existing.account.destroy()
    assert existing.account.failures() == ""
    assert existing.state() == before


@every_setting
def test_a_stack_that_fails_after_a_setting_leaves_the_account_as_it_was(existing: Existing, define: Define) -> None:
    before = existing.state()
    assert roll_back(existing.account, failing(resources(existing, define))) == "ROLLBACK_COMPLETE"
    assert existing.state() == before


def test_all_settings_live_in_one_stack_and_a_second_deployment_changes_nothing(existing: Existing) -> None:
    def everything(stack: cdk.Stack, existing: Existing) -> None:
        for define in (spend_limit, default_protect, message_type, keywords):
            define(stack, existing)

    before = existing.state()
    found = resources(existing, everything)
    existing.account.deploy(found)
    deployed = existing.state()
    existing.account.deploy({**found, "Another": {"Type": "AWS::SNS::Topic"}})
    assert existing.state() == deployed
    existing.account.destroy()
    assert existing.state() == before


def limits_of(existing: Existing) -> set[int]:
    return {each["EnforcedLimit"] for each in existing.account.sms.describe_spend_limits()["SpendLimits"]}


def lower(stack: cdk.Stack, existing: Existing) -> None:
    spend_limit(stack, existing, us_dollars=50)


def test_an_update_changes_a_setting_and_the_end_still_restores_the_first_state(existing: Existing) -> None:
    for channel in ("text", "voice", "media", "notify", "rcs"):
        getattr(existing.account.sms, f"set_{channel}_message_spend_limit_override")(MonthlyLimit=7)
    existing.account.deploy(resources(existing, spend_limit))
    existing.account.deploy(resources(existing, lower))
    assert limits_of(existing) == {50}
    existing.account.destroy()
    assert limits_of(existing) == {7}


def test_an_update_that_fails_leaves_what_was_deployed(existing: Existing) -> None:
    existing.account.deploy(resources(existing, spend_limit))
    assert roll_back(existing.account, failing(resources(existing, lower))) == "UPDATE_ROLLBACK_COMPLETE"
    assert limits_of(existing) == {100}


def test_a_default_that_somebody_else_chose_since_is_theirs(existing: Existing) -> None:
    existing.account.deploy(resources(existing, default_protect))
    existing.account.sms.set_account_default_protect_configuration(ProtectConfigurationId=existing.other_protect)
    existing.account.destroy()
    attributes = existing.account.sms.describe_account_attributes()["AccountAttributes"]
    assert {"Name": "DEFAULT_PROTECT_CONFIGURATION_ID", "Value": existing.other_protect} in attributes


def test_numbers_that_were_seeded_stay_on_their_list(existing: Existing) -> None:
    def seeded(stack: cdk.Stack, _: Existing) -> None:
        listed = sms_voice.OptOutList.default(stack, "List")
        settings.OptedOutNumbers(stack, "Seeded", opt_out_list=listed, numbers=[NUMBER], log_options=LOGS)

    existing.account.deploy(resources(existing, seeded))
    existing.account.destroy()
    assert existing.account.failures() == ""
    found = existing.account.sms.describe_opted_out_numbers(OptOutListName="Default")["OptedOutNumbers"]
    assert [each["OptedOutNumber"] for each in found] == [NUMBER]


def test_an_imported_pool_answers_and_publishes_what_it_was_told(existing: Existing) -> None:
    def answering(stack: cdk.Stack, existing: Existing) -> None:
        pool = sms_voice.Pool.from_pool_id(stack, "Pool", existing.pool)
        topic = sns.Topic.from_topic_arn(stack, "Inbound", existing.topic)
        settings.ImportedTwoWay(
            stack, "TwoWay", origination=pool, two_way=sms_voice.TwoWay.topic(topic), log_options=LOGS
        )
        words = [sms_voice.Keyword("YES", "Thanks, we got your reply.")]
        settings.ImportedKeywords(stack, "Words", origination=pool, keywords=words, log_options=LOGS)

    existing.account.deploy(resources(existing, answering))
    queue, sender = existing.account.queue_of(existing.topic), person()
    numbers = existing.account.sms.describe_phone_numbers()["PhoneNumbers"]
    (member,) = [each["PhoneNumber"] for each in numbers if each.get("PoolId") == existing.pool]
    existing.account.phone.reply(sender, "yes", to=member)
    existing.account.phone.wait_for(sender, "Thanks, we got your reply.")
    (published,) = existing.account.received(queue)
    assert (published["originationNumber"], published["messageBody"]) == (sender, "yes")


def test_a_limit_above_what_aws_allows_fails_in_words(existing: Existing) -> None:
    def too_much(stack: cdk.Stack, existing: Existing) -> None:
        spend_limit(stack, existing, us_dollars=5000)

    with pytest.raises(AssertionError, match=r"REQUESTED_SPEND_LIMIT_HIGHER_THAN_SERVICE_LIMIT\): lower the limit"):
        existing.account.deploy(resources(existing, too_much))
