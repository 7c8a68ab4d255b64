"""The CDK's template validation and two rule packs of cdk-nag, on all environments; and that each can fail."""

from __future__ import annotations

import pytest

from tests.gates.judgement import NAG_RULES, NIST_RULES, SCHEMA_RULES, WARNINGS, Acknowledgement, Judgement

FEWEST_RESOURCES = 400
"""All environments together have more; with fewer, the app was not really looked at."""

FEWEST_WORDS = 5
"""Of a reason."""


def test_the_templates_follow_the_schemas_of_aws(judged_app: Judgement, judged_tests: Judgement) -> None:
    assert judged_app.of(SCHEMA_RULES) == []
    assert judged_tests.of(SCHEMA_RULES) == []


@pytest.mark.parametrize("pack", [NAG_RULES, NIST_RULES])
def test_cdk_nag_finds_nothing_that_is_not_acknowledged(
    pack: str, judged_app: Judgement, judged_tests: Judgement
) -> None:
    assert judged_app.of(pack) == []
    assert judged_tests.of(pack) == []


def test_constructs_warn_only_of_the_registration_that_the_local_number_would_need(judged_app: Judgement) -> None:
    warnings = {(finding.construct_path.split("/")[0], finding.rule) for finding in judged_app.findings_of(WARNINGS)}
    assert warnings == {("Local", "Annotation::cdk_messaging:PhoneNumber.registration")}


def test_a_captcha_that_stops_nobody_is_all_else_that_is_warned_of_where_only_tests_deploy(
    judged_tests: Judgement,
) -> None:
    warnings = {(finding.construct_path.split("/")[0], finding.rule) for finding in judged_tests.findings_of(WARNINGS)}
    others = {(name, rule) for name, rule in warnings if not rule.endswith("PhoneNumber.registration")}
    assert others == {("Captcha", "Annotation::cdk_messaging:Captcha.testKey")}


def test_a_page_elsewhere_is_as_good(judged_own_page: Judgement) -> None:
    assert judged_own_page.of(SCHEMA_RULES) == []
    assert judged_own_page.of(NAG_RULES) == []
    assert judged_own_page.of(NIST_RULES) == []
    assert judged_own_page.resources > 0


def test_an_app_of_another_shape_lacks_only_the_web_acl_that_it_would_make_in_us_east_1(
    judged_other_shape: Judgement,
) -> None:
    assert judged_other_shape.of(SCHEMA_RULES) == []
    assert judged_other_shape.of(NIST_RULES) == []
    assert {finding.rule for finding in judged_other_shape.findings_of(NAG_RULES)} == {"AwsSolutions-CFR2"}


def test_the_whole_app_was_looked_at(judged_app: Judgement, judged_tests: Judgement) -> None:
    assert judged_app.resources >= FEWEST_RESOURCES
    assert judged_tests.resources >= FEWEST_RESOURCES


def test_every_acknowledgement_is_needed(unacknowledged_app: Judgement) -> None:
    assert unacknowledged_app.acknowledgements != []
    assert unacknowledged_app.idle_acknowledgements() == []


def test_a_template_against_the_schema_is_found(judged_fault: Judgement) -> None:
    assert judged_fault.of(SCHEMA_RULES) == [
        "Faulty/Stack/Number: F3031: IsoCountryCode: 'usa' does not match pattern '^[A-Z]{2}$'"
    ]


def test_a_template_against_the_schema_stops_the_synthesis(judged_fault: Judgement) -> None:
    assert "ValidationFailed" in judged_fault.output


def test_a_nag_finding_is_found_and_an_acknowledged_one_is_not(judged_fault: Judgement) -> None:
    assert judged_fault.of(NAG_RULES) == [
        (
            "Faulty/Stack/Bucket/Resource: AwsSolutions-S10: "
            "The S3 Bucket or bucket policy does not require requests to use SSL."
        )
    ]


def test_a_finding_of_nist_is_found_and_an_acknowledged_one_is_not(judged_fault: Judgement) -> None:
    rules = {finding.rule.removeprefix(f"{NIST_RULES}-") for finding in judged_fault.findings_of(NIST_RULES)}
    assert rules == {
        "S3BucketPublicReadProhibited",
        "S3BucketPublicWriteProhibited",
        "S3BucketReplicationEnabled",
        "S3BucketSSLRequestsOnly",
        "S3BucketVersioningEnabled",
        "S3DefaultEncryptionKMS",
    }


def test_an_acknowledgement_of_nothing_is_found(unacknowledged_fault: Judgement) -> None:
    assert unacknowledged_fault.idle_acknowledgements() == [
        Acknowledgement("Faulty/Stack/Bucket", "AwsSolutions-SQS3", "a bucket is no queue")
    ]


def test_every_acknowledgement_has_a_reason_that_says_something(unacknowledged_app: Judgement) -> None:
    reasons = {acknowledgement.reason for acknowledgement in unacknowledged_app.acknowledgements}
    assert {reason for reason in reasons if len(reason.split()) < FEWEST_WORDS} == set()
