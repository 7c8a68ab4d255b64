"""Notify configurations: made, changed, used for codes, refused."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.account import Account, Json, person

TEMPLATE = "notify-code-verification-english-001"


def made(account: Account, **members: Any) -> str:
    given = {"DisplayName": "Example", "UseCase": "CODE_VERIFICATION", "EnabledChannels": ["SMS"], **members}
    return str(account.sms.create_notify_configuration(**given)["NotifyConfigurationId"])


def send(account: Account, identity: str, to: str, **members: Any) -> Json:
    given = {"TemplateId": TEMPLATE, "TemplateVariables": {"code": "123456"}, **members}
    return dict(
        account.sms.send_notify_text_message(NotifyConfigurationId=identity, DestinationPhoneNumber=to, **given)
    )


def refused(account: Account, identity: str, to: str, **members: Any) -> Json:
    given = {"TemplateId": TEMPLATE, "TemplateVariables": {"code": "123456"}, **members}
    return account.refused(
        "send_notify_text_message", NotifyConfigurationId=identity, DestinationPhoneNumber=to, **given
    )


def test_a_code_reaches_the_phone(account: Account) -> None:
    to = person()
    answer = send(account, made(account), to)
    assert answer["ResolvedMessageBody"] == "Example: your verification code is 123456."
    assert account.phone.wait_for(to, "123456")["messageId"] == answer["MessageId"]


def test_a_code_is_read_out_if_the_channel_is_enabled(account: Account) -> None:
    to, identity = person(), made(account, EnabledChannels=["SMS", "VOICE"])
    account.sms.send_notify_voice_message(
        NotifyConfigurationId=identity,
        DestinationPhoneNumber=to,
        TemplateId=TEMPLATE,
        TemplateVariables={"code": "1. 2. 3."},
    )
    assert account.phone.wait_for(to, "1. 2. 3.")["origin"] == "voice"


def test_own_numbers_come_first_and_their_opt_outs_count(account: Account) -> None:
    number = account.number()
    pool = account.pool(number)
    identity, to, opted_out = made(account, PoolId=pool["PoolId"]), person(), person()
    send(account, identity, to)
    assert account.phone.wait_for(to, "123456")["from"] == number["PhoneNumber"]
    account.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=opted_out)
    assert refused(account, identity, opted_out)["Reason"] == "DESTINATION_PHONE_NUMBER_OPTED_OUT"
    assert account.refused("delete_pool", PoolId=pool["PoolId"])["Reason"] == "POOL_ASSOCIATED_TO_NOTIFY_CONFIGURATION"


@pytest.mark.parametrize(
    ("configuration", "members", "code", "reason"),
    [
        ({"EnabledChannels": ["VOICE"]}, {}, "ValidationException", "CHANNEL_NOT_ENABLED"),
        ({"EnabledCountries": ["GB"]}, {}, "ValidationException", "COUNTRY_NOT_ENABLED"),
        ({}, {"TemplateVariables": {}}, "ValidationException", "FIELD_VALIDATION_FAILED"),
        ({}, {"TemplateId": ""}, "ValidationException", "MISSING_PARAMETER"),
    ],
)
def test_what_is_missing_or_not_enabled_is_refused(
    account: Account, configuration: Json, members: Json, code: str, reason: str
) -> None:
    error = refused(account, made(account, **configuration), person(), **members)
    assert (error["Code"], error["Reason"]) == (code, reason)


def test_a_template_that_does_not_exist_is_not_found(account: Account) -> None:
    error = refused(account, made(account), person(), TemplateId="none")
    assert (error["Code"], error["ResourceType"]) == ("ResourceNotFoundException", "notify-template")


def test_a_destination_gets_ten_a_day(account: Account) -> None:
    identity, to = made(account), person()
    for _ in range(10):
        send(account, identity, to)
    assert refused(account, identity, to)["Reason"] == "DAILY_NOTIFY_TIER_MESSAGE_LIMIT"
    account.phone.advance_clock(24 * 3600)
    send(account, identity, to)


def test_a_dry_run_sends_nothing(account: Account) -> None:
    to = person()
    assert send(account, made(account), to, DryRun=True)["ResolvedMessageBody"]
    assert account.phone.messages(to) == []


def test_a_configuration_is_changed_described_and_deleted(account: Account) -> None:
    identity = made(account, DeletionProtectionEnabled=True)
    assert account.refused("delete_notify_configuration", NotifyConfigurationId=identity)["Reason"] == (
        "DELETION_PROTECTION_ENABLED"
    )
    account.sms.update_notify_configuration(
        NotifyConfigurationId=identity,
        DefaultTemplateId=TEMPLATE,
        EnabledCountries=["US", "GB"],
        DeletionProtectionEnabled=False,
    )
    filters = [{"Name": "enabled-countries", "Values": ["GB"]}]
    (found,) = account.sms.describe_notify_configurations(Filters=filters)["NotifyConfigurations"]
    assert (found["DefaultTemplateId"], found["Status"], found["Tier"]) == (TEMPLATE, "ACTIVE", "BASIC")
    account.sms.update_notify_configuration(NotifyConfigurationId=identity, DefaultTemplateId="UNSET_DEFAULT_TEMPLATE")
    assert "DefaultTemplateId" not in account.sms.describe_notify_configurations()["NotifyConfigurations"][0]
    account.sms.delete_notify_configuration(NotifyConfigurationId=identity)
    assert account.sms.describe_notify_configurations()["NotifyConfigurations"] == []


def test_a_country_of_the_advanced_tier_is_refused(account: Account) -> None:
    error = account.refused(
        "create_notify_configuration",
        DisplayName="Example",
        UseCase="CODE_VERIFICATION",
        EnabledChannels=["SMS"],
        EnabledCountries=["ZA"],
    )
    assert error["Reason"] == "COUNTRY_NOT_ENABLED"


def test_countries_and_templates_are_listed(account: Account) -> None:
    countries = account.sms.list_notify_countries()["NotifyCountries"]
    assert (len(countries), countries[0]["CountryName"]) == (30, "American Samoa")
    filters = [{"Name": "language-code", "Values": ["en"]}]
    templates = account.sms.describe_notify_templates(Filters=filters)["NotifyTemplates"]
    assert [each["TemplateId"] for each in templates] == [TEMPLATE]
