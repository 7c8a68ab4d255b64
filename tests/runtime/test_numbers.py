from __future__ import annotations

import re

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdk_messaging.opt_in.dialling import dialling_rules
from cdk_messaging.opt_in.runtime.numbers import Country, NumberProblem, normalise

CODES = ("US", "CA", "GB", "DE", "FR", "ES", "IT", "AU", "BR", "SE", "CH", "AT", "NL", "PT", "IE", "HU")
COUNTRIES = {
    code: Country(
        code=code,
        calling_code=rules["calling_code"],
        national_prefix=rules["national_prefix"],
        international_prefixes=tuple(rules["international_prefixes"]),
        lengths=frozenset(rules["lengths"]),
    )
    for code, rules in dialling_rules(CODES).items()
}
ONLY_US = {"US": COUNTRIES["US"]}


def read(text: str, country: str = "US") -> str:
    return normalise(text, country=COUNTRIES[country], countries=COUNTRIES)


def read_or_problem(text: str, country: str) -> str:
    try:
        return read(text, country)
    except NumberProblem as problem:
        return problem.code


@pytest.mark.parametrize(
    "text",
    [
        "+12065550100",
        "+1 206 555 0100",
        "+1 (206) 555-0100",
        "+1.206.555.0100",
        "(206) 555-0100",
        "206-555-0100",
        "206\u2013555\u20110100",
        "2065550100",
        "1 206 555 0100",
        "12065550100",
        "011 1 206 555 0100",
        " 206 555 0100 ",
        "206\u00a0555\u00a00100",
        "206/555/0100",
        "[206] 555 0100",
        "\uff0b\uff11\uff12\uff10\uff16\uff15\uff15\uff15\uff10\uff11\uff10\uff10",
        "٢٠٦٥٥٥٠١٠٠",
    ],
)
def test_an_american_number_is_understood_however_it_is_written(text: str) -> None:
    assert read(text) == "+12065550100"


@pytest.mark.parametrize(
    "text",
    [
        "07400 123456",
        "7400123456",
        "+44 7400 123456",
        "+44 (0)7400 123456",
        "+4407400123456",
        "00447400123456",
        "447400123456",
    ],
)
def test_a_british_number_is_understood_however_it_is_written(text: str) -> None:
    assert read(text, "GB") == "+447400123456"


def test_an_international_number_does_not_depend_on_the_country_chosen() -> None:
    assert read("+44 7400 123456", "US") == "+447400123456"
    assert read("00 1 206 555 0100", "GB") == "+12065550100"


@pytest.mark.parametrize(
    "text",
    ["", "   ", "+", "abc", "206555", "20655501000000", "1-800-FLOWERS", "+1 206 555 01", "++12065550100",
     "+12065550100 ext 5", "<script>", "206 555 0100;drop", "+0 206 555 0100", "9" * 40, "+" + "9" * 40],
)  # fmt: skip
def test_what_cannot_be_a_number_is_invalid(text: str) -> None:
    with pytest.raises(NumberProblem) as problem:
        normalise(text, country=COUNTRIES["US"], countries=ONLY_US)
    assert problem.value.code == "number_invalid"


@pytest.mark.parametrize("text", ["+44 7400 123456", "+49 151 23456789", "011 44 7400 123456"])
def test_a_number_of_another_country_is_told_from_an_invalid_one(text: str) -> None:
    with pytest.raises(NumberProblem) as problem:
        normalise(text, country=COUNTRIES["US"], countries=ONLY_US)
    assert problem.value.code == "country_not_allowed"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "style",
    [
        phonenumbers.PhoneNumberFormat.E164,
        phonenumbers.PhoneNumberFormat.INTERNATIONAL,
        phonenumbers.PhoneNumberFormat.NATIONAL,
    ],
)
def test_the_example_number_of_a_country_is_understood_as_libphonenumber_writes_it(code: str, style: int) -> None:
    example = phonenumbers.example_number_for_type(code, phonenumbers.PhoneNumberType.MOBILE)
    assert example is not None
    expected = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    assert read(phonenumbers.format_number(example, style), code) == expected


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60), st.sampled_from(CODES))
def test_whatever_is_typed_gives_a_number_in_e164_or_one_of_two_problems(text: str, code: str) -> None:
    assert re.fullmatch(r"\+[0-9]{7,15}|number_invalid|country_not_allowed", read_or_problem(text, code))
