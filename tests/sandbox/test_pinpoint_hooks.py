"""Functions that take part in campaigns: as filters, as custom channels, and only with permission."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sandbox.account import REGION, Account, until
from tests.sandbox.pinpoint_campaigning import Campaigning

Json = dict[str, Any]

KEEP_ANN = """
def handler(event, context):
    assert set(event) == {"MessageConfiguration", "ApplicationId", "CampaignId", "TreatmentId", "ActivityId",
                          "ScheduledTime", "Endpoints"}, sorted(event)
    kept = {name: each for name, each in event["Endpoints"].items() if name == "ann"}
    for each in kept.values():
        each["Attributes"] = {"Score": ["700"]}
        each["TitleOverride"] = "For you"
    return kept
"""
TELL = """
import json
def handler(event, context):
    print("GOT " + json.dumps([event["Data"], event["CampaignId"], sorted(event["Endpoints"]), sorted(event)]))
"""
FAIL = "def handler(event, context):\n    print('TRIED')\n    raise ValueError('no')\n"
CUSTOM: Json = {"CustomMessage": {"Data": '{"text":"hi"}'}, "DefaultMessage": {"Body": "{{Attributes.Score}}"}}


@pytest.fixture
def news(account: Account) -> Campaigning:
    return Campaigning(account)


def delivered_by(function: str, *types: str) -> Json:
    return {"DeliveryUri": function, "EndpointTypes": list(types)}


def told(news: Campaigning) -> list[list[Any]]:
    """What the function was given."""
    found = "\n".join(news.logged()).split("GOT ")[1:]
    return [json.JSONDecoder().raw_decode(each)[0] for each in found]


def test_a_filter_leaves_out_endpoints_and_changes_others(news: Campaigning) -> None:
    for name in ("ann", "bob"):
        news.put(name)
    hook = {"LambdaFunctionName": news.function(KEEP_ANN), "Mode": "FILTER"}
    (activity,) = news.done(news.campaign(Hook=hook, MessageConfiguration={"DefaultMessage": CUSTOM["DefaultMessage"]}))
    assert (news.bodies("ann"), news.bodies("bob")) == (["700"], [])
    (pushed,) = news.account.phone.notifications(news.address("ann"))
    assert pushed["message"]["Title"] == "For you"
    assert activity["TotalEndpointCount"] == 1


def test_the_projects_hook_is_used_where_a_campaign_has_none(news: Campaigning) -> None:
    for name in ("ann", "bob"):
        news.put(name)
    hook = {"LambdaFunctionName": news.function(KEEP_ANN).rsplit(":", 1)[-1], "Mode": "FILTER"}
    news.pinpoint.update_application_settings(
        ApplicationId=news.project, WriteApplicationSettingsRequest={"CampaignHook": hook}
    )
    news.done(news.campaign())
    assert news.reached("ann", "bob") == {"ann"}


def test_a_custom_channel_gets_its_endpoint_types_fifty_at_a_time(news: Campaigning) -> None:
    for number in range(60):
        news.put(f"e{number:02}", ChannelType="CUSTOM")
    news.put("ann", Attributes={"Score": ["1"]})
    function = news.function(TELL)
    campaign = news.campaign(
        MessageConfiguration=CUSTOM, CustomDeliveryConfiguration=delivered_by(function, "CUSTOM", "EMAIL")
    )
    (activity,) = news.done(campaign)
    until(lambda: len(told(news)) == 2)
    first, second = told(news)
    assert (len(first[2]), len(second[2])) == (50, 10)
    assert first[:2] == ['{"text":"hi"}', campaign]
    assert first[3] == sorted(
        ["Message", "Data", "ApplicationId", "CampaignId", "TreatmentId", "ActivityId", "ScheduledTime", "Endpoints"]
    )
    assert news.bodies("ann") == ["1"]
    assert activity["SuccessfulEndpointCount"] == 61


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("Principal", "pinpoint.amazonaws.com"),
        ("Principal", "pinpoint.eu-west-1.amazonaws.com"),
        ("SourceAccount", "999999999999"),
        ("SourceArn", f"arn:aws:mobiletargeting:{REGION}:999999999999:apps/*"),
    ],
)
def test_a_function_is_invoked_only_if_its_policy_says_exactly_so(news: Campaigning, part: str, value: str) -> None:
    news.put("ann", ChannelType="CUSTOM")
    allowed = {
        "Principal": f"pinpoint.{REGION}.amazonaws.com", "SourceAccount": news.account.id,
        "SourceArn": f"{news.arn}/campaigns/*",
    }  # fmt: skip
    function = news.function(TELL, permission={**allowed, part: value})
    (activity,) = news.done(
        news.campaign(MessageConfiguration=CUSTOM, CustomDeliveryConfiguration=delivered_by(function, "CUSTOM"))
    )
    assert (activity["SuccessfulEndpointCount"], activity["Result"]) == (0, "FAIL")


@pytest.mark.parametrize("code", [FAIL, "def handler(event, context):\n    print('TRIED')\n    return 'what?'\n"])
def test_a_filter_that_fails_lets_nobody_through(news: Campaigning, code: str) -> None:
    news.put("ann")
    hook = {"LambdaFunctionName": news.function(code), "Mode": "FILTER"}
    (activity,) = news.done(news.campaign(Hook=hook))
    assert (news.bodies("ann"), activity["Result"]) == ([], "FAIL")
    tries = 3 if code == FAIL else 1
    until(lambda: sum(text.count("TRIED") for text in news.logged()) == tries)


def test_a_hook_that_delivers_gets_everything_as_it_once_was(news: Campaigning) -> None:
    news.put("ann")
    hook = {"LambdaFunctionName": news.function(TELL), "Mode": "DELIVERY"}
    (activity,) = news.done(news.campaign(Hook=hook))
    until(lambda: told(news))
    assert told(news)[0][2] == ["ann"]
    assert (news.bodies("ann"), activity["Result"]) == ([], "SUCCESS")


def test_the_sandbox_calls_no_webhook_so_its_endpoints_get_nothing(news: Campaigning) -> None:
    news.put("ann", ChannelType="CUSTOM")
    delivery = delivered_by("https://example.com/hook", "CUSTOM")
    (activity,) = news.done(news.campaign(MessageConfiguration=CUSTOM, CustomDeliveryConfiguration=delivery))
    assert activity["Result"] == "FAIL"
