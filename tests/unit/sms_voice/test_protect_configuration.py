"""Protect configurations."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import IProtectConfiguration, NumberCapability, ProtectConfiguration, ProtectStatus
from cdk_messaging.sms_voice.countries import SMS_COUNTRIES

from .helpers import arn, only, properties, resources

TYPE = "AWS::SMSVOICE::ProtectConfiguration"


def statuses(stack: cdk.Stack, channel: str) -> dict[str, str]:
    rules = properties(stack, TYPE)["CountryRuleSet"][channel]
    assert len({rule["CountryCode"] for rule in rules}) == len(rules)
    return {rule["CountryCode"]: rule["ProtectStatus"] for rule in rules}


def test_rules_are_rendered_and_nothing_that_was_not_asked_for(stack: cdk.Stack) -> None:
    ProtectConfiguration(stack, "Protect", sms={"US": ProtectStatus.FILTER, "CA": ProtectStatus.BLOCK})
    assert properties(stack, TYPE) == {
        "CountryRuleSet": {
            "SMS": [
                {"CountryCode": "US", "ProtectStatus": "FILTER"},
                {"CountryCode": "CA", "ProtectStatus": "BLOCK"},
            ]
        },
        "DeletionProtectionEnabled": True,
    }


@pytest.mark.parametrize("channel", ["sms", "voice", "mms"])
def test_each_channel_has_rules_of_its_own(stack: cdk.Stack, channel: str) -> None:
    arguments: dict[str, Any] = {channel: {"US": ProtectStatus.MONITOR}}
    ProtectConfiguration(stack, "Protect", **arguments)
    assert list(properties(stack, TYPE)["CountryRuleSet"]) == [channel.upper()]
    assert statuses(stack, channel.upper()) == {"US": "MONITOR"}


def test_the_name_is_a_tag(stack: cdk.Stack) -> None:
    ProtectConfiguration(stack, "Protect", sms={"US": ProtectStatus.ALLOW}, name="alerts")
    assert properties(stack, TYPE)["Tags"] == [{"Key": "Name", "Value": "alerts"}]


def test_it_outlives_its_stack_and_cannot_be_deleted(stack: cdk.Stack) -> None:
    ProtectConfiguration(stack, "Protect", sms={"US": ProtectStatus.ALLOW})
    assert only(stack, TYPE)["DeletionPolicy"] == "Retain"
    assert properties(stack, TYPE)["DeletionProtectionEnabled"] is True


def test_one_that_goes_with_its_stack_can_be_deleted(stack: cdk.Stack) -> None:
    ProtectConfiguration.allow_only(stack, "Protect", countries=["US"], removal_policy=cdk.RemovalPolicy.DESTROY)
    assert only(stack, TYPE)["DeletionPolicy"] == "Delete"
    assert properties(stack, TYPE)["DeletionProtectionEnabled"] is False


@pytest.mark.parametrize("channel", ["SMS", "VOICE", "MMS"])
def test_allowing_some_countries_blocks_every_other(stack: cdk.Stack, channel: str) -> None:
    ProtectConfiguration.allow_only(stack, "Protect", countries=["US", "GB"])
    rules = statuses(stack, channel)
    assert rules.keys() == SMS_COUNTRIES
    assert {country for country, status in rules.items() if status == "ALLOW"} == {"US", "GB"}
    assert set(rules.values()) == {"ALLOW", "BLOCK"}


def test_allowing_some_countries_can_be_about_one_channel(stack: cdk.Stack) -> None:
    ProtectConfiguration.allow_only(stack, "Protect", countries=["US"], channels=[NumberCapability.SMS])
    assert list(properties(stack, TYPE)["CountryRuleSet"]) == ["SMS"]


def test_the_order_of_allowed_countries_changes_nothing() -> None:
    templates = []
    for countries in (["US", "GB"], ["GB", "US"]):
        stack = cdk.Stack(cdk.App(), "Stack")
        ProtectConfiguration.allow_only(stack, "Protect", countries=countries)
        templates.append(properties(stack, TYPE))
    assert templates[0] == templates[1]


def test_fails_without_rules(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        ProtectConfiguration(stack, "Protect")
    assert str(error.value) == ("a protect configuration without rules allows everything: give sms, voice or mms")


def test_fails_for_a_channel_without_rules(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        ProtectConfiguration(stack, "Protect", sms={"US": ProtectStatus.ALLOW}, voice={})
    assert str(error.value) == "voice rules are empty: give at least one country, or leave voice out"


@pytest.mark.parametrize("country", ["us", "UK", "USA"])
def test_fails_for_a_country_that_does_not_exist(stack: cdk.Stack, country: str) -> None:
    with pytest.raises(InvalidArgument, match=rf"^country of sms rules '{country}' is not a country: "):
        ProtectConfiguration(stack, "Protect", sms={country: ProtectStatus.ALLOW})


def test_fails_for_a_status_that_does_not_exist(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        ProtectConfiguration(stack, "Protect", sms={"US": "DENY"})  # type: ignore[dict-item]
    assert str(error.value) == ("protect status 'DENY' is not known: use one of ALLOW, BLOCK, MONITOR, FILTER")


def test_fails_for_allowing_nobody(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument, match=r"^countries are empty: give at least one to allow\n"):
        ProtectConfiguration.allow_only(stack, "Protect", countries=[])


def test_fails_for_allowing_nothing_in_particular(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument, match=r"^a protect configuration without rules allows everything: "):
        ProtectConfiguration.allow_only(stack, "Protect", countries=["US"], channels=[])


def test_fails_for_a_country_that_is_allowed_twice(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument, match=r"^country 'US' is given twice: give each one once\n"):
        ProtectConfiguration.allow_only(stack, "Protect", countries=["US", "US"])


def test_fails_for_allowing_a_country_that_cannot_be_texted(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        ProtectConfiguration.allow_only(stack, "Protect", countries=["CU"])
    assert str(error.value) == "country 'CU' can't be texted: AWS doesn't list it as a destination"


def test_id_and_arn_are_those_of_the_resource(stack: cdk.Stack) -> None:
    created = ProtectConfiguration(stack, "Protect", sms={"US": ProtectStatus.ALLOW})
    (logical_id,) = resources(stack, TYPE)
    assert stack.resolve([created.protect_configuration_id, created.protect_configuration_arn]) == [
        {"Fn::GetAtt": [logical_id, "ProtectConfigurationId"]},
        {"Fn::GetAtt": [logical_id, "Arn"]},
    ]


def test_two_configurations_live_in_one_stack(stack: cdk.Stack) -> None:
    ProtectConfiguration(stack, "One", sms={"US": ProtectStatus.ALLOW})
    ProtectConfiguration(stack, "Two", sms={"US": ProtectStatus.ALLOW})
    assert len(resources(stack, TYPE)) == 2


def test_one_is_imported_by_its_id(stack: cdk.Stack) -> None:
    imported: IProtectConfiguration = ProtectConfiguration.from_protect_configuration_id(stack, "It", "protect-1")
    assert imported.protect_configuration_id == "protect-1"
    assert stack.resolve(imported.protect_configuration_arn) == arn("protect-configuration/protect-1")


def test_one_is_imported_by_its_arn(stack: cdk.Stack) -> None:
    its_arn = "arn:aws:sms-voice:eu-west-1:444455556666:protect-configuration/protect-1"
    imported = ProtectConfiguration.from_protect_configuration_arn(stack, "It", its_arn)
    assert (imported.protect_configuration_id, imported.protect_configuration_arn) == ("protect-1", its_arn)
