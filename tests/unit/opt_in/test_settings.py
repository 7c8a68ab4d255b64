"""What the functions are told, and the limits of it."""

from __future__ import annotations

import json
from typing import Any

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import Limits, NumberValidation
from cdk_messaging.opt_in.runtime.settings import parse
from cdk_messaging.opt_in.settings import function_settings
from tests.unit.opt_in.conftest import make_double_opt_in, make_stack
from tests.unit.opt_in.made import programme


def settings(**arguments: Any) -> Any:
    given: dict[str, Any] = {
        "allowed_countries": ("GB", "US"),
        "number_validation": NumberValidation.CARRIER_LOOKUP,
        "self_managed_opt_outs": False,
        "sources": ("web",),
        "allowed_origins": (),
        "limits": Limits(),
    }
    return function_settings(arguments.pop("programme", programme()), **{**given, **arguments})


def test_they_are_plain_json() -> None:
    made = settings()
    assert json.loads(json.dumps(made)) == made


def test_the_functions_can_read_all_of_them() -> None:
    read = parse(settings())
    assert read.consent.version == programme().consent_version
    assert read.confirmation == programme().confirmation
    assert set(read.countries) == {"GB", "US"}


def test_the_functions_are_told_nothing_that_they_do_not_read() -> None:
    class Watched(dict[str, Any]):
        seen: set[str] = set()  # noqa: RUF012 - shared on purpose: the functions read through copies too

        def __getitem__(self, key: str) -> Any:
            self.seen.add(key)
            return super().__getitem__(key)

        def get(self, key: str, default: Any = None) -> Any:
            self.seen.add(key)
            return super().get(key, default)

    watched = Watched(settings())
    parse(watched)
    # The brand is for people who read the file.
    assert set(watched) - Watched.seen == {"brand"}


def test_the_text_of_the_consent_is_word_for_word_that_of_the_page() -> None:
    facts = programme()
    assert settings()["consent"] == {"version": facts.consent_version, "text": facts.consent, "locale": "en-US"}


def test_the_first_country_is_the_default_one() -> None:
    assert settings(allowed_countries=("US", "GB"))["default_country"] == "US"


def test_words_of_the_programme_opt_out_too() -> None:
    words = settings(programme=programme(extra_opt_out_words=("alto",)))["keywords"]
    assert {"STOP", "REVOKE", "ALTO"} <= set(words["opt_out"])
    assert words["confirm"] == ["YES"]


@pytest.mark.parametrize("validation", list(NumberValidation))
def test_who_validates_numbers_is_told_by_name(validation: NumberValidation) -> None:
    assert settings(number_validation=validation)["number_validation"] == validation.value


def test_limits_are_told_in_seconds() -> None:
    limits = Limits(
        attempt_lifetime=cdk.Duration.hours(2),
        cool_down=cdk.Duration.minutes(3),
        pending_retention=cdk.Duration.days(4),
        form_grace=cdk.Duration.minutes(5),
    )
    made = settings(limits=limits)
    assert made["attempt_lifetime_seconds"] == 2 * 60 * 60
    assert made["cool_down_seconds"] == 3 * 60
    assert made["pending_retention_seconds"] == 4 * 24 * 60 * 60
    assert made["form_grace_seconds"] == 5 * 60


def test_feedback_is_given_before_aws_takes_silence_for_failure() -> None:
    assert settings()["feedback_expiry_seconds"] < 60 * 60


def test_the_limits_are_careful_by_default() -> None:
    made = settings()
    assert made["messages_per_second"] == 1.0
    assert made["max_price"] == "0.20"
    assert made["daily_cap"] == 3
    assert made["attempt_lifetime_seconds"] == 24 * 60 * 60
    assert made["cool_down_seconds"] == 10 * 60


@pytest.mark.parametrize("pace", [0, -1])
def test_fails_on_a_pace_at_which_nothing_is_sent(pace: float) -> None:
    with pytest.raises(InvalidArgument) as refused:
        Limits(messages_per_second=pace)
    assert str(refused.value) == (f"messages_per_second is {pace}; give more than 0, such as 1, AWS's first quota")


def test_fails_on_a_cap_that_lets_nothing_through() -> None:
    with pytest.raises(InvalidArgument) as refused:
        Limits(daily_cap=0)
    assert str(refused.value) == "daily_cap is 0; at least 1 confirmation has to be possible"


@pytest.mark.parametrize("price", ["1", "0,20", "100.00", "$0.20", ""])
def test_fails_on_a_price_that_the_service_does_not_take(price: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        Limits(max_price=price)
    assert str(refused.value) == f"max_price {price!r} is not valid: use US dollars such as '0.20'"


def test_fails_without_a_source() -> None:
    with pytest.raises(InvalidArgument) as refused:
        make_double_opt_in(make_stack(), sources=())
    assert str(refused.value) == "sources is empty; name at least one form, such as 'web'"
