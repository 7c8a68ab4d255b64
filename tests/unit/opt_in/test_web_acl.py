"""The firewall in front of a page or an API."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import WebAcl, WebAclScope
from tests.unit.opt_in.conftest import make_stack
from tests.unit.opt_in.parts import LOGS
from tests.unit.reading import Reading

MANAGED = (
    "AWSManagedRulesAmazonIpReputationList",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesCommonRuleSet",
)


def read(acl_scope: WebAclScope = WebAclScope.CLOUDFRONT, **arguments: Any) -> Reading:
    stack = make_stack()
    WebAcl(stack, "WebAcl", acl_scope=acl_scope, log_options=LOGS, **arguments)
    return Reading(stack)


@pytest.fixture(scope="module")
def plain() -> Reading:
    return read()


def acl(reading: Reading) -> Any:
    return reading.properties("AWS::WAFv2::WebACL")


def rate_rule(reading: Reading) -> Any:
    (rule,) = [each for each in acl(reading)["Rules"] if "RateBasedStatement" in each["Statement"]]
    return rule


@pytest.mark.parametrize("scope", list(WebAclScope))
def test_it_protects_a_distribution_or_a_stage(scope: WebAclScope) -> None:
    assert acl(read(scope))["Scope"] == scope.value


def test_what_no_rule_knows_is_let_in(plain: Reading) -> None:
    assert acl(plain)["DefaultAction"] == {"Allow": {}}


def test_posts_of_one_address_are_counted_and_nothing_else(plain: Reading) -> None:
    statement = rate_rule(plain)["Statement"]["RateBasedStatement"]
    assert statement["AggregateKeyType"] == "IP"
    assert (statement["Limit"], statement["EvaluationWindowSec"]) == (20, 300)
    assert statement["ScopeDownStatement"]["ByteMatchStatement"] == {
        "FieldToMatch": {"Method": {}},
        "PositionalConstraint": "EXACTLY",
        "SearchString": "POST",
        "TextTransformations": [{"Priority": 0, "Type": "NONE"}],
    }


def test_the_rate_is_the_users() -> None:
    statement = rate_rule(read(posts_per_window=10, window_seconds=60))["Statement"]["RateBasedStatement"]
    assert (statement["Limit"], statement["EvaluationWindowSec"]) == (10, 60)


def test_an_address_that_posts_too_often_is_answered_as_the_api_would(plain: Reading) -> None:
    answer = rate_rule(plain)["Action"]["Block"]["CustomResponse"]
    body = acl(plain)["CustomResponseBodies"][answer["CustomResponseBodyKey"]]
    assert answer["ResponseCode"] == 429
    assert body["ContentType"] == "APPLICATION_JSON"
    assert json.loads(body["Content"]) == {
        "code": "throttled",
        "message": "Too many requests at the moment. Please try again in a minute.",
    }


@pytest.mark.parametrize("name", MANAGED)
def test_rules_that_aws_keeps_block_what_they_know(plain: Reading, name: str) -> None:
    (rule,) = [each for each in acl(plain)["Rules"] if each["Name"] == name]
    assert rule["Statement"]["ManagedRuleGroupStatement"] == {"Name": name, "VendorName": "AWS"}
    assert rule["OverrideAction"] == {"None": {}}


def test_each_rule_has_its_turn_and_its_metric(plain: Reading) -> None:
    rules = acl(plain)["Rules"]
    assert [each["Priority"] for each in rules] == [0, 1, 2, 3]
    assert len({each["VisibilityConfig"]["MetricName"] for each in rules}) == 4
    assert all(each["VisibilityConfig"]["CloudWatchMetricsEnabled"] is True for each in rules)


def test_requests_are_logged_where_aws_waf_may_write(plain: Reading) -> None:
    group = plain.properties("AWS::Logs::LogGroup")
    logging = plain.properties("AWS::WAFv2::LoggingConfiguration")
    assert group["LogGroupName"].startswith("aws-waf-logs-")
    assert group["RetentionInDays"] == 7
    assert logging["ResourceArn"] == {"Fn::GetAtt": [plain.id("AWS::WAFv2::WebACL"), "Arn"]}
    (destination,) = logging["LogDestinationConfigs"]
    assert destination["Fn::Join"][1][-1] == {"Ref": plain.id("AWS::Logs::LogGroup")}


def test_the_log_group_is_named_without_the_star_that_its_arn_ends_in(plain: Reading) -> None:
    (destination,) = plain.properties("AWS::WAFv2::LoggingConfiguration")["LogDestinationConfigs"]
    assert ":*" not in json.dumps(destination)


def protected(reading: Reading) -> Any:
    return acl(reading)["DataProtectionConfig"]["DataProtections"]


@pytest.mark.parametrize("kind", ["BODY", "QUERY_STRING"])
def test_nothing_that_a_person_wrote_is_in_logs_or_samples(plain: Reading, kind: str) -> None:
    (found,) = [each for each in protected(plain) if each["Field"]["FieldType"] == kind]
    assert found == {"Action": "SUBSTITUTION", "Field": {"FieldType": kind}}


def test_neither_secrets_of_a_browser_nor_the_page_that_it_comes_from_are_in_logs_or_samples(plain: Reading) -> None:
    (found,) = [each for each in protected(plain) if each["Field"]["FieldType"] == "SINGLE_HEADER"]
    assert found["Action"] == "SUBSTITUTION"
    assert found["Field"]["FieldKeys"] == ["authorization", "cookie", "referer"]


def test_no_rule_shows_in_its_details_what_is_replaced_elsewhere(plain: Reading) -> None:
    assert not any(each.keys() & {"ExcludeRuleMatchDetails", "ExcludeRateBasedDetails"} for each in protected(plain))


def test_no_name_is_fixed_so_that_two_in_one_stack_do_not_collide() -> None:
    stack = make_stack()
    WebAcl(stack, "First", acl_scope=WebAclScope.REGIONAL, log_options=LOGS)
    WebAcl(stack, "Second", acl_scope=WebAclScope.REGIONAL, log_options=LOGS)
    reading = Reading(stack)
    names = {each["Properties"]["LogGroupName"] for each in reading.all("AWS::Logs::LogGroup").values()}
    assert len(names) == 2
    assert not any("Name" in each["Properties"] for each in reading.all("AWS::WAFv2::WebACL").values())


def test_the_name_of_the_log_group_is_not_too_long() -> None:
    stack = make_stack()
    WebAcl(stack, "VeryLong" * 30, acl_scope=WebAclScope.REGIONAL, log_options=LOGS)
    assert len(Reading(stack).properties("AWS::Logs::LogGroup")["LogGroupName"]) <= 120


def test_it_protects_nothing_until_it_is_told_to(plain: Reading) -> None:
    assert not plain.all("AWS::WAFv2::WebACLAssociation")


def test_a_stage_is_protected_by_its_arn() -> None:
    stack = make_stack()
    web_acl = WebAcl(stack, "WebAcl", acl_scope=WebAclScope.REGIONAL, log_options=LOGS)
    web_acl.protect_stage("Stage", "arn:aws:apigateway:eu-west-1::/restapis/a1/stages/v1")
    reading = Reading(stack)
    assert reading.properties("AWS::WAFv2::WebACLAssociation") == {
        "ResourceArn": "arn:aws:apigateway:eu-west-1::/restapis/a1/stages/v1",
        "WebACLArn": {"Fn::GetAtt": [reading.id("AWS::WAFv2::WebACL"), "Arn"]},
    }


def test_fails_on_a_rate_that_aws_waf_does_not_count() -> None:
    with pytest.raises(InvalidArgument) as refused:
        read(posts_per_window=9)
    assert str(refused.value) == "posts_per_window is 9; AWS WAF counts from 10: give a higher limit"


def test_fails_on_a_window_that_aws_waf_does_not_have() -> None:
    with pytest.raises(InvalidArgument) as refused:
        read(window_seconds=90)
    assert str(refused.value) == "window_seconds is 90; AWS WAF has 60, 120, 300, 600"
