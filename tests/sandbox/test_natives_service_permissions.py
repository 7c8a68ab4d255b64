"""What a service does for a resource needs permission, as in AWS."""

from __future__ import annotations

import json

import pytest

from tests.sandbox.account import REGION, Account, Json, until
from tests.sandbox.stacks import allow, att, function, role

ANSWER = "def handler(event, context):\n    return {'statusCode': 200, 'body': 'hello'}\n"
KEEP = """
import boto3
def handler(event, context):
    boto3.client("sqs").send_message(QueueUrl=%r, MessageBody="called")
"""


def api(*permissions: Json) -> Json:
    uri = {"Fn::Sub": "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Called.Arn}/invocations"}
    method = {
        "RestApiId": {"Ref": "Api"},
        "ResourceId": att("Api", "RootResourceId"),
        "HttpMethod": "GET",
        "AuthorizationType": "NONE",
        "Integration": {"Type": "AWS_PROXY", "IntegrationHttpMethod": "POST", "Uri": uri},
    }
    of_api = {"RestApiId": {"Ref": "Api"}}
    return {
        "Role": role("lambda.amazonaws.com", allow("logs:*")),
        "Called": function("Role", ANSWER),
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "api"}},
        "Method": {"Type": "AWS::ApiGateway::Method", "Properties": method},
        "Deployment": {"Type": "AWS::ApiGateway::Deployment", "Properties": of_api, "DependsOn": "Method"},
        "Stage": {
            "Type": "AWS::ApiGateway::Stage",
            "Properties": {**of_api, "DeploymentId": {"Ref": "Deployment"}, "StageName": "v1"},
        },
        **{
            f"Permission{count}": {"Type": "AWS::Lambda::Permission", "Properties": permission}
            for count, permission in enumerate(permissions)
        },
    }


URL = {"Url": {"Value": {"Fn::Sub": "https://${Api}.execute-api.${AWS::Region}.amazonaws.com/v1/"}}}


def permission(source: str) -> Json:
    return {
        "FunctionName": {"Ref": "Called"},
        "Action": "lambda:InvokeFunction",
        "Principal": "apigateway.amazonaws.com",
        "SourceArn": {"Fn::Sub": f"arn:aws:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:{source}"},
    }


def test_an_api_calls_a_function_whose_policy_names_the_method(account: Account) -> None:
    url = account.deploy(api(permission("${Api}/v1/GET/")), outputs=URL)["Url"]
    assert account.sandbox.request("GET", url).text == "hello"


@pytest.mark.parametrize("source", [None, "${Api}/v1/POST/", "another/*/*/*"])
def test_an_api_that_the_functions_policy_does_not_name_gets_a_500(account: Account, source: str | None) -> None:
    permissions = [permission(source)] if source else []
    url = account.deploy(api(*permissions), outputs=URL)["Url"]
    answer = account.sandbox.request("GET", url)
    assert (answer.status, answer.json()) == (500, {"message": "Internal server error"})


def schedule(account: Account, *statements: Json, group: str = "default") -> Json:
    queue = account.client("sqs").create_queue(QueueName="called")["QueueUrl"]
    condition = {
        "StringEquals": {
            "aws:SourceAccount": account.id,
            "aws:SourceArn": f"arn:aws:scheduler:{REGION}:{account.id}:schedule-group/{group}",
        }
    }
    caller = role("scheduler.amazonaws.com", *statements)
    caller["Properties"]["AssumeRolePolicyDocument"]["Statement"][0]["Condition"] = condition
    properties = {
        "ScheduleExpression": "at(2020-01-01T00:00:00)",
        "FlexibleTimeWindow": {"Mode": "OFF"},
        "Target": {"Arn": att("Called", "Arn"), "RoleArn": att("Caller", "Arn"), "Input": "{}"},
    }
    return {
        "Role": role("lambda.amazonaws.com", allow("sqs:SendMessage")),
        "Called": function("Role", KEEP % queue),
        "Caller": caller,
        "Schedule": {"Type": "AWS::Scheduler::Schedule", "Properties": properties},
    }


def test_a_schedule_calls_its_function_with_its_role(account: Account) -> None:
    refused = Account(account.sandbox)
    for each, action in ((refused, "lambda:GetFunction"), (account, "lambda:InvokeFunction")):
        each.deploy(schedule(each, allow(action)))

    def calls(of: Account) -> object:
        sqs = of.client("sqs")
        queue = sqs.get_queue_url(QueueName="called")["QueueUrl"]
        return sqs.receive_message(QueueUrl=queue).get("Messages")

    # One look at the schedules takes both: what is not called by then is not called at all.
    assert until(lambda: calls(account))
    assert not calls(refused)


