"""CloudFront before a bucket and an API: one origin for page and API, as in the real stacks."""

from __future__ import annotations

import json

import pytest

from tests.sandbox.account import REGION, Account, Json
from tests.sandbox.stacks import allow, att, function, role

ECHO = """
import json
def handler(event, context):
    seen = {"headers": event["headers"], "ip": event["requestContext"]["identity"]["sourceIp"], "body": event["body"],
            "query": event["queryStringParameters"]}
    return {"statusCode": 201, "headers": {"X-Own": "1"}, "body": json.dumps(seen)}
"""


KEY = {"Fn::Sub": "key-of-account-${AWS::AccountId}"}


def api() -> Json:
    uri = {"Fn::Sub": "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Echo.Arn}/invocations"}
    method = {
        "RestApiId": {"Ref": "Api"},
        "ResourceId": {"Ref": "Register"},
        "HttpMethod": "POST",
        "AuthorizationType": "NONE",
        "ApiKeyRequired": True,
        "Integration": {"Type": "AWS_PROXY", "IntegrationHttpMethod": "POST", "Uri": uri},
    }
    invoked = {
        "FunctionName": {"Ref": "Echo"},
        "Action": "lambda:InvokeFunction",
        "Principal": "apigateway.amazonaws.com",
    }
    of_api = {"RestApiId": {"Ref": "Api"}}
    root = att("Api", "RootResourceId")
    stages = [{"ApiId": {"Ref": "Api"}, "Stage": {"Ref": "Stage"}}]
    key = {"KeyId": {"Ref": "Key"}, "KeyType": "API_KEY", "UsagePlanId": {"Ref": "Plan"}}
    return {
        "Role": role("lambda.amazonaws.com", allow("logs:*")),
        "Echo": function("Role", ECHO),
        "Invoked": {"Type": "AWS::Lambda::Permission", "Properties": invoked},
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "api"}},
        "Register": {
            "Type": "AWS::ApiGateway::Resource",
            "Properties": {**of_api, "ParentId": root, "PathPart": "register"},
        },
        "Method": {"Type": "AWS::ApiGateway::Method", "Properties": method},
        "Deployment": {"Type": "AWS::ApiGateway::Deployment", "Properties": of_api, "DependsOn": "Method"},
        "Stage": {
            "Type": "AWS::ApiGateway::Stage",
            "Properties": {**of_api, "DeploymentId": {"Ref": "Deployment"}, "StageName": "v1"},
        },
        "Key": {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Enabled": True, "Value": KEY}},
        "Plan": {"Type": "AWS::ApiGateway::UsagePlan", "Properties": {"ApiStages": stages}},
        "PlanKey": {"Type": "AWS::ApiGateway::UsagePlanKey", "Properties": key},
    }


