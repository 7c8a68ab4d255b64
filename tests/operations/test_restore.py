"""``restore``: what the table had at an earlier moment and lacks now comes back, and nothing is sent by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.operations.losing import Restore, change, lose, stored
from tests.operations.operating import Operator, Recovery
from tests.runtime.deployment import EMAIL_FIELD, make_form, make_programme, settings_with
from tests.runtime.fakes.aws import dynamodb
from tests.runtime.fakes.sms import denied, lost
from tests.runtime.world import NUMBER, OTHER_NUMBER, TABLE, World

# -- what comes back


def test_a_lost_number_comes_back_as_it_was(world: World, recovery: Recovery, restore: Restore) -> None:
    world.subscribe()
    before = stored(world)
    moment = recovery.remember()
    lose(world)
    answer = restore(moment)
    assert stored(world) == before
    assert world.state() == "OPTED_IN"
    assert (answer["brought_back"], answer["folded_anew"]) == (6, 1)


def test_a_lost_opt_out_counts_again(world: World, recovery: Recovery, restore: Restore) -> None:
    world.subscribe()
    world.clock.advance(seconds=5)
    world.text("STOP")
    moment = recovery.remember()
    lose(world, but=lambda item: item.get("kind") != "OPTED_OUT" and not item["sk"].startswith("CONSENT#"))
    assert world.state() == "OPTED_IN"
    restore(moment)
    assert world.state() == "OPTED_OUT"
    projection = world.projection()
    assert projection is not None
    assert projection["state"] == "OPTED_OUT"


def test_a_damaged_entry_is_mended(world: World, recovery: Recovery, restore: Restore) -> None:
    world.subscribe()
    before = stored(world)
    moment = recovery.remember()
    (entry,) = [key for key, item in before.items() if item.get("kind") == "CONFIRMED"]
    change(entry, kind={"S": "NONSENSE"}, time={"N": "1.5"})
    assert restore(moment)["mended"] == 1
    assert stored(world) == before


def test_a_damaged_projection_is_folded_anew(world: World, recovery: Recovery, restore: Restore) -> None:
    world.subscribe()
    before = stored(world)
    moment = recovery.remember()
    change((f"NUMBER#{NUMBER}", "CONSENT#alerts"), state={"S": "PENDING"}, status_key={"S": "CONSENT#alerts#PENDING"})
    assert restore(moment)["folded_anew"] == 1
    assert stored(world) == before


def test_what_was_recorded_since_stays(world: World, recovery: Recovery, restore: Restore) -> None:
    world.sign_up()
    world.send_all()
    moment = recovery.remember()
    world.text("YES")
    world.send_all()
    world.subscribe(OTHER_NUMBER)
    after = stored(world)
    answer = restore(moment)
    assert stored(world) == after
    assert (answer["brought_back"], answer["mended"], answer["folded_anew"]) == (0, 0, 0)


def test_lost_contacts_and_consent_texts_come_back(
    make_world: Callable[..., World], make_operator: Callable[[World], Operator]
) -> None:
    form = make_form("club", phone_required=False, terms_required=True, fields=[EMAIL_FIELD])
    world = make_world(
        **settings_with(programmes={"club": make_programme("JOIN", type="promotional")}, forms={"club": form})
    )
    recovery, operator = Recovery(world), make_operator(world)
    world.sign_up("", name=None, email="a@example.com", source="club", consent=None, terms=True)
    boxes = {"L": [{"M": {"kind": {"S": "transactional"}, "text": {"S": "I agree."}}}]}
    text = {"pk": {"S": "TEXT#0123"}, "sk": {"S": "CONSENT"}, "programme": {"S": "alerts"}, "boxes": boxes}
    dynamodb("PutItem", {"TableName": TABLE, "Item": text})
    before = stored(world)
    moment = recovery.remember()
    lose(world, "CONTACT#", "TEXT#")
    operator.do("stop-sending", "--by", "Grace", "--reason", "restore")
    assert operator.do("restore", "--to-time", moment, "--yes")["brought_back"] == 2
    assert stored(world) == before


def test_counters_the_switch_and_positions_stay_as_they_are(
    world: World, recovery: Recovery, restore: Restore, operator: Operator
) -> None:
    world.subscribe()
    moment = recovery.remember()
    answer = restore(moment)
    assert operator.do("sending")["sending"] == "stopped"
    assert answer["unknown"] == 0


# -- texts


@pytest.mark.parametrize("claimed", [False, True])
def test_a_text_that_waited_comes_back_in_doubt_and_is_not_sent(
    world: World, recovery: Recovery, restore: Restore, operator: Operator, claimed: bool
) -> None:
    # GIVEN a text that waits, or is being sent, at the moment
    world.sign_up()
    text = world.message()
    if claimed:
        change((f"OUTBOX#{text.id}", "MESSAGE"), status={"S": "CLAIMED"}, claim={"S": "c"},
               claimed_at={"S": "2026-11-22T09:00:01.000000Z"})  # fmt: skip
    moment = recovery.remember()

    # WHEN all is lost and brought back, and everything goes on
    lose(world, "NUMBER#", "OUTBOX#")
    world.queue.messages.clear()
    answer = restore(moment)
    operator.do("resume-sending", "--by", "Grace")
    assert len(world.queue.messages) == 1  # the pipe takes it for a new one
    world.send_all()
    world.clock.advance(hours=1)
    world.invoke("sweeper", {})
    world.send_all()

    # THEN it is not sent, but told
    assert world.bodies() == []
    assert answer["in_doubt"] == 1
    assert world.message().status == "IN_DOUBT"
    assert "IN_DOUBT" in world.kinds()
    (doubt,) = operator.do("doubts", "--programme", "alerts")
    assert (doubt["id"], doubt["reason"]) == (text.id, "restored")


def test_a_text_in_doubt_after_a_restore_is_settled_by_its_delivery_event(
    world: World, recovery: Recovery, restore: Restore
) -> None:
    world.sign_up()
    text = world.message().id
    moment = recovery.remember()
    lose(world, "NUMBER#", "OUTBOX#")
    restore(moment)
    world.event(text, message_id="message-1")
    assert world.message().status == "SENT"


def test_a_text_of_which_the_ledger_knows_more_comes_back_as_that(
    world: World, recovery: Recovery, restore: Restore
) -> None:
    world.sign_up()
    moment = recovery.remember()
    world.send_all()
    lose(world, "OUTBOX#")
    assert restore(moment)["brought_back"] == 1
    assert (world.message().status, world.message().message_id) == ("SENT", "message-1")


def test_a_failed_text_comes_back_as_one_that_is_not_repeated(
    world: World, recovery: Recovery, restore: Restore, operator: Operator
) -> None:
    """It may have been redriven since, and its record may be lost as well."""
    world.sms.script += [denied] * 3
    world.sign_up()
    world.send_all()
    assert world.message().may_be_sent
    moment = recovery.remember()
    lose(world, "OUTBOX#")
    restore(moment)
    operator.do("resume-sending", "--by", "Grace")
    world.send_all()
    assert world.bodies() == []
    assert (world.message().status, world.message().may_be_sent) == ("FAILED", False)


def test_the_doubt_about_a_lost_text_stays(world: World, recovery: Recovery, restore: Restore) -> None:
    world.sms.script.append(lost)
    world.sign_up()
    world.send_all()
    before = stored(world, "OUTBOX#")
    moment = recovery.remember()
    lose(world, "OUTBOX#")
    restore(moment)
    ((key, item),) = stored(world, "OUTBOX#").items()
    assert {name: item.get(name) for name in before[key] if name != "claimed_until"} == {
        name: value for name, value in before[key].items() if name != "claimed_until"
    }


def test_a_damaged_text_is_replaced(world: World, recovery: Recovery, restore: Restore) -> None:
    world.sign_up()
    world.send_all()
    before = world.message()
    moment = recovery.remember()
    change((f"OUTBOX#{before.id}", "MESSAGE"), body={"S": "Something else."})
    assert restore(moment)["mended"] == 1
    assert (world.message().body, world.message().status) == (before.body, "SENT")


def test_no_notice_is_sent_for_a_confirmation_that_comes_back(
    world: World, recovery: Recovery, restore: Restore, operator: Operator
) -> None:
    world.subscribe()
    world.clock.advance(days=31)  # the outbox has forgotten its texts
    lose(world, "OUTBOX#")
    moment = recovery.remember()
    lose(world)
    restore(moment)
    operator.do("resume-sending", "--by", "Grace")
    world.send_all()
    assert len(world.bodies()) == 2  # the confirmation and the notice of a month ago


# -- what stays away


def test_what_was_erased_since_stays_erased(
    world: World, recovery: Recovery, restore: Restore, operator: Operator
) -> None:
    world.subscribe()
    world.sign_up(OTHER_NUMBER)
    moment = recovery.remember()
    operator.do("erase", NUMBER, "--yes")
    operator.do("erase", OTHER_NUMBER, "--yes")
    after = stored(world)
    answer = restore(moment)
    assert stored(world) == after
    assert answer["stayed_erased"] == 3  # two profiles and a request


def test_what_was_erased_with_its_proof_stays_erased(
    world: World, recovery: Recovery, restore: Restore, operator: Operator
) -> None:
    world.subscribe()
    world.clock.advance(seconds=5)
    world.text("STOP")
    moment = recovery.remember()
    operator.do("erase", NUMBER, "--with-proof", "--yes")
    after = stored(world)
    restore(moment)
    assert stored(world) == after
    assert world.state() == "OPTED_OUT"


def test_a_lost_opt_out_of_an_erased_person_comes_back(
    world: World, recovery: Recovery, restore: Restore, operator: Operator
) -> None:
    world.subscribe()
    world.clock.advance(seconds=5)
    world.text("STOP")
    moment = recovery.remember()
    operator.do("erase", NUMBER, "--with-proof", "--yes")
    lose(world, but=lambda item: item.get("kind") != "OPTED_OUT")
    restore(moment)
    assert world.state() == "OPTED_OUT"


def test_an_erased_contact_stays_erased(
    make_world: Callable[..., World], make_operator: Callable[[World], Operator]
) -> None:
    form = make_form("club", phone_required=False, terms_required=True, fields=[EMAIL_FIELD])
    world = make_world(
        **settings_with(programmes={"club": make_programme("JOIN", type="promotional")}, forms={"club": form})
    )
    recovery, operator = Recovery(world), make_operator(world)
    world.sign_up("", name=None, email="a@example.com", source="club", consent=None, terms=True)
    moment = recovery.remember()
    operator.do("erase", "--email", "a@example.com", "--yes")
    operator.do("stop-sending", "--by", "Grace", "--reason", "restore")
    assert operator.do("restore", "--to-time", moment, "--yes")["stayed_erased"] == 1
    assert [sk for _, sk in stored(world, "CONTACT#")] == ["ERASED"]


def test_what_has_expired_since_stays_away(world: World, recovery: Recovery, restore: Restore) -> None:
    world.sign_up()
    world.send_all()
    moment = recovery.remember()
    world.clock.advance(days=31)
    lose(world, "NUMBER#", "OUTBOX#")
    answer = restore(moment)
    assert (answer["expired_since"], answer["text_is_over"]) == (3, 1)
    assert stored(world) == {}


# -- exactly


def test_exactly_what_was_recorded_since_goes(world: World, recovery: Recovery, restore: Restore) -> None:
    world.sign_up()
    world.send_all()
    before = stored(world)
    moment = recovery.remember()
    world.clock.advance(minutes=1)
    world.text("YES")
    world.sign_up(OTHER_NUMBER)
    restore(moment, "--exact")
    world.clock.advance(minutes=1)
    assert world.state() == "PENDING"
    assert world.state(OTHER_NUMBER) == "NONE"
    kept = {key: item for key, item in stored(world).items() if not key[0].endswith(OTHER_NUMBER)}
    added = {item.get("kind") for key, item in kept.items() if key not in before}
    assert added <= {"FEEDBACK", "NOTICE"}
    assert world.kinds() == ["REQUESTED", "SENT", "FEEDBACK"]


def test_even_exactly_nobody_who_opted_out_comes_back(world: World, recovery: Recovery, restore: Restore) -> None:
    world.subscribe()
    moment = recovery.remember()
    world.text("STOP")
    world.text("STOP", OTHER_NUMBER)
    restore(moment, "--exact")
    assert (world.state(), world.state(OTHER_NUMBER)) == ("OPTED_OUT", "OPTED_OUT")


def test_even_exactly_what_became_of_a_text_stays(
    world: World, recovery: Recovery, restore: Restore, operator: Operator
) -> None:
    world.sign_up()
    moment = recovery.remember()
    world.send_all()
    restore(moment, "--exact")
    operator.do("resume-sending", "--by", "Grace")
    world.clock.advance(hours=1)
    world.invoke("sweeper", {})
    world.send_all()
    assert len(world.bodies()) == 1
    assert world.message().status == "SENT"


def test_exactly_texts_of_later_sign_ups_are_not_sent(
    world: World, recovery: Recovery, restore: Restore, operator: Operator
) -> None:
    moment = recovery.remember()
    world.sign_up()
    world.clock.advance(minutes=1)
    assert restore(moment, "--exact")["removed"] == 3
    operator.do("resume-sending", "--by", "Grace")
    world.send_all()
    assert world.bodies() == []
    assert stored(world, "OUTBOX#") == {}
