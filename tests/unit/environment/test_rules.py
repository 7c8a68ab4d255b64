"""Rules about several keys at once."""

from __future__ import annotations

from tests.unit.environment.support import Files, changed

POOL = 'kind = "pool"\nnumbers = [{ country = "GB", type = "LONG_CODE" }]'
EXISTING = 'kind = "existing"\npool_id = "pool-1f2e"\nnumbers = [{ country = "GB", type = "LONG_CODE" }]'


def test_the_default_country_must_be_allowed(files: Files) -> None:
    assert files.problems(changed(top='default_country = "FR"')) == [
        "default_country = 'FR': is not an allowed country; allowed: GB"
    ]


def test_phone_number_validate_is_refused_where_it_does_not_exist(files: Files) -> None:
    text = changed(("eu-west-1", "eu-west-3"), top='number_validation = "phone-number-validate"')
    assert files.problems(text) == [
        (
            "number_validation = 'phone-number-validate': PhoneNumberValidate is not in eu-west-3; "
            "use carrier-lookup, or a Region of ap-northeast-1, ap-northeast-2, ap-south-1, ap-southeast-1, "
            "ap-southeast-2, ca-central-1, eu-central-1, eu-west-1, eu-west-2, us-east-1, us-east-2, us-west-2"
        )
    ]


def test_phone_number_validate_is_taken_where_it_exists(files: Files) -> None:
    environment = files.load(changed(top='number_validation = "phone-number-validate"'))
    assert environment.number_validation == "phone-number-validate"


def test_where_data_is_retained_somebody_hears_of_trouble(files: Files) -> None:
    assert files.problems(changed(('"destroy"', '"retain"'), (POOL, EXISTING))) == [
        "alarms.email is missing; where removal_policy is retain, somebody must hear of trouble"
    ]


def test_where_data_is_retained_the_number_is_there_already(files: Files) -> None:
    text = changed(('"destroy"', '"retain"'), end='[alarms]\nemail = "ops@example.com"')
    assert files.problems(text) == [
        (
            "origination.kind = 'pool': where removal_policy is retain, allowed: 'existing'; "
            "a number is registered and leased once, then named here"
        )
    ]


def test_an_environment_that_retains_is_taken_with_both(files: Files) -> None:
    text = changed(('"destroy"', '"retain"'), (POOL, EXISTING), end='[alarms]\nemail = "ops@example.com"')
    assert files.load(text).retains