def site(headers: Json) -> Json:
    api_host = {"Fn::Sub": "${Api}.execute-api.${AWS::Region}.amazonaws.com"}
    origins = [
        {
            "Id": "api",
            "DomainName": api_host,
            "CustomOriginConfig": {"OriginProtocolPolicy": "https-only"},
            "OriginCustomHeaders": [{"HeaderName": "x-api-key", "HeaderValue": KEY}],
        },
        {
            "Id": "site",
            "DomainName": att("Site", "RegionalDomainName"),
            "S3OriginConfig": {"OriginAccessIdentity": ""},
            "OriginAccessControlId": {"Ref": "Access"},
        },
    ]
    caching_disabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
    shared = {"ViewerProtocolPolicy": "redirect-to-https", "CachePolicyId": caching_disabled}
    behaviour = {**shared, "TargetOriginId": "api", "PathPattern": "/v1/*", "OriginRequestPolicyId": {"Ref": "Forward"}}
    behaviour["AllowedMethods"] = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"]
    default = {**shared, "TargetOriginId": "site", "ResponseHeadersPolicyId": {"Ref": "Secure"}}
    config = {
        "Enabled": True,
        "DefaultRootObject": "index.html",
        "Origins": origins,
        "DefaultCacheBehavior": default,
        "CacheBehaviors": [behaviour],
    }
    access = {
        "Name": "access",
        "OriginAccessControlOriginType": "s3",
        "SigningBehavior": "always",
        "SigningProtocol": "sigv4",
    }
    forward = {
        "Name": "forward",
        "HeadersConfig": headers,
        "CookiesConfig": {"CookieBehavior": "none"},
        "QueryStringsConfig": {"QueryStringBehavior": "all"},
    }
    policy = {"ContentSecurityPolicy": "default-src 'none'", "Override": True}
    frames, tls = {"FrameOption": "DENY", "Override": True}, {"AccessControlMaxAgeSec": 63072000, "Override": True}
    own = {"Items": [{"Header": "Permissions-Policy", "Value": "camera=()", "Override": True}]}
    secure = {
        "Name": "secure",
        "CustomHeadersConfig": own,
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": policy,
            "FrameOptions": frames,
            "StrictTransportSecurity": tls,
        },
    }
    read = {
        "Effect": "Allow",
        "Principal": {"Service": "cloudfront.amazonaws.com"},
        "Action": "s3:GetObject",
        "Resource": {"Fn::Sub": "${Site.Arn}/*"},
    }
    return {
        **api(),
        "Site": {"Type": "AWS::S3::Bucket", "Properties": {}},
        "SitePolicy": {
            "Type": "AWS::S3::BucketPolicy",
            "Properties": {"Bucket": {"Ref": "Site"}, "PolicyDocument": {"Version": "2012-10-17", "Statement": [read]}},
        },
        "Access": {
            "Type": "AWS::CloudFront::OriginAccessControl",
            "Properties": {"OriginAccessControlConfig": access},
        },
        "Forward": {
            "Type": "AWS::CloudFront::OriginRequestPolicy",
            "Properties": {"OriginRequestPolicyConfig": forward},
        },
        "Secure": {
            "Type": "AWS::CloudFront::ResponseHeadersPolicy",
            "Properties": {"ResponseHeadersPolicyConfig": secure},
        },
        "Distribution": {"Type": "AWS::CloudFront::Distribution", "Properties": {"DistributionConfig": config}},
    }


OUTPUTS = {
    "Url": {"Value": {"Fn::Sub": "https://${Distribution.DomainName}/"}},
    "Api": {"Value": {"Fn::Sub": "https://${Api}.execute-api.${AWS::Region}.amazonaws.com/v1/register"}},
    "Site": {"Value": {"Ref": "Site"}},
}
LISTED = {"HeaderBehavior": "whitelist", "Headers": ["CloudFront-Viewer-Address", "Content-Type"]}


@pytest.fixture
def deployed(account: Account) -> Json:
    return account.deploy(site(LISTED), outputs=OUTPUTS)


def test_page_and_api_are_one_origin(account: Account, deployed: Json) -> None:
    account.client("s3").put_object(
        Bucket=deployed["Site"], Key="index.html", Body=b"<h1>sign up</h1>", ContentType="text/html"
    )
    page = account.sandbox.request("GET", deployed["Url"])
    assert (page.status, page.text) == (200, "<h1>sign up</h1>")
    assert page.headers["content-security-policy"] == "default-src 'none'"
    assert page.headers["x-frame-options"] == "DENY"
    assert page.headers["strict-transport-security"] == "max-age=63072000"
    assert page.headers["permissions-policy"] == "camera=()"
    headers = {"Content-Type": "application/json", "X-Forwarded-For": "203.0.113.9", "X-Other": "not forwarded"}
    headers["CloudFront-Viewer-Address"] = "203.0.113.9:1"
    answer = account.sandbox.request("POST", deployed["Url"] + "v1/register?a=b", body='{"x": 1}', headers=headers)
    assert (answer.status, answer.headers["x-own"]) == (201, "1")
    seen = answer.json()
    assert (seen["body"], seen["query"]) == ('{"x": 1}', {"a": "b"})
    assert seen["headers"]["cloudfront-viewer-address"] == "127.0.0.1:443"
    assert seen["headers"]["x-api-key"] == f"key-of-account-{account.id}"
    assert "x-other" not in seen["headers"]
    assert seen["ip"] != "203.0.113.9"


