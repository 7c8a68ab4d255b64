"""The pattern as an environment wires it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from stacks.environment.limits import LimitsTable
from stacks.environment.page import Domain
from tests.support.app import ROOT
from tests.support.stage import synth_variant
from tests.unit.stacks.conftest import Templates, Variant, of_type, only

POOL = "pool-6c5b4a3f2e1d40c9b8a7f6e5d4c3b2a1"
PHONE_NUMBER = "phone-1a2b3c4d5e6f47a8b9c0d1e2f3a4b5c6"
ZONE = "Z0123456789ABCDEFGHIJ"
CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/4b3a2c1d"


MODULES = ("signup", "sender", "reply", "settlement", "sweeper", "expiry", "reconciliation", "consent_check")
OUTPUTS = {
    "ConsentCheckFunctionName",
    "ConsentTableName",
    "EventsDeadLetterQueueUrl",
    "EventsQueueUrl",
    "FormUrl",
    "InboundDeadLetterQueueUrl",
    "InboundQueueUrl",
    "OptOutListName",
    "OutboxDeadLetterQueueUrl",
    "OutboxQueueUrl",
    "ReconciliationFunctionName",
    "RestApiId",
    "SenderRoleName",
}


def function(template: Any, module: str) -> Any:
    (found,) = [
        each["Properties"]
        for each in of_type(template, "AWS::Lambda::Function").values()
        if each["Properties"]["Handler"] == f"runtime.{module}.handler"
    ]
    return found


def variables(app: Templates, environment: str, module: str) -> Any:
    return function(app[f"{environment}/OptIn"], module)["Environment"]["Variables"]


def settings(folder: Path) -> Any:
    """What the functions are told, from the asset as it would be uploaded."""
    (found,) = folder.glob("asset.*/settings.json")
    return json.loads(found.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("environment", "resource"), [("Prod", f"pool/{POOL}"), ("Staging", f"phone-number/{PHONE_NUMBER}")]
)
def test_an_existing_origination_is_sent_from_and_may_be(app: Templates, environment: str, resource: str) -> None:
    assert json.dumps(variables(app, environment, "sender")["ORIGINATION_IDENTITY"]).endswith(f':{resource}"]]}}')
    granted = json.dumps(of_type(app[f"{environment}/OptIn"], "AWS::IAM::Policy"))
    assert granted.count(resource) == 1


@pytest.mark.parametrize("environment", ["Dev", "Local"])
def test_a_leased_origination_is_sent_from(app: Templates, environment: str) -> None:
    identity = variables(app, environment, "sender")["ORIGINATION_IDENTITY"]["Fn::GetStackOutput"]
    assert identity["StackName"] == f"{environment}-Stateful"


def test_an_existing_origination_uses_the_list_that_the_file_names(app: Templates) -> None:
    assert json.dumps(variables(app, "Prod", "reconciliation")["OPT_OUT_LIST"]).endswith(':opt-out-list/Default"]]}')


def test_only_the_functions_that_log_numbers_know_the_key_for_it(app: Templates) -> None:
    knowing = {module for module in MODULES if "HASH_KEY_SECRET_ARN" in variables(app, "Prod", module)}
    assert knowing == set(MODULES) - {"consent_check", "signup"}


@pytest.mark.parametrize(
    ("module", "names"),
    [
        ("sender", {"ORIGINATION_IDENTITY", "CONFIGURATION_SET", "OUTBOX_QUEUE_URL", "OUTBOX_MAX_RECEIVES"}),
        ("sweeper", {"OUTBOX_QUEUE_URL"}),
        ("reconciliation", {"OPT_OUT_LIST"}),
        ("signup", {"TRUSTED_VIEWER_HEADER"}),
        ("reply", set()),
        ("settlement", set()),
        ("expiry", set()),
        ("consent_check", set()),
    ],
)
def test_each_function_knows_what_it_needs_and_nothing_more(app: Templates, module: str, names: set[str]) -> None:
    common = {"HASH_KEY_SECRET_ARN", "METRICS_NAMESPACE", "TABLE_NAME"}
    assert set(variables(app, "Prod", module)) - common == names


def test_the_page_trusts_the_distribution_for_the_viewers_address(app: Templates) -> None:
    assert variables(app, "Prod", "signup")["TRUSTED_VIEWER_HEADER"] == "1"


def test_self_managed_opt_outs_tell_the_reply_function_of_the_list(variant: Variant) -> None:
    made = variant("local", opt_outs="self-managed")
    assert "OPT_OUT_LIST" in function(made["OptIn"], "reply")["Environment"]["Variables"]


def test_the_functions_are_told_what_the_file_says(tmp_path: Path) -> None:
    synth_variant(
        tmp_path,
        "local",
        default_country="CA",
        limits=LimitsTable(max_price="0.07", messages_per_second=2.5, prefix_limit=4, address_limit=5),
        number_validation="phone-number-validate",
        opt_outs="self-managed",
    )
    told = settings(tmp_path)
    assert told["default_country"] == "CA"
    assert set(told["countries"]) == {"US", "CA", "GB", "SE", "DE", "AU"}
    assert told["max_price"] == "0.07"
    assert told["messages_per_second"] == 2.5
    assert (told["prefix_limit"], told["address_limit"]) == (4, 5)
    assert told["number_validation"] == "phone-number-validate"
    assert told["self_managed_opt_outs"] is True


def test_the_default_country_is_offered_first(tmp_path: Path) -> None:
    synth_variant(tmp_path, "local", default_country="SE")
    (page,) = tmp_path.glob("asset.*/index.html")
    assert 'selected value="SE"' in page.read_text(encoding="utf-8")


def test_a_name_with_a_certificate_is_the_distributions(variant: Variant) -> None:
    made = variant("prod", domain=Domain(name="alerts.example.com", certificate_arn=CERTIFICATE))
    config = only(made["OptIn"], "AWS::CloudFront::Distribution")["DistributionConfig"]
    assert config["Aliases"] == ["alerts.example.com"]
    assert config["ViewerCertificate"]["AcmCertificateArn"] == CERTIFICATE
    assert made["OptIn"]["Outputs"]["FormUrl"]["Value"] == "https://alerts.example.com/"
    assert not of_type(made["Edge"], "AWS::CertificateManager::Certificate")
    assert not of_type(made["OptIn"], "AWS::Route53::RecordSet")


def test_a_name_with_a_zone_gets_its_certificate_at_the_edge_and_its_records(tested: Templates) -> None:
    opt_in, edge = tested["OwnDomain/OptIn"], tested["OwnDomain/Edge"]
    assert only(edge, "AWS::CertificateManager::Certificate")["DomainValidationOptions"] == [
        {"DomainName": "alerts.example.com", "HostedZoneId": ZONE}
    ]
    config = only(opt_in, "AWS::CloudFront::Distribution")["DistributionConfig"]
    reference = config["ViewerCertificate"]["AcmCertificateArn"]["Fn::GetStackOutput"]
    assert (reference["StackName"], reference["Region"]) == ("OwnDomain-Edge", "us-east-1")
    assert reference["OutputName"] in edge["Outputs"]
    records = [each["Properties"] for each in of_type(opt_in, "AWS::Route53::RecordSet").values()]
    assert {(each["Type"], each["Name"], each["HostedZoneId"]) for each in records} == {
        ("A", "alerts.example.com.", ZONE),
        ("AAAA", "alerts.example.com.", ZONE),
    }


def test_other_sites_may_embed_the_form_only_where_the_file_says_so(app: Templates, tested: Templates) -> None:
    def policy(template: Any) -> str:
        return json.dumps(only(template, "AWS::CloudFront::ResponseHeadersPolicy"))

    assert "frame-ancestors 'none'" in policy(app["Prod/OptIn"])
    assert "frame-ancestors https://www.example.com https://shop.example.com" in policy(tested["OwnDomain/OptIn"])


def test_a_captcha_is_made_of_what_the_file_says(tested: Templates) -> None:
    known = function(tested["Captcha/OptIn"], "signup")["Environment"]["Variables"]["CAPTCHA_SECRET_ARN"]
    assert known["Fn::Join"][1][-1].endswith(":secret:captcha")


def test_limits_of_requests_are_the_files(tested: Templates) -> None:
    (settings,) = only(tested["Flood/OptIn"], "AWS::ApiGateway::Stage")["MethodSettings"]
    rule = only(tested["Flood/Edge"], "AWS::WAFv2::WebACL")["Rules"][0]
    assert (settings["ThrottlingRateLimit"], settings["ThrottlingBurstLimit"]) == (10_000, 5000)
    assert rule["Statement"]["RateBasedStatement"]["Limit"] == 2_000_000_000


def test_what_may_be_spent_is_the_files(app: Templates, tested: Templates) -> None:
    def threshold(template: Any) -> Any:
        alarms = [each["Properties"] for each in of_type(template, "AWS::CloudWatch::Alarm").values()]
        (found,) = [each["Threshold"] for each in alarms if each.get("MetricName") == "TextMessageMonthlySpend"]
        return found

    assert (threshold(app["Prod/OptIn"]), threshold(tested["OwnDomain/OptIn"])) == (400, 160)


def test_each_programme_has_its_texts_published_in_each_language(tested: Templates) -> None:
    texts = [each["Properties"] for each in of_type(tested["TwoProgrammes/OptIn"], "Custom::ConsentText").values()]
    assert {(each["Programme"], each["Locale"]) for each in texts} == {
        (programme, locale) for programme in ("alerts", "club") for locale in ("en-US", "de-DE")
    }


def test_every_alarm_reaches_the_operators(app: Templates) -> None:
    alarms = of_type(app["Prod/OptIn"], "AWS::CloudWatch::Alarm")
    assert len(alarms) > 25
    assert [name for name, each in alarms.items() if len(each["Properties"].get("AlarmActions", [])) != 1] == []


def test_every_alarm_has_its_section_in_the_runbook(app: Templates, tested: Templates) -> None:
    """Any alarm of the app, whichever stack it is in; those of the documents that no alarm needs are found too."""
    runbook = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    written = {
        f"alarm-{'-'.join(title.lower().split())}" for title in re.findall(r"^### Alarm: (.+)$", runbook, re.MULTILINE)
    }
    alarms = [
        each["Properties"]["AlarmDescription"]
        for template in {**app, **tested}.values()
        for each in of_type(template, "AWS::CloudWatch::Alarm").values()
    ]
    named = {description.rpartition("What to do: docs/operations.md#")[2] for description in alarms}
    assert alarms
    assert named == written


def test_outputs_name_what_people_look_for(app: Templates) -> None:
    own = {name for name in app["Prod/OptIn"]["Outputs"] if not name.startswith(("DoubleOptIn", "PublishOutput"))}
    assert own == OUTPUTS
