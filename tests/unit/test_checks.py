"""Checks of arguments, and the errors that users read."""

from __future__ import annotations

from enum import StrEnum

import aws_cdk as cdk
import pytest

from cdk_messaging.checks import check_length, check_member, check_name, check_pattern, check_unique, is_known
from cdk_messaging.errors import InvalidArgument

TOKEN = cdk.Fn.import_value("Something")


class Size(StrEnum):
    SMALL = "SMALL"
    LARGE = "LARGE"


def test_an_invalid_argument_is_a_value_error() -> None:
    assert issubclass(InvalidArgument, ValueError)


@pytest.mark.parametrize("value", ["text", "", "$1", "${", 5, True, None])
def test_a_plain_value_is_known(value: object) -> None:
    assert is_known(value)


@pytest.mark.parametrize("value", [TOKEN, f"a{TOKEN}b", cdk.Token.as_number(cdk.Fn.ref("Port")), cdk.Fn.ref("Logical")])
def test_a_token_is_not_known(value: object) -> None:
    assert not is_known(value)


def test_fails_for_a_text_that_only_begins_like_the_pattern() -> None:
    with pytest.raises(InvalidArgument, match=r"^thing 'ab!' is not valid: use letters$"):
        check_pattern("thing", "ab!", "[a-z]+", "letters")


@pytest.mark.parametrize("name", ["a", "A-1_b", "x" * 64])
def test_a_name_is_letters_digits_underscores_and_hyphens(name: str) -> None:
    check_name("name", name)


@pytest.mark.parametrize("name", ["", "a b", "ä", "a.b", "x" * 65, "a\n"])
def test_fails_for_any_other_name(name: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        check_name("name", name)
    assert str(error.value) == f"name {name!r} is not valid: use 1 to 64 letters, digits, _ and -"


@pytest.mark.parametrize(("text", "length"), [("", 0), ("abcd", 4)])
def test_fails_for_a_text_of_the_wrong_length(text: str, length: int) -> None:
    with pytest.raises(InvalidArgument, match=rf"^thing has {length} characters: use 1 to 3$"):
        check_length("thing", text, least=1, most=3)


def test_fails_for_a_value_that_repeats() -> None:
    with pytest.raises(InvalidArgument, match=r"^thing 'b' is given twice: give each one once$"):
        check_unique("thing", ["a", "b", "c", "b"])


def test_a_member_may_be_given_by_its_text() -> None:
    assert check_member("size", "LARGE", Size) is Size.LARGE


def test_fails_for_a_text_that_names_no_member() -> None:
    with pytest.raises(InvalidArgument, match=r"^size 'HUGE' is not known: use one of SMALL, LARGE$"):
        check_member("size", "HUGE", Size)


def test_what_is_known_at_deployment_only_is_let_through() -> None:
    check_pattern("thing", TOKEN, "[a-z]", "one letter")
    check_name("name", TOKEN)
    check_length("thing", TOKEN, least=1, most=2)
