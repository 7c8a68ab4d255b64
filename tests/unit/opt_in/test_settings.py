"""What the functions are told, and the limits of it."""

from __future__ import annotations

import json
from typing import Any

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import Field, FieldType, Form, Limits, NumberValidation, ProgrammeType
from cdk_messaging.opt_in.page_paths import hosted_result_pages, own_result_pages
from cdk_messaging.opt_in.runtime.settings import parse
from cdk_messaging.opt_in.settings import function_settings
from tests.unit.opt_in.made import form, programme
from tests.unit.opt_in.test_programme import GERMAN, OFFERS


def settings(*forms: Form, **arguments: Any) -> Any:
    given: dict[str, Any] = {
        "allowed_countries": ("GB", "US"),
        "number_validation": NumberValidation.CARRIER_LOOKUP,
        "self_managed_opt_outs": False,
        "allowed_origins": (),
        "limits": Limits(),
    }
    return function_settings(forms or (form(),), **{**given, **arguments})


def two_forms() -> tuple[Form, Form]:
    """Of two programmes, the second one mixed."""
    club = programme(
        id="club", confirm_keyword="JOIN", type=ProgrammeType.MIXED, promotional=OFFERS, extra_opt_out_words=("alto",)
    )
    asked = (Field.full_name(), Field.email(), Field(name="size", type=FieldType.CHOICE, label="Size", choices=("S",)))
    return form(translations=(GERMAN,)), Form(programme=club, source="kiosk", fields=asked)


def test_they_are_plain_json() -> None:
    made = settings(*two_forms())
    assert json.loads(json.dumps(made)) == made


def test_the_functions_can_read_all_of_them() -> None:
    forms = two_forms()
    read = parse(settings(*forms, result_pages=hosted_result_pages(forms)))
    assert read.default_programme.id == "alerts"
    assert read.default_form.source == "web"
    assert read.programmes["club"].locale().consent.version == forms[1].programme.consent_version
    assert read.programmes["alerts"].locale("de-DE").confirmation == forms[0].programme.locales["de-DE"].confirmation
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
    assert set(watched) - Watched.seen == set()


def test_the_text_of_each_box_is_word_for_word_that_of_the_page() -> None:
    forms = two_forms()
    for made, locale in ((forms[0], "de-DE"), (forms[1], "en-US")):
        texts = made.programme.locales[locale]
        assert settings(*forms)["programmes"][made.programme.id]["locales"][locale]["consent"] == {
            "version": texts.consent_version,
            "boxes": [{"kind": box.kind.value, "text": box.text} for box in texts.boxes],
        }


def test_a_form_is_told_with_what_it_requires_and_asks_for() -> None:
    assert settings(*two_forms())["forms"]["kiosk"] == {
        "programme": "club",
        "phone_required": False,
        "terms_required": True,
        "fields": [
            {"name": "name", "type": "text", "required": True, "max_length": 100, "choices": []},
            {"name": "email", "type": "email", "required": True, "max_length": 254, "choices": []},
            {"name": "size", "type": "choice", "required": False, "max_length": None, "choices": ["S"]},
        ],
        "pages": {},
    }


def test_hosted_forms_lead_to_their_own_pages() -> None:
    forms = two_forms()
    made = settings(*forms, result_pages=hosted_result_pages(forms))["forms"]
    assert made["web"]["pages"] == {
        "en-US": {"thanks": "/thanks.html", "problem": "/problem.html"},
        "de-DE": {"thanks": "/de-DE/thanks.html", "problem": "/de-DE/problem.html"},
    }
    assert made["kiosk"]["pages"] == {"en-US": {"thanks": "/kiosk/thanks.html", "problem": "/kiosk/problem.html"}}


def test_forms_of_an_own_page_lead_to_its_addresses() -> None:
    forms = two_forms()
    own = own_result_pages(forms, thanks_url="https://www.example.com/t", problem_url="https://www.example.com/p")
    targets = {"thanks": "https://www.example.com/t", "problem": "https://www.example.com/p"}
    made = settings(*forms, result_pages=own)["forms"]
    assert made["web"]["pages"] == {"en-US": targets, "de-DE": targets}


def test_the_first_country_is_the_default_one() -> None:
    assert settings(allowed_countries=("US", "GB"))["default_country"] == "US"


def test_a_word_that_opts_out_of_one_programme_is_known_to_all_because_it_is_about_the_number() -> None:
    programmes = settings(*two_forms())["programmes"]
    assert {"STOP", "REVOKE", "ALTO", "ABMELDEN"} <= set(programmes["alerts"]["keywords"]["opt_out"])
    assert programmes["alerts"]["keywords"]["opt_out"] == programmes["club"]["keywords"]["opt_out"]
    assert programmes["alerts"]["keywords"]["help"] == programmes["club"]["keywords"]["help"]
    assert [each["keywords"]["confirm"] for each in programmes.values()] == [["YES"], ["JOIN"]]


