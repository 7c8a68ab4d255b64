"""Each key: what it refuses, in which words."""

from __future__ import annotations

import pytest

from tests.unit.environment.support import Files, changed

IDENTIFIER = "1 to 32 lower-case letters, digits and hyphens, a letter first"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('account = "1234"', "account = '1234': allowed: 12 digits in quotes"),
        ("account = 111122223333", "account = 111122223333: must be text in quotes"),
        (
            'default_country = "UK"',
            "default_country = 'UK': is no country; allowed: ISO 3166-1 codes of two capital letters, like US or GB",
        ),
        (
            'number_validation = "none"',
            "number_validation = 'none': allowed: 'carrier-lookup' or 'phone-number-validate'",
        ),
        ('opt_outs = "mine"', "opt_outs = 'mine': allowed: 'managed' or 'self-managed'"),
        ('log_retention_days = "30"', "log_retention_days = '30': input should be a valid integer"),
        ('name = "dev"', "name = 'dev': is no key; the file's name is the environment's name"),
    ],
)
def test_a_wrong_value_is_refused_with_what_is_allowed(files: Files, line: str, problem: str) -> None:
    assert files.problems(changed(top=line)) == [problem]


def test_an_unknown_region_is_refused_with_the_list(files: Files) -> None:
    (problem,) = files.problems(changed(("eu-west-1", "eu-west-9")))
    assert problem.startswith(
        "region = 'eu-west-9': AWS End User Messaging is not there; allowed: af-south-1, ap-east-2, "
    )


def test_a_retention_that_cloudwatch_lacks_is_refused_with_the_list(files: Files) -> None:
    (problem,) = files.problems(changed(top="log_retention_days = 31"))
    assert problem.startswith("log_retention_days = 31: CloudWatch Logs can't; allowed: 1, 3, 5, 7, 14, 30, 60, ")


def test_an_unknown_key_is_refused_with_the_one_that_was_meant(files: Files) -> None:
    (problem,) = files.problems(changed(top='alowed_countries = ["GB"]'))
    assert problem.startswith(
        "alowed_countries = ['GB']: unknown key (did you mean allowed_countries?); allowed: account, region, "
    )


def test_an_unknown_key_of_a_table_is_refused_with_the_keys_of_that_table(files: Files) -> None:
    assert files.problems(changed(end='[alarms]\nphone = "+442079460000"')) == [
        "alarms.phone = '+442079460000': unknown key; allowed: email, monthly_spend_usd"
    ]


def test_an_unknown_key_of_a_number_is_refused_with_its_place_in_the_list(files: Files) -> None:
    (problem,) = files.problems(changed(('type = "LONG_CODE"', 'type = "LONG_CODE", mms = true')))
    assert problem == "origination.numbers[0].mms = True: unknown key; allowed: country, type"


def test_a_missing_key_is_told_with_what_to_give(files: Files) -> None:
    assert files.problems(changed(('region = "eu-west-1"', ""))) == [
        "region is missing; give the AWS Region to deploy to"
    ]


def test_missing_tables_are_told_with_what_to_give(files: Files) -> None:
    problems = files.problems('region = "eu-west-1"\nremoval_policy = "destroy"\nallowed_countries = ["GB"]')
    assert problems == [
        "brand is missing; say who writes to people in a table [brand]",
        "programmes is missing; say what people sign up for in a table [[programmes]]",
        "origination is missing; say what messages leave from in a table [origination]",
    ]


@pytest.mark.parametrize(
    ("country", "why"),
    [
        ("XX", "is no country; allowed: ISO 3166-1 codes of two capital letters, like US or GB"),
        ("KP", "AWS sends no SMS there; leave it out"),
    ],
)
def test_a_country_without_sms_is_refused_with_the_reason(files: Files, country: str, why: str) -> None:
    assert files.problems(changed(('["GB"]', f'["GB", "{country}"]'))) == [f"allowed_countries[1] = {country!r}: {why}"]


def test_a_mistake_in_the_countries_is_told_only_once(files: Files) -> None:
    assert files.problems(changed(('["GB"]', "[]"))) == ["allowed_countries = []: name at least one"]


@pytest.mark.parametrize("value", ["help", "help@example", "a b@example.com"])
def test_an_address_that_cannot_get_mail_is_refused(files: Files, value: str) -> None:
    assert files.problems(changed(("help@example.com", value))) == [
        f"brand.support_email = {value!r}: allowed: an e-mail address, like ops@example.com"
    ]


@pytest.mark.parametrize(
    ("tag", "problem"),
    [
        ('"aws:owner" = "me"', "key 'aws:owner' begins with aws:, which AWS keeps for itself; choose another prefix"),
        ('"AWS:owner" = "me"', "key 'AWS:owner' begins with aws:, which AWS keeps for itself; choose another prefix"),
        ('"a!" = "me"', "key 'a!'; allowed: 1 to 128 letters, digits, spaces and . : / = + @ - _"),
        ('owner = "a!"', "value 'a!' of 'owner'; allowed: up to 256 letters, digits, spaces and . : / = + @ - _"),
    ],
)
def test_a_tag_that_aws_refuses_is_refused(files: Files, tag: str, problem: str) -> None:
    (found,) = files.problems(changed(end=f"[tags]\n{tag}"))
    assert found.partition("}: ")[2] == problem or found == f"tags: {problem}"


def test_more_tags_than_a_resource_can_have_are_refused(files: Files) -> None:
    tags = "\n".join(f'tag{number} = "x"' for number in range(51))
    assert files.problems(changed(end=f"[tags]\n{tags}")) == ["tags: 51 tags; allowed: at most 50"]
