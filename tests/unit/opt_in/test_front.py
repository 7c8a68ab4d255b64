"""What faces the public: a page here, or one elsewhere."""

from __future__ import annotations

import json
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_certificatemanager as acm

from cdk_messaging.opt_in import FrontParts, HostedPage, Limits, OwnPage, SignUpFront
from tests.unit.opt_in.conftest import make_double_opt_in, make_stack
from tests.unit.opt_in.made import form
from tests.unit.opt_in.parts import LOGS, make_function, make_key
from tests.unit.reading import Reading

ORIGIN = "https://www.example.com"
CERTIFICATE = "arn:aws:acm:eu-west-1:111122223333:certificate/4b3a2c1d"


def make_front(page: HostedPage | OwnPage, **arguments: Any) -> tuple[SignUpFront, Reading]:
    stack = make_stack()
    parts: dict[str, Any] = {
        "function": make_function(stack),
        "forms": [form()],
        "page": page,
        "files": {"index.html": "<p>Hello</p>"},
        "limits": Limits(),
        "encryption_key": make_key(stack),
        "log_options": LOGS,
        "removal_policy": cdk.RemovalPolicy.RETAIN,
    }
    return SignUpFront(stack, "Front", parts=FrontParts(**{**parts, **arguments})), Reading(stack)


Front = tuple[SignUpFront, Reading]


@pytest.fixture(scope="module")
def hosted() -> Front:
    return make_front(HostedPage())


@pytest.fixture(scope="module")
def elsewhere() -> Front:
    return make_front(OwnPage(allowed_origin=ORIGIN))


def test_a_hosted_page_is_the_only_way_to_the_api(hosted: Front) -> None:
    front, reading = hosted
    assert front.form is not None
    assert reading.all("AWS::ApiGateway::UsagePlanKey")
    assert "Access-Control-Allow-Origin" not in json.dumps(reading.resources)


def test_a_hosted_page_has_no_regional_firewall_because_that_would_see_cloudfront_only(hosted: Front) -> None:
    front, reading = hosted
    assert front.web_acl is None
    assert not reading.all("AWS::WAFv2::WebACL")


def test_the_key_of_the_distribution_is_long_random_and_encrypted_with_the_users_key(hosted: Front) -> None:
    _, reading = hosted
    secret = reading.only("AWS::SecretsManager::Secret")
    assert secret["Properties"]["GenerateSecretString"] == {"ExcludePunctuation": True, "PasswordLength": 40}
    assert secret["Properties"]["KmsKeyId"] == {"Fn::GetAtt": [reading.id("AWS::KMS::Key"), "Arn"]}
    assert secret["DeletionPolicy"] == "Retain"


def test_the_removal_policy_of_the_key_is_the_users() -> None:
    _, reading = make_front(HostedPage(), removal_policy=cdk.RemovalPolicy.DESTROY)
    assert reading.only("AWS::SecretsManager::Secret")["DeletionPolicy"] == "Delete"


def test_distribution_and_api_hold_the_same_key(hosted: Front) -> None:
    _, reading = hosted
    config = reading.properties("AWS::CloudFront::Distribution")["DistributionConfig"]
    (sent,) = [h["HeaderValue"] for origin in config["Origins"] for h in origin.get("OriginCustomHeaders", [])]
    assert sent == reading.properties("AWS::ApiGateway::ApiKey")["Value"]


def test_the_address_of_a_hosted_page_is_the_pages(hosted: Front) -> None:
    front, _ = hosted
    assert front.form is not None
    assert front.url == front.form.url


def test_a_page_elsewhere_needs_neither_distribution_nor_bucket_nor_key(elsewhere: Front) -> None:
    front, reading = elsewhere
    assert front.form is None
    for kind in ("AWS::CloudFront::Distribution", "AWS::S3::Bucket", "AWS::SecretsManager::Secret"):
        assert not reading.all(kind), kind


def test_a_page_elsewhere_has_a_regional_firewall_on_the_stage(elsewhere: Front) -> None:
    _, reading = elsewhere
    association = reading.properties("AWS::WAFv2::WebACLAssociation")
    assert reading.properties("AWS::WAFv2::WebACL")["Scope"] == "REGIONAL"
    assert association["WebACLArn"] == {"Fn::GetAtt": [reading.id("AWS::WAFv2::WebACL"), "Arn"]}
    assert association["ResourceArn"]["Fn::Join"][1][-2:] == [
        "/stages/",
        {"Ref": reading.id("AWS::ApiGateway::Stage")},
    ]


def test_a_page_elsewhere_is_let_in_by_its_origin(elsewhere: Front) -> None:
    _, reading = elsewhere
    assert f"'{ORIGIN}'" in json.dumps(reading.all("AWS::ApiGateway::Method"))


def test_a_page_elsewhere_posts_to_the_register_operation(elsewhere: Front) -> None:
    front, _ = elsewhere
    assert front.url == f"https://{front.api.domain_name}/v1/register"


def test_the_limits_are_those_of_api_and_firewall() -> None:
    limits = Limits(requests_per_second=4, burst=6, web_acl_limit=33)
    _, reading = make_front(OwnPage(allowed_origin=ORIGIN), limits=limits)
    (settings,) = reading.properties("AWS::ApiGateway::Stage")["MethodSettings"]
    rate = reading.properties("AWS::WAFv2::WebACL")["Rules"][0]["Statement"]["RateBasedStatement"]
    assert (settings["ThrottlingRateLimit"], settings["ThrottlingBurstLimit"], rate["Limit"]) == (4, 6, 33)


def test_the_api_of_a_page_elsewhere_may_have_a_name_of_its_own() -> None:
    certificate = acm.Certificate.from_certificate_arn(cdk.Stack(), "Certificate", CERTIFICATE)
    page = OwnPage(allowed_origin=ORIGIN, domain_name="api.example.com", certificate=certificate)
    front, reading = make_front(page)
    assert reading.properties("AWS::ApiGateway::DomainName")["RegionalCertificateArn"] == CERTIFICATE
    assert front.url == "https://api.example.com/v1/register"


def settings_of_functions(tmp_path: Any, page: HostedPage | OwnPage) -> Any:
    """What the functions of a double opt-in are told, from the asset as it would be uploaded."""
    app = cdk.App(outdir=str(tmp_path))
    stack = cdk.Stack(app, "Stack", env=cdk.Environment(region="eu-west-1"))
    make_double_opt_in(stack, page=page)
    app.synth()
    (settings,) = tmp_path.glob("asset.*/settings.json")
    return json.loads(settings.read_text(encoding="utf-8"))


def test_the_function_lets_a_page_elsewhere_read_its_answers(tmp_path: Any) -> None:
    assert settings_of_functions(tmp_path, OwnPage(allowed_origin=ORIGIN))["allowed_origins"] == [ORIGIN]


def test_the_function_answers_no_other_origin_of_a_hosted_page(tmp_path: Any) -> None:
    assert settings_of_functions(tmp_path, HostedPage())["allowed_origins"] == []
