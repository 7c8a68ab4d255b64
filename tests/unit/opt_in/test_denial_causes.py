"""For each cause for which AWS denies a registration: a configuration that is refused with its name and source.

What the rendered pages show by themselves is in ``tests/unit/opt_in_form/test_denial_causes.py``.
"""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import Field, Form, KindFacts, ProgrammeType, Translation
from cdk_messaging.opt_in.form.texts import BUILT_IN
from cdk_messaging.opt_in.programme import number_keywords
from cdk_messaging.opt_in.programme.compliance import causes, check_website_is_not_the_form
from tests.support.app import ROOT
from tests.unit.opt_in.made import programme

CONSENT = programme().consent
CONFIRMATION = programme().confirmation
SUBSCRIBED = programme().subscribed
HELP = programme().help
STOP = programme().stop
PROMOTIONAL = KindFacts(name="offers", message_kinds=("offers",), frequency="Up to 2 msgs/month")
GERMAN = Translation(locale="de-DE", name="Infos", message_kinds=("Infos",), frequency="4 SMS im Monat")
SAMPLE = "Example Corp: Your order [number] is on its way. Reply STOP to cancel."
REFUSED: list[tuple[causes.DenialCause, dict[str, Any]]] = [
    (causes.CONSENT_BRAND, {"brand": " "}),
    (causes.CONSENT_BRAND, {"consent": CONSENT.replace("Example Corp", "us")}),
    (causes.CONSENT_FREQUENCY, {"frequency": " "}),
    (causes.CONSENT_FREQUENCY, {"consent": CONSENT.replace("Up to 4 msgs/month. ", "")}),
    (causes.CONSENT_RATES, {"consent": CONSENT.replace("Message and data rates may apply. ", "")}),
    (causes.CONSENT_RATES, {"page_texts": {"facts.cost_text": "Our texts are free."}}),
    (causes.CONSENT_HELP_STOP, {"consent": CONSENT.replace("HELP for help or ", "")}),
    (causes.CONSENT_HELP_STOP, {"consent": CONSENT.replace("STOP", "no")}),
    (causes.CONSENT_HELP_STOP, {"page_texts": {"facts.stop_text": "Write to us."}}),
    (causes.CONSENT_HELP_STOP, {"page_texts": {"facts.help_text": "Write to us."}}),
    (causes.CONSENT_LANGUAGE, {"consent": CONSENT.replace("by text message (SMS) ", "")}),
    (
        causes.CONSENT_LANGUAGE,
        {"type": ProgrammeType.PROMOTIONAL, "consent": CONSENT},  # it does not say that they are promotional
    ),
    (causes.CONSENT_INSUFFICIENT, {"consent": CONSENT.replace("I agree to receive", "You get")}),
    (causes.CONSENT_INSUFFICIENT, {"consent": f"{CONSENT} Consent is required to place an order."}),
    (causes.CONSENT_INSUFFICIENT, {"consent": f"{CONSENT} By placing an order you must agree."}),
    (causes.CONSENT_TERMS, {"consent": f"{CONSENT} I accept the Terms of Service."}),
    (causes.CONSENT_TERMS, {"consent": f"{CONSENT} I have read the Privacy Policy."}),
    (causes.CONSENT_SHARED, {"consent": CONSENT.replace("from Example Corp", "from Example Corp and its partners")}),
    (causes.CONSENT_SHARED, {"page_texts": {"privacy.share_mobile": "We share mobile numbers with our friends."}}),
    (causes.CONSENT_SHARED, {"page_texts": {"privacy.share_consent": "We may sell consents."}}),
    (causes.CONSENT_INSUFFICIENT, {"page_texts": {"facts.choice_text": "You must agree in order to buy."}}),
    (causes.TERMS_MISSING, {"page_texts": {"links.terms": " "}}),
    (causes.PRIVACY_MISSING, {"page_texts": {"links.privacy": ""}}),
    (causes.CONSENT_BUNDLED, {"consent": CONSENT.replace("(SMS)", "(SMS) and e-mail")}),
    (causes.MARKETING_NOT_SEPARATED, {"name": "order alerts and special offers"}),
    (causes.MARKETING_NOT_SEPARATED, {"message_kinds": ("order updates", "marketing")}),
    (
        causes.MARKETING_NOT_SEPARATED,
        {
            "type": ProgrammeType.MIXED,
            "promotional": PROMOTIONAL,
            "consent": CONSENT.replace("order alerts", "order alerts and promotional texts"),
        },
    ),
    (causes.KINDS_MISSING, {"name": ""}),
    (causes.KINDS_MISSING, {"message_kinds": ()}),
    (causes.KINDS_MISSING, {"message_kinds": (" ",)}),
    (causes.TERMS_MISSING, {"privacy_url": "https://www.example.com/privacy"}),
    (
        causes.TERMS_MISSING,
        {"terms_url": "http://www.example.com/terms", "privacy_url": "https://www.example.com/privacy"},
    ),
    (causes.PRIVACY_MISSING, {"terms_url": "https://www.example.com/terms"}),
    (
        causes.PRIVACY_MISSING,
        {"terms_url": "https://www.example.com/terms", "privacy_url": "www.example.com/privacy"},
    ),
    (causes.OPT_IN_BRAND, {"confirmation": CONFIRMATION.replace("Example Corp: ", "")}),
    (causes.OPT_IN_BRAND, {"subscribed": SUBSCRIBED.replace("Example Corp", "Example")}),
    (causes.OPT_IN_BRAND, {"auto_reply": "Thanks, we got your reply."}),
    (causes.OPT_IN_BRAND, {"returned": "You are back."}),
    (causes.OPT_IN_CONTENT, {"confirmation": CONFIRMATION.replace("Up to 4 msgs/month. ", "")}),
    (causes.OPT_IN_CONTENT, {"confirmation": CONFIRMATION.replace("Msg & data rates may apply. ", "")}),
    (causes.OPT_IN_CONTENT, {"subscribed": SUBSCRIBED.replace("Up to 4 msgs/month. ", "")}),
    (causes.OPT_IN_CONTENT, {"subscribed": SUBSCRIBED.replace("Msg & data rates may apply. ", "")}),
    (causes.OPT_IN_HELP_STOP, {"confirmation": CONFIRMATION.replace("HELP for help, ", "")}),
    (causes.OPT_IN_HELP_STOP, {"subscribed": SUBSCRIBED.replace(", STOP to cancel", "")}),
    (causes.OPT_IN_MISSING, {"confirmation": " "}),
    (causes.OPT_IN_MISSING, {"subscribed": "\n"}),
    (causes.HELP_BRAND, {"help": HELP.replace("Example Corp: ", "")}),
    (causes.HELP_CONTACT, {"help": "Example Corp: Ask in our shops. Reply STOP to cancel."}),
    (causes.HELP_CONTACT, {"support_email": "our help desk"}),
    (causes.STOP_BRAND, {"stop": STOP.replace("Example Corp: ", "")}),
    (causes.STOP_CONTENT, {"stop": "Example Corp: Sorry to see you go. Help: help@example.com"}),
    (causes.STOP_CONTENT, {"stop": "Example Corp: You get no more messages. Come back for a discount!"}),
    (causes.SHORTENER, {"help": "Example Corp: For help see https://bit.ly/3abc or help@example.com"}),
    (causes.SHORTENER, {"about": "We are Example Corp, see tinyurl.com/example."}),
    (causes.SHORTENER, {"consent": f"{CONSENT} More at goo.gl/x."}),
    (causes.SHORTENER, {"page_texts": {"form.lead": "Read https://t.co/abc first."}}),
    (causes.SHORTENER, {"samples": (SAMPLE, "Example Corp: See https://cutt.ly/x")}),
    (causes.SHORTENER, {"website": "https://bit.ly/example"}),
    (causes.SAMPLES, {"samples": (SAMPLE,)}),
    (causes.SAMPLES, {"samples": ("Example Corp: It is here.", "Example Corp: It is late.")}),
    (causes.SAMPLES, {"samples": (SAMPLE, "Example Corp: Your order {number} is here.")}),
    (causes.SAMPLES_TWICE, {"samples": (SAMPLE, SAMPLE)}),
    (causes.SAMPLES_BRAND, {"samples": (SAMPLE, "Your order [number] is here.")}),
    (causes.SAMPLES_USE_CASE, {"samples": (SAMPLE, "Example Corp: 20 % discount on all orders today.")}),
    (causes.PUBLIC_EMAIL, {"support_email": "example.corp@gmail.com"}),
    (causes.PUBLIC_EMAIL, {"support_email": "example.corp@yahoo.co.uk"}),
    (causes.INVALID_URL, {"website": "http://www.example.com"}),
    (causes.INVALID_URL, {"website": "www.example.com"}),
    (causes.INVALID_URL, {"website": "https://localhost/"}),
    (causes.INVALID_URL, {"website": "https://192.0.2.1/"}),
    (causes.LOGIN, {"website": "https://www.example.com/login"}),
    (
        causes.LOGIN,
        {"terms_url": "https://www.example.com/account/terms", "privacy_url": "https://www.example.com/privacy"},
    ),
    (causes.ONLY_A_FORM, {"website": "https://docs.google.com/forms/d/e/1/viewform"}),
    (causes.ONLY_A_FORM, {"website": "https://example.typeform.com/to/abc"}),
]


