from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cdk_messaging.opt_in.runtime import reconciliation
from tests.runtime.fakes.aws import error_reply
from tests.runtime.world import NUMBER, OTHER_NUMBER, World


def reconcile(world: World) -> dict[str, int]:
    done: dict[str, int] = world.invoke("reconciliation", {})
    return done


def finish(world: World) -> dict[str, int]:
    """Run as often as it takes; the sums."""
    sums: dict[str, int] = {}
    for _ in range(100):
        done = reconcile(world)
        sums = {key: sums.get(key, 0) + value for key, value in done.items()}
        if done["complete"]:
            return sums
    raise AssertionError("it never gets complete")


def listed(world: World, *numbers: str) -> None:
    """The service answered STOP by itself."""
    for number in numbers:
        world.sms.opted_out[number] = world.clock.time.timestamp()


@pytest.fixture
def ours(make_world: Callable[..., World]) -> World:
    return make_world(self_managed_opt_outs=True)


# -- learning from the list


def test_a_stop_that_the_service_answered_by_itself_is_learned_with_its_time(world: World) -> None:
    world.subscribe()
    world.clock.advance(minutes=5)
    stopped_at = world.clock.time.replace(microsecond=0)
    world.sms.opted_out[NUMBER] = stopped_at.timestamp()
    world.clock.advance(hours=1)
    assert reconcile(world) == {"listed": 1, "opted_out": 1, "removed": 0, "mirrored": 0, "complete": 1}
    consent = world.consent()
    assert (consent.state, consent.opted_out_at, consent.on_list) == ("OPTED_OUT", stopped_at, True)


def test_numbers_that_we_know_nothing_of_are_left_alone(world: World) -> None:
    listed(world, NUMBER)
    assert reconcile(world)["opted_out"] == 0
    assert world.table.snapshot(NUMBER).events == ()


def test_repeating_it_changes_nothing(world: World) -> None:
    world.subscribe()
    listed(world, NUMBER)
    reconcile(world)
    before = world.kinds()
    reconcile(world)
    assert world.kinds() == before


def test_an_opt_out_by_own_keyword_is_known_to_be_on_the_list_afterwards(world: World) -> None:
    world.text("REVOKE")
    listed(world, NUMBER)
    assert not world.consent().on_list
    reconcile(world)
    assert world.consent().on_list


def test_a_person_who_came_back_since_stays(world: World) -> None:
    world.subscribe()
    world.text("STOP")
    listed(world, NUMBER)
    world.clock.advance(minutes=1)
    world.text("START")
    reconcile(world)
    assert world.state() == "OPTED_IN"


def test_a_list_of_many_pages_is_read_at_the_pace_of_the_quota(world: World) -> None:
    world.sms.page = 2
    numbers = [f"+120655502{index:02}" for index in range(9)]
    for number in numbers:
        world.sign_up(number)
    listed(world, *numbers)
    assert reconcile(world)["opted_out"] == 9
    assert {world.state(number) for number in numbers} == {"OPTED_OUT"}
    assert sum(world.clock.slept) >= 4


def test_a_list_that_takes_longer_than_a_run_is_read_on_in_the_next(world: World) -> None:
    world.sms.page = 1
    numbers = [f"+120655502{index:02}" for index in range(12)]
    for number in numbers:
        world.sign_up(number)
    listed(world, *numbers)
    world.timeout = 24.0
    first = reconcile(world)
    assert first["complete"] == 0
    assert 0 < first["opted_out"] < 12
    assert finish(world)["opted_out"] == 12 - first["opted_out"]


def test_a_page_that_is_no_longer_there_makes_it_begin_again(world: World) -> None:
    world.subscribe()
    listed(world, NUMBER)
    world.table.write({"pk": "RECONCILIATION", "sk": "CURSOR", "phase": "LIST", "token": "stale"})
    assert reconcile(world)["opted_out"] == 1


def test_a_wrong_list_is_a_failure(world: World) -> None:
    world.aws.before.append(
        lambda service, operation, body: (
            error_reply("ResourceNotFoundException", ResourceType="opt-out-list")
            if operation == "DescribeOptedOutNumbers"
            else None
        )
    )
    with pytest.raises(Exception, match="ResourceNotFoundException"):
        reconcile(world)


# -- learning of removals


def test_a_number_that_an_operator_took_off_the_list_may_sign_up_anew(world: World) -> None:
    world.subscribe()
    listed(world, NUMBER)
    reconcile(world)
    del world.sms.opted_out[NUMBER]
    world.clock.advance(hours=1)
    assert reconcile(world)["removed"] == 1
    assert world.state() == "NONE"
    world.subscribe()
    assert world.state() == "OPTED_IN"


def test_an_opt_out_that_was_never_seen_on_the_list_is_not_lifted(world: World) -> None:
    world.text("REVOKE")
    assert reconcile(world)["removed"] == 0
    assert world.state() == "OPTED_OUT"


def test_a_refused_send_proves_that_the_number_was_on_the_list(world: World) -> None:
    listed(world, NUMBER)
    world.sign_up()
    world.send_all()
    del world.sms.opted_out[NUMBER]
    world.clock.advance(hours=1)
    assert reconcile(world)["removed"] == 1


