"""Parts of a text."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdk_messaging.sms_voice import TextEncoding, text_parts
from cdk_messaging.sms_voice.text import GSM_BASIC, GSM_EXTENSION, not_gsm, text_encoding

GSM = st.text(alphabet=sorted(GSM_BASIC | GSM_EXTENSION), max_size=700)
ANY = st.text(max_size=400)
SIZES = {TextEncoding.GSM: (160, 153), TextEncoding.UNICODE: (70, 67)}


@pytest.mark.parametrize(
    ("text", "encoding", "units", "parts"),
    [
        ("", TextEncoding.GSM, 0, 0),
        ("a", TextEncoding.GSM, 1, 1),
        ("a" * 160, TextEncoding.GSM, 160, 1),
        ("a" * 161, TextEncoding.GSM, 161, 2),
        ("a" * 306, TextEncoding.GSM, 306, 2),
        ("a" * 307, TextEncoding.GSM, 307, 3),
        ("€" * 80, TextEncoding.GSM, 160, 1),
        ("€" * 81, TextEncoding.GSM, 162, 2),
        ("ж" * 70, TextEncoding.UNICODE, 70, 1),
        ("ж" * 71, TextEncoding.UNICODE, 71, 2),
        ("😀" * 35, TextEncoding.UNICODE, 70, 1),
        ("😀" * 36, TextEncoding.UNICODE, 72, 2),
    ],
)
def test_a_text_is_cut_at_the_sizes_that_aws_documents(
    text: str, encoding: TextEncoding, units: int, parts: int
) -> None:
    size = text_parts(text)
    assert (size.encoding, size.units, size.parts) == (encoding, units, parts)


def test_a_character_of_two_units_is_not_cut() -> None:
    assert text_parts("a" * 152 + "€" + "a" * 152).parts == 3
    assert text_parts("a" * 153 + "€" + "a" * 151).parts == 2
    assert text_parts("ж" * 66 + "😀" + "ж" * 66).parts == 3


@pytest.mark.parametrize("character", ["\u2019", "ç", "\t", "\f", "`", "ж", "😀"])
def test_one_character_outside_gsm_makes_the_whole_text_unicode(character: str) -> None:
    assert text_encoding(f"Reply YES {character}") is TextEncoding.UNICODE


def test_the_alphabet_is_gsm_03_38() -> None:
    assert len(GSM_BASIC) == 127  # 128 places, of which one is the escape
    assert GSM_BASIC.isdisjoint(GSM_EXTENSION)
    assert text_encoding("".join(GSM_BASIC | GSM_EXTENSION)) is TextEncoding.GSM


def test_the_characters_that_need_unicode_are_named_once() -> None:
    assert not_gsm("It\u2019s “5 €”, isn\u2019t it?") == "\u2019“”"


@pytest.mark.parametrize(
    ("text", "fits"),
    [("", False), ("a" * 1530, True), ("a" * 1531, False), ("ж" * 630, True), ("ж" * 631, False)],
)
def test_the_longest_text_is_what_the_service_sends(text: str, fits: bool) -> None:
    assert text_parts(text).fits is fits


@given(GSM)
def test_a_gsm_text_takes_one_or_two_units_a_character(text: str) -> None:
    size = text_parts(text)
    assert size.encoding is TextEncoding.GSM
    assert size.units == len(text) + sum(text.count(character) for character in GSM_EXTENSION)


@given(ANY)
def test_a_unicode_text_takes_as_many_units_as_utf_16(text: str) -> None:
    size = text_parts(f"{text}ж")
    assert size.encoding is TextEncoding.UNICODE
    assert size.units == len(f"{text}ж".encode("utf-16-le", "surrogatepass")) // 2


@given(GSM | ANY)
def test_parts_hold_all_units_and_waste_at_most_one_each(text: str) -> None:
    size = text_parts(text)
    single, several = SIZES[size.encoding]
    if size.units <= single:
        assert size.parts == min(size.units, 1)
    else:
        assert math.ceil(size.units / several) <= size.parts <= math.ceil(size.units / (several - 1))


@given(GSM | ANY, GSM | ANY)
def test_a_longer_text_never_takes_fewer_parts(text: str, more: str) -> None:
    assert text_parts(text).parts <= text_parts(text + more).parts
