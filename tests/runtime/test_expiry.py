from __future__ import annotations

import pytest

from tests.runtime.fakes.aws import error_reply
from tests.runtime.fakes.sms import denied
from tests.runtime.world import NUMBER, OTHER_NUMBER, World


def expire(world: World) -> dict[str, int]:
    done: dict[str, int] = world.invoke("expiry", {})
    return done


@pytest.fixture
def asked(world: World) -> World:
    world.sign_up()
    world.send_all()
    return world


def test_an_attempt_that_nobody_answers_ends_at_its_deadline(asked: World) -> None:
    asked.clock.advance(hours=24)
    assert expire(asked) == {"expired": 1, "unanswered": 1, "failed": 0, "forgotten": 0}
    assert asked.state() == "NONE"
    (attempt,) = asked.consent().attempts.values()
    (event,) = [e for e in asked.table.snapshot(NUMBER).events if e.kind == "EXPIRED"]
    assert event.time == attempt.deadline


def test_an_attempt_before_its_deadline_stays_pending(asked: World) -> None:
    asked.clock.advance(hours=23)
    assert expire(asked)["expired"] == 0
    assert asked.state() == "PENDING"


def test_an_expired_attempt_leaves_the_index_and_everything_of_it_is_forgotten_in_time(asked: World) -> None:
    asked.clock.advance(hours=24)
    expire(asked)
    of_number = [item for item in asked.items() if item["pk"] == f"NUMBER#{NUMBER}"]
    assert all("expires_at" in item for item in of_number)
    assert not any("status_key" in item for item in of_number)


def test_an_attempt_that_was_never_sent_expires_too(world: World) -> None:
    world.pipe_open = False
    world.sign_up()
    world.clock.advance(hours=24)
    assert expire(world) == {"expired": 1, "unanswered": 0, "failed": 0, "forgotten": 0}


def test_a_yes_in_time_that_arrives_late_counts(asked: World) -> None:
    asked.clock.advance(hours=23)
    said_at = asked.clock.time
    asked.clock.advance(hours=2)
    expire(asked)
    assert asked.state() == "NONE"
    asked.text("YES", at=said_at)
    assert asked.state() == "OPTED_IN"
    assert [item["sk"] for item in asked.items() if item["pk"] == f"NUMBER#{NUMBER}" and "expires_at" in item] == [
        "CLAIMS"
    ]


def test_after_expiry_the_person_can_sign_up_anew(asked: World) -> None:
    asked.clock.advance(hours=25)
    expire(asked)
    asked.subscribe()
    assert asked.state() == "OPTED_IN"


def test_an_unanswered_confirmation_is_reported_before_the_service_gives_up(asked: World) -> None:
    asked.clock.advance(minutes=54)
    assert expire(asked)["unanswered"] == 0
    asked.clock.advance(minutes=1)
    assert expire(asked)["unanswered"] == 1
    assert asked.sms.feedback == [("message-1", "FAILED")]
    assert asked.state() == "PENDING"


def test_an_unanswered_confirmation_is_reported_once(asked: World) -> None:
    asked.clock.advance(minutes=56)
    expire(asked)
    asked.clock.advance(hours=1)
    expire(asked)
    assert len(asked.sms.feedback) == 1


def test_a_report_that_fails_is_made_at_the_next_run(asked: World) -> None:
    asked.clock.advance(minutes=56)
    asked.sms.feedback_script.append(denied)
    assert expire(asked)["unanswered"] == 0
    asked.clock.advance(minutes=5)
    assert expire(asked)["unanswered"] == 1


def test_a_report_on_a_message_that_the_service_forgot_is_not_repeated(asked: World) -> None:
    asked.clock.advance(minutes=56)
    asked.sms.feedback_script.append(lambda _: error_reply("ResourceNotFoundException", ResourceType="message"))
    expire(asked)
    asked.clock.advance(minutes=5)
    assert expire(asked) == {"expired": 0, "unanswered": 0, "failed": 0, "forgotten": 0}


def test_a_late_yes_is_reported_as_received_all_the_same(asked: World) -> None:
    asked.clock.advance(hours=2)
    expire(asked)
    asked.text("YES")
    assert asked.sms.feedback == [("message-1", "FAILED"), ("message-1", "RECEIVED")]


def test_an_answered_confirmation_is_not_reported_as_failed(world: World) -> None:
    world.subscribe()
    world.clock.advance(hours=30)
    assert expire(world) == {"expired": 0, "unanswered": 0, "failed": 0, "forgotten": 0}
    assert world.sms.feedback == [("message-1", "RECEIVED")]


def test_one_number_in_trouble_does_not_hold_up_the_others(asked: World) -> None:
    asked.clock.advance(seconds=1)
    asked.sign_up(OTHER_NUMBER)
    asked.send_all()
    asked.clock.advance(hours=25)
    asked.aws.before.append(
        lambda service, operation, body: (
            error_reply("InternalServerError", 500) if operation == "Query" and NUMBER in str(body) else None
        )
    )
    assert expire(asked) == {"expired": 1, "unanswered": 1, "failed": 1, "forgotten": 0}


def test_what_there_is_no_time_for_comes_next_time(world: World) -> None:
    for index in range(3):
        world.sign_up(f"+120655502{index:02}")
    world.send_all()
    world.clock.advance(hours=25)
    world.timeout = 15.0
    assert expire(world)["expired"] == 0
    world.timeout = 60.0
    assert expire(world)["expired"] == 3


def test_a_consent_whose_place_in_the_index_is_outdated_is_put_right(asked: World) -> None:
    (item,) = [item for item in asked.items() if item["sk"] == "CONSENT#alerts"]
    asked.table.write({**item, "status_at": "2020-01-01T00:00:00.000000Z"})
    expire(asked)
    (item,) = [item for item in asked.items() if item["sk"] == "CONSENT#alerts"]
    assert item["status_at"] > "2026"
