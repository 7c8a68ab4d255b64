"""``export``: the same to a file."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from cdk_messaging.opt_in.operations import reading
from tests.operations.operating import Operator
from tests.runtime.fakes.aws import error_reply
from tests.runtime.world import NUMBER, OTHER_NUMBER, World

PENDING = ("--status", "pending", "--programme", "alerts")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "pending.csv"


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as content:
        return list(csv.DictReader(content))


def test_a_csv_has_a_column_for_each_field_of_the_forms(world: World, operator: Operator, target: Path) -> None:
    world.sign_up(NUMBER)
    world.sign_up(OTHER_NUMBER, name="Grace Hopper", source="kiosk")
    assert operator.do("export", *PENDING, "--output", str(target)) == {"file": str(target), "rows": 2}
    found = {row["number"]: row for row in rows(target)}
    assert (found[NUMBER]["profile.name"], found[NUMBER]["source"]) == ("Ada Lovelace", "web")
    assert (found[OTHER_NUMBER]["profile.name"], found[OTHER_NUMBER]["source"]) == ("Grace Hopper", "kiosk")


def test_json_lines_hold_the_same(world: World, operator: Operator, target: Path) -> None:
    world.sign_up()
    operator.do("export", *PENDING, "--format", "jsonl", "--output", str(target))
    (line,) = target.read_text("utf-8").splitlines()
    assert json.loads(line)["profile"] == {"name": "Ada Lovelace"}


def test_what_a_person_typed_is_no_formula_for_a_spreadsheet(world: World, operator: Operator, target: Path) -> None:
    world.sign_up(name="=HYPERLINK(1)")
    operator.do("export", *PENDING, "--output", str(target))
    (row,) = rows(target)
    assert (row["profile.name"], row["number"]) == ("'=HYPERLINK(1)", NUMBER)


def test_the_file_is_for_its_owner_only(world: World, operator: Operator, target: Path) -> None:
    world.sign_up()
    operator.do("export", *PENDING, "--output", str(target))
    assert target.stat().st_mode & 0o077 == 0


def test_a_file_that_exists_is_not_replaced_unasked(world: World, operator: Operator, target: Path) -> None:
    world.sign_up()
    target.write_text("precious", "utf-8")
    ended = operator.run("export", *PENDING, "--output", str(target))
    assert (ended.code, ended.err) == (2, f"{target} exists; name another file, or say --force to replace it\n")
    assert target.read_text("utf-8") == "precious"
    operator.do("export", *PENDING, "--output", str(target), "--force")
    assert len(rows(target)) == 1


def test_what_is_printed_names_nobody(world: World, operator: Operator, target: Path) -> None:
    world.sign_up()
    ended = operator.run("export", *PENDING, "--output", str(target))
    assert NUMBER.removeprefix("+1") not in ended.out + ended.err
    assert ended.err == "exported: 1 records\n"


def test_an_empty_export_has_its_own_exit_code(operator: Operator, target: Path) -> None:
    ended = operator.run("export", *PENDING, "--output", str(target))
    assert (ended.code, ended.json["rows"]) == (3, 0)


@pytest.mark.parametrize("crash", range(1, 5))
def test_an_interrupted_export_goes_on_and_has_every_row_once(
    world: World, operator: Operator, target: Path, monkeypatch: pytest.MonkeyPatch, crash: int
) -> None:
    # GIVEN an export of three pages that AWS throttles for good somewhere
    monkeypatch.setattr(reading, "_PAGE", 2)
    for digit in range(6):
        world.sign_up(f"+1206555010{digit}")
    queries = iter(range(1, 100))

    def fails(_service: str, operation: str, _body: Any) -> Any:
        return error_reply("ThrottlingException") if operation == "Query" and next(queries) > crash * 2 else None

    world.aws.before.append(fails)
    interrupted = operator.run("export", *PENDING, "--output", str(target))
    assert interrupted.code == 1
    assert "ThrottlingException" in interrupted.err
    assert not target.exists()

    # WHEN the same command is given again
    world.aws.before.clear()
    assert operator.do("export", *PENDING, "--output", str(target))["rows"] == 6

    # THEN nothing is lost, and nothing there twice
    assert [row["number"] for row in rows(target)] == [f"+1206555010{digit}" for digit in range(6)]
    assert list(target.parent.glob("pending.csv.*")) == []


def test_without_its_first_part_an_export_cannot_go_on(
    world: World, operator: Operator, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_PAGE", 1)
    world.sign_up(NUMBER)
    world.sign_up(OTHER_NUMBER)
    queries = iter(range(100))
    world.aws.before.append(
        lambda _s, operation, _b: (
            error_reply("AccessDeniedException") if operation == "Query" and next(queries) > 1 else None
        )
    )
    operator.run("export", *PENDING, "--output", str(target))
    world.aws.before.clear()
    (target.parent / "pending.csv.part").unlink()
    ended = operator.run("export", *PENDING, "--output", str(target))
    assert ended.code == 2
    assert ended.err == (
        f"{target}.part is gone, so the export can't go on; delete {target}.checkpoint to begin anew\n"
    )


def test_throttling_that_passes_is_waited_out(world: World, operator: Operator, target: Path) -> None:
    world.sign_up()
    refusals = iter([error_reply("ThrottlingException")] * 5)
    world.aws.before.append(lambda _s, operation, _b: next(refusals, None) if operation == "Query" else None)
    assert operator.do("export", *PENDING, "--output", str(target))["rows"] == 1
