"""``import``: opt-ins and opt-outs of another vendor."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cdk_messaging.opt_in.operations import two_passes
from tests.operations.operating import Ended, Operator, functions
from tests.operations.vendor_file import HEAD, IN, opt_in, opt_out, results
from tests.runtime.deployment import make_form, make_locale, make_programme, settings_with
from tests.runtime.fakes.aws import error_reply
from tests.runtime.world import NUMBER, OTHER_NUMBER, World

Import = Callable[..., Ended]
Make = Callable[[World], Operator]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "vendor.csv"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return tmp_path / "report.csv"


@pytest.fixture
def take_over(operator: Operator, file: Path, report: Path) -> Import:
    """Imports a content as a file."""

    def call(content: str, *arguments: str) -> Ended:
        file.write_text(content, "utf-8")
        given = ("--vendor", "Other Co", "--programme", "alerts", "--report", str(report))
        return operator.run("import", str(file), *given, *arguments)

    return call


def test_an_opt_in_subscribes_with_its_own_proof(world: World, take_over: Import) -> None:
    ended = take_over(HEAD + f"{NUMBER},opt-in,{IN},I agreed.,https://other.example/proof/1,transactional\n")
    assert (ended.code, ended.json["opted_in"]) == (0, 1)
    assert world.state() == "OPTED_IN"
    (event,) = world.table.snapshot(NUMBER).everything
    assert (event.kind, event.source, event.time.isoformat()) == ("IMPORTED", "import", "2025-03-01T10:00:00+00:00")
    assert dict(event.details) == {
        "vendor": "Other Co",
        "consent_text": "I agreed.",
        "consent_kinds": "transactional",
        "proof_url": "https://other.example/proof/1",
    }


def test_who_is_imported_is_sent_nothing(world: World, take_over: Import) -> None:
    take_over(HEAD + opt_in(NUMBER))
    assert [item for item in world.items() if item["pk"].startswith("OUTBOX#")] == []


def test_an_opt_out_holds_for_every_programme(world: World, take_over: Import) -> None:
    world.subscribe()
    ended = take_over(HEAD + opt_out(NUMBER))
    assert ended.json["opted_out"] == 1
    assert world.state() == "OPTED_OUT"
    (event,) = [event for event in world.table.snapshot(NUMBER).everything if event.kind == "OPTED_OUT"]
    assert (event.programme, event.source) == ("*", "import")


def test_an_opt_out_without_a_time_counts_from_now(world: World, take_over: Import) -> None:
    assert take_over(HEAD + opt_out(NUMBER, "")).code == 0
    assert world.consent().opted_out_at is not None
    assert take_over(HEAD + opt_out(NUMBER, "")).json["known"] == 1


@pytest.mark.parametrize(
    "content", [opt_in(NUMBER, "2025-05-01T10:00:00Z") + opt_out(NUMBER), opt_out(NUMBER) + opt_in(NUMBER)]
)
def test_an_opt_out_wins_whatever_else_the_file_says(
    world: World, take_over: Import, report: Path, content: str
) -> None:
    ended = take_over(HEAD + content)
    assert world.state() == "OPTED_OUT"
    assert (ended.json["opted_out"], ended.json["kept_out"]) == (1, 1)
    assert results(report)[-1][1:] == ("kept-out", "opted out since 2025-04-01T10:00:00.000000Z")


def test_whoever_opted_out_here_is_kept_out(world: World, take_over: Import) -> None:
    world.text("STOP")
    assert take_over(HEAD + opt_in(NUMBER)).json["kept_out"] == 1
    assert world.state() == "OPTED_OUT"


def test_opt_outs_are_written_before_the_first_opt_in(world: World, take_over: Import, operator: Operator) -> None:
    take_over(HEAD + opt_in(NUMBER) + opt_out(OTHER_NUMBER))
    written = [json.dumps(body) for _, operation, body in operator.calls if operation == "TransactWriteItems"]
    assert ["OPTED_OUT" in text for text in written] == [True, False]


def test_an_opt_out_that_was_taken_back_since_is_only_recorded(world: World, take_over: Import, report: Path) -> None:
    world.text("STOP")
    world.clock.advance(seconds=5)
    world.text("START")
    take_over(HEAD + opt_out(NUMBER))
    assert world.state() == "NONE"
    assert results(report) == [("1", "recorded", "the person has come back since")]


def test_an_opt_out_that_is_older_than_the_confirmation_ends_the_subscription(
    world: World, take_over: Import, report: Path
) -> None:
    """Whoever said no elsewhere is asked again rather than texted."""
    world.subscribe()
    take_over(HEAD + opt_out(NUMBER))
    assert (world.state(), results(report)) == ("OPTED_OUT", [("1", "opted-out", "")])


def test_who_is_subscribed_already_stays_so(world: World, take_over: Import, report: Path) -> None:
    world.subscribe()
    take_over(HEAD + opt_in(NUMBER, "2025-03-01T10:00:00Z"))
    assert world.state() == "OPTED_IN"
    assert results(report) == [("1", "recorded", "was subscribed already")]


def test_a_file_can_be_imported_again(world: World, take_over: Import, report: Path) -> None:
    content = HEAD + opt_in(NUMBER) + opt_out(OTHER_NUMBER)
    take_over(content)
    before = world.items()
    ended = take_over(content)
    assert ended.json["known"] == 2
    assert results(report) == [("2", "known", "imported before"), ("1", "known", "imported before")]
    assert world.items() == before


REFUSED = {
    "2065550100,opt-in,2025-03-01,I agreed.,,": "the number is not in E.164: a plus, the country's code and the number",
    f"{NUMBER},maybe,2025-03-01,I agreed.,,": "the action 'maybe' is neither opt-in nor opt-out",
    f"{NUMBER},opt-in,,I agreed.,,": "an opt-in needs its time, because that is part of the proof",
    f"{NUMBER},opt-in,yesterday,I agreed.,,": "the time 'yesterday' is not in ISO 8601: 2026-11-22T15:29:53Z",
    f"{NUMBER},opt-in,2026-11-23T00:00:00Z,I agreed.,,": "the time '2026-11-23T00:00:00Z' is in the future",
    f"{NUMBER},opt-in,2025-03-01,,,": "an opt-in needs the text that was agreed to, because that is part of the proof",
    f"{NUMBER},opt-in,2025-03-01,I agreed.,javascript:x,": "the proof 'javascript:x' is not the address of a page",
    f"{NUMBER},opt-in,2025-03-01,I agreed.,,fax": "the kinds 'fax' are not of: promotional, transactional",
}


@pytest.mark.parametrize("row", REFUSED)
def test_a_row_that_proves_nothing_is_refused_in_words(world: World, take_over: Import, report: Path, row: str) -> None:
    ended = take_over(HEAD + row + "\n")
    assert (ended.code, ended.json["refused"]) == (4, 1)
    assert results(report) == [("1", "refused", REFUSED[row])]
    assert world.items() == []


def test_a_refused_row_does_not_keep_the_others_out(world: World, take_over: Import) -> None:
    ended = take_over(HEAD + "hello,opt-in,,,,\n" + opt_in(NUMBER))
    assert (ended.code, ended.json["opted_in"], ended.json["refused"]) == (4, 1, 1)
    assert world.state() == "OPTED_IN"


CONTENT = (
    HEAD + opt_in(NUMBER) + opt_out(NUMBER) + opt_in(OTHER_NUMBER) + opt_in(OTHER_NUMBER) + "bad,opt-in,,,,\n"
    + opt_in("+12065550103") + opt_out("+12065550104") + opt_in("+12065550105", "2026-01-01T00:00:00Z")
)  # fmt: skip


def test_a_dry_run_writes_nothing_and_reports_what_the_run_will_do(
    world: World, take_over: Import, operator: Operator, report: Path
) -> None:
    # GIVEN numbers of which much is known already
    world.subscribe("+12065550103")
    world.text("STOP", "+12065550105")
    before = world.items()

    # WHEN the same is tried and done
    tried = take_over(CONTENT, "--dry-run")
    tried_writes, tried_report = operator.writes, results(report)
    assert world.items() == before
    done = take_over(CONTENT)

    # THEN nothing differs but that it is done
    assert tried_writes == []
    assert results(report) == tried_report
    assert tried.json == done.json | {"dry_run": True}
    assert tried.code == done.code == 4
    assert {result for _, result, _ in tried_report} == {
        "opted-in", "opted-out", "kept-out", "known", "recorded", "refused",
    }  # fmt: skip


def test_columns_may_be_called_differently(world: World, take_over: Import) -> None:
    content = f"Phone;Status;When;Wording\n{NUMBER};Subscribed;2025-03-01 10:00;I agreed.\n"
    columns = ("number=Phone", "action=Status", "time=When", "text=Wording")
    ended = take_over(content, "--delimiter", ";", *(word for column in columns for word in ("--column", column)))
    assert ended.json["opted_in"] == 1


def test_what_the_rows_do_not_say_can_be_said_for_all(world: World, take_over: Import) -> None:
    given = ("--action", "opt-in", "--text", "I agreed on paper.", "--time-zone", "Europe/Berlin")
    assert take_over(f"number,time\n{NUMBER},2025-03-01T10:00:00\n", *given).json["opted_in"] == 1
    (event,) = world.table.snapshot(NUMBER).everything
    assert event.time.isoformat() == "2025-03-01T09:00:00+00:00"
    assert event.details["consent_text"] == "I agreed on paper."


def test_json_lines_are_understood(world: World, operator: Operator, tmp_path: Path, report: Path) -> None:
    file = tmp_path / "vendor.jsonl"
    good = {"number": NUMBER, "action": "opt-in", "time": IN, "text": "I agreed.", "kinds": ["promotional"]}
    file.write_text(json.dumps(good) + "\n\nnot json\n[1]\n", "utf-8")
    ended = operator.run("import", str(file), "--vendor", "Other Co", "--programme", "alerts", "--report", str(report))
    assert (ended.json["opted_in"], ended.json["refused"], ended.json["rows"]) == (1, 2, 3)
    assert world.consent().kinds == {"promotional"}
    assert results(report)[0][1:] == ("refused", "the line is no JSON object")


WRONG: dict[tuple[str, ...], str] = {
    ("--column", "number"): "--column 'number': say MEANING=NAME with a meaning of number, action, time, text, "
    "proof_url, kinds\n",
    ("--column", "fax=Fax"): "--column 'fax=Fax': say MEANING=NAME with a meaning of number, action, time, text, "
    "proof_url, kinds\n",
    ("--time-zone", "Mars"): "the time zone 'Mars' is not known; give one such as Europe/Berlin\n",
}


@pytest.mark.parametrize("arguments", WRONG)
def test_a_wrong_call_is_told_before_anything_is_done(take_over: Import, arguments: tuple[str, ...]) -> None:
    ended = take_over(HEAD, *arguments)
    assert (ended.code, ended.err) == (2, WRONG[arguments])


def test_a_file_without_numbers_is_told_by_its_columns(take_over: Import, file: Path) -> None:
    ended = take_over("Phone,Status\n")
    assert ended.code == 2
    assert ended.err.splitlines()[-1] == (
        f"{file} has no column 'number' (it has: 'Phone', 'Status'); say --column number=NAME"
    )


def test_a_file_that_is_not_there_is_told(operator: Operator, report: Path) -> None:
    ended = operator.run(
        "import", "/nowhere.csv", "--vendor", "Other Co", "--programme", "alerts", "--report", str(report)
    )
    assert (ended.code, ended.err) == (2, "cannot read /nowhere.csv: No such file or directory\n")


def test_the_report_never_replaces_the_file(take_over: Import, file: Path, operator: Operator) -> None:
    file.write_text(HEAD, "utf-8")
    ended = operator.run("import", str(file), "--vendor", "Other Co", "--programme", "alerts", "--report", str(file))
    assert (ended.code, ended.err) == (2, "the report would replace the file; name another one\n")
    assert file.read_text("utf-8") == HEAD


def test_an_empty_file_has_its_own_exit_code(take_over: Import) -> None:
    assert take_over(HEAD).code == 3


def test_a_programme_that_there_is_not_is_refused(world: World, operator: Operator, file: Path, report: Path) -> None:
    world.aws.services["lambda"] = functions(world)
    file.write_text(HEAD + opt_in(NUMBER), "utf-8")
    ended = operator.run(
        "import", str(file), "--vendor", "Other Co", "--programme", "alrets", "--report", str(report),
        "--function", "check",
    )  # fmt: skip
    assert ended.code == 2
    assert ended.err == "programme 'alrets' is not one of the deployment; its ids are in the environment's file\n"
    assert world.items() == []


def test_kinds_are_those_that_were_agreed_to(make_world: Callable[..., World], make_operator: Make, file: Path,
                                             report: Path) -> None:  # fmt: skip
    both = make_locale("fedcba9876543210", transactional="Alerts.", promotional="Offers.")
    club = make_programme("JOIN", type="mixed", locales={"en-US": both})
    world = make_world(**settings_with(programmes={"club": club}, forms={"club": make_form("club")}))
    operator = make_operator(world)
    world.aws.services["lambda"] = functions(world)
    file.write_text(HEAD + f"{NUMBER},opt-in,{IN},I agreed.,,promotional\n", "utf-8")
    operator.do("import", str(file), "--vendor", "Other Co", "--programme", "club", "--report", str(report))

    def allowed(kind: str) -> bool:
        ended = operator("check", NUMBER, "--programme", "club", "--kind", kind, "--function", "check")
        return bool(ended.json["allowed"])

    assert (allowed("promotional"), allowed("transactional")) == (True, False)


def test_the_list_is_not_written_unasked(world: World, take_over: Import) -> None:
    take_over(HEAD + opt_out(NUMBER))
    assert world.sms.opted_out == {}


def test_opt_outs_can_be_put_on_the_list_of_aws_as_well(world: World, take_over: Import) -> None:
    ended = take_over(HEAD + opt_out(NUMBER) + opt_in(OTHER_NUMBER), "--opt-out-list", "alerts")
    assert ended.code == 0
    assert list(world.sms.opted_out) == [NUMBER]


def test_the_list_is_written_at_the_pace_of_its_quota(world: World, take_over: Import) -> None:
    world.clock.slept.clear()
    take_over(HEAD + opt_out(NUMBER) + opt_out(OTHER_NUMBER), "--opt-out-list", "alerts")
    assert world.clock.slept == [0.1, 0.1]


def test_a_dry_run_leaves_the_list_alone(world: World, take_over: Import) -> None:
    take_over(HEAD + opt_out(NUMBER), "--opt-out-list", "alerts", "--dry-run")
    assert world.sms.opted_out == {}


def test_reconciliation_does_not_take_an_imported_opt_out_back(world: World, take_over: Import) -> None:
    """The number is on no list of AWS: that says nothing of an opt-out that was made elsewhere."""
    world.subscribe()
    take_over(HEAD + opt_out(NUMBER))
    world.clock.advance(hours=1)
    world.invoke("reconciliation", {})
    assert world.state() == "OPTED_OUT"


ROWS = 25


def crash_content() -> str:
    return HEAD + "".join((opt_out if digit % 3 == 0 else opt_in)(f"+120655501{digit:02}") for digit in range(ROWS))


@pytest.mark.parametrize("crash", [0, 3, 9, 12, 24])
def test_an_interrupted_import_goes_on_without_a_row_lost_or_twice(
    world: World, take_over: Import, report: Path, monkeypatch: pytest.MonkeyPatch, crash: int
) -> None:
    # GIVEN an import that AWS stops somewhere
    monkeypatch.setattr(two_passes, "_EVERY", 4)
    checkpoint = ("--checkpoint", str(report.with_suffix(".json")))
    writes = iter(range(1000))
    world.aws.before.append(
        lambda _s, operation, _b: (
            error_reply("AccessDeniedException")
            if operation == "TransactWriteItems" and next(writes) >= crash
            else None
        )
    )
    assert take_over(crash_content(), *checkpoint).code == 1

    # WHEN the same command is given again
    world.aws.before.clear()
    ended = take_over(crash_content(), *checkpoint)

    # THEN every row has one line in the report, and counts once
    assert ended.code == 0
    assert sorted(int(row) for row, _, _ in results(report)) == list(range(1, ROWS + 1))
    assert ended.json["rows"] == ROWS
    opted_in, opted_out, known = (ended.json.get(name, 0) for name in ("opted_in", "opted_out", "known"))
    assert opted_in + opted_out + known == ROWS
    assert not report.with_suffix(".json").exists()
    states = [world.state(f"+120655501{digit:02}") for digit in range(ROWS)]
    assert states == ["OPTED_OUT" if digit % 3 == 0 else "OPTED_IN" for digit in range(ROWS)]


def test_a_checkpoint_of_another_file_is_refused(
    world: World, take_over: Import, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkpoint = ("--checkpoint", str(tmp_path / "at.json"))
    monkeypatch.setattr(two_passes, "_EVERY", 1)
    writes = iter([None, error_reply("AccessDeniedException")])
    world.aws.before.append(lambda _s, operation, _b: next(writes) if operation == "TransactWriteItems" else None)
    assert take_over(HEAD + opt_in(NUMBER) + opt_in(OTHER_NUMBER), *checkpoint).code == 1
    world.aws.before.clear()
    ended = take_over(HEAD + opt_in(OTHER_NUMBER), *checkpoint)
    assert ended.code == 2
    assert "is of other work: its content is" in ended.err


def test_what_is_printed_names_nobody(take_over: Import) -> None:
    ended = take_over(CONTENT)
    assert "2065550" not in ended.out + ended.err


def test_a_row_that_others_write_to_at_the_same_time_is_taken_over(world: World, take_over: Import) -> None:
    """The sign-up of the same person arrives between reading and writing."""
    once = iter([True])

    def sign_up(_service: str, operation: str, _body: Any) -> None:
        if operation == "TransactWriteItems" and next(once, False):
            world.sign_up()

    world.aws.before.append(sign_up)
    assert take_over(HEAD + opt_in(NUMBER)).code == 0
    assert world.state() == "OPTED_IN"
    assert len(world.consent().attempts) == 2
