"""Protect configurations: which one applies, and what it does to a send."""

from __future__ import annotations

from typing import Any

from tests.sandbox.account import Account, Json, person


def blocking(account: Account, country: str = "US", status: str = "BLOCK") -> str:
    made = str(account.sms.create_protect_configuration()["ProtectConfigurationId"])
    account.sms.update_protect_configuration_country_rule_set(
        ProtectConfigurationId=made,
        NumberCapability="SMS",
        CountryRuleSetUpdates={country: {"ProtectStatus": status}},
    )
    return made


def refused(account: Account, to: str, **members: Any) -> Json:
    number = account.number()
    return account.refused(
        "send_text_message",
        DestinationPhoneNumber=to,
        MessageBody="x",
        OriginationIdentity=number["PhoneNumberId"],
        **members,
    )


def test_a_blocked_country_is_a_conflict(account: Account) -> None:
    error = refused(account, person(), ProtectConfigurationId=blocking(account))
    assert (error["Code"], error["Reason"]) == (
        "ConflictException",
        "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION",
    )


def test_the_one_of_the_configuration_set_applies(account: Account) -> None:
    account.sms.create_configuration_set(ConfigurationSetName="set")
    account.sms.associate_protect_configuration(ConfigurationSetName="set", ProtectConfigurationId=blocking(account))
    error = refused(account, person(), ConfigurationSetName="set")
    assert error["Reason"] == "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION"


def test_the_default_of_the_account_applies_where_nothing_else_does(account: Account) -> None:
    account.sms.set_account_default_protect_configuration(ProtectConfigurationId=blocking(account))
    assert refused(account, person())["Reason"] == "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION"
    allowing = account.sms.create_protect_configuration()["ProtectConfigurationId"]
    number, to = account.number(), person()
    account.send(to, "named wins", OriginationIdentity=number["PhoneNumberId"], ProtectConfigurationId=allowing)
    account.phone.wait_for(to, "named wins")


def test_an_override_allows_one_number_of_a_blocked_country(account: Account) -> None:
    rules, number, to = blocking(account), account.number(), person()
    account.sms.put_protect_configuration_rule_set_number_override(
        ProtectConfigurationId=rules, DestinationPhoneNumber=to, Action="ALLOW"
    )
    account.send(to, "let through", OriginationIdentity=number["PhoneNumberId"], ProtectConfigurationId=rules)
    account.phone.wait_for(to, "let through")


def test_an_override_blocks_one_number(account: Account) -> None:
    rules = account.sms.create_protect_configuration()["ProtectConfigurationId"]
    to = person()
    account.sms.put_protect_configuration_rule_set_number_override(
        ProtectConfigurationId=rules, DestinationPhoneNumber=to, Action="BLOCK"
    )
    error = refused(account, to, ProtectConfigurationId=rules)
    assert error["Reason"] == "DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE"


def test_an_override_that_allows_does_not_beat_the_opt_out_list(account: Account) -> None:
    rules, to = blocking(account), person()
    account.sms.put_protect_configuration_rule_set_number_override(
        ProtectConfigurationId=rules, DestinationPhoneNumber=to, Action="ALLOW"
    )
    account.sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=to)
    error = refused(account, to, ProtectConfigurationId=rules)
    assert error["Reason"] == "DESTINATION_PHONE_NUMBER_OPTED_OUT"


def test_filter_accepts_and_blocks_a_suspicious_number_by_event(account: Account) -> None:
    rules, number, to = blocking(account, status="FILTER"), account.number(), person()
    account.phone.set_state(to, "suspicious")
    message = account.send(to, "pumped", OriginationIdentity=number["PhoneNumberId"], ProtectConfigurationId=rules)
    record = account.final_event(to, message)["record"]
    assert (record["eventType"], record["totalMessagePrice"], record["totalCarrierFee"]) == (
        "TEXT_PROTECT_BLOCKED",
        0.0,
        0.0,
    )
    assert record["protectConfiguration"] == {"protectConfigurationId": rules, "protectStatus": "FILTER"}
    assert record["protectConfigurationAssessment"] == {
        "protectRecommendation": "BLOCK",
        "protectInsights": {"blockReason": "AIT_SUSPECTED"},
    }


def test_a_rule_that_allowed_is_named_in_the_record(account: Account) -> None:
    rules, number, to = blocking(account, country="FR"), account.number(), person()
    message = account.send(to, "fine", OriginationIdentity=number["PhoneNumberId"], ProtectConfigurationId=rules)
    record = account.final_event(to, message)["record"]
    assert record["protectConfiguration"] == {"protectConfigurationId": rules, "protectStatus": "ALLOW"}


def test_what_is_in_use_or_protected_is_not_deleted(account: Account) -> None:
    rules = blocking(account)
    account.sms.create_configuration_set(ConfigurationSetName="set")
    account.sms.associate_protect_configuration(ConfigurationSetName="set", ProtectConfigurationId=rules)
    error = account.refused("delete_protect_configuration", ProtectConfigurationId=rules)
    assert error["Reason"] == "PROTECT_CONFIGURATION_ASSOCIATED_WITH_CONFIGURATION_SET"
    account.sms.disassociate_protect_configuration(ConfigurationSetName="set", ProtectConfigurationId=rules)
    account.sms.set_account_default_protect_configuration(ProtectConfigurationId=rules)
    error = account.refused("delete_protect_configuration", ProtectConfigurationId=rules)
    assert error["Reason"] == "PROTECT_CONFIGURATION_IS_ACCOUNT_DEFAULT"
    account.sms.delete_account_default_protect_configuration()
    account.sms.update_protect_configuration(ProtectConfigurationId=rules, DeletionProtectionEnabled=True)
    error = account.refused("delete_protect_configuration", ProtectConfigurationId=rules)
    assert error["Reason"] == "DELETION_PROTECTION_ENABLED"
