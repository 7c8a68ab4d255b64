"""An app of another shape, made with the installed wheel outside of this repository, with all that a user may bring."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.gates.test_cfn_lint import complaints
from tests.package.conftest import run

PROGRAM = Path(__file__).parent / "programs" / "other_shape.py"
SHOP, NESTED, GOV = "Shop", "ShopNested", "Gov"
REGIONS = {SHOP: "eu-west-1", NESTED: "eu-west-1", GOV: "us-gov-west-1"}

Templates = Mapping[str, dict[str, Any]]


@pytest.fixture(scope="module")
def synthesized(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Templates, str]:
    """The templates by their stacks, and what the app printed."""
    folder = tmp_path_factory.mktemp("other-shape")
    shutil.copy2(PROGRAM, folder / "app.py")
    printed = run([str(installed), "app.py"], folder, CDK_OUTDIR=str(folder / "out"))
    files = {path.name.partition(".")[0]: path for path in (folder / "out").glob("*.template.json")}
    stacks = {name: next(path for stem, path in files.items() if _stack(stem) == name) for name in REGIONS}
    return {name: json.loads(path.read_text("utf-8")) for name, path in stacks.items()}, printed


@pytest.fixture(scope="module")
def templates(synthesized: tuple[Templates, str]) -> Templates:
    return synthesized[0]


def _stack(stem: str) -> str:
    """Without the hash that the file of a nested stack ends in."""
    return NESTED if stem.startswith(NESTED) else stem


def resources(template: Mapping[str, Any], kind: str) -> dict[str, dict[str, Any]]:
    return {name: each for name, each in template["Resources"].items() if each["Type"] == kind}


def functions(template: Mapping[str, Any], beginning: str) -> set[str]:
    return {name for name in resources(template, "AWS::Lambda::Function") if name.startswith(beginning)}


def test_two_opt_ins_are_in_one_stack_and_one_in_a_nested_stack(templates: Templates) -> None:
    assert functions(templates[SHOP], "OrdersPipelineSignUp")
    assert functions(templates[SHOP], "OffersPipelineSignUp")
    assert functions(templates[NESTED], "OptInPipelineSignUp")
    assert len(resources(templates[SHOP], "AWS::CloudFormation::Stack")) == 1


def test_one_has_a_number_and_a_pool_of_its_own(templates: Templates) -> None:
    (pool,) = resources(templates[SHOP], "AWS::SMSVOICE::Pool").values()
    (number,) = resources(templates[SHOP], "AWS::SMSVOICE::PhoneNumber")
    assert pool["Properties"]["OriginationIdentities"] == [{"Fn::GetAtt": [number, "Arn"]}]


@pytest.mark.parametrize(
    "kind",
    [
        "AWS::DynamoDB::Table",
        "AWS::KMS::Key",
        "AWS::SMSVOICE::ConfigurationSet",
        "AWS::SMSVOICE::OptOutList",
        "AWS::SMSVOICE::Pool",
        "AWS::SNS::Topic",
    ],
)
def test_the_other_makes_none_of_what_exists_already(templates: Templates, kind: str) -> None:
    assert [name for name in resources(templates[SHOP], kind) if name.startswith("Offers")] == []


def test_functions_use_the_existing_table_and_its_key(templates: Templates) -> None:
    granted = json.dumps(
        [
            each
            for name, each in resources(templates[SHOP], "AWS::IAM::Policy").items()
            if name.startswith("OffersPipelineReply")
        ]
    )
    assert "table/offers" in granted
    assert "key/1234abcd" in granted
    (function,) = functions(templates[SHOP], "OffersPipelineReply")
    settings = templates[SHOP]["Resources"][function]["Properties"]["Environment"]["Variables"]
    assert settings["TABLE_NAME"] == "offers"


def test_in_govcloud_the_api_stands_alone(templates: Templates) -> None:
    types = {each["Type"] for each in templates[GOV]["Resources"].values()}
    assert "AWS::ApiGateway::RestApi" in types
    assert "AWS::WAFv2::WebACLAssociation" in types
    assert not [each for each in types if each.startswith("AWS::CloudFront::")]


def test_in_govcloud_no_arn_names_another_partition(templates: Templates) -> None:
    assert "arn:aws:" not in json.dumps(templates[GOV])


def test_a_hosted_page_is_refused_in_govcloud_and_the_api_alone_is_named(synthesized: tuple[Templates, str]) -> None:
    assert synthesized[1] == (
        "refused: page is a HostedPage, and the partition of Region 'us-gov-west-1' has no Amazon CloudFront; give "
        "OwnPage(allowed_origin='https://www.example.com'), which deploys the API alone for a page elsewhere\n"
    )


@pytest.mark.parametrize("name", list(REGIONS))
def test_each_template_is_one_that_its_region_takes(templates: Templates, name: str) -> None:
    assert complaints(json.dumps(templates[name]), REGIONS[name]) == []
