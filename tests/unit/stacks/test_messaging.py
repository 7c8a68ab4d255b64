"""How messages are sent and where their events land."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.stacks.conftest import Templates, Variant, of_type, only

SET = "AWS::SMSVOICE::ConfigurationSet"


def destinations(app: Templates, environment: str = "Prod") -> dict[str, Any]:
    made = only(app[f"{environment}/Messaging"], SET)["EventDestinations"]
    return {each["EventDestinationName"]: each for each in made}


def topics(app: Templates, environment: str = "Prod") -> dict[str, str]:
    """Logical ids of the topics, by the name of their construct."""
    found = of_type(app[f"{environment}/Messaging"], "AWS::SNS::Topic")
    return {"Events" if name.startswith("Events") else "Operator": name for name in found}


def test_there_are_four_destinations_and_all_are_on(app: Templates) -> None:
    assert set(destinations(app)) == {"archive", "failures", "operator", "settlement"}
    assert all(each["Enabled"] is True for each in destinations(app).values())


def test_everything_goes_to_the_archive(app: Templates) -> None:
    archive = destinations(app)["archive"]
    target = archive["KinesisFirehoseDestination"]["DeliveryStreamArn"]["Fn::GetStackOutput"]
    assert archive["MatchingEventTypes"] == ["ALL"]
    assert target["StackName"] == "Prod-Stateful"


def test_what_did_not_arrive_goes_to_a_log_group(app: Templates) -> None:
    failures = destinations(app)["failures"]
    (group,) = of_type(app["Prod/Messaging"], "AWS::Logs::LogGroup")
    assert failures["CloudWatchLogsDestination"]["LogGroupArn"]["Fn::Join"][1][-1] == {"Ref": group}
    assert set(failures["MatchingEventTypes"]) == {
        "TEXT_BLOCKED",
        "TEXT_CARRIER_BLOCKED",
        "TEXT_CARRIER_UNREACHABLE",
        "TEXT_INVALID",
        "TEXT_INVALID_MESSAGE",
        "TEXT_PROTECT_BLOCKED",
        "TEXT_SPAM",
        "TEXT_TTL_EXPIRED",
        "TEXT_UNKNOWN",
        "TEXT_UNREACHABLE",
    }


def test_what_a_person_must_see_goes_to_the_operators(app: Templates) -> None:
    operator = destinations(app)["operator"]
    assert operator["SnsDestination"] == {"TopicArn": {"Ref": topics(app)["Operator"]}}
    assert operator["MatchingEventTypes"] == [
        "TEXT_BLOCKED",
        "TEXT_CARRIER_BLOCKED",
        "TEXT_INVALID_MESSAGE",
        "TEXT_PROTECT_BLOCKED",
        "TEXT_SPAM",
    ]


def test_all_events_of_texts_go_to_the_settlement(app: Templates) -> None:
    settlement = destinations(app)["settlement"]
    assert settlement["MatchingEventTypes"] == ["TEXT_ALL"]
    assert settlement["SnsDestination"] == {"TopicArn": {"Ref": topics(app)["Events"]}}


def test_the_functions_listen_to_that_topic_and_to_the_inbound_one(app: Templates) -> None:
    subscriptions = of_type(app["Prod/OptIn"], "AWS::SNS::Subscription").values()
    stacks = {each["Properties"]["TopicArn"]["Fn::GetStackOutput"]["StackName"] for each in subscriptions}
    assert stacks == {"Prod-Messaging", "Prod-Stateful"}


def test_feedback_is_expected_for_each_message(app: Templates) -> None:
    assert only(app["Prod/Messaging"], SET)["MessageFeedbackEnabled"] is True


def test_only_the_allowed_countries_can_be_texted(app: Templates) -> None:
    template = app["Prod/Messaging"]
    (protect,) = of_type(template, "AWS::SMSVOICE::ProtectConfiguration")
    rules = only(template, "AWS::SMSVOICE::ProtectConfiguration")["CountryRuleSet"]["SMS"]
    allowed = {each["CountryCode"] for each in rules if each["ProtectStatus"] == "ALLOW"}
    assert allowed == {"US", "CA", "GB"}
    assert {each["ProtectStatus"] for each in rules} == {"ALLOW", "BLOCK"}
    assert protect in str(only(template, SET)["ProtectConfigurationId"])


@pytest.mark.parametrize("environment", ["Prod", "Staging"])
def test_operators_get_an_e_mail_where_the_file_names_one(app: Templates, environment: str) -> None:
    assert only(app[f"{environment}/Messaging"], "AWS::SNS::Subscription") == {
        "Endpoint": "messaging-oncall@example.com",
        "Protocol": "email",
        "TopicArn": {"Ref": topics(app, environment)["Operator"]},
    }


def test_nobody_gets_an_e_mail_where_the_file_names_none(app: Templates) -> None:
    assert not of_type(app["Local/Messaging"], "AWS::SNS::Subscription")


def test_alarms_can_reach_the_operators(app: Templates) -> None:
    operator = topics(app)["Operator"]
    (policy,) = [
        each["Properties"]["PolicyDocument"]["Statement"]
        for each in of_type(app["Prod/Messaging"], "AWS::SNS::TopicPolicy").values()
        if each["Properties"]["Topics"] == [{"Ref": operator}]
    ]
    (allowed,) = [each for each in policy if each["Principal"] == {"Service": "cloudwatch.amazonaws.com"}]
    assert allowed["Action"] == "sns:Publish"
    assert allowed["Condition"]["StringEquals"]["aws:SourceAccount"]


def test_both_topics_are_encrypted_with_the_key_of_the_environment(app: Templates) -> None:
    keys = [
        each["Properties"]["KmsMasterKeyId"]["Fn::GetStackOutput"]
        for each in of_type(app["Prod/Messaging"], "AWS::SNS::Topic").values()
    ]
    assert {each["StackName"] for each in keys} == {"Prod-Stateful"}
    assert all("Key" in each["OutputName"] for each in keys)


def test_outputs_name_what_people_look_for(app: Templates) -> None:
    names = {"ConfigurationSetName", "FailuresLogGroupName", "OperatorTopicArn"}
    assert names <= set(app["Prod/Messaging"]["Outputs"])


def test_another_country_is_another_rule(variant: Variant) -> None:
    made = variant("local", allowed_countries=("SE",), default_country="SE")
    rules = only(made["Messaging"], "AWS::SMSVOICE::ProtectConfiguration")["CountryRuleSet"]["SMS"]
    assert {each["CountryCode"] for each in rules if each["ProtectStatus"] == "ALLOW"} == {"SE"}
