"""AWS::SMSVOICE::* in templates: created, updated in place or replaced, deleted, refused."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.sandbox.account import Account, Json, person

KEYWORDS = {"HELP": {"Message": "help text"}, "STOP": {"Message": "stop text"}}


def number(country: str = "US", kind: str = "TEN_DLC", **more: Any) -> Json:
    properties = {"IsoCountryCode": country, "NumberType": kind, "NumberCapabilities": ["SMS"]}
    return {"Type": "AWS::SMSVOICE::PhoneNumber", "Properties": {**properties, "MandatoryKeywords": KEYWORDS, **more}}


def pool(*numbers: str, **more: Any) -> Json:
    identities = [{"Fn::GetAtt": [name, "Arn"]} for name in numbers]
    properties = {"OriginationIdentities": identities, "MandatoryKeywords": KEYWORDS, **more}
    return {"Type": "AWS::SMSVOICE::Pool", "Properties": properties}


def resource(kind: str, **properties: object) -> Json:
    return {"Type": f"AWS::SMSVOICE::{kind}", "Properties": properties}


def outputs(**values: Json) -> Json:
    return {name: {"Value": value} for name, value in values.items()}


def failure(account: Account, resources: Json) -> str:
    """Why a stack fails."""
    with pytest.raises(AssertionError) as caught:
        account.deploy(resources)
    return str(caught.value)


def test_ref_and_attributes_are_those_of_the_schema(account: Account) -> None:
    resources = {
        "Number": number(),
        "Pool": pool("Number"),
        "List": resource("OptOutList"),
        "Set": resource("ConfigurationSet", ConfigurationSetName="set"),
        "Protect": resource("ProtectConfiguration"),
    }
    found = account.deploy(
        resources,
        outputs=outputs(
            NumberRef={"Ref": "Number"},
            NumberId={"Fn::GetAtt": ["Number", "PhoneNumberId"]},
            NumberArn={"Fn::GetAtt": ["Number", "Arn"]},
            NumberNumber={"Fn::GetAtt": ["Number", "PhoneNumber"]},
            PoolRef={"Ref": "Pool"},
            PoolId={"Fn::GetAtt": ["Pool", "PoolId"]},
            PoolArn={"Fn::GetAtt": ["Pool", "Arn"]},
            ListRef={"Ref": "List"},
            ListArn={"Fn::GetAtt": ["List", "Arn"]},
            SetRef={"Ref": "Set"},
            SetArn={"Fn::GetAtt": ["Set", "Arn"]},
            ProtectRef={"Ref": "Protect"},
            ProtectId={"Fn::GetAtt": ["Protect", "ProtectConfigurationId"]},
            ProtectArn={"Fn::GetAtt": ["Protect", "Arn"]},
        ),
    )
    assert found["NumberRef"] == found["NumberId"]
    assert found["NumberArn"] == account.arn(f"phone-number/{found['NumberId']}")
    assert found["NumberNumber"].startswith("+1")
    assert found["PoolRef"] == found["PoolId"]
    assert found["PoolArn"] == account.arn(f"pool/{found['PoolId']}")
    assert found["ListRef"].startswith("stack-List-")
    assert found["ListArn"] == account.arn(f"opt-out-list/{found['ListRef']}")
    assert (found["SetRef"], found["SetArn"]) == ("set", account.arn("configuration-set/set"))
    assert found["ProtectRef"] == found["ProtectId"]
    assert found["ProtectArn"] == account.arn(f"protect-configuration/{found['ProtectId']}")


def test_a_pool_of_several_countries_answers_with_its_own_keywords(account: Account) -> None:
    keyword = {"Keyword": "YES", "Message": "thanks", "Action": "AUTOMATIC_RESPONSE"}
    resources = {
        "American": number(),
        "British": number("GB", "LONG_CODE"),
        "Pool": pool("American", "British", OptionalKeywords=[keyword]),
    }
    account.deploy(resources)
    leased = account.sms.describe_phone_numbers()["PhoneNumbers"]
    assert {each["IsoCountryCode"] for each in leased} == {"US", "GB"}
    assert len({each["PoolId"] for each in leased}) == 1
    sender = person()
    account.phone.reply(sender, "yes", to=leased[0]["PhoneNumber"])
    account.phone.wait_for(sender, "thanks")


def test_a_number_that_joins_a_pool_needs_the_pools_settings(account: Account) -> None:
    keyword = {"Keyword": "YES", "Message": "thanks", "Action": "AUTOMATIC_RESPONSE"}
    together: Json = {"OptionalKeywords": [keyword]}
    account.deploy({"One": number(**together), "Pool": pool("One", **together)})
    message = failure(account, {"One": number(**together), "Two": number(), "Pool": pool("One", "Two", **together)})
    assert "Pool: Resource handler returned message" in message
    assert "KEYWORD_MISMATCH" in message
    account.deploy({"One": number(**together), "Two": number(**together), "Pool": pool("One", "Two", **together)})


def test_the_settings_of_a_number_in_a_pool_do_not_change(account: Account) -> None:
    resources = {"Number": number(), "Pool": pool("Number"), "List": resource("OptOutList")}
    account.deploy(resources)
    message = failure(account, resources | {"Number": number(OptOutListName={"Ref": "List"})})
    assert "PHONE_NUMBER_ASSOCIATED_TO_POOL" in message


def test_changes_in_place_keep_the_number(account: Account) -> None:
    account.deploy({"Number": number(), "Topic": {"Type": "AWS::SNS::Topic"}})
    before = account.sms.describe_phone_numbers()["PhoneNumbers"][0]
    keyword = {"Keyword": "JOIN", "Message": "welcome", "Action": "AUTOMATIC_RESPONSE"}
    changed = number(
        TwoWay={"Enabled": True, "ChannelArn": {"Ref": "Topic"}},
        OptionalKeywords=[keyword],
        DeletionProtectionEnabled=True,
        Tags=[{"Key": "a", "Value": "b"}],
    )
    account.deploy({"Number": changed, "Topic": {"Type": "AWS::SNS::Topic"}})
    after = account.sms.describe_phone_numbers()["PhoneNumbers"][0]
    assert after["PhoneNumberId"] == before["PhoneNumberId"]
    assert (after["TwoWayEnabled"], after["DeletionProtectionEnabled"]) == (True, True)
    tags = account.sms.list_tags_for_resource(ResourceArn=after["PhoneNumberArn"])["Tags"]
    assert {"Key": "a", "Value": "b"} in tags


def test_a_keyword_that_leaves_the_template_is_removed(account: Account) -> None:
    keyword = {"Keyword": "JOIN", "Message": "welcome", "Action": "AUTOMATIC_RESPONSE"}
    account.deploy({"Number": number(OptionalKeywords=[keyword])})
    account.deploy({"Number": number()})
    leased = account.sms.describe_phone_numbers()["PhoneNumbers"][0]["PhoneNumberId"]
    keywords = account.sms.describe_keywords(OriginationIdentity=leased)["Keywords"]
    assert {each["Keyword"]: each["KeywordMessage"] for each in keywords} == {"HELP": "help text", "STOP": "stop text"}


def test_another_country_is_another_number_and_the_old_one_is_released(account: Account) -> None:
    account.deploy({"Number": number("US", "TOLL_FREE")})
    before = account.sms.describe_phone_numbers()["PhoneNumbers"][0]["PhoneNumberId"]
    account.deploy({"Number": number("GB", "LONG_CODE")})
    after = account.sms.describe_phone_numbers()["PhoneNumbers"]
    assert [each["IsoCountryCode"] for each in after] == ["GB"]
    assert after[0]["PhoneNumberId"] != before


def test_another_name_is_another_configuration_set(account: Account) -> None:
    account.deploy({"Set": resource("ConfigurationSet", ConfigurationSetName="one")})
    account.deploy({"Set": resource("ConfigurationSet", ConfigurationSetName="two")})
    sets = account.sms.describe_configuration_sets()["ConfigurationSets"]
    assert [each["ConfigurationSetName"] for each in sets] == ["two"]


def test_a_set_has_its_destinations_and_loses_them_with_the_template(account: Account) -> None:
    topic = {"Type": "AWS::SNS::Topic"}
    destination = {
        "EventDestinationName": "ops",
        "Enabled": True,
        "MatchingEventTypes": ["TEXT_ALL"],
        "SnsDestination": {"TopicArn": {"Ref": "Topic"}},
    }
    protect = resource(
        "ProtectConfiguration", CountryRuleSet={"SMS": [{"CountryCode": "FR", "ProtectStatus": "BLOCK"}]}
    )
    full = resource(
        "ConfigurationSet",
        ConfigurationSetName="set",
        EventDestinations=[destination],
        MessageFeedbackEnabled=True,
        DefaultSenderId="BRAND",
        ProtectConfigurationId={"Ref": "Protect"},
    )
    account.deploy({"Topic": topic, "Protect": protect, "Set": full})
    described = account.sms.describe_configuration_sets()["ConfigurationSets"][0]
    assert [each["EventDestinationName"] for each in described["EventDestinations"]] == ["ops"]
    assert (described["DefaultMessageFeedbackEnabled"], described["DefaultSenderId"]) == (True, "BRAND")
    assert described["ProtectConfigurationId"].startswith("protect-")
    account.deploy(
        {"Topic": topic, "Protect": protect, "Set": resource("ConfigurationSet", ConfigurationSetName="set")}
    )
    described = account.sms.describe_configuration_sets()["ConfigurationSets"][0]
    assert described["EventDestinations"] == []
    assert not {"DefaultSenderId", "ProtectConfigurationId"} & set(described)


def test_a_country_that_leaves_the_rules_is_allowed_again(account: Account) -> None:
    def rules(*countries: str) -> Json:
        listed = [{"CountryCode": country, "ProtectStatus": "BLOCK"} for country in countries]
        return {"Protect": resource("ProtectConfiguration", CountryRuleSet={"SMS": listed})}

    account.deploy(rules("FR", "DE"))
    account.deploy(rules("FR"))
    made = account.sms.describe_protect_configurations()["ProtectConfigurations"][0]["ProtectConfigurationId"]
    read = account.sms.get_protect_configuration_country_rule_set
    found = read(ProtectConfigurationId=made, NumberCapability="SMS")["CountryRuleSet"]
    assert {country: rule["ProtectStatus"] for country, rule in found.items()} == {"FR": "BLOCK", "DE": "ALLOW"}


def test_deletion_protection_fails_the_delete_until_it_is_off(account: Account) -> None:
    account.deploy({"Number": number(DeletionProtectionEnabled=True)})
    account.destroy()
    assert "Number: " in account.failures()
    assert "DELETION_PROTECTION_ENABLED" in account.failures()
    leased = account.sms.describe_phone_numbers()["PhoneNumbers"][0]["PhoneNumberId"]
    account.sms.update_phone_number(PhoneNumberId=leased, DeletionProtectionEnabled=False)
    account.destroy()
    assert account.sms.describe_phone_numbers()["PhoneNumbers"] == []


def test_destroying_a_stack_leaves_nothing(account: Account) -> None:
    account.deploy(
        {
            "Number": number(OptOutListName={"Ref": "List"}),
            "Pool": pool("Number", OptOutListName={"Ref": "List"}),
            "List": resource("OptOutList"),
            "Set": resource("ConfigurationSet", ProtectConfigurationId={"Ref": "Protect"}),
            "Protect": resource("ProtectConfiguration"),
        }
    )
    account.destroy()
    assert account.sms.describe_phone_numbers()["PhoneNumbers"] == []
    assert account.sms.describe_pools()["Pools"] == []
    assert [each["OptOutListName"] for each in account.sms.describe_opt_out_lists()["OptOutLists"]] == ["Default"]
    assert account.sms.describe_configuration_sets()["ConfigurationSets"] == []
    assert account.sms.describe_protect_configurations()["ProtectConfigurations"] == []


def test_a_create_that_fails_leaves_nothing(account: Account) -> None:
    message = failure(account, {"Number": number("SA", "LONG_CODE", TwoWay={"Enabled": True, "ChannelArn": "arn:x"})})
    assert "Resource handler returned message" in message
    assert account.sms.describe_phone_numbers()["PhoneNumbers"] == []


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        ({"RegistrationId": "r"}, "#: extraneous key [RegistrationId] is not permitted"),
        ({"MandatoryKeywords": {"HELP": {"Message": "h"}}}, "#/MandatoryKeywords: required key [STOP] not found"),
        ({"NumberType": "SHORT_CODE"}, "#/NumberType: SHORT_CODE is not a valid enum value"),
        ({"IsoCountryCode": "us"}, "#/IsoCountryCode: failed validation constraint for keyword [pattern]"),
        (
            {"OptionalKeywords": [{"Keyword": "Stop", "Message": "m", "Action": "OPT_OUT"}]},
            "#/OptionalKeywords/0/Keyword: failed validation constraint",
        ),
        ({"TwoWay": {"Enabled": True, "ChannelArn": "connect"}}, "#/TwoWay/ChannelArn: failed validation constraint"),
    ],
)
def test_properties_outside_the_schema_are_refused(account: Account, properties: Json, message: str) -> None:
    assert message in failure(account, {"Number": number(**properties)})


def test_a_destination_has_exactly_one_target(account: Account) -> None:
    destination = {"EventDestinationName": "x", "Enabled": True, "MatchingEventTypes": ["ALL"]}
    message = failure(account, {"Set": resource("ConfigurationSet", EventDestinations=[destination])})
    assert "#/EventDestinations/0: needs exactly one of CloudWatchLogsDestination" in message


def test_a_type_that_nobody_emulates_is_unrecognized(account: Account) -> None:
    with pytest.raises(ClientError, match=r"Unrecognized resource types: \[AWS::SMSVOICE::Nothing\]"):
        account.deploy({"It": resource("Nothing")})