def test_the_api_refuses_who_comes_without_the_key_of_the_distribution(account: Account, deployed: Json) -> None:
    answer = account.sandbox.request("POST", deployed["Api"], body="{}")
    assert (answer.status, answer.json()) == (403, {"message": "Forbidden"})


def test_the_api_sees_the_address_of_the_connection_not_a_header(account: Account, deployed: Json) -> None:
    headers = {"X-Api-Key": f"key-of-account-{account.id}", "X-Forwarded-For": "203.0.113.9"}
    answer = account.sandbox.request("POST", deployed["Api"], body="{}", headers=headers)
    assert answer.json()["ip"] == "127.0.0.1"


def test_the_viewers_address_is_forwarded_only_when_a_policy_lists_it(account: Account) -> None:
    deployed = account.deploy(site({"HeaderBehavior": "none"}), outputs=OUTPUTS)
    answer = account.sandbox.request("POST", deployed["Url"] + "v1/register", body="{}")
    assert "cloudfront-viewer-address" not in answer.json()["headers"]


def test_a_web_acl_is_associated_with_the_stage_and_logs(account: Account) -> None:
    visibility = {"CloudWatchMetricsEnabled": False, "MetricName": "m", "SampledRequestsEnabled": False}
    acl = {"Scope": "REGIONAL", "DefaultAction": {"Allow": {}}, "VisibilityConfig": visibility, "Name": "acl"}
    stage = {"Fn::Sub": "arn:aws:apigateway:${AWS::Region}::/restapis/${Api}/stages/${Stage}"}
    association = {"ResourceArn": stage, "WebACLArn": att("Acl", "Arn")}
    destination = f"arn:aws:logs:{REGION}:{account.id}:log-group:aws-waf-logs-x"
    logging = {"ResourceArn": att("Acl", "Arn"), "LogDestinationConfigs": [destination]}
    resources = {
        **api(),
        "Acl": {"Type": "AWS::WAFv2::WebACL", "Properties": acl},
        "Association": {"Type": "AWS::WAFv2::WebACLAssociation", "Properties": association},
        "Logging": {"Type": "AWS::WAFv2::LoggingConfiguration", "Properties": logging},
    }
    found = account.deploy(resources, outputs={"Stage": {"Value": stage}})
    acl_of = account.client("wafv2").get_web_acl_for_resource
    assert acl_of(ResourceArn=found["Stage"])["WebACL"]["Name"] == "acl"
    account.destroy()
    assert account.client("wafv2").list_web_acls(Scope="REGIONAL")["WebACLs"] == []


def test_web_acl_logs_go_to_a_name_that_begins_as_aws_wants(account: Account) -> None:
    destination = f"arn:aws:logs:{REGION}:{account.id}:log-group:elsewhere"
    logging = {"ResourceArn": f"arn:aws:wafv2:{REGION}:{account.id}:x", "LogDestinationConfigs": [destination]}
    with pytest.raises(AssertionError, match="the log destination elsewhere has to begin with aws-waf-logs-"):
        account.deploy({"Logging": {"Type": "AWS::WAFv2::LoggingConfiguration", "Properties": logging}})


def test_a_topic_delivers_to_an_encrypted_queue_only_with_the_key(account: Account) -> None:
    root = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{account.id}:root"},
        "Action": "kms:*",
        "Resource": "*",
    }
    sns = {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Resource": "*"}
    sns["Action"] = ["kms:GenerateDataKey*", "kms:Decrypt"]

    def key(*statements: Json) -> str:
        policy = json.dumps({"Version": "2012-10-17", "Statement": [root, *statements]})
        return str(account.client("kms").create_key(Policy=policy)["KeyMetadata"]["Arn"])

    topic = account.topic()
    silent, usable = account.queue_of(topic, KmsMasterKeyId=key()), account.queue_of(topic, KmsMasterKeyId=key(sns))
    account.client("sns").publish(TopicArn=topic, Message='{"x": 1}')
    assert account.received(usable) == [{"x": 1}]
    assert "Messages" not in account.client("sqs").receive_message(QueueUrl=silent)
