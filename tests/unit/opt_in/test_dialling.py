"""The facts with which a function reads a number as people write it."""

from __future__ import annotations

import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in.dialling import calling_code, country_name, dialling_rules, example_number


def test_a_country_with_a_trunk_prefix() -> None:
    assert dialling_rules(["GB"]) == {
        "GB": {"calling_code": "44", "national_prefix": "0", "international_prefixes": ["00"], "lengths": [9, 10]}
    }


def test_a_country_of_the_north_american_plan() -> None:
    assert dialling_rules(["US"]) == {
        "US": {"calling_code": "1", "national_prefix": "1", "international_prefixes": ["011"], "lengths": [10]}
    }


def test_a_country_without_trunk_prefix_keeps_its_leading_zero() -> None:
    assert dialling_rules(["IT"])["IT"]["national_prefix"] == ""


def test_a_prefix_that_is_a_pattern_is_left_out() -> None:
    assert dialling_rules(["BR"])["BR"]["international_prefixes"] == []


def test_names_are_in_the_language_of_the_page() -> None:
    assert country_name("GB", "en-US") == "United Kingdom"
    assert country_name("GB", "de") == "Vereinigtes Königreich"


def test_examples_are_mobile_numbers_in_national_spelling() -> None:
    assert example_number("GB") == "07400 123456"
    assert calling_code("GB") == "44"


def test_fails_on_an_unknown_country() -> None:
    with pytest.raises(InvalidArgument, match=r"^country 'XX' is unknown; give ISO 3166-1 alpha-2 codes in upper case"):
        dialling_rules(["XX"])
