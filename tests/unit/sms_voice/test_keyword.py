"""Keywords and the replies to HELP and STOP."""

from __future__ import annotations

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import Keyword, KeywordAction, MandatoryKeywords
from cdk_messaging.sms_voice.keyword import check_keywords


def test_a_keyword_only_replies_unless_told_otherwise() -> None:
    assert Keyword("YES", "Thanks.").action is KeywordAction.AUTOMATIC_RESPONSE


@pytest.mark.parametrize("word", ["Y", "OPT OUT", "ÄÖÜ?", "x" * 30])
def test_a_keyword_is_a_word_or_a_phrase(word: str) -> None:
    assert Keyword(word, "Thanks.").keyword == word


@pytest.mark.parametrize("word", ["", "x" * 31])
def test_fails_for_a_keyword_of_the_wrong_length(word: str) -> None:
    with pytest.raises(InvalidArgument, match=rf"^keyword has {len(word)} characters: use 1 to 30$"):
        Keyword(word, "Thanks.")


@pytest.mark.parametrize("word", [" YES", "YES ", " ", "Y\tES", "Y\nES"])
def test_fails_for_a_keyword_with_spaces_around_it_or_line_breaks_in_it(word: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        Keyword(word, "Thanks.")
    assert str(error.value) == (
        f"keyword {word!r} is not valid: use letters, digits, signs and spaces, no space at either end"
    )


@pytest.mark.parametrize("word", ["STOP", "stop", "Help"])
def test_fails_for_the_keywords_that_always_exist(word: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        Keyword(word, "Thanks.")
    assert str(error.value) == (
        f"keyword {word!r} is reserved: set its reply with mandatory_keywords=MandatoryKeywords(...)"
    )


def test_fails_for_a_reply_that_is_too_long() -> None:
    with pytest.raises(InvalidArgument, match=r"^message of keyword 'YES' has 1601 characters: use 1 to 1600$"):
        Keyword("YES", "x" * 1601)


def test_fails_for_a_blank_reply() -> None:
    with pytest.raises(InvalidArgument, match=r"^message of keyword 'YES' is blank: give 1 to 1600 characters$"):
        Keyword("YES", " \n")


def test_fails_for_an_action_that_does_not_exist() -> None:
    with pytest.raises(InvalidArgument) as error:
        Keyword("YES", "Thanks.", "DELETE")  # type: ignore[arg-type]
    assert str(error.value) == ("keyword action 'DELETE' is not known: use one of AUTOMATIC_RESPONSE, OPT_OUT, OPT_IN")


@pytest.mark.parametrize(("help_text", "stop_text", "which"), [("", "Bye.", "HELP"), ("Ask us.", "  ", "STOP")])
def test_fails_for_a_mandatory_reply_that_is_blank(help_text: str, stop_text: str, which: str) -> None:
    with pytest.raises(InvalidArgument, match=rf"^message of keyword {which} is blank: give 1 to 1600 characters$"):
        MandatoryKeywords(help=help_text, stop=stop_text)


def test_fails_for_a_mandatory_reply_that_is_too_long() -> None:
    with pytest.raises(InvalidArgument, match=r"^message of keyword STOP has 1601 characters: use 1 to 1600$"):
        MandatoryKeywords(help="Ask us.", stop="x" * 1601)


def test_fails_for_keywords_that_differ_in_case_only() -> None:
    with pytest.raises(InvalidArgument, match=r"^keyword 'YES' is given twice: give each one once$"):
        check_keywords([Keyword("Yes", "Thanks."), Keyword("yes", "Thank you.")])


def test_thirty_keywords_are_enough() -> None:
    check_keywords([Keyword(f"WORD{number}", "Thanks.") for number in range(30)])
    with pytest.raises(InvalidArgument, match=r"^31 keywords are too many: use at most 30$"):
        check_keywords([Keyword(f"WORD{number}", "Thanks.") for number in range(31)])


def test_words_and_replies_may_be_known_at_deployment_only() -> None:
    token = cdk.Fn.import_value("Text")
    check_keywords([Keyword(token, token), Keyword(token, token)])
    assert MandatoryKeywords(help=token, stop=token).help == token
