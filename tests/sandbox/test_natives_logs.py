"""What API Gateway and AWS WAF log of requests, so that a test can look for what must not be there."""

from __future__ import annotations

import json

import pytest

from tests.sandbox.account import Account, Json
from tests.sandbox.stacks import att
from tests.sandbox.test_natives_delivery_network import KEY, LISTED, OUTPUTS, api, site

FORMAT = (
    '{"id":"$context.requestId","method":"$context.httpMethod","path":"$context.resourcePath",'
    '"status":"$context.status","ms":"$context.responseLatency","error":"$context.error.responseType",'
    '"unknown":"$context.authorizer.claims"}'
)


def logged_api() -> Json:
    resources = api()
    destination = att("AccessLog", "Arn")
    resources["Stage"]["Properties"]["AccessLogSetting"] = {"DestinationArn": destination, "Format": FORMAT}
    resources["AccessLog"] = {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "access"}}
    return resources


def lines(account: Account, group: str) -> list[Json]:
    events = account.client("logs").filter_log_events(logGroupName=group)["events"]
    return [json.loads(event["message"]) for event in events]


def test_an_api_writes_a_line_for_each_request_in_its_own_format(account: Account) -> None:
    outputs = {"Api": OUTPUTS["Api"], "Key": {"Value": KEY}}
    deployed = account.deploy(logged_api(), outputs=outputs)
    headers = {"x-api-key": deployed["Key"], "content-type": "application/json"}

    account.sandbox.request("POST", deployed["Api"] + "?who=ada", body='{"name": "Ada"}', headers=headers)
    account.sandbox.request("POST", deployed["Api"], body="{}")

    served, refused = lines(account, "access")
    assert served["id"] != refused["id"]
    assert served["ms"].isdigit()
    del served["id"], served["ms"], refused["id"], refused["ms"]
    assert served == {"method": "POST", "path": "/register", "status": "201", "error": "-", "unknown": "-"}
    assert refused == {
        "method": "POST",
        "path": "/register",
        "status": "403",
        "error": "INVALID_API_KEY",
        "unknown": "-",
    }


def firewall(**logging: object) -> Json:
    """The site behind a web ACL that logs."""
    visibility = {"CloudWatchMetricsEnabled": False, "MetricName": "m", "SampledRequestsEnabled": False}
    acl = {"Scope": "CLOUDFRONT", "DefaultAction": {"Allow": {}}, "VisibilityConfig": visibility, "Name": "acl"}
    destination = {"Fn::Sub": "arn:aws:logs:${AWS::Region}:${AWS::AccountId}:log-group:aws-waf-logs-x"}
    configuration = {"ResourceArn": att("Acl", "Arn"), "LogDestinationConfigs": [destination], **logging}
    resources = site(LISTED)
    resources["Distribution"]["Properties"]["DistributionConfig"]["WebACLId"] = att("Acl", "Arn")
    return {
        **resources,
        "Acl": {"Type": "AWS::WAFv2::WebACL", "Properties": acl},
        "Group": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "aws-waf-logs-x"}},
        "Logging": {"Type": "AWS::WAFv2::LoggingConfiguration", "Properties": configuration, "DependsOn": "Group"},
    }


def test_a_web_acl_logs_the_requests_to_its_distribution(account: Account) -> None:
    hidden = [{"SingleHeader": {"Name": "cookie"}}, {"QueryString": {}}]
    deployed = account.deploy(firewall(RedactedFields=hidden), outputs=OUTPUTS)

    headers = {"Cookie": "session=1", "X-Form": "web"}
    account.sandbox.request("POST", deployed["Url"] + "v1/register?who=ada", body='{"name": "Ada"}', headers=headers)

    (record,) = lines(account, "aws-waf-logs-x")
    assert (record["action"], record["terminatingRuleId"]) == ("ALLOW", "Default_Action")
    request = record["httpRequest"]
    assert (request["clientIp"], request["uri"], request["args"]) == ("127.0.0.1", "/v1/register", "REDACTED")
    seen = {header["name"].lower(): header["value"] for header in request["headers"]}
    assert (seen["cookie"], seen["x-form"]) == ("REDACTED", "web")
    assert "Ada" not in json.dumps(record)


@pytest.mark.parametrize(("behavior", "count"), [("KEEP", 1), ("DROP", 0)])
def test_a_filter_decides_whether_allowed_requests_are_logged(account: Account, behavior: str, count: int) -> None:
    allowed = {"ActionCondition": {"Action": "ALLOW"}}
    default = {"KEEP": "DROP", "DROP": "KEEP"}[behavior]
    each = {"Behavior": behavior, "Requirement": "MEETS_ANY", "Conditions": [allowed]}
    logging_filter = {"DefaultBehavior": default, "Filters": [each]}
    deployed = account.deploy(firewall(LoggingFilter=logging_filter), outputs=OUTPUTS)

    account.sandbox.request("POST", deployed["Url"] + "v1/register", body="{}")

    assert len(lines(account, "aws-waf-logs-x")) == count


def test_a_function_that_fails_is_answered_for_by_the_api(account: Account) -> None:
    resources = logged_api()
    resources["Echo"]["Properties"]["Code"] = {"ZipFile": "def handler(event, context):\n    raise ValueError('ada')\n"}
    response = {
        "RestApiId": {"Ref": "Api"},
        "ResponseType": "DEFAULT_5XX",
        "StatusCode": "503",
        "ResponseTemplates": {"application/json": '{"code": "unavailable"}'},
    }
    resources["ServerError"] = {"Type": "AWS::ApiGateway::GatewayResponse", "Properties": response}
    resources["Deployment"]["DependsOn"] = ["Method", "ServerError"]
    deployed = account.deploy(resources, outputs={"Api": OUTPUTS["Api"], "Key": {"Value": KEY}})

    answer = account.sandbox.request("POST", deployed["Api"], body="{}", headers={"x-api-key": deployed["Key"]})

    assert (answer.status, answer.json()) == (503, {"code": "unavailable"})
    (line,) = lines(account, "access")
    assert (line["status"], line["error"]) == ("503", "DEFAULT_5XX")
