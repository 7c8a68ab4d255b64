"""May this number be sent texts of this programme, at this moment?"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from cdk_messaging.opt_in.runtime import switch
from cdk_messaging.opt_in.runtime.consent_check import MalformedRequest
from tests.runtime.fakes.sms import denied
from tests.runtime.two_programmes import NEWS, TWO_PROGRAMMES, subscribe_to_news
from tests.runtime.world import NUMBER, OTHER_NUMBER, World


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world(**TWO_PROGRAMMES)


def check(world: World, *numbers: str, programme: str = "alerts", **more: Any) -> list[dict[str, Any]]:
    event = {"numbers": list(numbers or [NUMBER]), "programme": programme, **more}
    results: list[dict[str, Any]] = world.invoke("consent_check", event)["results"]
    return results


def verdict(world: World, programme: str = "alerts", **more: Any) -> tuple[bool, str]:
    (result,) = check(world, programme=programme, **more)
    return result["allowed"], result["reason"]


def test_a_stranger_may_not_be_sent_texts(world: World) -> None:
    assert verdict(world) == (False, "not-subscribed")


def test_who_has_not_confirmed_may_not_be_sent_texts(world: World) -> None:
    world.sign_up()
    world.send_all()
    assert verdict(world) == (False, "pending")


def test_a_subscriber_may(world: World) -> None:
    world.subscribe()
    assert verdict(world) == (True, "opted-in")


def test_who_opted_out_may_not_from_the_moment_that_it_is_recorded(world: World) -> None:
    world.subscribe()
    world.text("STOP")
    assert verdict(world) == (False, "opted-out")


def test_it_reads_the_ledger_not_what_was_made_of_it(world: World) -> None:
    world.subscribe()
    item = world.projection()
    assert item is not None
    world.text("STOP")
    world.table.write(item)
    assert verdict(world) == (False, "opted-out")


def test_a_subscription_to_one_programme_allows_nothing_of_another(world: World) -> None:
    world.subscribe()
    assert verdict(world, "news") == (False, "not-subscribed")


def test_a_programme_that_there_is_not_is_unknown(world: World) -> None:
    assert verdict(world, "gone") == (False, "unknown-programme")


@pytest.mark.parametrize("number", ["", "2065550100", "+1 206 555 0100", "+0206555010", "+12", "hello"])
def test_what_is_no_number_in_e164_is_invalid(world: World, number: str) -> None:
    (result,) = check(world, number)
    assert (result["allowed"], result["reason"], result["state"]) == (False, "number-invalid", None)


def test_only_the_kinds_that_were_agreed_to_are_allowed(world: World) -> None:
    subscribe_to_news(world)
    assert verdict(world, "news", kind="transactional") == (True, "opted-in")
    assert verdict(world, "news", kind="promotional") == (False, "kind-not-consented")
    assert verdict(world, "news", kind=None) == (True, "opted-in")


def test_while_sending_is_stopped_nobody_may(world: World) -> None:
    world.subscribe()
    switch.stop(world.table.items, by="ada", reason="spend", time=world.clock.time)
    assert verdict(world) == (False, "sending-stopped")
    switch.resume(world.table.items, by="ada", time=world.clock.time)
    assert verdict(world) == (True, "opted-in")


def test_while_sending_is_stopped_an_opt_out_is_still_told(world: World) -> None:
    world.text("STOP")
    switch.stop(world.table.items, by="ada", reason="spend", time=world.clock.time)
    assert verdict(world) == (False, "opted-out")


def test_each_number_is_answered_in_its_place(world: World) -> None:
    world.subscribe()
    found = check(world, OTHER_NUMBER, NUMBER, "nonsense", NUMBER)
    assert [result["number"] for result in found] == [OTHER_NUMBER, NUMBER, "nonsense", NUMBER]
    assert [result["allowed"] for result in found] == [False, True, False, True]


def test_an_answer_says_what_holds_since_when_and_when_it_was_looked_up(world: World) -> None:
    subscribe_to_news(world)
    (result,) = check(world, programme="news", kind="transactional")
    subscribed_at = world.consent(programme="news").subscribed_at
    assert subscribed_at is not None
    checked_at = result.pop("checked_at")
    assert result == {
        "number": NUMBER,
        "programme": "news",
        "kind": "transactional",
        "allowed": True,
        "reason": "opted-in",
        "state": "OPTED_IN",
        "since": subscribed_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    }
    assert checked_at > result["since"]


def test_pending_is_told_since_the_sign_up_and_opted_out_since_the_opt_out(world: World) -> None:
    world.sign_up(**NEWS)
    (attempt,) = world.consent(programme="news").attempts.values()
    assert check(world, programme="news")[0]["since"] == attempt.requested_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    world.text("STOP")
    assert check(world, programme="news")[0]["since"] == world.clock.time.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "000Z"


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (None, "the request must be an object with numbers, programme and kind"),
        ({}, "numbers must be a list of texts"),
        ({"numbers": NUMBER, "programme": "alerts"}, "numbers must be a list of texts"),
        ({"numbers": [1], "programme": "alerts"}, "numbers must be a list of texts"),
        ({"numbers": [], "programme": "alerts"}, "0 numbers are given; from 1 to 100 are allowed"),
        ({"numbers": [NUMBER] * 101, "programme": "alerts"}, "101 numbers are given; from 1 to 100 are allowed"),
        ({"numbers": [NUMBER]}, "programme must be the id of a programme"),
        (
            {"numbers": [NUMBER], "programme": "alerts", "kind": "all"},
            "kind must be one of transactional, promotional, or null for any",
        ),
        (
            {"numbers": [NUMBER], "programme": "alerts", "kid": 1},
            "unknown: kid; known are numbers, programme and kind",
        ),
    ],
)
def test_a_question_that_is_not_understood_is_refused_in_words_without_a_number(
    world: World, event: Any, message: str
) -> None:
    with pytest.raises(MalformedRequest) as caught:
        world.invoke("consent_check", event)
    assert str(caught.value) == message
    assert NUMBER not in message


def test_without_the_table_there_is_no_answer(world: World) -> None:
    world.aws.before.append(lambda service, operation, body: denied(body) if operation == "Query" else None)
    with pytest.raises(Exception, match="AccessDeniedException"):
        check(world)


def test_the_log_tells_how_many_were_asked_for_and_nobody_of_them(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.subscribe()
    capsys.readouterr()
    check(world, NUMBER, OTHER_NUMBER)
    (line,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert line == {"level": "INFO", "event": "consent_checked", "programme": "alerts", "asked": 2, "allowed": 1}
