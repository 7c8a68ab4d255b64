"""What the stacks rely on in the emulator itself: if a new version of it breaks one of these, it is known here."""

from __future__ import annotations

import json
from typing import Any

from tests.sandbox.account import Account, Json, refused, until
from tests.sandbox.stacks import allow, att, function, role

FAILS_SOME = """
def handler(event, context):
    failed = [{"itemIdentifier": record["messageId"]} for record in event["Records"] if "bad" in record["body"]]
    return {"batchItemFailures": failed}
"""


def table(**more: Any) -> Json:
    names = ("pk", "sk", "status_key", "status_at")
    index = {
        "IndexName": "by_status",
        "KeySchema": [
            {"AttributeName": "status_key", "KeyType": "HASH"},
            {"AttributeName": "status_at", "KeyType": "RANGE"},
        ],
        "Projection": {"ProjectionType": "KEYS_ONLY"},
    }
    properties = {
        "TableName": "table",
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in names],
        "BillingMode": "PAY_PER_REQUEST",
        "GlobalSecondaryIndexes": [index],
        "TimeToLiveSpecification": {"AttributeName": "expires_at", "Enabled": True},
        **more,
    }
    return {"Type": "AWS::DynamoDB::Table", "Properties": properties}


def item(pk: str, sk: str, **more: str) -> Json:
    return {name: {"S": value} for name, value in {"pk": pk, "sk": sk, **more}.items()}


def test_a_failed_message_of_a_batch_ends_in_the_dead_letter_queue_alone(account: Account) -> None:
    redrive = {"deadLetterTargetArn": att("Dead", "Arn"), "maxReceiveCount": 1}
    mapping = {
        "FunctionName": {"Ref": "Consumer"},
        "EventSourceArn": att("Queue", "Arn"),
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "ScalingConfig": {"MaximumConcurrency": 2},
    }
    found = account.deploy(
        {
            "Role": role("lambda.amazonaws.com", allow("sqs:*")),
            "Consumer": function("Role", FAILS_SOME),
            "Dead": {"Type": "AWS::SQS::Queue"},
            "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": 2, "RedrivePolicy": redrive}},
            "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": mapping},
        },
        outputs={name: {"Value": {"Ref": name}} for name in ("Queue", "Dead", "Consumer")},
    )
    # A cold start must not use up the second in which the messages belong to the function.
    account.client("lambda").invoke(FunctionName=found["Consumer"], Payload=b'{"Records": []}')
    sqs = account.client("sqs")
    entries = [{"Id": body, "MessageBody": body} for body in ("good", "bad")]
    sqs.send_message_batch(QueueUrl=found["Queue"], Entries=entries)
    dead = until(lambda: sqs.receive_message(QueueUrl=found["Dead"]).get("Messages"))
    assert [message["Body"] for message in dead] == ["bad"]


def test_a_transaction_is_all_or_nothing(account: Account) -> None:
    account.deploy({"Table": table()})
    dynamodb = account.client("dynamodb")
    put = {"TableName": "table", "ConditionExpression": "attribute_not_exists(pk)"}
    dynamodb.transact_write_items(TransactItems=[{"Put": {**put, "Item": item("a", "1")}}])
    both = [{"Put": {**put, "Item": item("b", "1")}}, {"Put": {**put, "Item": item("a", "1")}}]
    error = refused(lambda: dynamodb.transact_write_items(TransactItems=both))
    assert error["Code"] == "TransactionCanceledException"
    assert [reason["Code"] for reason in error["CancellationReasons"]] == ["None", "ConditionalCheckFailed"]
    assert "Item" not in dynamodb.get_item(TableName="table", Key=item("b", "1"))