def test_a_captcha_is_told_as_it_is_given() -> None:
    captcha = {"provider": "turnstile", "hostnames": [], "verify_url": "https://example.com/", "timeout_seconds": 3.0}
    assert settings(captcha=captcha)["captcha"] == captcha
    assert settings()["captcha"] is None


def test_fails_on_forms_that_cannot_be_in_one_deployment() -> None:
    with pytest.raises(InvalidArgument, match=r"^form source 'web' is given twice"):
        settings(form(), form())


def test_fails_on_words_that_aws_could_not_tell_apart() -> None:
    with pytest.raises(InvalidArgument, match=r"^word 'YES' confirms 'other' and word 'YES' confirms 'alerts'"):
        settings(form(), form("kiosk", id="other"))


def test_fails_on_texts_to_the_us_that_are_not_gsm() -> None:
    help_text = "Example Corp: “Help”: help@example.com"
    with pytest.raises(InvalidArgument) as refused:
        settings(form(help=help_text))
    assert str(refused.value) == (
        "help of programme 'alerts' in 'en-US' has '“”', which are not GSM characters, as texts to the US have to be; "
        f"replace them: {help_text!r}"
    )
    assert settings(form(help=help_text), allowed_countries=("GB",))


@pytest.mark.parametrize("validation", list(NumberValidation))
def test_who_validates_numbers_is_told_by_name(validation: NumberValidation) -> None:
    assert settings(number_validation=validation)["number_validation"] == validation.value


def test_limits_are_told_in_seconds() -> None:
    limits = Limits(
        attempt_lifetime=cdk.Duration.hours(2),
        cool_down=cdk.Duration.minutes(3),
        pending_retention=cdk.Duration.days(4),
        form_grace=cdk.Duration.minutes(5),
        prefix_window=cdk.Duration.minutes(6),
        address_window=cdk.Duration.minutes(7),
        proof_retention=cdk.Duration.days(8),
    )
    made = settings(limits=limits)
    assert made["attempt_lifetime_seconds"] == 2 * 60 * 60
    assert made["cool_down_seconds"] == 3 * 60
    assert made["pending_retention_seconds"] == 4 * 24 * 60 * 60
    assert made["form_grace_seconds"] == 5 * 60
    assert made["prefix_window_seconds"] == 6 * 60
    assert made["address_window_seconds"] == 7 * 60
    assert made["proof_retention_seconds"] == 8 * 24 * 60 * 60


def test_feedback_is_given_before_aws_takes_silence_for_failure() -> None:
    assert settings()["feedback_expiry_seconds"] < 60 * 60


def test_the_limits_are_careful_by_default() -> None:
    made = settings()
    assert made["messages_per_second"] == 1.0
    assert made["max_price"] == "0.20"
    assert made["daily_cap"] == 3
    assert made["attempt_lifetime_seconds"] == 24 * 60 * 60
    assert made["cool_down_seconds"] == 10 * 60
    assert (made["prefix_limit"], made["prefix_digits"], made["prefix_window_seconds"]) == (10, 3, 60 * 60)
    assert (made["address_limit"], made["address_window_seconds"]) == (20, 10 * 60)
    assert made["proof_retention_seconds"] is None


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


@pytest.mark.parametrize("name", ["prefix_limit", "address_limit"])
def test_a_limit_of_zero_is_none(name: str) -> None:
    none: dict[str, Any] = {name: 0}
    assert settings(limits=Limits(**none))[name] == 0


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"prefix_limit": -1}, "prefix_limit is -1; give at least 1, or 0 for no limit"),
        ({"address_limit": -1}, "address_limit is -1; give at least 1, or 0 for no limit"),
        ({"requests_per_second": 0}, "requests_per_second is 0; give at least 1, or nobody can sign up"),
        ({"burst": 0}, "burst is 0; give at least 1, or nobody can sign up"),
        ({"web_acl_limit": 9}, "web_acl_limit is 9; AWS WAF takes 10 to 2000000000"),
        ({"web_acl_limit": 2_000_000_001}, "web_acl_limit is 2000000001; AWS WAF takes 10 to 2000000000"),
    ],
)
def test_fails_on_limits_that_let_nothing_through_or_that_services_do_not_take(
    changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(InvalidArgument) as refused:
        Limits(**changes)
    assert str(refused.value) == message
