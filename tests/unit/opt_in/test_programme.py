"""Texts come from one place, and those that could not work are refused here."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import KindFacts, ProgrammeType, Translation, words
from cdk_messaging.opt_in.programme import ConsentKind
from cdk_messaging.opt_in.programme.texts import SMS_TEXTS
from cdk_messaging.sms_voice import text_parts
from tests.unit.opt_in.made import programme

GERMAN = Translation(
    locale="de-DE", name="Bestell-Infos", message_kinds=("Bestellungen",), frequency="Bis zu 4 SMS im Monat"
)
SPANISH = Translation(
    locale="es-US", name="avisos de pedidos", message_kinds=("pedidos",), frequency="Hasta 4 mensajes al mes"
)
FRENCH = Translation(
    locale="fr-CA",
    name="vos alertes de commande",
    message_kinds=("commandes",),
    frequency="4 messages par mois au plus",
)
OFFERS = KindFacts(name="offers", message_kinds=("seasonal offers",), frequency="Up to 2 msgs/month")
PORTUGUESE = Translation(
    locale="pt-BR",
    name="avisos",
    message_kinds=("avisos",),
    frequency="4 mensagens por mes",
    about="Example Corp.",
    rates="Podem aplicar-se tarifas",
    consent="Example Corp avisos por SMS. 4 mensagens por mes. Podem aplicar-se tarifas. HELP: ajuda, STOP: sair.",
    confirmation="Example Corp: YES: avisos. 4 mensagens por mes. Podem aplicar-se tarifas. HELP: ajuda, STOP: sair.",
    auto_reply="Example Corp: Obrigado.",
    subscribed="Example Corp: avisos. 4 mensagens por mes. Podem aplicar-se tarifas. HELP: ajuda, STOP: sair.",
    help="Example Corp: help@example.com",
    stop="Example Corp: Nada mais.",
    returned="Example Corp: De volta.",
)


@pytest.mark.parametrize("locale", ["en-US", "de-DE", "es-US", "fr-CA"])
@pytest.mark.parametrize("name", SMS_TEXTS)
def test_every_default_text_fits_one_gsm_part_and_begins_with_the_brand(locale: str, name: str) -> None:
    text = programme(translations=(GERMAN, SPANISH, FRENCH)).locales[locale].sms[name]

    assert text.startswith("Example Corp: ")
    assert text_parts(text).parts == 1
    assert text_parts(text).encoding == "GSM"


@pytest.mark.parametrize("name", SMS_TEXTS)
def test_the_texts_of_a_mixed_programme_fit_one_part_too(name: str) -> None:
    mixed = programme(
        type=ProgrammeType.MIXED,
        promotional=OFFERS,
        translations=(
            dataclasses.replace(GERMAN, promotional=dataclasses.replace(OFFERS, name="Angebote")),
            dataclasses.replace(SPANISH, promotional=dataclasses.replace(OFFERS, name="ofertas")),
            dataclasses.replace(FRENCH, promotional=dataclasses.replace(OFFERS, name="offres")),
        ),
    )

    assert [text_parts(texts.sms[name]).parts for texts in mixed.locales.values()] == [1, 1, 1, 1]


def test_a_longer_name_gets_a_shorter_default() -> None:
    long = "order and delivery alerts for your household"

    assert programme(name=long).help == "Example Corp: For help with " + long + (
        ", email help@example.com. Reply STOP to cancel."
    )


def test_a_given_text_replaces_the_default() -> None:
    own = (
        "Example Corp: Reply YES for alerts. Up to 4 msgs/month. Msg & data rates may apply. HELP for help, STOP: end."
    )

    assert programme(confirmation=own).confirmation == own


def test_the_business_is_introduced_by_its_legal_name() -> None:
    assert programme().about == "We are Example Corp."
    assert programme(legal_name="Example, Inc.").about == "Example Corp is a service of Example, Inc."


def test_the_consent_version_changes_with_programme_text_and_locale_and_with_nothing_else() -> None:
    first = programme()

    assert len(first.consent_version) == 16
    assert programme(frequency="Up to 5 msgs/month").consent_version != first.consent_version
    assert programme(locale="en-GB").consent_version != first.consent_version
    assert programme(id="other").consent_version != first.consent_version
    assert programme(help="Example Corp: Write to help@example.com").consent_version == first.consent_version


def test_a_transactional_programme_has_one_box() -> None:
    (box,) = programme().default_texts.boxes

    assert box.kind is ConsentKind.TRANSACTIONAL
    assert box.text == programme().consent


def test_a_promotional_programme_has_one_box_that_says_so() -> None:
    (box,) = programme(type=ProgrammeType.PROMOTIONAL, name="offers and news").default_texts.boxes

    assert box.kind is ConsentKind.PROMOTIONAL
    assert box.text.startswith("I agree to receive promotional text messages (SMS) with offers and news from Example")


def test_a_mixed_programme_has_a_box_a_kind_each_with_its_own_frequency() -> None:
    texts = programme(type=ProgrammeType.MIXED, promotional=OFFERS).default_texts

    assert [box.kind for box in texts.boxes] == [ConsentKind.TRANSACTIONAL, ConsentKind.PROMOTIONAL]
    assert "Up to 4 msgs/month." in texts.boxes[0].text
    assert "Up to 2 msgs/month." in texts.boxes[1].text
    assert all("HELP for help or STOP to cancel" in box.text for box in texts.boxes)


def test_the_text_of_all_boxes_is_the_texts_of_each_with_a_blank_line_between() -> None:
    texts = programme(type=ProgrammeType.MIXED, promotional=OFFERS).default_texts

    assert texts.consent == f"{texts.boxes[0].text}\n\n{texts.boxes[1].text}"


def test_a_translation_links_to_the_programmes_terms_unless_it_has_its_own() -> None:
    own = dataclasses.replace(GERMAN, terms_url="https://example.de/agb", privacy_url="https://example.de/daten")
    made = programme(
        terms_url="https://example.com/terms", privacy_url="https://example.com/privacy", translations=(own, SPANISH)
    )

    assert made.locales["de-DE"].terms_url == "https://example.de/agb"
    assert made.locales["es-US"].privacy_url == "https://example.com/privacy"


def test_a_translation_may_have_a_confirming_word_of_its_own() -> None:
    made = programme(translations=(dataclasses.replace(GERMAN, confirm_keyword="JA"),))

    assert "Antworten Sie JA" in made.locales["de-DE"].confirmation
    assert made.confirm_words == ("YES", "JA")


def test_a_language_without_texts_of_its_own_is_taken_when_all_are_given() -> None:
    assert programme(translations=(PORTUGUESE,)).locales["pt-BR"].help == "Example Corp: help@example.com"


def test_opt_out_words_are_those_of_aws_the_ctia_the_fcc_and_the_languages() -> None:
    made = programme(extra_opt_out_words=("halt",), translations=(GERMAN, SPANISH, FRENCH))

    assert set(made.opt_out_words) >= {*words.AWS_MANAGED_OPT_OUT, *words.FCC_OPT_OUT, *words.CTIA_OPT_OUT}
    assert set(made.opt_out_words) >= {"HALT", "STOPP", "ABMELDEN", "BAJA", "PARAR", "ARRET"}
    assert set(made.help_words) == {"HELP", "INFO", "HILFE", "AYUDA", "AIDE"}


def test_a_programme_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        programme().brand = "Other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"id": "Alerts!"},
            (
                "programme id 'Alerts!' must be 1 to 32 lower-case letters, digits and hyphens; it is part of stored "
                "keys, so choose one that can stay"
            ),
        ),
        (
            {"confirm_keyword": "yes", "confirmation": programme().confirmation.replace("YES", "yes")},
            "keyword 'yes' must be 1 to 30 upper-case characters without outer spaces",
        ),
        (
            {"extra_opt_out_words": ("x" * 31,)},
            f"keyword {'X' * 31!r} must be 1 to 30 upper-case characters without outer spaces",
        ),
        (
            {"stop": "Example Corp: You get no more messages. " + "x" * 150},
            (
                "stop of programme 'alerts' in 'en-US' takes 2 SMS parts (190 units, GSM), one is allowed (160 GSM or "
                f"70 Unicode units); shorten it: {'Example Corp: You get no more messages. ' + 'x' * 150!r}"
            ),
        ),
        (
            {"confirmation": programme().confirmation.replace("YES", "yes")},
            (
                "confirmation of programme 'alerts' in 'en-US' does not name the word to reply, 'YES'; add it: "
                f"{programme().confirmation.replace('YES', 'yes')!r}"
            ),
        ),
        ({"locale": "english"}, "locale 'english' is not a language tag; give one such as 'en-US' or 'de'"),
        (
            {"translations": (GERMAN, GERMAN)},
            "locale of programme 'alerts' 'de-DE' is given twice: give each one once",
        ),
        (
            {"type": ProgrammeType.MIXED},
            (
                "programme 'alerts' is mixed, but has no promotional facts in 'en-US'; give them with "
                "promotional=KindFacts(name=..., message_kinds=..., frequency=...)"
            ),
        ),
        (
            {"promotional": OFFERS},
            (
                "programme 'alerts' is transactional, but has promotional facts in 'en-US'; leave them out, or make "
                "it ProgrammeType.MIXED"
            ),
        ),
        (
            {"translations": (dataclasses.replace(PORTUGUESE, rates="", help="", consent=""),)},
            (
                "programme 'alerts' lacks rates, consent, help in 'pt-BR'; only de, en, es, fr have texts of their "
                "own, so give all of them"
            ),
        ),
    ],
)
def test_fails_on_what_could_not_work(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        programme(**changes)

    assert str(refused.value) == message