def test_removed_numbers_are_told_from_those_that_are_still_listed(world: World) -> None:
    numbers = [f"+120655502{index:02}" for index in range(12)]
    for number in numbers:
        world.sign_up(number)
    listed(world, *numbers)
    reconcile(world)
    gone = numbers[3:9:2]
    for number in gone:
        del world.sms.opted_out[number]
    world.clock.advance(hours=1)
    assert finish(world)["removed"] == 3
    assert {number for number in numbers if world.state(number) != "OPTED_OUT"} == set(gone)


def test_checking_goes_on_in_the_next_run_when_there_is_no_time(world: World) -> None:
    numbers = [f"+120655502{index:02}" for index in range(12)]
    for number in numbers:
        world.sign_up(number)
        world.clock.advance(seconds=1)
    listed(world, *numbers)
    finish(world)
    world.sms.opted_out.clear()
    world.clock.advance(hours=1)
    world.timeout = 22.0
    assert reconcile(world)["complete"] == 0
    world.timeout = 60.0
    finish(world)
    assert {world.state(number) for number in numbers} == {"NONE"}


def test_checking_gets_past_any_number_of_opt_outs_of_the_very_same_moment(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN opt-outs of one moment, as a list that was imported has them, and time for a few of them a run
    monkeypatch.setattr(reconciliation, "_PAGE", 1)
    numbers = [f"+120655502{index:02}" for index in range(12)]
    for number in numbers:
        world.sign_up(number)
    listed(world, *numbers)
    finish(world)
    gone = {numbers[0], numbers[5], numbers[-1]}
    for number in gone:
        del world.sms.opted_out[number]
    world.clock.advance(hours=1)
    # WHEN runs end early THEN they come to the end all the same, and nobody was passed by
    world.timeout = 25.0
    assert reconcile(world)["complete"] == 0
    finish(world)
    assert {number for number in numbers if world.state(number) == "NONE"} == gone


def test_a_new_stop_after_a_removal_counts(world: World) -> None:
    world.subscribe()
    listed(world, NUMBER)
    reconcile(world)
    del world.sms.opted_out[NUMBER]
    world.clock.advance(hours=1)
    reconcile(world)
    world.subscribe()
    world.clock.advance(hours=1)
    listed(world, NUMBER)
    assert reconcile(world)["opted_out"] == 1
    assert world.state() == "OPTED_OUT"


# -- self-managed: the ledger comes first


def test_our_own_opt_outs_are_put_on_the_list_for_others_to_respect(ours: World) -> None:
    ours.subscribe()
    ours.text("STOP")
    ours.clock.advance(minutes=11)
    assert reconcile(ours)["mirrored"] == 1
    assert NUMBER in ours.sms.opted_out
    assert ours.consent().on_list
    assert ours.consent().opted_out_source == "keyword"


def test_the_answer_to_stop_gets_out_before_the_list_would_refuse_it(ours: World) -> None:
    ours.text("STOP")
    ours.clock.advance(minutes=4)
    assert reconcile(ours)["mirrored"] == 0
    ours.send_all()
    assert ours.bodies() == ["Example Corp: You get no more messages."]


def test_mirroring_is_done_once(ours: World) -> None:
    ours.text("STOP")
    ours.clock.advance(minutes=11)
    reconcile(ours)
    ours.clock.advance(minutes=11)
    assert reconcile(ours) == {"listed": 1, "opted_out": 0, "removed": 0, "mirrored": 0, "complete": 1}


def test_a_start_from_before_the_mirroring_that_arrives_after_it_brings_the_person_back(ours: World) -> None:
    ours.subscribe()
    ours.text("STOP")
    ours.clock.advance(minutes=5)
    said_at = ours.clock.time
    ours.clock.advance(minutes=6)
    reconcile(ours)
    ours.text("START", at=said_at)
    assert ours.state() == "OPTED_IN"
    assert NUMBER not in ours.sms.opted_out


def test_with_managed_opt_outs_nothing_is_put_on_the_list(world: World) -> None:
    world.text("REVOKE")
    world.clock.advance(hours=1)
    reconcile(world)
    assert world.sms.opted_out == {}


def test_a_failure_in_the_middle_is_made_up_for_in_the_next_run(world: World) -> None:
    world.subscribe()
    world.subscribe(OTHER_NUMBER)
    listed(world, NUMBER, OTHER_NUMBER)
    failures: list[Any] = [None]

    def fail(service: str, operation: str, body: Any) -> Any:
        if failures and operation == "Query" and OTHER_NUMBER in str(body):
            return error_reply("InternalServerError", 500)
        return None

    world.aws.before.append(fail)
    with pytest.raises(Exception, match="InternalServerError"):
        reconcile(world)
    failures.clear()
    reconcile(world)
    assert (world.state(), world.state(OTHER_NUMBER)) == ("OPTED_OUT", "OPTED_OUT")


def test_a_person_who_comes_back_and_leaves_again_during_the_check_stays_opted_out(world: World) -> None:
    world.subscribe()
    listed(world, NUMBER)
    reconcile(world)
    del world.sms.opted_out[NUMBER]
    world.clock.advance(hours=1)
    said: list[str] = []

    def meanwhile(service: str, operation: str, body: Any) -> None:
        if operation == "DescribeOptedOutNumbers" and body.get("OptedOutNumbers") and not said:
            for word in ("START", "STOP"):
                said.append(word)
                world.text(word)
                world.clock.advance(seconds=1)

    world.aws.before.append(meanwhile)
    assert reconcile(world)["removed"] == 0
    assert world.state() == "OPTED_OUT"
