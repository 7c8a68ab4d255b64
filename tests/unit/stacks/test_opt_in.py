"""The pattern as an environment wires it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.stage import synth_variant
from tests.unit.stacks.conftest import Templates, Variant, of_type, only

POOL = "pool-6c5b4a3f2e1d40c9b8a7f6e5d4c3b2a1"
PHONE_NUMBER = "phone-1a2b3c4d5e6f47a8b9c0d1e2f3a4b5c6"
CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/4b3a2c1d"


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
    modules = ("signup", "sender", "reply", "settlement", "sweeper", "expiry", "reconciliation")
    knowing = {module for module in modules if "HASH_KEY_SECRET_ARN" in variables(app, "Prod", module)}
    assert knowing == set(modules) - {"signup"}


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
    ],
)
def test_each_function_knows_what_it_needs_and_nothing_more(app: Templates, module: str, names: set[str]) -> None:
    common = {"HASH_KEY_SECRET_ARN", "METRICS_NAMESPACE", "PROGRAMME", "TABLE_NAME"}
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
        max_price="0.07",
        messages_per_second=2.5,
        number_validation="phone-number-validate",
        opt_outs="self-managed",
    )
    told = settings(tmp_path)
    assert told["default_country"] == "CA"
    assert set(told["countries"]) == {"US", "CA", "GB", "SE", "DE", "AU"}
    assert told["max_price"] == "0.07"
    assert told["messages_per_second"] == 2.5
    assert told["number_validation"] == "phone-number-validate"
    assert told["self_managed_opt_outs"] is True


def test_the_default_country_is_offered_first(tmp_path: Path) -> None:
    synth_variant(tmp_path, "local", default_country="SE")
    (page,) = tmp_path.glob("asset.*/index.html")
    assert 'selected value="SE"' in page.read_text(encoding="utf-8")


def test_a_name_of_its_own_is_the_distributions(variant: Variant) -> None:
    made = variant("prod", domain_name="alerts.example.com", certificate_arn=CERTIFICATE)
    config = only(made["OptIn"], "AWS::CloudFront::Distribution")["DistributionConfig"]
    assert config["Aliases"] == ["alerts.example.com"]
    assert config["ViewerCertificate"]["AcmCertificateArn"] == CERTIFICATE
    assert made["OptIn"]["Outputs"]["FormUrl"]["Value"] == "https://alerts.example.com/"


def test_every_alarm_of_the_pipeline_reaches_the_operators(app: Templates) -> None:
    alarms = of_type(app["Prod/OptIn"], "AWS::CloudWatch::Alarm")
    silent = [name for name, each in alarms.items() if "AlarmActions" not in each["Properties"]]
    assert len(alarms) > 10
    assert [name for name in silent if "Pipeline" in name] == []


def test_outputs_name_what_people_look_for(app: Templates) -> None:
    assert {"FormUrl", "ReconciliationFunctionName", "SenderRoleName"} <= set(app["Prod/OptIn"]["Outputs"])
