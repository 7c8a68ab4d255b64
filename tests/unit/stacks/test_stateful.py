"""What survives everything else."""

from __future__ import annotations

import pytest

from tests.unit.stacks.conftest import Templates, Variant, of_type, only

NUMBER = "AWS::SMSVOICE::PhoneNumber"
POOL = "AWS::SMSVOICE::Pool"


@pytest.mark.parametrize("environment", ["Dev", "Local", "Prod", "Staging"])
def test_it_holds_the_table_the_key_the_archive_and_the_topic(app: Templates, environment: str) -> None:
    template = app[f"{environment}/Stateful"]
    for kind in (
        "AWS::DynamoDB::Table",
        "AWS::KMS::Key",
        "AWS::KinesisFirehose::DeliveryStream",
        "AWS::S3::Bucket",
        "AWS::SNS::Topic",
    ):
        assert len(of_type(template, kind)) == 1, kind


def test_local_leases_a_number_of_each_country_and_puts_all_of_them_into_a_pool(app: Templates) -> None:
    template = app["Local/Stateful"]
    numbers = of_type(template, NUMBER)
    assert [each["Properties"]["IsoCountryCode"] for each in numbers.values()] == ["US", "CA", "GB", "SE", "DE", "AU"]
    assert only(template, POOL)["OriginationIdentities"] == [{"Fn::GetAtt": [name, "Arn"]} for name in numbers]


def test_dev_leases_a_simulator_and_no_pool(app: Templates) -> None:
    template = app["Dev/Stateful"]
    number = only(template, NUMBER)
    assert (number["IsoCountryCode"], number["NumberType"]) == ("US", "SIMULATOR")
    assert not of_type(template, POOL)


@pytest.mark.parametrize("environment", ["Prod", "Staging"])
def test_where_numbers_exist_none_is_leased_and_no_list_made(app: Templates, environment: str) -> None:
    template = app[f"{environment}/Stateful"]
    for kind in (NUMBER, POOL, "AWS::SMSVOICE::OptOutList"):
        assert not of_type(template, kind), kind


def test_every_number_publishes_to_the_inbound_topic_and_uses_the_same_list(app: Templates) -> None:
    template = app["Local/Stateful"]
    (topic,) = of_type(template, "AWS::SNS::Topic")
    (opt_outs,) = of_type(template, "AWS::SMSVOICE::OptOutList")
    for kind in (NUMBER, POOL):
        for each in of_type(template, kind).values():
            assert each["Properties"]["TwoWay"]["ChannelArn"] == {"Ref": topic}
            assert each["Properties"]["OptOutListName"] == {"Ref": opt_outs}


def test_every_number_answers_with_the_words_of_the_programme(app: Templates) -> None:
    for kind in (NUMBER, POOL):
        for each in of_type(app["Local/Stateful"], kind).values():
            words = {word["Keyword"]: word for word in each["Properties"]["OptionalKeywords"]}
            assert words["YES"]["Message"] == "Example Corp: Thanks, we got your reply. Reply HELP for help."
            assert words["STOPALL"]["Action"] == "OPT_OUT"


@pytest.mark.parametrize("kind", [NUMBER, POOL])
def test_aws_manages_opt_outs_unless_the_file_says_otherwise(app: Templates, variant: Variant, kind: str) -> None:
    ours = variant("local", opt_outs="self-managed")["Stateful"]
    key = "SelfManagedOptOutsEnabled"
    assert not any(each["Properties"].get(key) for each in of_type(app["Local/Stateful"], kind).values())
    assert all(each["Properties"][key] is True for each in of_type(ours, kind).values())


@pytest.mark.parametrize("kind", [NUMBER, POOL])
def test_with_self_managed_opt_outs_no_keyword_but_the_confirming_word_answers(variant: Variant, kind: str) -> None:
    for each in of_type(variant("local", opt_outs="self-managed")["Stateful"], kind).values():
        assert [word["Keyword"] for word in each["Properties"]["OptionalKeywords"]] == ["YES"]


@pytest.mark.parametrize(("environment", "seconds"), [("Local", 0), ("Prod", 300)])
def test_events_are_collected_for_as_long_as_the_file_says(app: Templates, environment: str, seconds: int) -> None:
    stream = only(app[f"{environment}/Stateful"], "AWS::KinesisFirehose::DeliveryStream")
    hints = stream["ExtendedS3DestinationConfiguration"]["BufferingHints"]
    assert hints["IntervalInSeconds"] == seconds


@pytest.mark.parametrize(("environment", "emptied"), [("Local", 1), ("Prod", 0)])
def test_the_archive_is_emptied_only_where_data_may_go(app: Templates, environment: str, emptied: int) -> None:
    assert len(of_type(app[f"{environment}/Stateful"], "Custom::EmptiedBucket")) == emptied


def test_outputs_name_what_people_look_for(app: Templates) -> None:
    assert {"ArchiveBucketName", "ConsentTableName", "InboundTopicArn"} <= set(app["Prod/Stateful"]["Outputs"])
