"""In-app messages, in-app templates and campaigns by CloudFormation."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.account import Account, refused, until
from tests.sandbox.pinpoint_campaigning import Campaigning

Json = dict[str, Any]
TEXT: Json = {"Alignment": "CENTER", "TextColor": "#000000"}
PANEL: Json = {"BackgroundColor": "#ffffff", "HeaderConfig": {**TEXT, "Header": "Hi"},
               "BodyConfig": {**TEXT, "Body": "There"}}  # fmt: skip
MESSAGE: Json = {"Layout": "MIDDLE_BANNER", "Content": [PANEL], "CustomConfig": {"sound": "bell"}}
STARTS: Json = {"EventType": {"DimensionType": "INCLUSIVE", "Values": ["_session.start"]}}
UPON_START: Json = {"StartTime": "IMMEDIATE", "Frequency": "IN_APP_EVENT",
                    "EventFilter": {"FilterType": "ENDPOINT", "Dimensions": STARTS}}  # fmt: skip
FRENCH: Json = {"Location": {"Country": {"DimensionType": "INCLUSIVE", "Values": ["FR"]}}}


@pytest.fixture
def news(account: Account) -> Campaigning:
    return Campaigning(account)


def entitled(news: Campaigning, endpoint: str) -> list[Json]:
    answer = news.pinpoint.get_in_app_messages(ApplicationId=news.project, EndpointId=endpoint)
    return list(answer["InAppMessagesResponse"]["InAppMessageCampaigns"])


def in_app(news: Campaigning, **members: Any) -> str:
    return news.campaign(MessageConfiguration={"InAppMessage": MESSAGE}, Schedule=UPON_START, **members)


def test_an_endpoint_of_the_segment_is_entitled_to_the_message(news: Campaigning) -> None:
    news.put("ann", Location={"Country": "FR"})
    news.put("bob", Location={"Country": "US"})
    campaign = in_app(news, SegmentId=news.segment(Dimensions=FRENCH), Limits={"Session": 2, "Daily": 3}, Priority=2)
    (found,) = entitled(news, "ann")
    assert found == {
        "CampaignId": f"News-{campaign}", "DailyCap": 3, "InAppMessage": MESSAGE, "Priority": 2, "SessionCap": 2,
        "Schedule": {"EventFilter": {"FilterType": "ENDPOINT", "Dimensions": STARTS}}, "TotalCap": 0,
        "TreatmentId": "0",
    }  # fmt: skip
    assert entitled(news, "bob") == []


def test_the_first_priority_comes_first_and_a_paused_campaign_not_at_all(news: Campaigning) -> None:
    news.put("ann")
    for priority in (3, 1):
        in_app(news, Priority=priority)
    in_app(news, Priority=2, IsPaused=True)
    assert [each["Priority"] for each in entitled(news, "ann")] == [1, 3]


def test_a_template_is_shown_where_a_campaign_names_one(news: Campaigning) -> None:
    news.put("ann")
    name = f"t-{news.project}"
    news.pinpoint.create_in_app_template(TemplateName=name, InAppTemplateRequest=MESSAGE)
    news.campaign(MessageConfiguration={}, TemplateConfiguration={"InAppTemplate": {"Name": name}}, Schedule=UPON_START)
    assert entitled(news, "ann")[0]["InAppMessage"] == MESSAGE


def test_an_endpoint_that_is_not_there_has_no_messages(news: Campaigning) -> None:
    assert refused(lambda: entitled(news, "nobody"))["Code"] == "NotFoundException"


def test_a_grant_on_an_endpoint_is_for_that_endpoint(news: Campaigning) -> None:
    for name in ("ann", "bob"):
        news.put(name)
    resource = f"{news.arn}/endpoints/ann/inappmessages"
    user = news.account.as_user(
        "pinpoint", [{"Effect": "Allow", "Action": "mobiletargeting:GetInAppMessages", "Resource": resource}]
    )
    assert user.get_in_app_messages(ApplicationId=news.project, EndpointId="ann")["InAppMessagesResponse"]
    denied = refused(lambda: user.get_in_app_messages(ApplicationId=news.project, EndpointId="bob"))
    assert "not authorized" in denied["Message"]


def template(**campaign: Any) -> Json:
    app = {"Ref": "App"}
    return {
        "App": {"Type": "AWS::Pinpoint::App", "Properties": {"Name": "News"}},
        "Segment": {
            "Type": "AWS::Pinpoint::Segment",
            "Properties": {"ApplicationId": app, "Name": "All", "Dimensions": {}},
        },
        "Template": {"Type": "AWS::Pinpoint::InAppTemplate", "Properties": {"TemplateName": "hello", **MESSAGE}},
        "Campaign": {
            "Type": "AWS::Pinpoint::Campaign",
            "Properties": {
                "ApplicationId": app,
                "Name": "Hello",
                "SegmentId": {"Fn::GetAtt": ["Segment", "SegmentId"]},
                "Schedule": {**UPON_START, "IsLocalTime": "false"},
                "MessageConfiguration": {"InAppMessage": MESSAGE},
                **campaign,
            },
        },
    }


OUTPUTS: Json = {
    "App": {"Value": {"Ref": "App"}},
    "Id": {"Value": {"Fn::GetAtt": ["Campaign", "CampaignId"]}},
    "Arn": {"Value": {"Fn::GetAtt": ["Campaign", "Arn"]}},
}


def test_cloudformation_makes_changes_and_deletes_campaigns_and_in_app_templates(account: Account) -> None:
    made = account.deploy(template(Description="First", Tags={"team": "news"}), outputs=OUTPUTS)
    pinpoint, named = account.client("pinpoint"), {"ApplicationId": made["App"], "CampaignId": made["Id"]}
    shown = pinpoint.get_campaign(**named)["CampaignResponse"]
    assert (shown["Arn"], shown["Description"], shown["tags"]["team"]) == (made["Arn"], "First", "news")
    assert account.deploy(template(Priority=1), outputs=OUTPUTS) == made
    changed = pinpoint.get_campaign(**named)["CampaignResponse"]
    assert (changed["Priority"], "Description" in changed) == (1, False)
    content = pinpoint.get_in_app_template(TemplateName="hello")["InAppTemplateResponse"]
    assert (content["Layout"], content["Content"]) == ("MIDDLE_BANNER", [PANEL])
    account.destroy()
    until(lambda: pinpoint.get_apps()["ApplicationsResponse"]["Item"] == [])
    assert refused(lambda: pinpoint.get_in_app_template(TemplateName="hello"))["Code"] == "NotFoundException"


def test_cloudformation_tells_why_a_campaign_is_refused(account: Account) -> None:
    with pytest.raises(AssertionError, match="need each other"):
        account.deploy(template(Schedule={"StartTime": "IMMEDIATE"}))
