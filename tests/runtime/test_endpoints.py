"""Consents in the endpoints of a Pinpoint project: what an endpoint says, and what is heard of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cdk_messaging.opt_in.runtime import aws, clock, endpoint_mirror
from cdk_messaging.opt_in.runtime.changes import Change, always
from cdk_messaging.opt_in.runtime.endpoints import endpoint_id
from cdk_messaging.opt_in.runtime.events import Event, Kind
from tests.runtime.endpoint_world import MIRROR, EndpointWorld, refuse
from tests.runtime.fakes.aws import error_reply
from tests.runtime.world import NUMBER, OTHER_NUMBER


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> EndpointWorld:
    return EndpointWorld(monkeypatch, tmp_path)


def endpoint(world: EndpointWorld, number: str = NUMBER) -> dict[str, Any]:
    assert world.mirror() == []
    found = world.pinpoint.at(number)
    assert found is not None
    return found


def test_a_pending_sign_up_is_an_endpoint_that_is_opted_out(world: EndpointWorld) -> None:
    world.sign_up()
    found = endpoint(world)
    assert (found["ChannelType"], found["Address"], found["OptOut"]) == ("SMS", NUMBER, "ALL")
    assert found["Attributes"] == {"ConsentState": ["PENDING"], "ConsentProgramme": ["alerts"],
                                   "ConsentVersion": ["0123456789abcdef"]}  # fmt: skip


def test_with_the_yes_nothing_is_opted_out_any_more(world: EndpointWorld) -> None:
    world.subscribe()
    found = endpoint(world)
    subscribed_at = world.consent().subscribed_at
    assert subscribed_at is not None
    assert found["OptOut"] == "NONE"
    assert found["Attributes"]["ConsentState"] == ["OPTED_IN"]
    assert found["Attributes"]["ConsentKinds"] == ["transactional"]
    assert found["Attributes"]["OptInTimestamp"] == [subscribed_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")]


def test_a_stop_opts_the_endpoint_out(world: EndpointWorld) -> None:
    world.subscribe()
    world.clock.advance(seconds=5)
    world.text("STOP")
    assert endpoint(world)["OptOut"] == "ALL"
    assert world.state() == "OPTED_OUT"


def test_nothing_that_a_person_filled_in_is_in_an_endpoint(world: EndpointWorld) -> None:
    world.subscribe()
    assert "Lovelace" not in str(endpoint(world))


def test_the_id_of_an_endpoint_does_not_tell_the_number(world: EndpointWorld) -> None:
    world.sign_up()
    found = endpoint(world)
    assert found["Id"] == endpoint_id(NUMBER)
    assert len(found["Id"]) == 32
    assert NUMBER[2:] not in found["Id"]
    assert endpoint_id(OTHER_NUMBER) != found["Id"]


def test_without_its_key_no_endpoint_is_made_and_the_message_comes_again(world: EndpointWorld) -> None:
    refuse(world, "GetSecretValue", error_reply("InternalServiceError"))
    world.sign_up()
    assert len(world.mirror()) == 1
    assert world.pinpoint.endpoints == {}


def test_an_endpoint_that_says_what_it_should_is_not_written_again(world: EndpointWorld) -> None:
    world.subscribe()
    before = dict(endpoint(world))
    world.clock.advance(minutes=1)
    assert world.mirror([f"NUMBER#{NUMBER}"] * 3) == []
    assert endpoint(world) == before


def test_an_opt_out_in_the_endpoint_is_heard_and_holds_for_the_ledger(world: EndpointWorld) -> None:
    # GIVEN somebody who is opted in
    world.subscribe()
    endpoint(world)

    # WHEN another system opts the endpoint out, which nothing tells the functions of
    world.clock.advance(minutes=5)
    world.pinpoint.opt_out(NUMBER)
    said = endpoint(world)["EffectiveDate"]
    told = world.invoke(MIRROR, {})

    # THEN the next comparison hears of it
    assert told == {"compared": 2, "written": 1, "failed": 0, "complete": 1}  # once as opted in, once as opted out
    assert world.state() == "OPTED_OUT"
    consent = world.consent()
    assert consent.opted_out_source == "endpoint"
    assert consent.opted_out_at == clock.parse(said)


def test_an_opt_out_in_the_endpoint_is_recorded_once(world: EndpointWorld) -> None:
    world.subscribe()
    endpoint(world)
    world.pinpoint.opt_out(NUMBER)
    for _ in range(3):
        world.invoke(MIRROR, {})
    assert world.kinds().count("OPTED_OUT") == 1


def test_whoever_comes_back_after_an_opt_out_in_the_endpoint_is_opted_in_there_as_well(world: EndpointWorld) -> None:
    world.subscribe()
    endpoint(world)
    world.pinpoint.opt_out(NUMBER)
    world.invoke(MIRROR, {})
    world.clock.advance(seconds=5)
    world.text("START")
    assert world.state() == "OPTED_IN"


def test_an_opt_out_that_was_heard_but_not_answered_is_not_taken_for_a_second_one(world: EndpointWorld) -> None:
    """The function ends between the ledger and the endpoint, and the person comes back before it runs again."""
    world.subscribe()
    endpoint(world)
    world.clock.advance(minutes=1)
    world.pinpoint.opt_out(NUMBER)
    refuse(world, "UpdateEndpoint", error_reply("InternalServerErrorException", 500))
    assert world.invoke(MIRROR, {})["failed"] == 2
    world.aws.before.clear()
    world.clock.advance(minutes=1)
    world.text("START")
    assert world.state() == "OPTED_IN"


@pytest.mark.parametrize("word", [None, "STOP"])
def test_nobody_is_opted_in_by_way_of_the_endpoint(world: EndpointWorld, word: str | None) -> None:
    world.sign_up()
    if word is not None:
        world.text(word)
    world.pinpoint.change(endpoint(world)["Id"], OptOut="NONE")
    world.invoke(MIRROR, {})
    assert endpoint(world)["OptOut"] == "ALL"
    assert world.state() in {"PENDING", "OPTED_OUT"}


def test_an_opt_out_that_arrives_while_an_endpoint_is_written_is_not_undone(world: EndpointWorld) -> None:
    """Kinds were added to a subscription; in the moment between reading and writing somebody opts the endpoint out."""
    world.subscribe()
    found = endpoint(world)
    world.pinpoint.change(found["Id"], Attributes={"ConsentKinds": ["none"]})  # it has to be written again
    once = iter([True])

    def opt_out(_service: str, operation: str, _body: Mapping[str, Any]) -> None:
        if operation == "UpdateEndpoint" and next(once, False):
            world.pinpoint.opt_out(NUMBER)

    world.aws.before.append(opt_out)
    world.mirror([f"NUMBER#{NUMBER}"])
    world.invoke(MIRROR, {})
    assert world.state() == "OPTED_OUT"


def test_of_two_that_write_at_once_the_older_look_does_not_stay(world: EndpointWorld) -> None:
    world.subscribe()
    once = iter([True])

    def stop(_service: str, operation: str, _body: Mapping[str, Any]) -> None:
        """The STOP is recorded and mirrored by another function, while this one is about to write."""
        if operation == "UpdateEndpoint" and next(once, False):
            world.clock.advance(seconds=5)
            world.text("STOP")
            world.mirror()

    world.aws.before.append(stop)
    assert world.mirror([f"NUMBER#{NUMBER}"]) == []
    assert (world.pinpoint.at(NUMBER) or {})["OptOut"] == "ALL"


def test_a_failed_number_does_not_keep_the_others_of_its_batch(world: EndpointWorld) -> None:
    world.sign_up()
    world.sign_up(OTHER_NUMBER)
    first = endpoint_id(NUMBER)
    world.aws.before.append(
        lambda _s, operation, body: (
            error_reply("InternalServerErrorException", 500)
            if operation == "UpdateEndpoint" and body["EndpointId"] == first
            else None
        )
    )
    assert len(world.mirror()) == 1
    assert world.pinpoint.at(OTHER_NUMBER) is not None


def test_the_comparison_goes_on_where_time_ended(world: EndpointWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN five numbers, of which a run has time for three
    for digit in range(5):
        world.sign_up(f"+1206555010{digit}")
    monkeypatch.setattr(endpoint_mirror, "_BATCH", 1)

    def slow(_service: str, operation: str, _body: Mapping[str, Any]) -> None:
        if operation == "UpdateEndpoint":
            world.clock.advance(seconds=15)

    world.aws.before.append(slow)

    # WHEN it runs twice, THEN all have an endpoint, and the rest of the time is for comparing anew
    assert world.invoke(MIRROR, {}) == {"compared": 3, "written": 3, "failed": 0, "complete": 0}
    assert len(world.pinpoint.endpoints) == 3
    assert world.invoke(MIRROR, {})["complete"] == 1
    assert len(world.pinpoint.endpoints) == 5
    assert world.invoke(MIRROR, {}) == {"compared": 5, "written": 0, "failed": 0, "complete": 1}


def test_the_comparison_gets_past_any_number_of_consents_of_the_very_same_moment(
    world: EndpointWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN an import whose opt-ins all have the same time, and time for two of them a run
    monkeypatch.setattr(endpoint_mirror, "_BATCH", 1)
    numbers = [f"+1206555010{digit}" for digit in range(5)]
    for number in numbers:
        event = Event(id="i", time=clock.parse("2025-01-01"), kind=Kind.IMPORTED, programme="alerts")
        world.table.change(number, always(Change(events=(event,))))

    def slow(_service: str, operation: str, _body: Mapping[str, Any]) -> None:
        if operation == "GetEndpoint":
            world.clock.advance(seconds=23)

    world.aws.before.append(slow)

    # WHEN it runs three times, THEN each came to its turn
    compared = [world.invoke(MIRROR, {})["compared"] for _ in range(3)]
    assert compared == [2, 2, 1]
    assert all(world.pinpoint.at(number) for number in numbers)


def test_with_an_unanswered_sign_up_its_endpoint_goes(world: EndpointWorld) -> None:
    world.sign_up()
    world.send_all()
    endpoint(world)
    world.clock.advance(hours=25)
    world.invoke("expiry", {})
    assert world.state() == "NONE"
    assert world.pinpoint.endpoints == {}


def test_an_endpoint_of_whom_nothing_is_recorded_is_removed_and_may_be_gone_already(world: EndpointWorld) -> None:
    world.sign_up()
    endpoint(world)
    for item in world.items():
        if item["pk"] == f"NUMBER#{NUMBER}":
            key = {"pk": {"S": item["pk"]}, "sk": {"S": item["sk"]}}
            aws.dynamodb().delete_item(TableName="consents", Key=key)
    assert world.mirror([f"NUMBER#{NUMBER}"] * 2) == []
    assert world.pinpoint.endpoints == {}


def test_a_project_that_is_no_more_stops_nothing_else(world: EndpointWorld) -> None:
    refuse(world, "UpdateEndpoint", error_reply("ForbiddenException", 403))
    world.subscribe()
    assert world.consent().state == "OPTED_IN"
    assert world.mirror() != []


def test_logs_name_nobody(world: EndpointWorld, capsys: pytest.CaptureFixture[str]) -> None:
    world.subscribe()
    endpoint(world)
    world.pinpoint.opt_out(NUMBER)
    world.invoke(MIRROR, {})
    assert NUMBER[2:] not in capsys.readouterr().out
