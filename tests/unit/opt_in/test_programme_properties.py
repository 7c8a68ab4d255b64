"""Whatever a programme says: it can be sent, and it is the same everywhere."""

from __future__ import annotations

from html import escape
from typing import Any, cast

from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import Field, Form, KindFacts, Limits, NumberValidation, Programme, ProgrammeType, Translation
from cdk_messaging.opt_in.pages import sign_up_pages
from cdk_messaging.opt_in.programme import mandatory_keywords, number_keywords
from cdk_messaging.opt_in.runtime.keywords import Meaning, meaning
from cdk_messaging.opt_in.runtime.programmes import Programme as RuntimeProgramme
from cdk_messaging.opt_in.runtime.settings import parse
from cdk_messaging.opt_in.settings import function_settings
from cdk_messaging.sms_voice import KeywordAction, text_parts
from cdk_messaging.sms_voice.text import GSM_BASIC

_GSM = "".join(sorted(character for character in GSM_BASIC if character.isprintable()))
_words = st.text(_GSM, min_size=1, max_size=12).map(str.strip).filter(bool)
_facts = st.fixed_dictionaries(
    {
        "name": st.one_of(_words, st.just("наши")),  # a name that isn't GSM leaves 70 characters for each text
        "frequency": st.one_of(st.just("Up to 4 msgs/month"), _words.filter(lambda words: words.strip(" ."))),
        "message_kinds": st.lists(_words, min_size=1, max_size=2).map(tuple),
    }
)
_promotional = _facts.map(lambda facts: cast("dict[str, Any]", facts)).map(lambda facts: KindFacts(**facts))
_translated = st.lists(st.sampled_from(["en-GB", "de-DE", "es-US", "fr-CA"]), unique=True, max_size=2)
_texts = st.dictionaries(st.sampled_from(["auto_reply", "returned"]), _words, max_size=2)


@st.composite
def accepted(draw: st.DrawFn) -> Programme:
    """Any programme that is not refused."""
    kind = draw(st.sampled_from(ProgrammeType))
    brand = draw(st.one_of(st.just("Example Corp"), _words))
    mixed = kind is ProgrammeType.MIXED

    def language() -> dict[str, Any]:
        own = {name: f"{brand}{text}" for name, text in draw(_texts).items()}
        return {**draw(_facts), **own, "promotional": draw(_promotional) if mixed else None}

    try:
        return Programme(
            id="alerts",
            brand=brand,
            support_email="help@example.com",
            website="https://www.example.com",
            type=kind,
            translations=tuple(Translation(locale=locale, **language()) for locale in draw(_translated)),
            **language(),
        )
    except InvalidArgument:
        reject()


_READ = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)


def read(form: Form) -> RuntimeProgramme:
    """The programme of a form as the functions know it."""
    told = function_settings(
        [form],
        allowed_countries=["GB"],
        number_validation=NumberValidation.CARRIER_LOOKUP,
        self_managed_opt_outs=False,
        allowed_origins=(),
        limits=Limits(),
    )
    return parse(told).default_programme


@_READ
@given(accepted())
def test_every_text_is_one_part_and_begins_with_the_brand(made: Programme) -> None:
    for texts in made.locales.values():
        for text in texts.sms.values():
            assert text_parts(text).parts == 1
            assert text.startswith(made.brand)


@_READ
@given(accepted())
def test_page_functions_and_keywords_say_the_same_words(made: Programme) -> None:
    form = Form(programme=made, fields=(Field.email(),))
    known = read(form)
    pages = sign_up_pages([form], allowed_countries=["GB"], register_path="/v1/register")
    for tag, texts in made.locales.items():
        page = pages["index.html" if tag == made.locale else f"{tag}/index.html"]
        told = known.locale(tag)
        assert told.consent.boxes == texts.boxes
        assert all(_on_page(box.text, page) for box in told.consent.boxes)
        assert told.consent.version == texts.consent_version
        assert texts.consent_version in page
        assert told.confirmation == texts.confirmation
        assert _on_page(told.confirmation, page)
        assert (told.texts.subscribed, told.texts.help, told.texts.stop) == (texts.subscribed, texts.help, texts.stop)


@_READ
@given(accepted())
def test_every_keyword_means_to_the_functions_what_it_does_at_aws(made: Programme) -> None:
    form = Form(programme=made, fields=(Field.email(),))
    known = read(form)
    answers = {text for texts in made.locales.values() for text in texts.sms.values()}
    for keyword in number_keywords([made]):
        found = meaning(keyword.keyword, known.keywords)
        assert keyword.message in answers
        assert (found is Meaning.OPT_OUT) == (keyword.action is KeywordAction.OPT_OUT)
        assert (found is Meaning.OPT_IN) == (keyword.action is KeywordAction.OPT_IN)
        assert found is not Meaning.OTHER
    assert mandatory_keywords([made]).help in answers
    assert mandatory_keywords([made]).stop in answers


def _on_page(text: str, page: str) -> bool:
    return escape(text) in page or escape(text, quote=False) in page
