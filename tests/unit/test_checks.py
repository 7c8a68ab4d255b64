"""Checks of arguments, and the errors that users read."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import aws_cdk as cdk
import pytest
from constructs import Construct

from cdk_messaging.checks import check_length, check_member, check_name, check_pattern, check_unique, is_known
from cdk_messaging.errors import InvalidArgument

TOKEN = cdk.Fn.import_value("Something")


class Size(StrEnum):
    SMALL = "SMALL"
    LARGE = "LARGE"


class Early(Construct):
    """Refuses its name before there is a node, and another one later."""

    def __init__(self, scope: Construct, construct_id: str, *, name: str) -> None:
        check_name("name", name)
        super().__init__(scope, construct_id)

    @classmethod
    def from_name(cls, scope: Construct, construct_id: str, name: str) -> Early:
        _refuse(scope)
        return cls(scope, construct_id, name=name)

    def rename(self, name: str) -> None:
        check_name("name", name)


def _refuse(scope: Construct) -> None:
    raise InvalidArgument(f"nothing is taken below {scope.node.path!r}")


def path_of(call: Callable[[], object]) -> str | None:
    with pytest.raises(InvalidArgument) as caught:
        call()
    notes = getattr(caught.value, "__notes__", [])
    path = caught.value.construct_path
    assert notes == ([] if path is None else [f"in construct {path!r}"])
    return path


def test_an_invalid_argument_is_a_value_error() -> None:
    assert issubclass(InvalidArgument, ValueError)


def test_an_error_names_the_construct_that_could_not_be_made() -> None:
    assert path_of(lambda: Early(cdk.Stack(cdk.App(), "Stack"), "It", name="")) == "Stack/It"
    assert path_of(lambda: Early(cdk.App(), "It", name="")) == "It"


def test_an_error_names_the_construct_that_could_not_be_imported() -> None:
    assert path_of(lambda: Early.from_name(cdk.Stack(cdk.App(), "Stack"), "It", "a")) == "Stack/It"


def test_an_error_names_the_construct_whose_method_was_called() -> None:
    early = Early(cdk.Stack(cdk.App(), "Stack"), "It", name="a")
    assert path_of(lambda: early.rename("")) == "Stack/It"


def test_an_error_of_a_function_names_the_construct_that_it_was_given() -> None:
    assert path_of(lambda: _refuse(cdk.Stack(cdk.App(), "Stack"))) == "Stack"


def test_an_error_names_the_construct_that_an_argument_was_made_in() -> None:
    class Mine(Construct):
        def __init__(self, scope: Construct, construct_id: str) -> None:
            super().__init__(scope, construct_id)
            check_unique("name", ["a", "a"])

    assert path_of(lambda: Mine(cdk.Stack(cdk.App(), "Stack"), "Mine")) == "Stack/Mine"


def test_an_error_outside_of_constructs_names_none() -> None:
    assert path_of(lambda: check_name("name", "")) is None


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