def test_a_sparse_index_holds_only_what_has_its_keys(account: Account) -> None:
    account.deploy({"Table": table()})
    dynamodb = account.client("dynamodb")
    dynamodb.put_item(TableName="table", Item=item("a", "1", status_key="OPEN", status_at="2026", other="x"))
    dynamodb.put_item(TableName="table", Item=item("b", "1", other="x"))
    found = dynamodb.query(
        TableName="table",
        IndexName="by_status",
        KeyConditionExpression="status_key = :open",
        ExpressionAttributeValues={":open": {"S": "OPEN"}},
    )["Items"]
    assert found == [item("a", "1", status_key="OPEN", status_at="2026")]


def test_a_transaction_is_authorized_item_by_item(account: Account) -> None:
    account.deploy({"Table": table()})
    user = account.as_user("dynamodb", [allow("dynamodb:PutItem", resource="*")])
    user.transact_write_items(TransactItems=[{"Put": {"TableName": "table", "Item": item("a", "1")}}])
    delete = [{"Delete": {"TableName": "table", "Key": item("a", "1")}}]
    assert refused(lambda: user.transact_write_items(TransactItems=delete))["Code"] == "AccessDeniedException"


def test_a_condition_on_another_item_stops_a_transaction(account: Account) -> None:
    account.deploy({"Table": table()})
    dynamodb = account.client("dynamodb")
    dynamodb.put_item(TableName="table", Item=item("switch", "1", stopped="yes"))
    check = {
        "TableName": "table",
        "Key": item("switch", "1"),
        "ConditionExpression": "attribute_not_exists(stopped)",
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }
    put = {"TableName": "table", "Item": item("a", "1")}
    both = [{"ConditionCheck": check}, {"Put": put}]

    error = refused(lambda: dynamodb.transact_write_items(TransactItems=both))
    assert [reason["Code"] for reason in error["CancellationReasons"]] == ["ConditionalCheckFailed", "None"]
    assert error["CancellationReasons"][0]["Item"]["stopped"] == {"S": "yes"}
    assert "Item" not in dynamodb.get_item(TableName="table", Key=item("a", "1"))

    dynamodb.delete_item(TableName="table", Key=item("switch", "1"))
    dynamodb.transact_write_items(TransactItems=both)
    assert "Item" in dynamodb.get_item(TableName="table", Key=item("a", "1"))

    user = account.as_user("dynamodb", [allow("dynamodb:PutItem", resource="*")])
    assert refused(lambda: user.transact_write_items(TransactItems=both))["Code"] == "AccessDeniedException"


def test_a_protected_table_and_stack_are_not_deleted(account: Account) -> None:
    account.deploy({"Table": table(DeletionProtectionEnabled=True)})
    cloudformation = account.client("cloudformation")
    account.destroy()
    assert "Table: " in account.failures()
    cloudformation.create_stack(
        StackName="protected",
        TemplateBody='{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}',
        EnableTerminationProtection=True,
    )
    error = refused(lambda: cloudformation.delete_stack(StackName="protected"))
    assert error["Message"].endswith("cannot be deleted while TerminationProtection is enabled")


