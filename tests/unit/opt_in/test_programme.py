"""Texts come from one place, and those that carriers would refuse are refused here."""

from __future__ import annotations

import dataclasses

import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import words
from cdk_messaging.sms_voice import KeywordAction, text_parts
from tests.unit.opt_in.made import programme

SMS_TEXTS = ("confirmation", "auto_reply", "subscribed", "help", "stop", "returned")


@pytest.mark.parametrize("name", SMS_TEXTS)
def test_every_default_text_fits_one_gsm_part_and_begins_with_the_brand(name: str) -> None:
    text = getattr(programme(), name)

    assert text.startswith("Example Corp: ")
    assert text_parts(text).parts == 1
    assert text_parts(text).encoding == "GSM"


def test_a_given_text_replaces_the_default() -> None:
    own = "Example Corp: Reply YES for order alerts. Msg & data rates may apply. HELP for help, STOP to end."

    assert programme(confirmation=own).confirmation == own


def test_the_consent_version_changes_with_text_and_locale_and_with_nothing_else() -> None:
    first = programme()

    assert len(first.consent_version) == 16
    assert programme(frequency="Up to 5 msgs/month").consent_version != first.consent_version
    assert programme(locale="en-GB").consent_version != first.consent_version
    assert programme(help="Example Corp: Write to help@example.com").consent_version == first.consent_version


def test_opt_out_words_are_those_of_aws_the_ctia_and_the_fcc() -> None:
    assert set(programme().opt_out_words) >= {*words.AWS_MANAGED_OPT_OUT, *words.FCC_OPT_OUT, *words.CTIA_OPT_OUT}


def test_words_that_aws_does_not_manage_become_keywords_that_opt_out() -> None:
    keywords = {word.keyword: word.action for word in programme(extra_opt_out_words=("alto",)).keywords}

    assert {"REVOKE", "OPT OUT", "STOPALL", "ALTO"} == {
        word for word, action in keywords.items() if action is KeywordAction.OPT_OUT
    }


def test_start_and_unstop_opt_in_because_aws_does_nothing_on_them_by_itself() -> None:
    opt_in = {word.keyword for word in programme().keywords if word.action is KeywordAction.OPT_IN}

    assert opt_in == {"START", "UNSTOP"}


def test_the_answer_to_the_confirming_word_claims_no_subscription_because_anybody_gets_it() -> None:
    (answer,) = (word.message for word in programme().keywords if word.keyword == "YES")

    assert "subscri" not in answer.lower()


def test_with_self_managed_opt_outs_only_the_confirming_word_is_a_keyword_or_people_would_be_answered_twice() -> None:
    assert [word.keyword for word in programme().self_managed_keywords] == ["YES"]


def test_help_and_stop_are_the_mandatory_keywords() -> None:
    made = programme()

    assert made.mandatory_keywords.help == made.help
    assert made.mandatory_keywords.stop == made.stop


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
        ({"brand": " "}, "programme brand is empty; give the brand that people will read"),
        ({"support_email": "help"}, "programme support_email 'help' is no e-mail address; give one"),
        ({"website": "http://example.com"}, "programme website 'http://example.com' must begin with https://"),
        ({"message_kinds": ()}, "programme message_kinds is empty; name at least one kind of message that people get"),
        (
            {"confirm_keyword": "yes"},
            "programme confirm_keyword 'yes' must be 1 to 30 upper-case characters without outer spaces",
        ),
        (
            {"confirm_keyword": "STOP"},
            "programme confirm_keyword 'STOP' already has another meaning; choose a word like YES or JOIN",
        ),
        (
            {"stop": "Example Corp: " + "x" * 150},
            (
                "programme stop takes 2 SMS parts (164 characters, GSM), one is allowed (160 GSM or 70 Unicode "
                f"characters); shorten it: {'Example Corp: ' + 'x' * 150!r}"
            ),
        ),
        (
            {"stop": "You are unsubscribed."},
            "programme stop must begin with the brand 'Example Corp': 'You are unsubscribed.'",
        ),
        (
            {"consent": "Text me."},
            (
                "programme consent lacks 'Example Corp', 'HELP', 'STOP', 'rates may apply', which carriers ask of it: "
                "'Text me.'"
            ),
        ),
        (
            {"confirmation": "Example Corp: Msg & data rates may apply. Reply HELP for help, STOP to cancel."},
            (
                "programme confirmation lacks 'YES', which carriers ask of it: "
                "'Example Corp: Msg & data rates may apply. Reply HELP for help, STOP to cancel.'"
            ),
        ),
    ],
)
def test_fails_on_what_carriers_or_people_could_not_use(changes: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        programme(**changes)

    assert str(refused.value) == message