def test_a_mapping_needs_a_role_that_may_read_the_queue(account: Account) -> None:
    def mapped(*statements: Json) -> Json:
        properties = {"FunctionName": {"Ref": "Called"}, "EventSourceArn": att("Queue", "Arn")}
        return {
            "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": 60}},
            "Role": role("lambda.amazonaws.com", *statements),
            "Called": function("Role", ANSWER),
            "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": properties},
        }

    with pytest.raises(AssertionError, match="does not allow sqs:DeleteMessage on"):
        account.deploy(mapped(allow("sqs:ReceiveMessage", "sqs:GetQueueAttributes")))
    actions = ("sqs:ReceiveMessage", "sqs:GetQueueAttributes", "sqs:DeleteMessage")
    account.deploy(mapped(allow(*actions)), name="second")


def test_a_delivery_stream_writes_only_what_its_role_may(account: Account) -> None:
    s3, firehose = account.client("s3"), account.client("firehose")
    for name, action in (("open", "s3:PutObject"), ("closed", "s3:GetObject")):
        bucket = f"{name}-{account.id}"
        s3.create_bucket(Bucket=bucket)
        writer = account.role([allow(action)], trusted="firehose.amazonaws.com")
        firehose.create_delivery_stream(
            DeliveryStreamName=name,
            DeliveryStreamType="DirectPut",
            ExtendedS3DestinationConfiguration={"RoleARN": writer, "BucketARN": f"arn:aws:s3:::{bucket}"},
        )
        firehose.put_record(DeliveryStreamName=name, Record={"Data": json.dumps({"x": 1}).encode()})
    assert s3.list_objects_v2(Bucket=f"open-{account.id}")["KeyCount"] == 1
    assert s3.list_objects_v2(Bucket=f"closed-{account.id}")["KeyCount"] == 0


def validated(validator: Json) -> Json:
    """The API with a model, a required parameter and a validator."""
    resources = api(permission("${Api}/v1/POST/"))
    schema = {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "type": "object",
        "additionalProperties": False,
        "required": ["phone"],
        "properties": {"phone": {"type": "string"}},
    }
    of_api = {"RestApiId": {"Ref": "Api"}}
    model = {**of_api, "ContentType": "application/json", "Schema": schema}
    resources["Model"] = {"Type": "AWS::ApiGateway::Model", "Properties": model}
    resources["Validator"] = {"Type": "AWS::ApiGateway::RequestValidator", "Properties": {**of_api, **validator}}
    resources["Method"]["Properties"] |= {
        "HttpMethod": "POST",
        "RequestModels": {"application/json": {"Ref": "Model"}},
        "RequestParameters": {"method.request.header.X-Needed": True},
        "RequestValidatorId": {"Ref": "Validator"},
    }
    return resources


def test_a_body_that_does_not_fit_its_model_is_refused_before_the_function(account: Account) -> None:
    url = account.deploy(validated({"ValidateRequestBody": True}), outputs=URL)["Url"]

    def post(body: str, kind: str = "application/json") -> int:
        return account.sandbox.request("POST", url, body=body, headers={"Content-Type": kind}).status

    assert post('{"phone": "1"}') == 200
    assert [post(body) for body in ('{"phone": 1}', '{"phone": "1", "x": 1}', "{}", "no json")] == [400] * 4
    assert post("phone=1", "application/x-www-form-urlencoded") == 200


def test_a_required_parameter_is_asked_for(account: Account) -> None:
    url = account.deploy(validated({"ValidateRequestParameters": True}), outputs=URL)["Url"]
    answer = account.sandbox.request("POST", url, body="{}")
    assert (answer.status, answer.json()) == (400, {"message": "Missing required request parameters: [X-Needed]"})
    assert account.sandbox.request("POST", url, body="{}", headers={"X-Needed": "1"}).status == 200


def test_validation_is_switched_on_in_place(account: Account) -> None:
    url = account.deploy(validated({}), outputs=URL)["Url"]
    assert account.sandbox.request("POST", url, body="{}").status == 200
    account.deploy(validated({"ValidateRequestBody": True}), outputs=URL)
    assert account.sandbox.request("POST", url, body="{}").status == 400
