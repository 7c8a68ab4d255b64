"""An environment: which stacks it has, where they are, and what points to what."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.app import ROOT, stacks
from tests.unit.stacks.conftest import Templates, Variant, of_type, only

ENVIRONMENTS = ("Dev", "Local", "Prod", "Staging")
STACKS = {"Edge", "Messaging", "OptIn", "Stateful"}
RETAINING = {"Prod", "Staging"}


def references(value: Any) -> Iterator[dict[str, str]]:
    """Every reference to another stack in a template."""
    if isinstance(value, dict):
        if "Fn::GetStackOutput" in value:
            yield value["Fn::GetStackOutput"]
        assert "Fn::ImportValue" not in value
        for each in value.values():
            yield from references(each)
    elif isinstance(value, list):
        for each in value:
            yield from references(each)


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_an_environment_is_four_stacks(app: Templates, environment: str) -> None:
    made = {name.split("/")[1] for name in app if name.startswith(f"{environment}/")}
    assert made - {"ApiGatewayAccount"} == STACKS


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_the_stateful_stack_refers_to_no_other(app: Templates, environment: str) -> None:
    assert list(references(app[f"{environment}/Stateful"])) == []


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_the_stateful_stack_waits_for_no_other(assembly: Path, environment: str) -> None:
    made = stacks(assembly)
    _, artifact = made[f"{environment}/Stateful"]
    assert [each for each in artifact["dependencies"] if not each.endswith(".assets")] == []


@pytest.mark.parametrize("environment", ENVIRONMENTS)
@pytest.mark.parametrize(
    ("stack", "others"),
    [("Edge", set()), ("Messaging", {"Stateful"}), ("OptIn", {"Stateful", "Messaging", "Edge"})],
)
def test_references_point_one_way(app: Templates, environment: str, stack: str, others: set[str]) -> None:
    found = {each["StackName"] for each in references(app[f"{environment}/{stack}"])}
    assert found == {f"{environment}-{other}" for other in others}


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_every_reference_finds_an_output(app: Templates, environment: str) -> None:
    found = [each for stack in STACKS for each in references(app[f"{environment}/{stack}"])]
    assert found
    missing = [each for each in found if each["OutputName"] not in app[each["StackName"].replace("-", "/")]["Outputs"]]
    assert missing == []


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_only_the_stateful_stack_is_protected_and_only_where_data_is_retained(assembly: Path, environment: str) -> None:
    protected = {
        name.split("/")[1]
        for name, (_, artifact) in stacks(assembly).items()
        if name.startswith(f"{environment}/") and artifact["properties"].get("terminationProtection")
    }
    assert protected == ({"Stateful"} if environment in RETAINING else set())


def test_the_edge_is_in_us_east_1_wherever_the_rest_is(variant: Variant) -> None:
    made = variant("prod", region="eu-west-1")
    (distribution,) = of_type(made["OptIn"], "AWS::CloudFront::Distribution").values()
    web_acl = distribution["Properties"]["DistributionConfig"]["WebACLId"]["Fn::GetStackOutput"]
    assert (web_acl["StackName"], web_acl["Region"]) == ("Prod-Edge", "us-east-1")
    assert web_acl["OutputName"] in made["Edge"]["Outputs"]


def test_all_else_stays_in_its_region(variant: Variant) -> None:
    made = variant("prod", region="eu-west-1")
    regions = {
        each["StackName"]: each["Region"] for stack in ("Messaging", "OptIn") for each in references(made[stack])
    }
    assert regions == {"Prod-Stateful": "eu-west-1", "Prod-Messaging": "eu-west-1", "Prod-Edge": "us-east-1"}


def test_the_web_acl_of_the_edge_is_one_of_distributions(app: Templates) -> None:
    assert only(app["Prod/Edge"], "AWS::WAFv2::WebACL")["Scope"] == "CLOUDFRONT"


def test_the_log_of_the_edge_has_a_key_of_its_own_because_keys_do_not_leave_their_region(app: Templates) -> None:
    (key,) = of_type(app["Prod/Edge"], "AWS::KMS::Key")
    assert only(app["Prod/Edge"], "AWS::Logs::LogGroup")["KmsKeyId"] == {"Fn::GetAtt": [key, "Arn"]}


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_resources_carry_the_tags_of_their_environment(app: Templates, environment: str) -> None:
    wanted = [
        {"Key": "application", "Value": "cdk-messaging"},
        {"Key": "environment", "Value": environment.lower()},
    ]
    for kind, stack in (
        ("AWS::DynamoDB::Table", "Stateful"),
        ("AWS::KMS::Key", "Edge"),
        ("AWS::SMSVOICE::ConfigurationSet", "Messaging"),
        ("AWS::ApiGateway::RestApi", "OptIn"),
    ):
        tags = only(app[f"{environment}/{stack}"], kind)["Tags"]
        assert [tag for tag in tags if tag in wanted] == wanted, kind


@pytest.mark.parametrize(("environment", "days"), [("Local", 1), ("Dev", 7), ("Staging", 90), ("Prod", 365)])
def test_every_log_group_has_the_retention_of_its_environment_and_a_key(
    app: Templates, environment: str, days: int
) -> None:
    for stack in STACKS:
        for name, group in of_type(app[f"{environment}/{stack}"], "AWS::Logs::LogGroup").items():
            assert group["Properties"]["RetentionInDays"] == days, name
            assert "KmsKeyId" in group["Properties"], name


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_every_function_names_its_log_group(app: Templates, environment: str) -> None:
    functions = {
        name: each["Properties"]
        for stack in STACKS
        for name, each in of_type(app[f"{environment}/{stack}"], "AWS::Lambda::Function").items()
    }
    assert functions
    assert [name for name, each in functions.items() if "LogGroup" not in each.get("LoggingConfig", {})] == []


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_data_is_retained_or_goes_as_the_environment_says(app: Templates, environment: str) -> None:
    policy = "Retain" if environment in RETAINING else "Delete"
    kinds = (
        "AWS::DynamoDB::Table",
        "AWS::KMS::Key",
        "AWS::Logs::LogGroup",
        "AWS::S3::Bucket",
        "AWS::SecretsManager::Secret",
        "AWS::SMSVOICE::OptOutList",
        "AWS::SMSVOICE::PhoneNumber",
        "AWS::SMSVOICE::Pool",
    )
    found = {
        (kind, each["DeletionPolicy"])
        for stack in STACKS
        for kind in kinds
        for name, each in of_type(app[f"{environment}/{stack}"], kind).items()
        # The page's own bucket holds nothing that a deployment doesn't make again.
        if not (kind == "AWS::S3::Bucket" and stack == "OptIn")
    }
    assert found
    assert {each for _, each in found} == {policy}


def test_the_sandbox_reads_only_outputs_that_there_are(app: Templates) -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "sandbox").rglob("*.py")]
    read = {name for text in sources for name in re.findall(r"outputs\[\"(\w+)\"\]", text)}
    made = {name for template in app.values() for name in template.get("Outputs", {})}
    assert read
    assert read - made == set()


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_the_account_setting_of_api_gateway_is_made_only_where_a_file_says_so(app: Templates, environment: str) -> None:
    for stack in STACKS:
        assert not of_type(app[f"{environment}/{stack}"], "AWS::ApiGateway::Account"), stack


def test_where_a_file_says_so_it_is_retained_and_made_before_the_api(variant: Variant) -> None:
    made = variant("local", api_gateway_account=True)
    (account,) = of_type(made["ApiGatewayAccount"], "AWS::ApiGateway::Account").values()
    (role,) = of_type(made["ApiGatewayAccount"], "AWS::IAM::Role").values()
    assert (account["DeletionPolicy"], role["DeletionPolicy"]) == ("Retain", "Retain")


def test_where_no_file_says_so_there_is_no_such_stack(variant: Variant) -> None:
    assert "ApiGatewayAccount" not in variant("local", api_gateway_account=False)


def test_templates_hold_no_secret(app: Templates) -> None:
    """What is secret stands there as a reference that CloudFormation resolves."""
    text = json.dumps(app["Prod/OptIn"])
    assert text.count("{{resolve:secretsmanager:") == 2
    assert 'SecretString":' not in text.replace("GenerateSecretString", "")
