"""``restore``: what the table had at an earlier moment and lacks now comes back, and nothing is sent by it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cdk_messaging.opt_in.operations import comparison
from tests.operations.operating import Operator, Recovery, remove, tables
from tests.runtime.deployment import EMAIL_FIELD, make_form, make_programme, settings_with
from tests.runtime.fakes.aws import Reply, dynamodb, error_reply, json_reply
from tests.runtime.fakes.sms import denied, lost
from tests.runtime.world import NUMBER, OTHER_NUMBER, TABLE, World

Restore = Callable[..., dict[str, Any]]
Item = dict[str, Any]
_PROJECTED = {"updated_at", "expires_at", "revision"}  # of the moment of writing


@pytest.fixture
def restore(operator: Operator, recovery: Recovery) -> Restore:
    """Restores to a moment, with sending stopped; it has to succeed."""

    def call(moment: str, *arguments: str) -> dict[str, Any]:
        operator.do("stop-sending", "--by", "Grace", "--reason", "restore")
        answer: dict[str, Any] = operator.do("restore", "--to-time", moment, "--yes", *arguments)
        return answer

    return call


def stored(world: World, *prefixes: str) -> dict[tuple[str, str], Item]:
    """What is stored, by its keys, but what says when it was written."""
    return {
        (item["pk"], item["sk"]): {key: value for key, value in item.items() if key not in _PROJECTED}
        for item in world.items()
        if item["pk"].startswith(prefixes or ("NUMBER#", "OUTBOX#", "CONTACT#", "TEXT#")) and item["sk"] != "CLAIMS"
    }


def lose(world: World, *prefixes: str, but: Callable[[Item], bool] = lambda _: False) -> None:
    for item in world.items():
        if item["pk"].startswith(prefixes or ("NUMBER#",)) and not but(item):
            remove(item)


def change(key: tuple[str, str], **values: Any) -> None:
    """Damage an item."""
    for name, value in values.items():
        dynamodb(
            "UpdateItem",
            {
                "TableName": TABLE,
                "Key": {"pk": {"S": key[0]}, "sk": {"S": key[1]}},
                "UpdateExpression": "SET #name = :value",
                "ExpressionAttributeNames": {"#name": name},
                "ExpressionAttributeValues": {":value": value},
            },
        )


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


# -- how it is done


def test_a_dry_run_writes_nothing_and_tells_what_the_run_will_do(
    world: World, recovery: Recovery, restore: Restore, operator: Operator, tmp_path: Path
) -> None:
    world.subscribe()
    world.sign_up(OTHER_NUMBER)
    moment = recovery.remember()
    lose(world, "NUMBER#", "OUTBOX#")
    before = world.items()
    files = [tmp_path / "tried.csv", tmp_path / "done.csv"]
    tried = operator.do("restore", "--to-time", moment, "--dry-run", "--report", str(files[0]))
    assert world.items() == before
    done = restore(moment, "--report", str(files[1]))
    assert files[0].read_text("utf-8") == files[1].read_text("utf-8")
    assert files[0].read_text("utf-8").startswith("item,sort_key,fate\n")
    assert tried == done | {"dry_run": True}


def test_an_entry_that_nobody_can_read_any_more_is_told(world: World, recovery: Recovery, restore: Restore) -> None:
    """It came after the moment, so that the copy doesn't have it."""
    world.sign_up()
    moment = recovery.remember()
    world.text("STOP")
    (entry,) = [key for key, item in stored(world).items() if item.get("kind") == "OPTED_OUT"]
    change(entry, kind={"S": "NONSENSE"})
    assert restore(moment)["unreadable"] == 1


def test_the_copy_is_deleted_afterwards(recovery: Recovery, restore: Restore) -> None:
    answer = restore(recovery.remember())
    assert (recovery.copies, tables()) == (["consents-20261122T090001Z"], [TABLE])
    assert answer["copy"] is None


def test_a_copy_can_be_kept_and_used_again(
    world: World, recovery: Recovery, restore: Restore, operator: Operator
) -> None:
    world.subscribe()
    moment = recovery.remember()
    kept = operator.do("restore", "--to-time", moment, "--dry-run", "--keep")["copy"]
    assert kept in tables()
    lose(world)
    answer = restore(moment, "--copy", kept)
    assert (answer["brought_back"], answer["copy"], recovery.copies) == (6, kept, [kept])
    assert kept in tables()


def test_while_texts_are_sent_nothing_is_restored_unasked(recovery: Recovery, operator: Operator, world: World) -> None:
    moment = recovery.remember()
    ended = operator.run("restore", "--to-time", moment, "--yes")
    assert (ended.code, ended.err) == (
        2, "sending is not stopped; say stop-sending first, or --while-sending\n",
    )  # fmt: skip
    assert operator.run("restore", "--to-time", moment, "--yes", "--while-sending").code == 0


def test_a_moment_out_of_the_window_is_refused(recovery: Recovery, operator: Operator) -> None:
    ended = operator.run("restore", "--to-time", "2026-10-01T00:00:00Z", "--dry-run")
    assert ended.code == 2
    assert ended.err.startswith("table 'consents' can be restored to moments from 2026-10-18T09:00:00.00000")
    assert ended.err.endswith(", not to 2026-10-01T00:00:00.000000Z\n")


