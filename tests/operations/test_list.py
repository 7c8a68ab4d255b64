"""``list``: consents, texts and contacts by their status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cdk_messaging.opt_in.operations import reading
from tests.operations.operating import Operator
from tests.runtime.deployment import EMAIL_FIELD, make_form, make_locale, make_programme, settings_with
from tests.runtime.fakes.aws import Reply
from tests.runtime.fakes.sms import denied, invalid, lost
from tests.runtime.world import NUMBER, OTHER_NUMBER, World

ALERTS = ("--programme", "alerts")
Make = Callable[[World], Operator]


def refused(_: object) -> Reply:
    return invalid("INVALID_PARAMETER")


def numbers(answer: list[dict[str, str]]) -> list[str]:
    return [row["number"] for row in answer]


def test_each_status_lists_its_own_consents(world: World, operator: Operator) -> None:
    world.subscribe(NUMBER)
    world.text("STOP", OTHER_NUMBER)
    world.sign_up("+12065550102")
    assert numbers(operator.do("list", "--status", "opted-in", *ALERTS)) == [NUMBER]
    assert numbers(operator.do("list", "--status", "opted-out", *ALERTS)) == [OTHER_NUMBER]
    assert numbers(operator.do("list", "--status", "pending", *ALERTS)) == ["+12065550102"]


def test_a_consent_is_listed_with_what_the_person_entered_and_agreed_to(world: World, operator: Operator) -> None:
    world.subscribe()
    (row,) = operator.do("list", "--status", "opted-in", *ALERTS)
    assert (row["state"], row["source"], row["consent_kinds"]) == ("OPTED_IN", "web", "transactional")
    assert row["consent_version"] == "0123456789abcdef"
    assert row["profile"] == {"name": "Ada Lovelace"}
    assert row["since"] == row["confirmed_at"]


def test_a_source_is_a_form(world: World, operator: Operator) -> None:
    world.sign_up(NUMBER)
    world.sign_up(OTHER_NUMBER, source="kiosk")
    assert numbers(operator.do("list", "--status", "pending", "--source", "kiosk", *ALERTS)) == [OTHER_NUMBER]


def test_a_programme_lists_its_own(make_world: Callable[..., World], make_operator: Make) -> None:
    news = settings_with(programmes={"news": make_programme("NEWS")}, forms={"news": make_form("news")})
    world = make_world(**news)
    operator = make_operator(world)
    world.sign_up(NUMBER)
    world.sign_up(OTHER_NUMBER, source="news")
    assert numbers(operator.do("list", "--status", "pending", "--programme", "news")) == [OTHER_NUMBER]


def test_what_the_index_has_not_heard_of_yet_is_left_out(
    world: World, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index is a moment behind: it still names the number as pending."""
    world.subscribe()
    page = reading.Page(keys=[(f"NUMBER#{NUMBER}", "CONSENT#alerts")], next=None)
    monkeypatch.setattr(reading, "pages", lambda *_, **__: iter([page]))
    ended = operator.run("list", "--status", "pending", *ALERTS)
    assert (ended.code, ended.json) == (3, [])


def test_texts_that_failed_are_told_with_the_reason_and_whether_they_can_be_repeated(
    world: World, operator: Operator
) -> None:
    world.sms.script += [refused, denied, denied, denied]
    world.sign_up(NUMBER)
    world.send_all()
    world.sign_up(OTHER_NUMBER)
    world.send_all()
    rows = {row["number"]: row for row in operator.do("list", "--status", "failed", *ALERTS)}
    assert "INVALID_PARAMETER" in rows[NUMBER]["reason"]
    assert (rows[NUMBER]["may_be_sent"], rows[OTHER_NUMBER]["may_be_sent"]) == (False, True)


def test_failed_texts_are_those_of_the_form_asked_for(world: World, operator: Operator) -> None:
    world.sms.script += [refused] * 2
    world.sign_up(NUMBER)
    world.sign_up(OTHER_NUMBER, source="kiosk")
    world.send_all()
    rows = operator.do("list", "--status", "failed", "--source", "kiosk", *ALERTS)
    assert [(row["number"], row["source"]) for row in rows] == [(OTHER_NUMBER, "kiosk")]


