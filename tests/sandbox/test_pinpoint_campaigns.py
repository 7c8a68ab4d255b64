"""Campaigns of Amazon Pinpoint run: to whom, when, how often, and what is refused."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.sandbox.account import Account, person, refused, until
from tests.sandbox.pinpoint_campaigning import NOW, PUSHED, Campaigning

Json = dict[str, Any]
LATER = "2030-01-01T00:00:00Z"


@pytest.fixture
def news(account: Account) -> Campaigning:
    return Campaigning(account)


def on(event: str, frequency: str = "EVENT", **dimensions: Any) -> Json:
    named = {"EventType": {"DimensionType": "INCLUSIVE", "Values": [event]}, **dimensions}
    return {"StartTime": "IMMEDIATE", "Frequency": frequency,
            "EventFilter": {"FilterType": "ENDPOINT", "Dimensions": named}}  # fmt: skip


def country(code: str) -> Json:
    return {"Location": {"Country": {"DimensionType": "INCLUSIVE", "Values": [code]}}}


def test_a_campaign_reaches_its_segment_at_once_and_is_then_completed(news: Campaigning) -> None:
    news.put("ann", Location={"Country": "FR"})
    news.put("bob", Location={"Country": "US"})
    campaign = news.campaign(SegmentId=news.segment(Dimensions=country("FR")))
    (activity,) = news.done(campaign)
    assert (news.bodies("ann"), news.bodies("bob")) == (["Something happened."], [])
    assert (activity["SuccessfulEndpointCount"], activity["TotalEndpointCount"], activity["Result"]) == (
        1,
        1,
        "SUCCESS",
    )
    until(lambda: news.get(campaign)["State"]["CampaignStatus"] == "COMPLETED")


def test_a_text_message_of_a_campaign_is_on_the_phone_with_what_is_known_of_the_person(news: Campaigning) -> None:
    number = person()
    news.account.number()
    news.pinpoint.update_sms_channel(ApplicationId=news.project, SMSChannelRequest={"Enabled": True})
    news.put("ann", ChannelType="SMS", Address=number, Attributes={"Name": ["Ann"]})
    message = {"SMSMessage": {"Body": "Hello {{Attributes.Name}}.", "MessageType": "TRANSACTIONAL"}}
    news.done(news.campaign(MessageConfiguration=message))
    news.account.phone.wait_for(number, "Hello Ann.")


def test_a_template_says_what_a_campaign_says(news: Campaigning) -> None:
    news.put("ann")
    news.pinpoint.create_push_template(
        TemplateName=f"t-{news.project}",
        PushNotificationTemplateRequest={"Default": {"Title": "T", "Body": "From a template."}},
    )
    template = {"PushTemplate": {"Name": f"t-{news.project}"}}
    news.done(news.campaign(TemplateConfiguration=template, MessageConfiguration={}))
    assert news.bodies("ann") == ["From a template."]


def test_who_opted_out_or_is_inactive_gets_nothing(news: Campaigning) -> None:
    news.put("ann", OptOut="ALL")
    news.put("bob", EndpointStatus="INACTIVE")
    news.put("eve")
    (activity,) = news.done(news.campaign())
    assert news.reached("ann", "bob", "eve") == {"eve"}
    assert (activity["SuccessfulEndpointCount"], activity["TotalEndpointCount"]) == (1, 1)


def test_an_ab_test_divides_the_segment_and_holds_a_part_out(news: Campaigning) -> None:
    names = [f"e{number}" for number in range(60)]
    for name in names:
        news.put(name)
    other = {"DefaultMessage": {"Body": "The other."}}
    treatment = {"SizePercent": 40, "TreatmentName": "Other", "MessageConfiguration": other}
    campaign = news.campaign(AdditionalTreatments=[treatment], HoldoutPercent=20)
    news.done(campaign, runs=2)
    got = [news.bodies(name) for name in names]
    counts = [got.count(bodies) for bodies in ([], ["Something happened."], ["The other."])]
    assert sum(counts) == len(names)
    assert all(counts)
    shown = news.get(campaign)["AdditionalTreatments"]
    assert [(each["Id"], each["State"]) for each in shown] == [("1", {"CampaignStatus": "COMPLETED"})]


def test_a_recurring_campaign_runs_again_until_its_end(news: Campaigning) -> None:
    news.put("ann")
    end = (news.now() + timedelta(days=20)).isoformat()
    campaign = news.campaign(Schedule={"StartTime": "IMMEDIATE", "Frequency": "WEEKLY", "EndTime": end})
    news.done(campaign)
    until(lambda: news.get(campaign)["State"]["CampaignStatus"] == "PENDING_NEXT_RUN")
    for runs in (2, 3):
        news.account.phone.advance_clock(7 * 24 * 3600)
        news.done(campaign, runs=runs)
    until(lambda: news.get(campaign)["State"]["CampaignStatus"] == "COMPLETED")
    assert len(news.bodies("ann")) == 3


def test_a_campaign_waits_for_its_start_and_while_it_is_paused(news: Campaigning) -> None:
    news.put("ann")
    waiting, paused = news.campaign(Schedule={**NOW, "StartTime": "2095-01-01T00:00:00Z"}), news.campaign(IsPaused=True)
    states = [news.get(each)["State"]["CampaignStatus"] for each in (waiting, paused)]
    assert states == ["SCHEDULED", "PAUSED"]
    news.pinpoint.update_campaign(
        ApplicationId=news.project, CampaignId=paused, WriteCampaignRequest={"IsPaused": False}
    )
    news.done(paused)
    assert news.activities(waiting) == []
    assert len(news.bodies("ann")) == 1


def test_caps_hold_over_all_runs(news: Campaigning) -> None:
    news.put("ann")
    campaign = news.campaign(Schedule={"StartTime": "IMMEDIATE", "Frequency": "HOURLY"}, Limits={"Total": 1})
    news.done(campaign)
    news.account.phone.advance_clock(3600)
    second = news.done(campaign, runs=2)[1]
    assert (second["SuccessfulEndpointCount"], second["Result"]) == (0, "FAIL")
    assert len(news.bodies("ann")) == 1
    news.pinpoint.delete_campaign(ApplicationId=news.project, CampaignId=campaign)


def test_quiet_time_goes_by_the_clock_of_the_endpoint(news: Campaigning) -> None:
    news.put("ann", Demographic={"Timezone": "UTC"})
    news.put("bob")
    quiet = {"Start": "00:00", "End": "23:59"}
    news.done(news.campaign(Schedule={**NOW, "QuietTime": quiet}))
    assert news.reached("ann", "bob") == {"bob"}


def test_a_campaign_that_waits_for_an_event_reaches_who_had_it(news: Campaigning) -> None:
    for name in ("ann", "bob"):
        news.put(name)
    price: Json = {"Metrics": {"price": {"ComparisonOperator": "GREATER_THAN", "Value": 10.0}}}
    campaign = news.campaign(Schedule=on("purchase", **price))
    for name, kind, paid in (("ann", "purchase", 20.0), ("bob", "purchase", 5.0), ("bob", "visit", 20.0)):
        event = {"EventType": kind, "Timestamp": datetime.now(UTC).isoformat(), "Metrics": {"price": paid}}
        batch = {name: {"Endpoint": {}, "Events": {"1": event}}}
        news.pinpoint.put_events(ApplicationId=news.project, EventsRequest={"BatchItem": batch})
    news.done(campaign)
    time.sleep(0.1)  # for those that must not come
    assert news.reached("ann", "bob") == {"ann"}
    assert len(news.activities(campaign)) == 1


def test_an_update_keeps_what_it_leaves_out_and_makes_a_version(news: Campaigning) -> None:
    campaign = news.campaign(IsPaused=True, Description="First")
    named = {"ApplicationId": news.project, "CampaignId": campaign}
    news.pinpoint.update_campaign(**named, WriteCampaignRequest={"Description": "Second"})
    versions = news.pinpoint.get_campaign_versions(**named)["CampaignsResponse"]["Item"]
    assert [(each["Version"], each["Description"]) for each in versions] == [(1, "First"), (2, "Second")]
    assert news.get(campaign)["MessageConfiguration"] == PUSHED
    first = news.pinpoint.get_campaign_version(**named, Version="1")["CampaignResponse"]
    assert first["Description"] == "First"


PANEL: Json = {"InAppMessage": {"Layout": "OVERLAYS", "Content": []}}


@pytest.mark.parametrize(
    ("members", "problem"),
    [
        ({"Name": ""}, "Name is missing"),
        ({"SegmentId": "0" * 32}, "was not found"),
        ({"MessageConfiguration": {}}, "are both missing"),
        ({"HoldoutPercent": 60, "AdditionalTreatments": [{"SizePercent": 50}]}, "not parts of 100"),
        ({"AdditionalTreatments": [{"SizePercent": 1}] * 5}, "the most is 4"),
        ({"MessageConfiguration": {"CustomMessage": {"Data": "{}"}}}, "CustomDeliveryConfiguration is missing"),
        ({"CustomDeliveryConfiguration": {"DeliveryUri": "f"}}, "EndpointTypes"),
        ({"CustomDeliveryConfiguration": {"DeliveryUri": "https://a/?b=c", "EndpointTypes": ["SMS"]}}, "is not valid"),
        ({"Schedule": {"StartTime": "soon"}}, "is not a time"),
        ({"Schedule": {"StartTime": LATER, "EndTime": "2029-01-01T00:00:00Z"}}, "EndTime is not after"),
        ({"Schedule": {"StartTime": "IMMEDIATE", "Frequency": "EVENT"}}, "EventFilter is missing"),
        ({"Schedule": on("x", "IN_APP_EVENT")}, "need each other"),
        ({"MessageConfiguration": PANEL}, "need each other"),
    ],
)  # fmt: skip
def test_what_the_service_refuses_is_refused(news: Campaigning, members: Json, problem: str) -> None:
    assert problem in refused(lambda: news.campaign(**members))["Message"]


def test_a_project_has_at_most_25_campaigns_that_wait_for_events(news: Campaigning) -> None:
    segment = news.segment()
    for _ in range(25):
        news.campaign(SegmentId=segment, Schedule=on("x"))
    problem = refused(lambda: news.campaign(SegmentId=segment, Schedule=on("x")))
    assert problem["Message"].startswith("the project has 25 campaigns with the frequency EVENT")


def test_a_campaign_is_allowed_by_its_own_arn_only(news: Campaigning) -> None:
    campaign, other = news.campaign(IsPaused=True), news.campaign(IsPaused=True)
    allowed = {"Effect": "Allow", "Action": "mobiletargeting:Get*", "Resource": f"{news.arn}/campaigns/{campaign}"}
    user = news.account.as_user("pinpoint", [allowed])
    assert user.get_campaign_activities(ApplicationId=news.project, CampaignId=campaign)["ActivitiesResponse"]
    denied = refused(lambda: user.get_campaign(ApplicationId=news.project, CampaignId=other))
    assert "not authorized" in denied["Message"]