def test_without_recovery_there_is_nothing_to_restore_from(recovery: Recovery, operator: Operator) -> None:
    recovery.enabled = False
    ended = operator.run("restore", "--to-time", "2026-11-22T08:00:00Z", "--dry-run")
    assert (ended.code, ended.err) == (
        2, "point-in-time recovery of table 'consents' is off, so there is nothing to restore from\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("moment", "complaint"),
    [
        ("yesterday", "'yesterday' is not a moment in ISO 8601: 2026-11-22T09:00:00Z\n"),
        ("2026-11-23T00:00:00Z", "2026-11-23T00:00:00.000000Z is in the future\n"),
    ],
)
def test_a_moment_that_is_none_is_refused(recovery: Recovery, operator: Operator, moment: str, complaint: str) -> None:
    ended = operator.run("restore", "--to-time", moment, "--dry-run")
    assert (ended.code, ended.err) == (2, complaint)


def test_a_copy_that_dynamodb_gives_up_is_told(recovery: Recovery, operator: Operator) -> None:
    moment = recovery.remember()
    recovery.given_up = True
    ended = operator.run("restore", "--to-time", moment, "--dry-run")
    assert ended.code == 1
    assert ended.err.splitlines()[-1] == ("the table consents-20261122T090001Z is gone: DynamoDB gave up the restore")


def test_a_copy_that_cannot_be_used_is_told(world: World, recovery: Recovery, operator: Operator) -> None:
    world.aws.before.append(
        lambda _s, operation, _b: (
            json_reply({"Table": {"TableName": "copy", "TableStatus": "ARCHIVED"}})
            if operation == "DescribeTable"
            else None
        )
    )
    ended = operator.run("restore", "--to-time", recovery.remember(), "--dry-run")
    assert ended.code == 1
    assert ended.err.splitlines()[-1] == (
        "the table consents-20261122T090001Z is ARCHIVED; DynamoDB gave up the restore"
    )


def test_a_copy_that_is_changing_or_protected_is_deleted_all_the_same(
    world: World, recovery: Recovery, operator: Operator
) -> None:
    refusals = iter([error_reply("ResourceInUseException")])
    protected = json_reply({"Table": {"TableName": "copy", "TableStatus": "ACTIVE", "DeletionProtectionEnabled": True}})

    def answer(_service: str, operation: str, _body: Any) -> Reply | None:
        if operation == "DeleteTable":
            return next(refusals, None)
        return protected if operation == "DescribeTable" else None

    world.aws.before.append(answer)
    moment = recovery.remember()
    operator.do("restore", "--to-time", moment, "--dry-run")
    assert "UpdateTable" in operator.writes
    assert tables() == [TABLE]


def test_a_copy_that_cannot_be_deleted_is_told(world: World, recovery: Recovery, operator: Operator) -> None:
    world.aws.before.append(
        lambda _s, operation, _b: error_reply("ResourceInUseException") if operation == "DeleteTable" else None
    )
    ended = operator.run("restore", "--to-time", recovery.remember(), "--dry-run")
    assert ended.code == 1
    assert ended.err.splitlines()[-1] == (
        "the table consents-20261122T090001Z could not be deleted; delete it yourself"
    )


@pytest.mark.parametrize("crash", range(0, 14, 2))
def test_an_interrupted_restore_is_finished_by_the_same_command(
    world: World, recovery: Recovery, operator: Operator, tmp_path: Path, crash: int
) -> None:
    # GIVEN a restore that AWS stops somewhere
    for digit in range(3):
        world.subscribe(f"+1206555010{digit}")
    world.sign_up("+12065550109")
    before = stored(world, "NUMBER#")
    moment = recovery.remember()
    lose(world, "NUMBER#", "OUTBOX#")
    operator.do("stop-sending", "--by", "Grace", "--reason", "restore")
    writes = iter(range(1000))
    world.aws.before.append(
        lambda _s, operation, _b: (
            error_reply("AccessDeniedException")
            if operation == "TransactWriteItems" and next(writes) == crash
            else None
        )
    )
    again = ("restore", "--to-time", moment, "--yes", "--checkpoint", str(tmp_path / "at.json"))
    first = operator.run(*again)

    # WHEN the same command is given again
    world.aws.before.clear()
    if first.code != 0:
        operator.do(*again)

    # THEN everything is back, and no text is sent
    after = stored(world, "NUMBER#")
    assert {key: after[key] for key in before if not key[1].startswith("CONSENT#")} == {
        key: item for key, item in before.items() if not key[1].startswith("CONSENT#")
    }
    assert [world.state(f"+1206555010{digit}") for digit in range(3)] == ["OPTED_IN"] * 3
    assert len(recovery.copies) == 1
    assert tables() == [TABLE]
    assert world.message("+12065550109").status == "IN_DOUBT"


def test_pages_are_gone_through_to_the_end(
    world: World, recovery: Recovery, restore: Restore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a page that ends in the middle of a number nothing is missed."""
    pages = comparison.Comparison._pages

    def small(self: Any, table: str, start: Any, condition: str) -> Any:
        scan = self._client.scan
        self._client.scan = lambda **request: scan(**request, Limit=3)
        try:
            yield from pages(self, table, start, condition)
        finally:
            self._client.scan = scan

    monkeypatch.setattr(comparison.Comparison, "_pages", small)
    for digit in range(3):
        world.subscribe(f"+1206555010{digit}")
    before = stored(world)
    moment = recovery.remember()
    lose(world, "NUMBER#")
    restore(moment)
    assert stored(world) == before


def test_progress_names_nobody(world: World, recovery: Recovery, operator: Operator) -> None:
    world.subscribe()
    moment = recovery.remember()
    ended = operator.run("restore", "--to-time", moment, "--dry-run")
    assert "2065550" not in ended.out + ended.err
