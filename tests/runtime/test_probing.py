"""Nobody can find out by signing up whether a number is subscribed: the request does the same for all."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.runtime.fakes.sms import throttled
from tests.runtime.sign_ups import FIELDS, FORM, FORM_FIELDS, everything, news, post
from tests.runtime.world import NUMBER, World

NEW, PENDING, OPTED_IN, OPTED_OUT = "+12065550120", "+12065550121", "+12065550122", "+12065550123"
NUMBERS = (NEW, PENDING, OPTED_IN, OPTED_OUT)
STATES = ("NONE", "PENDING", "OPTED_IN", "OPTED_OUT")


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return populate(make_world(**everything()))


def populate(world: World) -> World:
    """A number in each state."""
    for number in (OPTED_IN, OPTED_OUT):
        world.subscribe(number)
    world.text("STOP", OPTED_OUT)
    world.sign_up(PENDING)
    world.send_all()
    world.clock.advance(minutes=20)
    assert tuple(world.state(number) for number in NUMBERS) == STATES
    return world


class Tape:
    """The requests to AWS in their order, word for word but for what is random or the time."""

    def __init__(self, world: World) -> None:
        self.requests: list[tuple[str, str, str, int]] = []
        world.aws.observers.append(self.observe)

    def observe(self, service: str, operation: str, body: Mapping[str, Any], status: int) -> None:
        self.requests.append((service, operation, json.dumps(_shape(body), sort_keys=True), status))


def _shape(value: Any) -> Any:
    """A request without its values, but with everything that could differ: keys, expressions, numbers of items."""
    if isinstance(value, Mapping):
        return {key: _shape(inner) for key, inner in value.items() if key != "ClientRequestToken"}
    if isinstance(value, list):
        return [_shape(inner) for inner in value]
    return value if isinstance(value, str) and ("#" in value and " " in value) else f"<{type(value).__name__}>"


def watch(world: World, ask: Callable[[str], dict[str, Any]], number: str) -> tuple[list[Any], str]:
    tape = Tape(world)
    answer = ask(number)
    world.aws.observers.pop()
    return tape.requests, json.dumps(answer, sort_keys=True)


def signing_up(world: World) -> dict[str, Callable[[str], dict[str, Any]]]:
    """The ways to ask."""
    return {
        "json": lambda number: post(world, {**FIELDS, "phone": number}),
        "form": lambda number: post(world, urlencode({**FORM_FIELDS, "phone": number}), FORM),
        "other programme": lambda number: post(world, news(phone=number, consent_promotional=True)),
        "old consent": lambda number: post(world, {**FIELDS, "phone": number, "consent_version": "f" * 16}),
        "no consent": lambda number: post(world, {**FIELDS, "phone": number, "consent": False}),
        "other country": lambda number: post(world, {**FIELDS, "phone": number, "country": "DE"}),
    }


@pytest.mark.parametrize("way", ["json", "form", "other programme", "old consent", "no consent", "other country"])
def test_the_answer_and_the_calls_to_aws_are_the_same_for_a_number_in_any_state(world: World, way: str) -> None:
    ask = signing_up(world)[way]
    seen = [watch(world, ask, number) for number in NUMBERS]
    assert all(one == seen[0] for one in seen)


def test_a_sign_up_is_a_look_up_and_one_transaction(world: World) -> None:
    requests, _ = watch(world, signing_up(world)["json"], NEW)
    assert [(service, operation) for service, operation, _, _ in requests] == [
        ("pinpoint-sms-voice-v2", "CarrierLookup"),
        ("dynamodb", "TransactWriteItems"),
    ]


@pytest.mark.parametrize("number", NUMBERS)
def test_asking_again_and_again_looks_the_same_each_time(world: World, number: str) -> None:
    ask = signing_up(world)["json"]
    seen = [watch(world, ask, number) for _ in range(5)]
    assert all(one == seen[0] for one in seen)


def test_it_looks_the_same_when_the_look_up_fails(world: World) -> None:
    seen = []
    for number in NUMBERS:
        world.sms.lookups.append(throttled)
        seen.append(watch(world, signing_up(world)["json"], number))
    assert all(one == seen[0] for one in seen)


def test_it_looks_the_same_when_too_many_ask(make_world: Callable[..., World]) -> None:
    # Those who are in one of the states came from the same address as whoever asks, and have filled its count.
    settings = {**everything(), "address_limit": 3}
    world = make_world(**settings)
    for number in (OPTED_IN, OPTED_OUT):
        world.subscribe(number)
    world.text("STOP", OPTED_OUT)
    world.sign_up(PENDING)
    seen = [watch(world, signing_up(world)["json"], number) for number in NUMBERS]
    assert '"statusCode": 429' in seen[0][1]
    assert all(one == seen[0] for one in seen)


def test_it_would_be_noticed_if_a_state_made_a_difference(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    registrations = world.module("signup").Registrations
    register = registrations.register

    def careless(self: Any, *, number: str, **rest: Any) -> None:
        if world.state(number) != "OPTED_IN":
            register(self, number=number, **rest)

    monkeypatch.setattr(registrations, "register", careless)
    seen = [watch(world, signing_up(world)["json"], number) for number in NUMBERS]
    assert not all(one == seen[0] for one in seen)


def test_the_numbers_are_told_apart_by_what_is_sent_not_by_what_is_answered(world: World) -> None:
    for number in NUMBERS:
        post(world, {**FIELDS, "phone": number})
    before = len(world.sms.accepted)
    world.send_all()
    assert sorted(sent.number for sent in world.sms.accepted[before:]) == [NEW, PENDING]
    assert world.state(NUMBER) == "NONE"