@pytest.mark.parametrize(("cause", "changes"), REFUSED)
def test_what_would_be_denied_is_refused_with_cause_and_source(
    cause: causes.DenialCause, changes: dict[str, Any]
) -> None:
    with pytest.raises(InvalidArgument) as refused:
        programme(**changes)
    assert str(refused.value).endswith(f'(denial cause "{cause.title}": {cause.source})')


def test_the_error_says_what_is_wrong_with_which_text_and_how_to_mend_it() -> None:
    with pytest.raises(InvalidArgument) as refused:
        programme(help="Example Corp: Ask in our shops. Reply STOP to cancel.")
    assert str(refused.value) == (
        "help of programme 'alerts' in 'en-US' is 'Example Corp: Ask in our shops. Reply STOP to cancel.', which "
        "names no contact; add an e-mail address, a telephone number or a web address, such as 'help@example.com' "
        '(denial cause "Non-compliant help message": '
        "https://docs.aws.amazon.com/sms-voice/latest/userguide/registration-help-review-criteria.html)"
    )


def test_every_cause_has_a_configuration_that_is_refused_for_it() -> None:
    elsewhere = {causes.AGE_GATE, causes.MULTIPLE_BRANDS}  # below: they need more than a programme
    known = {cause for cause in vars(causes).values() if isinstance(cause, causes.DenialCause)}
    assert {cause for cause, _ in REFUSED} == known - elsewhere


