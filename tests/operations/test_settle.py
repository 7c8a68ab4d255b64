"""``settle``: what a person found out about a text in doubt."""

from __future__ import annotations

import pytest

from tests.operations.operating import Operator
from tests.runtime.fakes.sms import lost, taken_and_lost
from tests.runtime.world import NUMBER, World

BY = ("--by", "Grace")


def doubt(world: World) -> str:
    """A text that the service took, or not: its answer got lost."""
    world.sms.script.append(taken_and_lost(world.sms))
    world.sign_up()
    world.send_all()
    assert world.message().status == "IN_DOUBT"
    return world.message().id


def test_a_text_that_was_sent_can_be_answered(world: World, operator: Operator) -> None:
    text = doubt(world)
    answer = operator.do("settle", text, "--sent", *BY)
    assert (answer["status"], answer["state"], answer["note"]) == ("SENT", "PENDING", None)
    world.clock.advance(seconds=5)
    world.text("YES")
    assert world.state() == "OPTED_IN"


def test_a_text_that_was_not_sent_ends_the_attempt(world: World, operator: Operator) -> None:
    text = doubt(world)
    answer = operator.do("settle", text, "--not-sent", *BY)
    assert (answer["status"], answer["state"]) == ("FAILED", "NONE")


@pytest.mark.parametrize("outcome", ["--sent", "--not-sent"])
def test_it_is_never_sent_again(world: World, operator: Operator, outcome: str) -> None:
    text = doubt(world)
    operator.do("settle", text, outcome, *BY)
    world.again(text)
    world.send_all()
    assert len(world.sms.accepted) == 1


def test_the_ledger_says_who_settled_it(world: World, operator: Operator) -> None:
    text = doubt(world)
    operator.do("settle", text, "--sent", *BY)
    (entry,) = [entry for entry in operator.do("proof", NUMBER)["ledger"] if entry["kind"] == "SENT"]
    assert (entry["source"], entry["details"]["by"]) == ("operator", "Grace")


def test_who_answered_yes_before_is_subscribed_and_the_operator_is_told(world: World, operator: Operator) -> None:
    text = doubt(world)
    world.clock.advance(seconds=5)
    world.text("YES")
    answer = operator.do("settle", text, "--sent", *BY)
    assert answer["state"] == "OPTED_IN"
    assert answer["note"] == (
        "the person had answered YES already, so is subscribed now; the notice of subscription is not sent, because "
        "only the functions know its words"
    )
    assert world.state() == "OPTED_IN"


def test_a_delivery_event_counts_more_than_a_persons_word(world: World, operator: Operator) -> None:
    text = doubt(world)
    operator.do("settle", text, "--not-sent", *BY)
    world.event(text)
    assert world.message().status == "SENT"


def test_what_the_functions_would_log_is_not_printed(world: World, operator: Operator) -> None:
    text = doubt(world)
    ended = operator.run("settle", text, "--sent", *BY)
    assert ended.out.startswith("{\n")
    assert ended.err == ""


def test_a_text_that_there_is_not_has_its_own_exit_code(operator: Operator) -> None:
    ended = operator.run("settle", "confirm-x", "--sent", *BY)
    assert (ended.code, ended.err) == (3, "there is no text 'confirm-x'\n")


def test_a_text_that_is_not_in_doubt_is_left_alone(world: World, operator: Operator) -> None:
    world.sign_up()
    world.send_all()
    text = world.message().id
    ended = operator.run("settle", text, "--not-sent", *BY)
    assert (ended.code, ended.err) == (2, f"text {text!r} is SENT, not in doubt\n")


def test_a_text_whose_delivery_event_comes_at_the_same_moment_is_left_alone(world: World, operator: Operator) -> None:
    world.sms.script.append(lost)
    world.sign_up()
    world.send_all()
    text = world.message().id
    once = iter([True])

    def event(_service: str, operation: str, _body: object) -> None:
        if operation == "TransactWriteItems" and next(once, False):
            world.event(text, message_id="message-9")

    world.aws.before.append(event)
    ended = operator.run("settle", text, "--not-sent", *BY)
    assert ended.code == 2
    assert ended.err == f"text {text!r} is in doubt no longer: its delivery event came just now\n"
    assert world.message().status == "SENT"


@pytest.mark.parametrize("arguments", [[*BY], ["--sent", "--not-sent", *BY], ["--sent"]])
def test_it_has_to_be_said_what_and_by_whom(operator: Operator, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        operator.run("settle", "confirm-x", *arguments)
    assert ended.value.code == 2
