"""The pattern with several forms, a CAPTCHA, a page elsewhere, limits; and what it warns of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk.assertions import Template

from cdk_messaging.opt_in import Captcha, CaptchaProvider, DoubleOptIn, Field, Form, HostedPage, Limits, OwnPage
from tests.unit.opt_in.conftest import make_double_opt_in, make_stack
from tests.unit.opt_in.made import form, programme
from tests.unit.reading import Reading
from tests.unit.sms_voice.helpers import warnings

CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/4b3a2c1d"
Defaults = tuple[DoubleOptIn, Template]


def written(tmp_path: Path, **arguments: Any) -> dict[str, Any]:
    """What the functions of a double opt-in are told, from the asset as it would be uploaded."""
    stack = cdk.Stack(cdk.App(outdir=str(tmp_path)), "Stack", env=cdk.Environment(region="eu-west-1"))
    make_double_opt_in(stack, **arguments)
    app = stack.node.root
    assert isinstance(app, cdk.App)
    app.synth()
    (settings,) = tmp_path.glob("asset.*/settings.json")
    content: dict[str, Any] = json.loads(settings.read_text(encoding="utf-8"))
    return content


def test_each_form_and_its_programme_are_known_to_functions_model_table_and_page(tmp_path: Path) -> None:
    club = Form(
        programme=programme(id="club", name="offers", confirm_keyword="JOIN"), source="kiosk", fields=[Field.email()]
    )
    told = written(tmp_path, forms=[form(), club])
    template = Template.from_json(json.loads((tmp_path / "Stack.template.json").read_text(encoding="utf-8")))
    (page,) = tmp_path.glob("asset.*/kiosk")

    assert {source: each["programme"] for source, each in told["forms"].items()} == {"web": "alerts", "kiosk": "club"}
    assert list(told["programmes"]) == ["alerts", "club"]
    template.has_resource_properties("Custom::ConsentText", {"Programme": "alerts"})
    template.has_resource_properties("Custom::ConsentText", {"Programme": "club"})
    models = template.find_resources("AWS::ApiGateway::Model").values()
    (sign_up,) = [each["Properties"]["Schema"] for each in models if each["Properties"]["Schema"]["title"] == "SignUp"]
    assert {"email", "name"} <= set(sign_up["properties"])
    assert {"index.html", "thanks.html", "problem.html"} <= {file.name for file in page.iterdir()}


def make_captcha(stack: cdk.Stack, **changes: Any) -> Captcha:
    secret = secretsmanager.Secret.from_secret_name_v2(stack, "Captcha", "turnstile")
    facts: dict[str, Any] = {"provider": CaptchaProvider.TURNSTILE, "site_key": "0x4AAAAAAA", "secret": secret}
    return Captcha(**{**facts, **changes})


def test_a_captcha_is_in_settings_on_pages_and_in_their_policy_and_has_an_alarm(tmp_path: Path) -> None:
    stack = cdk.Stack(cdk.App(outdir=str(tmp_path)), "Stack", env=cdk.Environment(region="eu-west-1"))
    make_double_opt_in(stack, captcha=make_captcha(stack))
    template = Template.from_stack(stack)
    (settings,) = tmp_path.glob("asset.*/settings.json")
    (page,) = tmp_path.glob("asset.*/index.html")

    assert json.loads(settings.read_text(encoding="utf-8"))["captcha"]["provider"] == "turnstile"
    assert "0x4AAAAAAA" in page.read_text(encoding="utf-8")
    (policy,) = template.find_resources("AWS::CloudFront::ResponseHeadersPolicy").values()
    assert "https://challenges.cloudflare.com" in json.dumps(policy)
    template.has_resource_properties("AWS::CloudWatch::Alarm", {"MetricName": "CaptchaUnavailable"})


def test_a_captcha_script_of_another_origin_is_in_the_pages_policy() -> None:
    stack = cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(region="eu-west-1"))
    make_double_opt_in(stack, captcha=make_captcha(stack, script_url="https://widgets.example.com/api.js"))
    (policy,) = Template.from_stack(stack).find_resources("AWS::CloudFront::ResponseHeadersPolicy").values()
    assert "https://widgets.example.com" in json.dumps(policy)


def test_a_captcha_may_be_solved_under_the_pages_name_only_where_it_is_known(tmp_path: Path) -> None:
    stack = cdk.Stack(cdk.App(), "Certificates")
    certificate = acm.Certificate.from_certificate_arn(stack, "Certificate", CERTIFICATE)
    named = HostedPage(domain_name="alerts.example.com", certificate=certificate)
    elsewhere = OwnPage(allowed_origin="https://www.example.com:8443")

    def hostnames(folder: str, **arguments: Any) -> Any:
        captcha = make_captcha(stack) if "captcha" not in arguments else arguments.pop("captcha")
        stack.node.try_remove_child("Captcha")
        return written(tmp_path / folder, captcha=captcha, **arguments)["captcha"]["hostnames"]

    assert hostnames("named", page=named) == ["alerts.example.com"]
    assert hostnames("elsewhere", page=elsewhere) == ["www.example.com"]
    assert hostnames("unknown") == []
    assert hostnames("given", captcha=make_captcha(stack, hostnames=["a.example.com"])) == ["a.example.com"]


def test_a_plain_form_elsewhere_is_led_to_the_pages_that_are_given(tmp_path: Path) -> None:
    page = OwnPage(
        allowed_origin="https://www.example.com",
        thanks_url="https://www.example.com/thanks",
        problem_url="https://www.example.com/problem",
    )
    targets = written(tmp_path / "given", page=page)["forms"]["web"]["pages"]["en-US"]
    assert targets == {"thanks": "https://www.example.com/thanks", "problem": "https://www.example.com/problem"}
    without = OwnPage(allowed_origin="https://www.example.com")
    assert written(tmp_path / "not", page=without)["forms"]["web"]["pages"] == {}


def test_a_hosted_form_is_led_to_its_own_pages(tmp_path: Path) -> None:
    assert written(tmp_path)["forms"]["web"]["pages"] == {
        "en-US": {"thanks": "/thanks.html", "problem": "/problem.html"}
    }


def test_limits_of_requests_are_the_apis() -> None:
    stack = make_stack()
    make_double_opt_in(stack, limits=Limits(requests_per_second=3, burst=7))
    (settings,) = Reading(stack).properties("AWS::ApiGateway::Stage")["MethodSettings"]
    assert (settings["ThrottlingRateLimit"], settings["ThrottlingBurstLimit"]) == (3, 7)


def test_the_limit_of_addresses_is_the_web_acls_of_a_page_elsewhere() -> None:
    stack = make_stack()
    page = OwnPage(allowed_origin="https://www.example.com")
    make_double_opt_in(stack, page=page, limits=Limits(web_acl_limit=55))
    rules = Reading(stack).properties("AWS::WAFv2::WebACL")["Rules"]
    assert rules[0]["Statement"]["RateBasedStatement"]["Limit"] == 55


def test_what_a_reviewer_may_object_to_is_warned_of() -> None:
    stack = make_stack()
    make_double_opt_in(stack, forms=[form(support_email="help@example.net")])
    (warning,) = warnings(stack)
    assert warning.startswith("support_email of programme 'alerts' is of example.net, but its website is example.com")
    assert warning.endswith("[ack: cdk_messaging:Programme.supportEmailDomain]")


def test_a_captcha_key_that_stops_nobody_is_warned_of() -> None:
    stack = make_stack()
    make_double_opt_in(stack, captcha=make_captcha(stack, site_key="1x00000000000000000000AA"))
    (warning,) = warnings(stack)
    assert warning == (
        "captcha site_key '1x00000000000000000000AA' is one that its provider publishes for tests and stops nobody: "
        "give your own [ack: cdk_messaging:Captcha.testKey]"
    )


def test_nothing_is_warned_of_by_default(defaults: Defaults) -> None:
    assert warnings(cdk.Stack.of(defaults[0])) == []
