"""The fields of a form, from the request to the profile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.runtime.sign_ups import EMAIL, FIELDS, FORM, error, everything, news, post
from tests.runtime.world import World


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world(**everything())


def profile(world: World) -> dict[str, Any]:
    (item,) = [item for item in world.items() if item["sk"].startswith("PROFILE#")]
    return {key: value for key, value in item.items() if key not in ("pk", "sk", "expires_at")}


def test_what_was_entered_is_kept_with_source_and_locale(world: World) -> None:
    more = {"visits": 12, "born": "1815-12-10", "shop": "north", "member": True}
    assert post(world, news(consent_transactional=True, **more))["statusCode"] == 202
    assert profile(world) == {
        "name": "Ada Lovelace",
        "email": EMAIL,
        "visits": "12",
        "born": "1815-12-10",
        "shop": "north",
        "member": True,
        "programme": "news",
        "source": "news",
        "locale": "en-US",
    }


def test_a_forms_own_post_has_the_same_fields(world: World) -> None:
    ticked = {"terms": "yes", "consent_transactional": "yes", "member": "on"}
    more = {"visits": "12", "born": "1815-12-10", "shop": "north", **ticked}
    answer = post(world, urlencode(news(**more)), FORM)
    assert (answer["statusCode"], answer["headers"]["Location"]) == (303, "/news/thanks.html")
    found = profile(world)
    assert {key: found[key] for key in ("visits", "born", "shop", "member")} == {
        "visits": "12",
        "born": "1815-12-10",
        "shop": "north",
        "member": True,
    }


def test_what_was_left_empty_is_not_kept(world: World) -> None:
    empty = {"visits": None, "born": "", "shop": " ", "member": False}
    post(world, news(consent_transactional=True, **empty))
    assert profile(world).keys() == {"name", "email", "member", "programme", "source", "locale"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "ada"),
        ("visits", "often"),
        ("visits", True),
        ("born", "10.12.1815"),
        ("shop", "east"),
        ("member", "yes"),
        ("name", ["Ada"]),
    ],
)
def test_a_value_of_another_kind_is_refused_by_the_name_of_its_field(world: World, field: str, value: Any) -> None:
    assert error(post(world, news(consent_transactional=True, **{field: value}))) == (400, "invalid_field", field)
    assert world.items() == []


@pytest.mark.parametrize("field", ["name", "email"])
def test_a_field_that_the_form_requires_is_missed(world: World, field: str) -> None:
    given = news(consent_transactional=True, **{field: ""})
    assert error(post(world, given)) == (400, "missing_field", field)


@pytest.mark.parametrize(
    "field", ["email", "visits", "shop", "terms", "consent_transactional", "consent_promotional", "pk", "programme"]
)
def test_a_field_of_another_form_is_unknown_to_this_one(world: World, field: str) -> None:
    assert error(post(world, {**FIELDS, field: "x"})) == (400, "unknown_field", field)


def test_the_answer_to_an_unknown_field_names_those_that_are_known(world: World) -> None:
    message = post(world, {**FIELDS, "nmae": "Ada"})["body"]
    known = "name, phone, country, consent_version, source, locale, consent, captcha_token"
    assert f"Unknown field 'nmae'; known are {known}." in message


def test_the_profile_of_one_attempt_holds_nothing_of_another(world: World) -> None:
    post(world, news(consent_transactional=True, shop="north"))
    post(world, news(consent_transactional=True))
    shops = [item.get("shop") for item in world.items() if item["sk"].startswith("PROFILE#")]
    assert sorted(shops, key=str) == [None, "north"]
