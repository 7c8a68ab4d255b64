"""Numbers that are there already: the deployment sets them up, or leaves them as they are."""

from __future__ import annotations

import json
from typing import Any

import pytest

from stacks.environment import ExistingOrigination, load_environment
from tests.support.app import ROOT
from tests.unit.stacks.conftest import Templates, Variant, of_type, only

SETTINGS = ("Custom::Keyword", "Custom::OriginationOptOutList", "Custom::SelfManagedOptOuts", "Custom::TwoWay")


def existing(environment: str, **changes: Any) -> ExistingOrigination:
    """What an environment file says of its number, with changes."""
    found = load_environment(ROOT / "environments" / f"{environment}.toml").origination
    assert isinstance(found, ExistingOrigination)
    return found.model_copy(update=changes)


@pytest.fixture(scope="module")
def named_list(variant: Variant) -> Templates:
    return variant("prod", origination=existing("prod", opt_out_list_name="alerts"))


@pytest.fixture(scope="module")
def left_alone(variant: Variant) -> Templates:
    return variant("prod", origination=existing("prod", set_up=False))


@pytest.mark.parametrize(
    ("environment", "member", "resource"), [("Prod", "PoolId", ":pool/pool-"), ("Staging", "PhoneNumberId", "/phone-")]
)
def test_what_people_text_goes_to_the_inbound_topic(
    app: Templates, environment: str, member: str, resource: str
) -> None:
    template = app[f"{environment}/Stateful"]
    (topic,) = of_type(template, "AWS::SNS::Topic")
    two_way = only(template, "Custom::TwoWay")
    assert two_way["TwoWayChannelArn"] == {"Ref": topic}
    assert resource in json.dumps(two_way[member])


def test_it_answers_with_the_words_of_the_programme(app: Templates) -> None:
    words = {
        each["Properties"]["Keyword"]: each["Properties"]
        for each in of_type(app["Prod/Stateful"], "Custom::Keyword").values()
    }
    assert {"HELP", "STOP", "YES", "START", "UNSTOP", "REVOKE"} <= set(words)
    assert words["YES"]["KeywordMessage"] == "Example Corp: Thanks, we got your reply. Reply HELP for help."
    assert (words["REVOKE"]["KeywordAction"], words["START"]["KeywordAction"]) == ("OPT_OUT", "OPT_IN")


@pytest.mark.parametrize(("opt_outs", "enabled"), [("managed", "false"), ("self-managed", "true")])
def test_opt_outs_are_managed_by_whom_the_file_says(variant: Variant, opt_outs: str, enabled: str) -> None:
    template = variant("staging", opt_outs=opt_outs)["Stateful"]
    assert only(template, "Custom::SelfManagedOptOuts")["SelfManagedOptOutsEnabled"] == enabled


def test_opt_outs_wait_for_two_way_which_they_need(app: Templates) -> None:
    template = app["Prod/Stateful"]
    (two_way,) = of_type(template, "Custom::TwoWay")
    (opt_outs,) = of_type(template, "Custom::SelfManagedOptOuts").values()
    assert two_way in opt_outs["DependsOn"]


def test_it_keeps_its_opt_out_list_where_the_file_names_none(app: Templates) -> None:
    assert not of_type(app["Prod/Stateful"], "Custom::OriginationOptOutList")


def test_it_gets_the_opt_out_list_that_the_file_names_and_is_looked_up_there(named_list: Templates) -> None:
    assert only(named_list["Stateful"], "Custom::OriginationOptOutList")["OptOutListName"] == "alerts"
    assert named_list["OptIn"]["Outputs"]["OptOutListName"]["Value"] == "alerts"


def test_what_was_set_before_is_put_back_when_the_stack_goes(named_list: Templates) -> None:
    for kind in SETTINGS:
        for each in of_type(named_list["Stateful"], kind).values():
            assert each["DeletionPolicy"] == "Delete"
            assert "Fn::GetAtt" in each["Properties"]["Earlier"]


def test_numbers_that_are_leased_need_no_setting(app: Templates) -> None:
    for kind in SETTINGS:
        assert not of_type(app["Local/Stateful"], kind), kind


def test_one_that_is_to_be_left_alone_is_not_touched(left_alone: Templates) -> None:
    for kind in (*SETTINGS, "AWS::Lambda::Function"):
        assert not of_type(left_alone["Stateful"], kind), kind


def test_for_one_that_is_left_alone_an_output_says_what_to_set(left_alone: Templates, app: Templates) -> None:
    keywords = json.loads(left_alone["Stateful"]["Outputs"]["Keywords"]["Value"])
    actions = {each["Keyword"]: each.get("KeywordAction") for each in keywords}
    assert {"HELP", "STOP", "YES", "START", "UNSTOP", "REVOKE"} <= set(actions)
    assert (actions["REVOKE"], actions["START"]) == ("OPT_OUT", "OPT_IN")
    assert "Keywords" not in app["Prod/Stateful"]["Outputs"]
