"""The keywords of a number that programmes share."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in.programme import mandatory_keywords, number_keywords
from cdk_messaging.sms_voice import Keyword, KeywordAction
from cdk_messaging.sms_voice.keyword import check_keywords
from tests.unit.opt_in.made import programme
from tests.unit.opt_in.test_programme import FRENCH, GERMAN, SPANISH


def by_word(*programmes: Any, self_managed_opt_outs: bool = False) -> dict[str, Keyword]:
    keywords = number_keywords(programmes, self_managed_opt_outs=self_managed_opt_outs)
    return {each.keyword: each for each in keywords}


def words_of(keywords: dict[str, Keyword], action: KeywordAction) -> set[str]:
    return {word for word, keyword in keywords.items() if keyword.action is action}


def test_words_that_aws_does_not_manage_become_keywords_that_opt_out() -> None:
    keywords = by_word(programme(extra_opt_out_words=("alto",)))

    assert words_of(keywords, KeywordAction.OPT_OUT) == {"REVOKE", "OPT OUT", "STOPALL", "ALTO"}


def test_start_and_unstop_opt_in_because_aws_does_nothing_on_them_by_itself() -> None:
    assert words_of(by_word(programme()), KeywordAction.OPT_IN) == {"START", "UNSTOP"}


def test_the_answer_to_the_confirming_word_claims_no_subscription_because_anybody_gets_it() -> None:
    assert "subscri" not in by_word(programme())["YES"].message.lower()


def test_words_for_help_that_aws_does_not_answer_are_answered() -> None:
    made = programme()

    assert by_word(made)["INFO"] == Keyword("INFO", made.help)


def test_a_word_of_a_language_is_answered_in_that_language() -> None:
    made = programme(translations=(GERMAN, SPANISH, FRENCH))
    keywords = by_word(made)

    assert keywords["ABMELDEN"] == Keyword("ABMELDEN", made.locales["de-DE"].stop, KeywordAction.OPT_OUT)
    assert keywords["BAJA"] == Keyword("BAJA", made.locales["es-US"].stop, KeywordAction.OPT_OUT)
    assert keywords["ARRET"] == Keyword("ARRET", made.locales["fr-CA"].stop, KeywordAction.OPT_OUT)
    assert keywords["AIDE"] == Keyword("AIDE", made.locales["fr-CA"].help)


def test_all_built_in_languages_together_are_not_more_keywords_than_a_number_can_have() -> None:
    check_keywords(number_keywords([programme(translations=(GERMAN, SPANISH, FRENCH))]))


def test_with_self_managed_opt_outs_only_confirming_words_are_keywords_or_people_would_be_answered_twice() -> None:
    other = programme(id="other", confirm_keyword="JOIN")

    assert list(by_word(programme(), other, self_managed_opt_outs=True)) == ["YES", "JOIN"]


def test_help_and_stop_are_answered_by_the_first_programme() -> None:
    first, other = programme(), programme(id="other", name="club news", confirm_keyword="JOIN")

    mandatory = mandatory_keywords([first, other])

    assert (mandatory.help, mandatory.stop) == (first.help, first.stop)


def test_programmes_of_one_number_have_each_its_confirming_word_and_the_others_once() -> None:
    first, other = programme(), programme(id="other", name="club news", confirm_keyword="JOIN")

    together = by_word(first, other)

    assert set(together) == {*by_word(first), "JOIN"}
    assert together["INFO"].message == first.help


@pytest.mark.parametrize(
    ("first", "other", "message"),
    [
        (
            {},
            {"confirm_keyword": "YES"},
            (
                "word 'YES' confirms 'other' and word 'YES' confirms 'alerts', but AWS goes by how a message begins, "
                "so one is the same; choose another word, as YES or JOIN"
            ),
        ),
        (
            {},
            {"confirm_keyword": "YESPLEASE"},
            (
                "word 'YESPLEASE' confirms 'other' and word 'YES' confirms 'alerts', but AWS goes by how a message "
                "begins, so one would match too; choose another word, as YES or JOIN"
            ),
        ),
        (
            {"confirm_keyword": "ENDORSE"},
            {"confirm_keyword": "JOIN"},
            (
                "word 'ENDORSE' confirms 'alerts' and word 'END' opts out, but AWS goes by how a message begins, so "
                "one would match too; choose another word, as YES or JOIN"
            ),
        ),
        (
            {"confirm_keyword": "START"},
            {"confirm_keyword": "JOIN"},
            (
                "word 'START' confirms 'alerts' and word 'START' opts back in, but AWS goes by how a message begins, "
                "so one is the same; choose another word, as YES or JOIN"
            ),
        ),
        (
            {"extra_opt_out_words": ("joi",)},
            {"confirm_keyword": "JOIN"},
            (
                "word 'JOIN' confirms 'other' and word 'JOI' opts out, but AWS goes by how a message begins, so one "
                "would match too; choose another word, as YES or JOIN"
            ),
        ),
        (
            {"extra_help_words": ("s",)},
            {"confirm_keyword": "JOIN"},
            (
                "word 'S' asks for help and word 'STOP' opts out, but AWS goes by how a message begins, so one would "
                "match too; choose another word, as YES or JOIN"
            ),
        ),
    ],
)
def test_fails_on_words_that_could_be_taken_for_others(
    first: dict[str, Any], other: dict[str, Any], message: str
) -> None:
    with pytest.raises(InvalidArgument) as refused:
        number_keywords([programme(**first), programme(id="other", **other)])

    assert str(refused.value) == message


def test_a_programme_alone_knows_its_keywords() -> None:
    made = programme()

    assert made.mandatory_keywords == mandatory_keywords([made])
    assert made.keywords == number_keywords([made])
    assert [each.keyword for each in made.self_managed_keywords] == ["YES"]


def test_one_word_may_confirm_in_several_languages_of_a_programme() -> None:
    german = dataclasses.replace(GERMAN, confirm_keyword="YES")

    assert "YES" in by_word(programme(translations=(german,)))
