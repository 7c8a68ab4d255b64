"""The page's name, who may embed it, the CAPTCHA, and the limits."""

from __future__ import annotations

import aws_cdk as cdk
import pytest

from cdk_messaging.opt_in import Limits
from tests.unit.environment.support import Files, changed

ARN = "arn:aws:acm:us-east-1:111122223333:certificate/1"
ZONE = 'hosted_zone_id = "Z0123456789ABC"\nhosted_zone_name = "example.org"'
CAPTCHA = 'provider = "turnstile"\nsite_key = "key"\nsecret_name = "captcha"'


def test_a_domain_has_a_certificate_that_is_there_already(files: Files) -> None:
    domain = files.load(changed(end=f'[domain]\nname = "sms.example.org"\ncertificate_arn = "{ARN}"')).domain
    assert domain is not None
    assert (domain.name, domain.certificate_arn, domain.hosted_zone_id) == ("sms.example.org", ARN, None)


def test_or_a_zone_to_make_one_in(files: Files) -> None:
    domain = files.load(changed(end=f'[domain]\nname = "sms.example.org"\n{ZONE}')).domain
    assert domain is not None
    assert (domain.hosted_zone_id, domain.hosted_zone_name) == ("Z0123456789ABC", "example.org")


def test_the_captcha_is_known_by_its_keys_and_its_secret(files: Files) -> None:
    captcha = files.load(changed(end=f"[captcha]\n{CAPTCHA}")).captcha
    assert captcha is not None
    assert (captcha.provider, captcha.site_key, captcha.secret_name) == ("turnstile", "key", "captcha")


def test_sites_that_may_embed_the_forms_are_origins(files: Files) -> None:
    environment = files.load(changed(end='[embedding]\nframe_ancestors = ["https://www.example.com"]'))
    assert environment.embedding.frame_ancestors == ("https://www.example.com",)


def test_limits_are_those_of_the_library_unless_told_otherwise_but_a_lower_price(files: Files) -> None:
    made, usual = files.load(changed()).limits.to_limits(), Limits(max_price="0.10")
    for name in vars(usual):
        one, other = getattr(made, name), getattr(usual, name)
        if isinstance(one, cdk.Duration):
            one, other = one.to_seconds(), other.to_seconds()
        assert one == other, name


def test_limits_have_their_units_in_their_names(files: Files) -> None:
    limits = files.load(
        changed(end="[limits]\ncool_down_minutes = 5\nattempt_lifetime_hours = 2\nproof_retention_days = 400")
    ).limits.to_limits()
    assert limits.cool_down.to_seconds() == 5 * 60
    assert limits.attempt_lifetime.to_seconds() == 2 * 60 * 60
    assert limits.proof_retention is not None
    assert limits.proof_retention.to_days() == 400


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (
            f'[domain]\nname = "https://example.org"\ncertificate_arn = "{ARN}"',
            "domain.name = 'https://example.org': allowed: a host name, like sms.example.com",
        ),
        (
            f'[domain]\ncertificate_arn = "{ARN}"',
            "domain.name is missing; give the page's name, like sms.example.com",
        ),
        (
            f'[domain]\nname = "sms.example.org"\ncertificate_arn = "{ARN.replace("us-east-1", "eu-west-1")}"',
            (
                f"domain.certificate_arn = {ARN.replace('us-east-1', 'eu-west-1')!r}: allowed: the ARN of a "
                "certificate in us-east-1"
            ),
        ),
        (
            '[domain]\nname = "sms.example.org"',
            (
                "domain: give either certificate_arn, a certificate in us-east-1, or hosted_zone_id and "
                "hosted_zone_name, the zone to make one in"
            ),
        ),
        (
            f'[domain]\nname = "sms.example.org"\ncertificate_arn = "{ARN}"\n{ZONE}',
            (
                "domain: give either certificate_arn, a certificate in us-east-1, or hosted_zone_id and "
                "hosted_zone_name, the zone to make one in"
            ),
        ),
        (
            '[domain]\nname = "sms.example.org"\nhosted_zone_id = "Z0123456789ABC"',
            "domain: give hosted_zone_id and hosted_zone_name together, or none of them",
        ),
        (
            f'[domain]\nname = "sms.example.com"\n{ZONE}',
            ("domain: name 'sms.example.com' is not in hosted_zone_name 'example.org'; give the zone that it is in"),
        ),
        (
            f'[domain]\nname = "www.example.com"\ncertificate_arn = "{ARN}"',
            (
                "programmes: website of programme 'alerts' is 'https://www.example.com', which is the sign-up page "
                "itself; give the business's own site, with About, Contact, Privacy and Terms (denial cause "
                '"Website contains only a form": '
                "https://docs.aws.amazon.com/sms-voice/latest/userguide/registration-help-review-criteria.html)"
            ),
        ),
        (
            '[embedding]\nframe_ancestors = ["https://www.example.com/"]',
            (
                "embedding.frame_ancestors[0] = 'https://www.example.com/': allowed: an https origin without a path, "
                "like https://www.example.com"
            ),
        ),
        (
            f"[captcha]\n{CAPTCHA.replace('turnstile', 'hcaptcha')}",
            "captcha.provider = 'hcaptcha': allowed: 'turnstile' or 'recaptcha'",
        ),
        (
            '[captcha]\nprovider = "turnstile"\nsite_key = "key"',
            "captcha.secret_name is missing; name the secret of Secrets Manager that holds the secret key",
        ),
        (
            f'[captcha]\n{CAPTCHA}\nverify_url = "http://example.com"',
            "captcha.verify_url = 'http://example.com': allowed: an https address, or one of this machine",
        ),
        ("[limits]\nmessages_per_second = 0", "limits.messages_per_second = 0: input should be greater than 0"),
        ('[limits]\nmessages_per_second = "1"', "limits.messages_per_second = '1': input should be a valid number"),
        ('[limits]\nmax_price = "ten"', "limits.max_price = 'ten': allowed: US dollars in quotes, like \"0.10\""),
        ("[limits]\nmax_price = 0.1", "limits.max_price = 0.1: must be text in quotes"),
        ("[limits]\ndaily_cap = 0", "limits.daily_cap = 0: input should be greater than or equal to 1"),
        ("[limits]\nweb_acl_limit = 9", "limits.web_acl_limit = 9: input should be greater than or equal to 10"),
        ("[alarms]\nmonthly_spend_usd = 0", "alarms.monthly_spend_usd = 0: input should be greater than 0"),
    ],
)
def test_what_is_wrong_is_told_with_what_is_allowed(files: Files, table: str, problem: str) -> None:
    assert files.problems(changed(end=table)) == [problem]