def test_doubts_are_listed_by_a_command_of_their_own(world: World, operator: Operator) -> None:
    world.sms.script.append(lost)
    world.sign_up()
    world.send_all()
    (row,) = operator.do("doubts", *ALERTS)
    assert (row["id"], row["status"]) == (world.message().id, "IN_DOUBT")
    assert operator.do("list", "--status", "in-doubt", *ALERTS) == [row]


def test_contacts_are_those_who_gave_no_number(make_world: Callable[..., World], make_operator: Make) -> None:
    club = make_programme(
        "JOIN", type="promotional", locales={"en-US": make_locale("fedcba9876543210", promotional="Send me offers.")}
    )
    form = make_form("club", phone_required=False, terms_required=True, fields=[EMAIL_FIELD])
    world = make_world(**settings_with(programmes={"club": club}, forms={"club": form}))
    operator = make_operator(world)
    answer = world.sign_up(
        "", name=None, email="Ada@Example.com", source="club", consent=None, terms=True,
        consent_version="fedcba9876543210",
    )  # fmt: skip
    assert answer["statusCode"] == 202, answer
    (row,) = operator.do("list", "--status", "contact", "--programme", "club")
    assert (row["contact"], row["source"]) == ("ada@example.com", "club")
    assert row["profile"] == {"email": "Ada@Example.com"}


def test_as_a_table_a_row_is_a_line(world: World, operator: Operator) -> None:
    world.subscribe()
    ended = operator.run("list", "--status", "opted-in", *ALERTS, "--format", "table")
    head, row = ended.out.splitlines()
    assert head.split()[:3] == ["NUMBER", "STATE", "SINCE"]
    assert row.split()[:2] == [NUMBER, "OPTED_IN"]


def test_progress_names_nobody(world: World, operator: Operator) -> None:
    world.subscribe()
    assert operator.run("list", "--status", "opted-in", *ALERTS).err == "listed: 1 records\n"


def test_nothing_found_has_its_own_exit_code_and_is_an_empty_list(operator: Operator) -> None:
    ended = operator.run("list", "--status", "opted-in", *ALERTS)
    assert (ended.code, ended.json) == (3, [])


def test_a_long_list_can_be_read_in_pieces(
    world: World, operator: Operator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_PAGE", 2)
    wanted = [f"+1206555010{digit}" for digit in range(5)]
    for number in wanted:
        world.sign_up(number)
    piece = ("list", "--status", "pending", *ALERTS, "--limit", "2", "--checkpoint", str(tmp_path / "at.json"))
    found = [numbers(operator.do(*piece)) for _ in range(3)]
    assert found == [wanted[:2], wanted[2:4], wanted[4:]]
    assert not (tmp_path / "at.json").exists()


def test_a_checkpoint_of_another_list_is_refused(
    world: World, operator: Operator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_PAGE", 1)
    file = str(tmp_path / "at.json")
    world.sign_up(NUMBER)
    world.sign_up(OTHER_NUMBER)
    operator.do("list", "--status", "pending", *ALERTS, "--limit", "1", "--checkpoint", file)
    ended = operator.run("list", "--status", "opted-in", *ALERTS, "--checkpoint", file)
    assert ended.code == 2
    assert ended.err == (
        f"checkpoint {file} is of other work: its status is 'pending', this one's is 'opted-in'; "
        "repeat the same command, or name another file\n"
    )


def test_a_file_that_is_no_checkpoint_is_refused(operator: Operator, tmp_path: Path) -> None:
    file = tmp_path / "at.json"
    file.write_text("hello", "utf-8")
    ended = operator.run("list", "--status", "pending", *ALERTS, "--checkpoint", str(file))
    assert (ended.code, ended.err) == (2, f"{file} is no checkpoint; delete it, or name another file\n")


def test_a_checkpoint_is_for_its_owner_only(
    world: World, operator: Operator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds the number at which the list goes on."""
    monkeypatch.setattr(reading, "_PAGE", 1)
    world.sign_up(NUMBER)
    world.sign_up(OTHER_NUMBER)
    file = tmp_path / "at.json"
    operator.do("list", "--status", "pending", *ALERTS, "--limit", "1", "--checkpoint", str(file))
    assert NUMBER in json.loads(file.read_text("utf-8"))["position"]["start"]["pk"]
    assert file.stat().st_mode & 0o077 == 0
