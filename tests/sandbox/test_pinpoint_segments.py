"""Segments of Amazon Pinpoint: made, versioned, limited, deleted; by the API and by CloudFormation."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.account import Account, refused
from tests.sandbox.pinpoint_campaigning import Campaigning

Json = dict[str, Any]
FRENCH: Json = {"Location": {"Country": {"DimensionType": "INCLUSIVE", "Values": ["FR"]}}}


@pytest.fixture
def news(account: Account) -> Campaigning:
    return Campaigning(account)


def grouped(*sources: str, **members: Any) -> Json:
    group = {"SourceSegments": [{"Id": each} for each in sources], "SourceType": "ANY", "Type": "ALL", **members}
    return {"SegmentGroups": {"Groups": [group], "Include": "ALL"}}


def test_a_segment_is_shown_as_it_was_made(news: Campaigning) -> None:
    request = {"Name": "French", "Dimensions": FRENCH, "tags": {"team": "news"}}
    made = news.pinpoint.create_segment(ApplicationId=news.project, WriteSegmentRequest=request)["SegmentResponse"]
    assert (made["Name"], made["SegmentType"], made["Version"]) == ("French", "DIMENSIONAL", 1)
    assert made["Arn"] == f"{news.arn}/segments/{made['Id']}"
    assert news.pinpoint.list_tags_for_resource(ResourceArn=made["Arn"])["TagsModel"]["tags"] == {"team": "news"}
    listed = news.pinpoint.get_segments(ApplicationId=news.project)["SegmentsResponse"]["Item"]
    assert [each["Id"] for each in listed] == [made["Id"]]


def test_an_update_makes_a_new_version_and_keeps_the_old_one(news: Campaigning) -> None:
    named: Json = {"ApplicationId": news.project, "SegmentId": news.segment(Dimensions=FRENCH)}
    news.pinpoint.update_segment(**named, WriteSegmentRequest={"Name": "All", "Dimensions": {}})
    versions = news.pinpoint.get_segment_versions(**named)["SegmentsResponse"]["Item"]
    assert [(each["Version"], each["Name"]) for each in versions] == [(1, "Readers"), (2, "All")]
    first = news.pinpoint.get_segment_version(**named, Version="1")["SegmentResponse"]
    assert first["Dimensions"] == FRENCH
    assert news.pinpoint.get_segment(**named)["SegmentResponse"]["Version"] == 2


def test_a_deleted_segment_is_gone_and_its_campaigns_count_as_deleted(news: Campaigning) -> None:
    segment = news.segment()
    campaign = news.campaign(SegmentId=segment, IsPaused=True)
    news.pinpoint.delete_segment(ApplicationId=news.project, SegmentId=segment)
    gone = refused(lambda: news.pinpoint.get_segment(ApplicationId=news.project, SegmentId=segment))
    assert gone["Code"] == "NotFoundException"
    assert news.get(campaign)["State"] == {"CampaignStatus": "DELETED"}


@pytest.mark.parametrize(
    ("members", "problem"),
    [
        ({"Dimensions": {"Attributes": {f"a{n}": {"Values": ["x"]} for n in range(101)}}}, "101 dimensions"),
        ({"SegmentGroups": {"Groups": [{} for _ in range(6)]}}, "6 groups"),
        ({"Dimensions": FRENCH, "SegmentGroups": {"Groups": [{}]}}, "either Dimensions or SegmentGroups"),
        ({"Dimensions": {"Metrics": {"m": {"ComparisonOperator": "NEAR", "Value": 1.0}}}}, "ComparisonOperator of m"),
    ],
)
def test_what_the_service_refuses_is_refused(news: Campaigning, members: Json, problem: str) -> None:
    error = refused(lambda: news.segment(**members))
    assert (error["Code"], problem in error["Message"]) == ("BadRequestException", True)


def test_sources_stand_at_most_five_deep_and_never_on_themselves(news: Campaigning) -> None:
    chain = [news.segment()]
    for _ in range(5):
        chain.append(news.segment(**grouped(chain[-1])))
    assert "more than 5 deep" in refused(lambda: news.segment(**grouped(chain[-1])))["Message"]
    changed: Json = {"ApplicationId": news.project, "SegmentId": chain[0], "WriteSegmentRequest": grouped(chain[1])}
    assert "a source of itself" in refused(lambda: news.pinpoint.update_segment(**changed))["Message"]


def test_cloudformation_makes_changes_and_deletes_a_segment(account: Account) -> None:
    def template(country: str) -> Json:
        place = {"Coordinates": {"Latitude": "48.85", "Longitude": 2.35}, "RangeInKilometers": 10}
        location = {"Country": {"DimensionType": "INCLUSIVE", "Values": [country]}, "GPSPoint": place}
        properties = {
            "ApplicationId": {"Ref": "App"}, "Name": "Near", "Dimensions": {"Location": location},
            "Tags": {"team": "news"},
        }  # fmt: skip
        return {
            "App": {"Type": "AWS::Pinpoint::App", "Properties": {"Name": "News"}},
            "Segment": {"Type": "AWS::Pinpoint::Segment", "Properties": properties},
        }

    outputs = {
        "App": {"Value": {"Ref": "App"}},
        "Id": {"Value": {"Fn::GetAtt": ["Segment", "SegmentId"]}},
        "Arn": {"Value": {"Fn::GetAtt": ["Segment", "Arn"]}},
    }
    made = account.deploy(template("FR"), outputs=outputs)
    changed = account.deploy(template("BE"), outputs=outputs)
    assert changed == made
    pinpoint = account.client("pinpoint")
    shown = pinpoint.get_segment(ApplicationId=made["App"], SegmentId=made["Id"])["SegmentResponse"]
    assert (shown["Arn"], shown["Version"], shown["tags"]["team"]) == (made["Arn"], 2, "news")
    assert shown["Dimensions"]["Location"]["Country"]["Values"] == ["BE"]
    assert shown["Dimensions"]["Location"]["GPSPoint"]["Coordinates"]["Latitude"] == 48.85
    account.destroy()
    assert pinpoint.get_apps()["ApplicationsResponse"]["Item"] == []
