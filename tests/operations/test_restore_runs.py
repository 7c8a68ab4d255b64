"""``restore``: how a run goes, what is refused, and what an interruption leaves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cdk_messaging.opt_in.operations import comparison
from tests.operations.losing import Restore, change, lose, stored
from tests.operations.operating import Operator, Recovery, tables
from tests.runtime.fakes.aws import Reply, error_reply, json_reply
from tests.runtime.world import OTHER_NUMBER, TABLE, World


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