@pytest.mark.parametrize("fields", [(Field.full_name(),), (Field.date_of_birth(required=False),)])
def test_what_only_adults_may_have_needs_the_date_of_birth(fields: tuple[Field, ...]) -> None:
    adults = programme(age_restricted=True)
    with pytest.raises(InvalidArgument, match=re.escape(f'"{causes.AGE_GATE.title}": {causes.AGE_GATE.source}')):
        Form(programme=adults, fields=fields)
    assert Form(programme=adults, fields=(Field.date_of_birth(),)).programme.age_restricted


def test_programmes_of_one_number_have_one_brand() -> None:
    other = programme(id="other", brand="Other Corp", confirm_keyword="JOIN")
    cause = causes.MULTIPLE_BRANDS
    with pytest.raises(InvalidArgument, match=re.escape(f'"{cause.title}": {cause.source}')):
        number_keywords([programme(), other])


@pytest.mark.parametrize("domain_name", ["www.example.com", "example.com"])
def test_the_website_is_more_than_the_sign_up_page(domain_name: str) -> None:
    with pytest.raises(InvalidArgument, match=re.escape(f'"{causes.ONLY_A_FORM.title}"')):
        check_website_is_not_the_form(programme(), domain_name)
    check_website_is_not_the_form(programme(), "sms.example.com")


@pytest.mark.parametrize(
    ("cause", "changes"),
    [
        (causes.CONSENT_TERMS, {"consent": "AGB"}),
        (causes.CONSENT_SHARED, {"consent": "und unserer Partner"}),
        (causes.CONSENT_INSUFFICIENT, {"consent": "Das ist Voraussetzung für den Kauf."}),
        (causes.CONSENT_BUNDLED, {"consent": "per E-Mail"}),
        (causes.MARKETING_NOT_SEPARATED, {"consent": "Werbung"}),
        (causes.CONSENT_RATES, {"consent": "Es können Kosten"}),
        (causes.STOP_CONTENT, {"stop": "Example Corp: Auf Wiedersehen."}),
    ],
)
def test_translations_are_checked_in_their_language(cause: causes.DenialCause, changes: dict[str, Any]) -> None:
    usual = programme(translations=(GERMAN,)).locales["de-DE"].boxes[0].text
    if "consent" in changes:
        added = changes["consent"]
        changes = {"consent": usual.replace(added, "") if added in usual else f"{usual} {added}"}
    with pytest.raises(InvalidArgument, match=re.escape(f'"{cause.title}"')):
        programme(translations=(dataclasses.replace(GERMAN, **changes),))


@pytest.mark.parametrize(
    "changes",
    [
        {"consent": CONSENT.replace("Consent is not", "Agreeing is not required and not")},
        {"consent": f"{CONSENT} Or email help@example.com."},
        {"brand": "Partners & Terms", "support_email": "help@example.com"},
        {"help": "Example Corp: Call +1 (201) 555-0123."},
        {"help": "Example Corp: See example.com/help"},
        {"terms_url": "https://www.example.com/terms", "privacy_url": "https://www.example.com/privacy"},
        {"confirmation": CONFIRMATION.replace("Up to 4 msgs/month", "Msg frequency varies")},
        {"samples": (SAMPLE, "Example Corp: Your order [number] is here.")},
        {"website": "https://example.com/about/signin-free"},
        {"page_texts": {"privacy.share_mobile": "We never share your number."}},
        {"page_texts": {"facts.choice_text": "It is not a condition of anything.", "links.terms": "Rules"}},
    ],
)
def test_what_is_as_it_should_be_is_taken(changes: dict[str, Any]) -> None:
    assert programme(**changes).locales


@pytest.mark.parametrize("locale", BUILT_IN)
def test_the_pages_own_words_are_as_they_should_be(locale: str) -> None:
    assert programme(locale=locale, page_texts=BUILT_IN[locale]).locales


def test_the_documentation_lists_every_cause() -> None:
    page = (ROOT / "docs" / "opt-in.md").read_text(encoding="utf-8")
    known = {cause.title for cause in vars(causes).values() if isinstance(cause, causes.DenialCause)}
    assert {title for title in known if f"| {title} |" not in page} == set()
