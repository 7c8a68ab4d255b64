"""CDK's own custom resources, done by the sandbox with the role of their handlers."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from tests.sandbox.account import REGION, Account, Json
from tests.sandbox.stacks import allow, att, function, role


def handler(*statements: Json) -> Json:
    """A provider whose handler is never called: the sandbox stands in for it."""
    code = "def handler(event, context):\n    raise RuntimeError('the handler itself was called')\n"
    return {"Role": role("lambda.amazonaws.com", *statements), "Handler": function("Role", code)}


def archive(**files: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name, text in files.items():
            made.writestr(name.replace("__", "/").replace("_", "."), text)
    return content.getvalue()


@pytest.fixture
def assets(account: Account) -> str:
    bucket = f"assets-{account.id}"
    s3 = account.client("s3")
    s3.create_bucket(Bucket=bucket)
    s3.put_object(Bucket=bucket, Key="one.zip", Body=archive(index_html="<h1>", css__site_css="body{}"))
    s3.put_object(Bucket=bucket, Key="two.zip", Body=archive(index_html="<h2>"))
    s3.put_object(Bucket=bucket, Key="data.zip", Body=archive(config_json='{"api": "<<marker>>"}'))
    return bucket


def deployment(assets: str, *keys: str, **more: Any) -> Json:
    properties = {
        "ServiceToken": att("Handler", "Arn"),
        "SourceBucketNames": [assets] * len(keys),
        "SourceObjectKeys": list(keys),
        "DestinationBucketName": {"Ref": "Site"},
        "SystemMetadata": {"cache-control": "max-age=300"},
        **more,
    }
    site = {"Type": "AWS::S3::Bucket", "Properties": {}}
    deploys = {"Type": "Custom::CDKBucketDeployment", "Properties": properties}
    return {**handler(allow("s3:*")), "Site": site, "Deploy": deploys}


def objects(account: Account, bucket: str) -> dict[str, str]:
    s3 = account.client("s3")
    keys = [each["Key"] for each in s3.list_objects_v2(Bucket=bucket).get("Contents", [])]
    return {key: s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode() for key in keys}


SITE = {"Site": {"Value": {"Ref": "Site"}}}


def test_files_are_deployed_with_type_and_cache_control(account: Account, assets: str) -> None:
    site = account.deploy(deployment(assets, "one.zip"), outputs=SITE)["Site"]
    assert objects(account, site) == {"index.html": "<h1>", "css/site.css": "body{}"}
    head = account.client("s3").head_object(Bucket=site, Key="css/site.css")
    assert (head["ContentType"], head["CacheControl"]) == ("text/css", "max-age=300")


def test_an_update_replaces_files_and_prunes_the_rest(account: Account, assets: str) -> None:
    account.deploy(deployment(assets, "one.zip"))
    site = account.deploy(deployment(assets, "two.zip"), outputs=SITE)["Site"]
    assert objects(account, site) == {"index.html": "<h2>"}


def test_without_pruning_old_files_stay(account: Account, assets: str) -> None:
    account.deploy(deployment(assets, "one.zip"))
    site = account.deploy(deployment(assets, "two.zip", Prune=False), outputs=SITE)["Site"]
    assert objects(account, site) == {"index.html": "<h2>", "css/site.css": "body{}"}


def test_a_prefix_is_respected(account: Account, assets: str) -> None:
    resources = deployment(assets, "one.zip", DestinationBucketKeyPrefix="v1")
    site = account.deploy(resources, outputs=SITE)["Site"]
    assert set(objects(account, site)) == {"v1/index.html", "v1/css/site.css"}


def test_markers_get_their_deploy_time_values(account: Account, assets: str) -> None:
    more = {"SourceMarkers": [{"<<marker>>": 'https://"x"'}], "SourceMarkersConfig": [{"jsonEscape": True}]}
    site = account.deploy(deployment(assets, "data.zip", **more), outputs=SITE)["Site"]
    assert objects(account, site) == {"config.json": '{"api": "https://\\"x\\""}'}


def test_without_permission_of_its_role_nothing_is_deployed(account: Account, assets: str) -> None:
    resources = deployment(assets, "one.zip") | handler(allow("s3:GetObject*"))
    with pytest.raises(AssertionError, match=r"Access Denied|not authorized"):
        account.deploy(resources)


def test_a_bucket_that_empties_itself_can_be_deleted(account: Account) -> None:
    bucket = {
        "Type": "AWS::S3::Bucket",
        "Properties": {"Tags": [{"Key": "aws-cdk:auto-delete-objects", "Value": "true"}]},
    }
    properties = {"ServiceToken": att("Handler", "Arn"), "BucketName": {"Ref": "Site"}}
    empties = {"Type": "Custom::S3AutoDeleteObjects", "Properties": properties}
    resources = {**handler(allow("s3:*")), "Site": bucket, "Empties": empties}
    site = account.deploy(resources, outputs=SITE)["Site"]
    for key in ("a", "b/c"):
        account.client("s3").put_object(Bucket=site, Key=key, Body=b"x")
    account.destroy()
    assert account.client("s3").list_buckets()["Buckets"] == []


def test_a_stack_output_is_read_in_the_region_that_the_reference_names(account: Account) -> None:
    edge = account.sandbox.client("cloudformation", region="eu-west-1", account=account.id)
    edge.create_stack(
        StackName="edge",
        TemplateBody='{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}, "Outputs": {"Arn": {"Value": {"Ref": "T"}}}}',
    )
    reference = {"Fn::GetStackOutput": {"StackName": "edge", "Region": "eu-west-1", "OutputName": "Arn"}}
    parameter = {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": reference, "Name": "/arn"}}
    account.deploy({"Parameter": parameter})
    value = account.client("ssm").get_parameter(Name="/arn")["Parameter"]["Value"]
    assert value.startswith(f"arn:aws:sns:eu-west-1:{account.id}:edge-T-")


def test_the_older_export_writer_puts_parameters_into_the_other_region(account: Account) -> None:
    def writer(**exports: str) -> Json:
        properties = {"ServiceToken": att("Handler", "Arn"), "WriterProps": {"region": "eu-west-1", "exports": exports}}
        return {**handler(), "Writer": {"Type": "Custom::CrossRegionExportWriter", "Properties": properties}}

    def parameters() -> dict[str, str]:
        ssm = account.sandbox.client("ssm", region="eu-west-1", account=account.id)
        found = ssm.get_parameters(Names=["/cdk/exports/a", "/cdk/exports/b"])["Parameters"]
        return {each["Name"]: each["Value"] for each in found}

    account.deploy(writer(**{"/cdk/exports/a": "1", "/cdk/exports/b": "2"}))
    assert parameters() == {"/cdk/exports/a": "1", "/cdk/exports/b": "2"}
    account.deploy(writer(**{"/cdk/exports/b": "3"}))
    assert parameters() == {"/cdk/exports/b": "3"}
    account.destroy()
    assert parameters() == {}


def test_the_older_export_reader_gives_what_it_was_told(account: Account) -> None:
    properties = {
        "ServiceToken": att("Handler", "Arn"),
        "ReaderProps": {"region": REGION, "prefix": "stack", "imports": {"/cdk/exports/a": "value"}},
    }
    resources = {**handler(), "Reader": {"Type": "Custom::CrossRegionExportReader", "Properties": properties}}
    found = account.deploy(resources, outputs={"A": {"Value": att("Reader", "/cdk/exports/a")}})
    assert found == {"A": "value"}


def test_generated_secrets_keep_to_what_is_excluded(account: Account) -> None:
    generate = {"ExcludePunctuation": True, "ExcludeUppercase": True, "PasswordLength": 200}
    secret = {"Type": "AWS::SecretsManager::Secret", "Properties": {"GenerateSecretString": generate}}
    name = account.deploy({"Secret": secret}, outputs={"Arn": {"Value": {"Ref": "Secret"}}})["Arn"]
    value = account.client("secretsmanager").get_secret_value(SecretId=name)["SecretString"]
    assert len(value) == 200
    assert value == value.lower()
    assert value.isalnum()
