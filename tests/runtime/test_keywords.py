from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdk_messaging.opt_in.runtime.keywords import Keywords, Meaning, meaning, normalise

KEYWORDS = Keywords.of(
    {
        "confirm": ["YES"],
        "opt_out": ["STOP", "OPT OUT", "ARRÊT"],
        "opt_in": ["START"],
        "help": ["HELP"],
    }
)


@pytest.mark.parametrize(
    "text", ["YES", "yes", " Yes! ", "«yes»", "Y E S", "\uff39\uff25\uff33", "yes.\n", "\u200byes", '"Yes"']
)
def test_a_word_means_the_same_in_any_case_with_any_spaces_and_punctuation(text: str) -> None:
    assert meaning(text, KEYWORDS) is Meaning.CONFIRM


@pytest.mark.parametrize(
    "text",
    [
        "yes please",
        "yesterday",
        "No, not yes",
        "eyes",
        "yes but stop",
        "YES1",
        "Reply YES to get alerts.",
        "да",
        "",
        " ",
    ],
)
def test_a_text_that_only_contains_the_word_does_not_confirm(text: str) -> None:
    assert meaning(text, KEYWORDS) is Meaning.OTHER


@pytest.mark.parametrize("text", ["STOP", "stop.", "Opt-Out", "OPTOUT", "opt out!", "arrêt", "ARRE\u0302T"])
def test_every_spelling_of_an_opt_out_word_opts_out(text: str) -> None:
    assert meaning(text, KEYWORDS) is Meaning.OPT_OUT


@pytest.mark.parametrize("text", ["don't stop", "nonstop", "stopped", "start the stop"])
def test_a_text_that_only_contains_an_opt_out_word_does_not_opt_out(text: str) -> None:
    assert meaning(text, KEYWORDS) is Meaning.OTHER


def test_start_and_help_have_their_meaning() -> None:
    assert meaning("start", KEYWORDS) is Meaning.OPT_IN
    assert meaning("Help?", KEYWORDS) is Meaning.HELP


def test_an_opt_out_that_the_service_matched_is_followed() -> None:
    assert meaning("Stop it now", KEYWORDS, matched="STOP") is Meaning.OPT_OUT


@pytest.mark.parametrize("matched", ["YES", "KEYWORD_111122223333", "START"])
def test_no_other_keyword_that_the_service_matched_counts(matched: str) -> None:
    assert meaning("yes but only on Sundays", KEYWORDS, matched=matched) is Meaning.OTHER


def test_a_missing_kind_of_words_is_noticed() -> None:
    with pytest.raises(KeyError, match="help"):
        Keywords.of({"confirm": [], "opt_out": [], "opt_in": []})


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text())
def test_no_text_but_the_word_itself_confirms(text: str) -> None:
    assert (meaning(text, KEYWORDS) is Meaning.CONFIRM) == (normalise(text) == "yes")
