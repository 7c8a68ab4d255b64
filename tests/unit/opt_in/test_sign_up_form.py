"""The hosted page: a private bucket and the API on one origin."""

from __future__ import annotations

import json
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_secretsmanager as secretsmanager

from cdk_messaging.opt_in import HostedPage, SignUpApi, SignUpForm
from cdk_messaging.opt_in.form import headers
from cdk_messaging.opt_in.form.content import CaptchaWidget
from tests.unit.opt_in.conftest import make_stack
from tests.unit.opt_in.made import form
from tests.unit.opt_in.parts import LOGS, make_function
from tests.unit.reading import Reading

CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/4b3a2c1d"
EMBEDDING = "https://www.example.com"
WEB_ACL = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/acl/1"
# The managed policies of CloudFront have the same ids in all accounts.
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"


def make_form(stack: cdk.Stack, construct_id: str = "Form", **arguments: Any) -> SignUpForm:
    secret = secretsmanager.Secret(stack, f"{construct_id}Secret")
    function = make_function(stack, f"{construct_id}Function")
    api = SignUpApi(stack, f"{construct_id}Api", function=function, forms=[form()], log_options=LOGS, origin_key=secret)
    files = arguments.pop("files", {"index.html": "<p>Hello</p>"})
    return SignUpForm(stack, construct_id, api=api, files=files, origin_key=secret, log_options=LOGS, **arguments)


def read(**arguments: Any) -> Reading:
    stack = make_stack()
    make_form(stack, **arguments)
    return Reading(stack)


@pytest.fixture(scope="module")
def plain() -> Reading:
    return read()


def distribution(reading: Reading) -> Any:
    return reading.properties("AWS::CloudFront::Distribution")["DistributionConfig"]


def origin_of(reading: Reading, behavior: Any) -> Any:
    (origin,) = [each for each in distribution(reading)["Origins"] if each["Id"] == behavior["TargetOriginId"]]
    return origin


def api_behavior(reading: Reading) -> Any:
    (behavior,) = distribution(reading)["CacheBehaviors"]
    return behavior


def test_the_bucket_lets_nobody_in_from_outside(plain: Reading) -> None:
    bucket = plain.properties("AWS::S3::Bucket")
    assert bucket["PublicAccessBlockConfiguration"] == {
        "BlockPublicAcls": True,
        "BlockPublicPolicy": True,
        "IgnorePublicAcls": True,
        "RestrictPublicBuckets": True,
    }
    assert "WebsiteConfiguration" not in bucket