def test_a_secret_is_resolved_in_a_template(account: Account) -> None:
    secret = {"Type": "AWS::SecretsManager::Secret", "Properties": {"GenerateSecretString": {"PasswordLength": 30}}}
    value = {"Fn::Sub": "{{resolve:secretsmanager:${Secret}:SecretString:::}}"}
    key = {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Enabled": True, "Value": value}}
    account.deploy({"Secret": secret, "Key": key})
    keys = account.client("apigateway").get_api_keys(includeValues=True)["items"]
    secrets = account.client("secretsmanager")
    name = secrets.list_secrets()["SecretList"][0]["Name"]
    assert keys[0]["value"] == secrets.get_secret_value(SecretId=name)["SecretString"]


def test_a_throttled_api_answers_with_its_gateway_response(account: Account) -> None:
    of_api = {"RestApiId": {"Ref": "Api"}}
    method = {**of_api, "ResourceId": att("Api", "RootResourceId"), "HttpMethod": "GET", "AuthorizationType": "NONE"}
    method["Integration"] = {"Type": "MOCK", "RequestTemplates": {"application/json": '{"statusCode": 200}'}}
    settings = [{"HttpMethod": "*", "ResourcePath": "/*", "ThrottlingRateLimit": 0.001, "ThrottlingBurstLimit": 1}]
    template = '{"code": "throttled"}'
    resources: Json = {
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "api"}},
        "Method": {"Type": "AWS::ApiGateway::Method", "Properties": method},
        "Throttled": {
            "Type": "AWS::ApiGateway::GatewayResponse",
            "Properties": {
                **of_api,
                "ResponseType": "THROTTLED",
                "StatusCode": "429",
                "ResponseTemplates": {"application/json": template},
            },
        },
        "Deployment": {
            "Type": "AWS::ApiGateway::Deployment",
            "Properties": of_api,
            "DependsOn": ["Method", "Throttled"],
        },
        "Stage": {
            "Type": "AWS::ApiGateway::Stage",
            "Properties": {
                **of_api,
                "DeploymentId": {"Ref": "Deployment"},
                "StageName": "v1",
                "MethodSettings": settings,
            },
        },
    }
    address = {"Fn::Sub": "https://${Api}.execute-api.${AWS::Region}.amazonaws.com/v1/"}
    url = account.deploy(resources, outputs={"Url": {"Value": address}})["Url"]
    answers = [account.sandbox.request("GET", url) for _ in range(3)]
    assert answers[-1].status == 429
    assert json.loads(answers[-1].body) == {"code": "throttled"}


def test_an_api_is_exported_with_its_models_and_responses(account: Account) -> None:
    of_api = {"RestApiId": {"Ref": "Api"}}
    schema = {"type": "object", "properties": {"phone": {"type": "string", "maxLength": 40}}, "required": ["phone"]}
    method = {
        **of_api,
        "ResourceId": att("Api", "RootResourceId"),
        "HttpMethod": "POST",
        "AuthorizationType": "NONE",
        "Integration": {"Type": "MOCK"},
        "RequestModels": {"application/json": {"Ref": "Model"}, "application/x-www-form-urlencoded": {"Ref": "Model"}},
        "MethodResponses": [
            {"StatusCode": "202", "ResponseModels": {"application/json": {"Ref": "Model"}}},
            {"StatusCode": "429", "ResponseParameters": {"method.response.header.Retry-After": True}},
        ],
    }
    named = {"Name": "SignUp", "ContentType": "application/json", "Schema": schema}
    resources: Json = {
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "api"}},
        "Model": {"Type": "AWS::ApiGateway::Model", "Properties": {**of_api, **named}},
        "Method": {"Type": "AWS::ApiGateway::Method", "Properties": method},
        "Deployment": {"Type": "AWS::ApiGateway::Deployment", "Properties": of_api, "DependsOn": "Method"},
        "Stage": {
            "Type": "AWS::ApiGateway::Stage",
            "Properties": {**of_api, "DeploymentId": {"Ref": "Deployment"}, "StageName": "v1"},
        },
    }
    api_id = account.deploy(resources, outputs={"Id": {"Value": {"Ref": "Api"}}})["Id"]

    exported = account.client("apigateway").get_export(
        restApiId=api_id, stageName="v1", exportType="oas30", accepts="application/json"
    )

    document = json.loads(exported["body"].read())
    assert document["openapi"] == "3.0.1"
    assert document["components"]["schemas"]["SignUp"] == schema
    operation = document["paths"]["/"]["post"]
    reference = {"schema": {"$ref": "#/components/schemas/SignUp"}}
    assert operation["requestBody"]["content"] == {
        "application/json": reference,
        "application/x-www-form-urlencoded": reference,
    }
    assert operation["responses"]["202"]["content"] == {"application/json": reference}
    assert operation["responses"]["429"]["headers"] == {"Retry-After": {"schema": {"type": "string"}}}