def test_only_this_distribution_reads_the_bucket(plain: Reading) -> None:
    statements = plain.properties("AWS::S3::BucketPolicy")["PolicyDocument"]["Statement"]
    (reading,) = [each for each in statements if "Service" in each["Principal"]]
    assert reading["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    assert reading["Action"] == "s3:GetObject"
    ((key, source),) = reading["Condition"]["StringEquals"].items()
    assert key.lower() == "aws:sourcearn"
    assert source["Fn::Join"][1][-1] == {"Ref": plain.id("AWS::CloudFront::Distribution")}


def test_the_bucket_takes_tls_only(plain: Reading) -> None:
    statements = plain.properties("AWS::S3::BucketPolicy")["PolicyDocument"]["Statement"]
    (refused,) = [each for each in statements if each["Effect"] == "Deny"]
    assert refused["Action"] == "s3:*"
    assert refused["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_the_distribution_signs_its_requests_to_the_bucket(plain: Reading) -> None:
    control = plain.properties("AWS::CloudFront::OriginAccessControl")["OriginAccessControlConfig"]
    origin = origin_of(plain, distribution(plain)["DefaultCacheBehavior"])
    assert control["SigningBehavior"] == "always"
    assert control["OriginAccessControlOriginType"] == "s3"
    assert origin["OriginAccessControlId"] == {"Fn::GetAtt": [plain.id("AWS::CloudFront::OriginAccessControl"), "Id"]}


def test_pages_are_read_over_tls_and_cached(plain: Reading) -> None:
    behavior = distribution(plain)["DefaultCacheBehavior"]
    assert behavior["ViewerProtocolPolicy"] == "redirect-to-https"
    assert behavior["AllowedMethods"] == ["GET", "HEAD"]
    assert behavior["CachePolicyId"] == CACHING_OPTIMIZED


def served(reading: Reading) -> dict[str, str]:
    """The headers that pages are served with."""
    config = reading.properties("AWS::CloudFront::ResponseHeadersPolicy")["ResponseHeadersPolicyConfig"]
    security = config["SecurityHeadersConfig"]
    return {
        "Content-Security-Policy": security["ContentSecurityPolicy"]["ContentSecurityPolicy"],
        "Referrer-Policy": security["ReferrerPolicy"]["ReferrerPolicy"],
        "Strict-Transport-Security": f"max-age={security['StrictTransportSecurity']['AccessControlMaxAgeSec']}",
        "X-Content-Type-Options": "nosniff" if "ContentTypeOptions" in security else "",
        **({"X-Frame-Options": security["FrameOptions"]["FrameOption"]} if "FrameOptions" in security else {}),
        **{each["Header"]: each["Value"] for each in config["CustomHeadersConfig"]["Items"]},
    }


def test_pages_carry_exactly_the_security_headers(plain: Reading) -> None:
    assert served(plain) == headers.security_headers()
    assert distribution(plain)["DefaultCacheBehavior"]["ResponseHeadersPolicyId"] == {
        "Ref": plain.id("AWS::CloudFront::ResponseHeadersPolicy")
    }


def test_a_form_that_others_may_embed_names_them_in_its_policy_and_has_no_frame_option() -> None:
    page = HostedPage(frame_ancestors=[EMBEDDING])
    found = served(read(page=page))
    assert found == headers.security_headers(frame_ancestors=[EMBEDDING])
    assert f"frame-ancestors {EMBEDDING}" in found["Content-Security-Policy"]
    assert "X-Frame-Options" not in found


@pytest.mark.parametrize("provider", ["turnstile", "recaptcha"])
def test_the_scripts_of_a_captcha_are_let_in(provider: str) -> None:
    found = served(read(captcha=CaptchaWidget(provider=provider, site_key="key")))
    assert found == headers.security_headers(captcha=provider)
    assert found != headers.security_headers()


def test_no_header_of_an_origin_takes_the_place_of_a_security_header(plain: Reading) -> None:
    config = plain.properties("AWS::CloudFront::ResponseHeadersPolicy")["ResponseHeadersPolicyConfig"]
    policies = [*config["SecurityHeadersConfig"].values(), *config["CustomHeadersConfig"]["Items"]]
    assert all(each["Override"] is True for each in policies)


def test_calls_of_the_api_are_never_cached_and_may_use_any_method(plain: Reading) -> None:
    behavior = api_behavior(plain)
    assert behavior["PathPattern"] == "v1/*"
    assert behavior["CachePolicyId"] == CACHING_DISABLED
    assert "POST" in behavior["AllowedMethods"]
    assert behavior["ViewerProtocolPolicy"] == "https-only"


def test_calls_of_the_api_carry_the_key_by_reference(plain: Reading) -> None:
    (header,) = origin_of(plain, api_behavior(plain))["OriginCustomHeaders"]
    assert header == {
        "HeaderName": "x-api-key",
        "HeaderValue": {
            "Fn::Join": [
                "",
                [
                    "{{resolve:secretsmanager:",
                    {"Ref": plain.id("AWS::SecretsManager::Secret")},
                    ":SecretString:::}}",
                ],
            ]
        },
    }


def test_the_api_is_reached_over_tls_of_today(plain: Reading) -> None:
    assert origin_of(plain, api_behavior(plain))["CustomOriginConfig"] == {
        "OriginProtocolPolicy": "https-only",
        "OriginSSLProtocols": ["TLSv1.2"],
    }


def test_the_api_gets_the_viewers_address_from_cloudfront_and_nothing_that_a_viewer_could_forge(
    plain: Reading,
) -> None:
    config = plain.properties("AWS::CloudFront::OriginRequestPolicy")["OriginRequestPolicyConfig"]
    assert config["HeadersConfig"] == {
        "HeaderBehavior": "whitelist",
        "Headers": ["Accept", "CloudFront-Viewer-Address", "Content-Type", "User-Agent"],
    }
    assert config["CookiesConfig"] == {"CookieBehavior": "none"}
    assert config["QueryStringsConfig"] == {"QueryStringBehavior": "none"}
    assert api_behavior(plain)["OriginRequestPolicyId"] == {"Ref": plain.id("AWS::CloudFront::OriginRequestPolicy")}


def test_the_pages_are_copied_and_shown_at_once(plain: Reading) -> None:
    copied = plain.properties("Custom::CDKBucketDeployment")
    assert copied["DestinationBucketName"] == {"Ref": plain.id("AWS::S3::Bucket")}
    assert copied["DistributionId"] == {"Ref": plain.id("AWS::CloudFront::Distribution")}
    assert copied["DistributionPaths"] == ["/*"]


def test_other_pages_are_another_asset_and_the_same_are_not(plain: Reading) -> None:
    def asset(reading: Reading) -> Any:
        return reading.properties("Custom::CDKBucketDeployment")["SourceObjectKeys"]

    assert asset(read()) == asset(plain)
    assert asset(read(files={"index.html": "<p>Goodbye</p>"})) != asset(plain)


def test_the_bucket_goes_with_the_stack_because_a_deployment_fills_it_again(plain: Reading) -> None:
    assert plain.only("AWS::S3::Bucket")["DeletionPolicy"] == "Delete"
    assert plain.properties("Custom::CDKBucketDeployment")["RetainOnDelete"] is False


def test_a_bucket_that_is_retained_is_not_emptied() -> None:
    reading = read(removal_policy=cdk.RemovalPolicy.RETAIN)
    assert reading.only("AWS::S3::Bucket")["DeletionPolicy"] == "Retain"
    assert reading.properties("Custom::CDKBucketDeployment")["RetainOnDelete"] is True


def test_nothing_is_asked_of_certificates_or_firewalls_by_default(plain: Reading) -> None:
    assert not distribution(plain).keys() & {"Aliases", "ViewerCertificate", "WebACLId"}


def test_the_web_acl_is_on_the_distribution() -> None:
    assert distribution(read(page=HostedPage(web_acl_arn=WEB_ACL)))["WebACLId"] == WEB_ACL


def test_a_name_of_its_own_has_its_certificate_and_tls_of_today() -> None:
    stack = make_stack()
    certificate = acm.Certificate.from_certificate_arn(stack, "Certificate", CERTIFICATE)
    made = make_form(stack, page=HostedPage(domain_name="alerts.example.com", certificate=certificate))
    config = distribution(Reading(stack))
    assert config["Aliases"] == ["alerts.example.com"]
    assert config["ViewerCertificate"]["AcmCertificateArn"] == CERTIFICATE
    assert config["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    assert made.url == "https://alerts.example.com/"


def test_without_one_the_address_is_the_distributions() -> None:
    stack = make_stack()
    made = make_form(stack)
    address = json.dumps(stack.resolve(made.url))
    assert "DomainName" in address
    assert Reading(stack).id("AWS::CloudFront::Distribution") in address


def test_two_in_one_stack_do_not_collide() -> None:
    stack = make_stack()
    make_form(stack, "First")
    make_form(stack, "Second")
    names = [
        each["Properties"]["OriginRequestPolicyConfig"]["Name"]
        for each in Reading(stack).all("AWS::CloudFront::OriginRequestPolicy").values()
    ]
    assert len(set(names)) == 2


def test_the_zone_of_a_name_leads_to_the_distribution_from_both_kinds_of_addresses() -> None:
    stack = make_stack()
    zone = route53.HostedZone.from_hosted_zone_attributes(stack, "Zone", hosted_zone_id="Z1", zone_name="example.com")
    certificate = acm.Certificate.from_certificate_arn(stack, "Certificate", CERTIFICATE)
    page = HostedPage(domain_name="alerts.example.com", certificate=certificate, hosted_zone=zone)
    made = make_form(stack, page=page)
    reading = Reading(stack)
    records = [each["Properties"] for each in reading.all("AWS::Route53::RecordSet").values()]
    assert made.alias_records is not None
    assert {each["Type"] for each in records} == {"A", "AAAA"}
    for record in records:
        assert (record["Name"], record["HostedZoneId"]) == ("alerts.example.com.", "Z1")
        assert record["AliasTarget"]["DNSName"] == {
            "Fn::GetAtt": [reading.id("AWS::CloudFront::Distribution"), "DomainName"]
        }


def test_without_a_zone_there_are_no_records(plain: Reading) -> None:
    assert not plain.all("AWS::Route53::RecordSet")
