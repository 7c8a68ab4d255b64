"""``python -m cdk_messaging.pinpoint migrate``: endpoints of an export into the consent table."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cdk_messaging.opt_in.operations import two_passes
from cdk_messaging.opt_in.operations.account import Account
from cdk_messaging.pinpoint import __main__ as pinpoint
from tests.operations.operating import Ended, Operator
from tests.operations.pinpoint_export import IN_AT, S3, endpoint, lines, out, write
from tests.operations.vendor_file import results
from tests.runtime.fakes.aws import error_reply
from tests.runtime.world import NUMBER, OTHER_NUMBER, World

Migrate = Callable[..., Ended]
TEXT = ("--text", "I agree to get alerts.")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return tmp_path / "report.csv"


@pytest.fixture
def migrate(operator: Operator, tmp_path: Path, report: Path) -> Migrate:
    """Migrates endpoints as an export's file."""

    def call(*endpoints: Any, arguments: tuple[str, ...] = TEXT) -> Ended:
        file = write(tmp_path / "export" / "1.gz", *endpoints)
        operator.main, before = pinpoint.main, operator.main
        try:
            given = ("--programme", "alerts", "--report", str(report))
            return operator.run("migrate", str(file.parent), *given, *arguments)
        finally:
            operator.main = before

    return call


def test_an_opt_in_is_taken_over_with_its_time_and_where_it_comes_from(world: World, migrate: Migrate) -> None:
    ended = migrate(endpoint())
    assert (ended.code, ended.json["opted_in"], ended.json["left_out"]) == (0, 1, {})
    (event,) = world.table.snapshot(NUMBER).everything
    assert event.time.isoformat() == "2025-03-01T10:00:00+00:00"
    assert event.details == {
        "vendor": "Amazon Pinpoint",
        "consent_text": "I agree to get alerts.",
        "consent_kinds": "transactional",
        "endpoint": f"endpoint-{NUMBER}",
        "project": "810c7aab86d42fb2b56c8c966example",
    }
    assert world.state() == "OPTED_IN"


def profile(operator: Operator) -> dict[str, Any]:
    """What operators see of the only one who is subscribed."""
    (row,) = operator.do("list", "--status", "opted-in", "--programme", "alerts")
    found: dict[str, Any] = row["profile"]
    return found


def test_the_attributes_become_the_profile(migrate: Migrate, operator: Operator) -> None:
    migrate(endpoint())
    assert profile(operator) == {
        "FirstName": "Ada", "LastName": "Lovelace", "OptInTimestamp": IN_AT, "Source": "Spring", "UserId": "user-1",
    }  # fmt: skip


def test_the_profile_may_be_chosen_and_named(migrate: Migrate, operator: Operator) -> None:
    fields = ("--field", "first_name=User.UserAttributes.FirstName", "--field", "country=Location.Country")
    migrate(endpoint(Location={"Country": "US"}), arguments=(*TEXT, *fields))
    assert profile(operator) == {"first_name": "Ada", "country": "US"}


def test_there_may_be_no_profile_at_all(world: World, migrate: Migrate, operator: Operator) -> None:
    migrate(endpoint(), arguments=(*TEXT, "--no-fields"))
    assert profile(operator) == {}
    assert not [item for item in world.items() if item["sk"].startswith("PROFILE#")]


def test_an_attribute_that_is_called_like_one_of_the_tables_own_does_no_harm(
    world: World, migrate: Migrate, operator: Operator
) -> None:
    names = ("pk", "sk", "expires_at", "programme")
    migrate(endpoint(Attributes={"OptInTimestamp": [IN_AT], **{name: ["1"] for name in names}}, User=None))
    assert profile(operator) == {"OptInTimestamp": IN_AT} | {f"endpoint_{name}": "1" for name in names}
    assert world.state() == "OPTED_IN"


def test_the_profile_of_who_is_kept_out_is_not_taken_over(world: World, migrate: Migrate) -> None:
    world.text("STOP")
    assert migrate(endpoint()).json["kept_out"] == 1
    assert not [item for item in world.items() if item["sk"].startswith("PROFILE#")]


def test_an_erased_profile_does_not_come_back_with_a_second_migration(migrate: Migrate, operator: Operator) -> None:
    migrate(endpoint())
    operator.do("erase", NUMBER, "--yes")
    assert migrate(endpoint()).json["known"] == 1
    assert profile(operator) == {}


def test_an_opt_out_is_taken_over_with_the_time_of_the_endpoint(world: World, migrate: Migrate) -> None:
    world.subscribe()
    assert migrate(out()).json["opted_out"] == 1
    (event,) = [event for event in world.table.snapshot(NUMBER).everything if event.kind == "OPTED_OUT"]
    assert (event.time.isoformat(), event.programme) == ("2025-04-01T10:00:00+00:00", "*")
    assert world.state() == "OPTED_OUT"


@pytest.mark.parametrize(
    "members",
    [
        {"EndpointStatus": "INACTIVE"},
        {"ChannelType": "VOICE"},
        {"EffectiveDate": None},
        {"EffectiveDate": "last week"},
        {"EffectiveDate": "2036-01-01T00:00:00Z"},
        {"Attributes": {}},
        {"Attributes": None, "User": None, "Demographic": None, "Id": None},
        {"Attributes": "damaged"},
        {"ChannelType": None},
        {"ChannelType": "CUSTOM"},
        {"OptOut": "all"},
        {"OptOut": "NONE", "Attributes": {"OptInTimestamp": [IN_AT], "ConsentState": ["OPTED_OUT"]}},
    ],
)
def test_nothing_that_is_wrong_with_an_endpoint_costs_its_opt_out(
    world: World, migrate: Migrate, members: dict[str, Any]
) -> None:
    assert migrate(out(**members)).json["opted_out"] == 1
    assert world.state() == "OPTED_OUT"


@pytest.mark.parametrize("endpoints", [(endpoint(), out(Id="2")), (out(Id="2"), endpoint())])
def test_of_several_endpoints_of_a_number_the_opt_out_wins(
    world: World, migrate: Migrate, endpoints: tuple[Any, ...]
) -> None:
    ended = migrate(*endpoints)
    assert (ended.json["opted_out"], ended.json["kept_out"]) == (1, 1)
    assert world.state() == "OPTED_OUT"


def test_endpoints_of_a_number_that_say_the_same_count_once(world: World, migrate: Migrate) -> None:
    ended = migrate(endpoint(), endpoint(), endpoint(Id="2"))
    assert (ended.json["opted_in"], ended.json["known"]) == (1, 2)
    assert len(world.table.snapshot(NUMBER).everything) == 1


LEFT_OUT: dict[str, tuple[Any, str, str, str]] = {
    "e-mail": (
        endpoint("ada@example.com", ChannelType="EMAIL"), "skipped", "not SMS or VOICE",
        "the channel is EMAIL, which has no consent to texts",
    ),
    "no channel": (
        endpoint(ChannelType=None), "skipped", "not SMS or VOICE",
        "the channel is not named, which has no consent to texts",
    ),
    "voice": (endpoint(ChannelType="VOICE"), "skipped", "calls only", "who agreed to calls has not agreed to texts"),
    "inactive": (
        endpoint(EndpointStatus="INACTIVE"), "skipped", "inactive",
        "the endpoint is inactive: texts to it were not delivered, or another one took its address",
    ),
    "no state": (
        endpoint(OptOut=None), "skipped", "no opt-out state",
        "OptOut is not there, which is neither ALL nor NONE",
    ),
    "of its own, not confirmed": (
        endpoint(Attributes={"OptInTimestamp": [IN_AT], "ConsentState": ["PENDING"]}), "skipped", "never opted in",
        "ConsentState is PENDING: the sign-up was never confirmed",
    ),
    "number": (
        endpoint("206 555 0100"), "refused", "invalid number",
        "the number is not in E.164: a plus, the country's code and the number",
    ),
    "opt-out of no number": (
        out("ada"), "refused", "invalid number",
        "the number is not in E.164: a plus, the country's code and the number",
    ),
    "no time": (
        endpoint(Attributes={}), "refused", "no proof of consent",
        "an opt-in needs its time, because that is part of the proof",
    ),
    "time": (
        endpoint(Attributes={"OptInTimestamp": ["yes"]}), "refused", "unreadable time",
        "the time 'yes' is not in ISO 8601: 2026-11-22T15:29:53Z",
    ),
    "no endpoint": ("[]", "refused", "unreadable", "the line is no JSON object"),
}  # fmt: skip


@pytest.mark.parametrize("case", LEFT_OUT)
def test_what_is_left_out_is_counted_and_told(world: World, migrate: Migrate, report: Path, case: str) -> None:
    found, result, why, reason = LEFT_OUT[case]
    ended = migrate(found)
    assert (ended.json[result], ended.json["left_out"]) == (1, {why: 1})
    assert results(report) == [("1", result, reason)]
    assert ended.code == (4 if result == "refused" else 0)
    assert world.items() == []


def test_without_the_words_that_were_agreed_to_there_is_no_opt_in(world: World, migrate: Migrate) -> None:
    ended = migrate(endpoint(), arguments=())
    assert ended.json["left_out"] == {"no proof of consent": 1}
    assert world.items() == []


def test_the_words_and_the_time_may_be_in_attributes_of_any_name(world: World, migrate: Migrate) -> None:
    paths = ("--text-path", "Attributes.consent.text", "--opt-in-time", "Attributes.When", "--kind", "promotional")
    migrate(endpoint(Attributes={"consent.text": ["I agree."], "When": [IN_AT]}), arguments=paths)
    (event,) = world.table.snapshot(NUMBER).everything
    assert (event.details["consent_text"], event.details["consent_kinds"]) == ("I agree.", "promotional")


NEVER = out(Attributes={})


def test_who_never_opted_in_is_opted_out_unless_said_otherwise(world: World, migrate: Migrate) -> None:
    assert migrate(NEVER).json["opted_out"] == 1
    assert world.state() == "OPTED_OUT"


def test_sign_ups_that_were_never_confirmed_can_be_left_out(world: World, migrate: Migrate) -> None:
    stopped = out("+12065550103", Attributes={"ConsentState": ["OPTED_OUT"]})
    ended = migrate(NEVER, out(OTHER_NUMBER), stopped, arguments=(*TEXT, "--skip-never-opted-in"))
    assert (ended.json["skipped"], ended.json["left_out"]) == (1, {"never opted in": 1})
    states = [world.state(number) for number in (NUMBER, OTHER_NUMBER, "+12065550103")]
    assert states == ["NONE", "OPTED_OUT", "OPTED_OUT"]


EXPORT = (
    endpoint(), out(Id="2"), endpoint(OTHER_NUMBER), endpoint(OTHER_NUMBER), "no json", endpoint("+12065550103"),
    out("+12065550104"), endpoint("ada@example.com", ChannelType="EMAIL"), endpoint("+12065550105"),
)  # fmt: skip


def test_a_second_migration_changes_nothing(world: World, migrate: Migrate, report: Path) -> None:
    first = migrate(*EXPORT)
    before = world.items()
    second = migrate(*EXPORT)
    assert world.items() == before
    assert second.json["endpoints"] == first.json["endpoints"] == 9
    assert second.json["known"] == 7
    assert {result for _, result, _ in results(report)} == {"known", "refused", "skipped"}


def test_a_dry_run_writes_nothing_and_reports_what_the_migration_will_do(
    world: World, migrate: Migrate, operator: Operator, report: Path
) -> None:
    world.text("STOP", "+12065550105")
    before = world.items()
    tried = migrate(*EXPORT, arguments=(*TEXT, "--dry-run"))
    assert (operator.writes, world.items()) == ([], before)
    tried_report = results(report)
    done = migrate(*EXPORT)
    assert results(report) == tried_report
    assert tried.json == done.json | {"dry_run": True}


def test_opt_outs_are_written_before_the_first_opt_in(world: World, migrate: Migrate, operator: Operator) -> None:
    migrate(endpoint(), out(OTHER_NUMBER))
    written = [json.dumps(body) for _, operation, body in operator.calls if operation == "TransactWriteItems"]
    assert ["OPTED_OUT" in text for text in written] == [True, False]


@pytest.mark.parametrize("crash", [0, 3, 9, 12, 24])
def test_an_interrupted_migration_goes_on_without_an_endpoint_lost_or_twice(
    world: World, migrate: Migrate, report: Path, monkeypatch: pytest.MonkeyPatch, crash: int
) -> None:
    # GIVEN a migration that AWS stops somewhere
    monkeypatch.setattr(two_passes, "_EVERY", 4)
    numbers = [f"+120655501{digit:02}" for digit in range(25)]
    export = [(out if index % 3 == 0 else endpoint)(number) for index, number in enumerate(numbers)]
    arguments = (*TEXT, "--checkpoint", str(report.with_suffix(".json")))
    writes = iter(range(1000))
    world.aws.before.append(
        lambda _s, operation, _b: (
            error_reply("AccessDeniedException")
            if operation == "TransactWriteItems" and next(writes) >= crash
            else None
        )
    )
    assert migrate(*export, arguments=arguments).code == 1

    # WHEN the same command is given again, with another degree of parallelism
    world.aws.before.clear()
    ended = migrate(*export, arguments=(*arguments, "--parallel", "1"))

    # THEN every endpoint has one line in the report, and counts once
    assert ended.code == 0
    assert sorted(int(row) for row, _, _ in results(report)) == list(range(1, 26))
    assert ended.json["endpoints"] == 25
    assert sum(ended.json.get(name, 0) for name in ("opted_in", "opted_out", "known")) == 25
    assert [world.state(number) for number in numbers] == [
        "OPTED_OUT" if index % 3 == 0 else "OPTED_IN" for index in range(25)
    ]


def test_an_export_in_amazon_s3_is_taken_over(
    world: World, operator: Operator, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    s3 = S3({"exports/1.gz": lines(endpoint()), "exports/2.gz": lines(out(OTHER_NUMBER))})
    client = Account.client
    monkeypatch.setattr(Account, "client", lambda account, service: s3 if service == "s3" else client(account, service))
    operator.main = pinpoint.main
    given = ("--programme", "alerts", "--report", str(report), *TEXT)
    ended = operator.run("migrate", "s3://bucket/exports/", *given)
    assert (ended.json["opted_in"], ended.json["opted_out"]) == (1, 1)


WRONG: dict[tuple[str, ...], str] = {
    ("--parallel", "0"): "--parallel 0: say a number from 1 to 32\n",
    ("--field", "name"): "--field 'name': say FIELD=PATH, for example first_name=Attributes.FirstName\n",
}


@pytest.mark.parametrize("arguments", WRONG)
def test_a_wrong_call_is_told_before_anything_is_done(
    world: World, migrate: Migrate, arguments: tuple[str, ...]
) -> None:
    ended = migrate(endpoint(), arguments=arguments)
    assert (ended.code, ended.err) == (2, WRONG[arguments])
    assert world.items() == []


def test_the_report_never_replaces_a_file_of_the_export(migrate: Migrate, tmp_path: Path) -> None:
    file = tmp_path / "export" / "1.gz"
    ended = migrate(endpoint(), arguments=("--report", str(file)))
    assert (ended.code, ended.err) == (2, "the report would replace a file of the export; name another one\n")
    assert file.read_bytes() == lines(endpoint())


def test_an_export_without_an_endpoint_has_its_own_exit_code(migrate: Migrate) -> None:
    assert migrate().code == 3


def test_what_is_printed_names_nobody(migrate: Migrate) -> None:
    ended = migrate(*EXPORT)
    assert "2065550" not in ended.out + ended.err
    assert "Ada" not in ended.out + ended.err


def test_the_opt_outs_go_onto_the_list_as_well_where_one_is_named(world: World, migrate: Migrate) -> None:
    migrate(out(), endpoint(OTHER_NUMBER), arguments=(*TEXT, "--opt-out-list", "alerts"))
    assert list(world.sms.opted_out) == [NUMBER]


def test_who_has_come_back_since_is_not_put_on_the_list_by_another_migration(world: World, migrate: Migrate) -> None:
    migrate(out())
    world.text("START")
    migrate(out(), out(EffectiveDate="2025-05-01T10:00:00Z"), arguments=(*TEXT, "--opt-out-list", "alerts"))
    assert world.sms.opted_out == {}


def test_an_opt_out_that_was_recorded_before_is_put_on_the_list_all_the_same(world: World, migrate: Migrate) -> None:
    migrate(out())
    migrate(out(), arguments=(*TEXT, "--opt-out-list", "alerts"))
    assert list(world.sms.opted_out) == [NUMBER]


def test_the_report_is_for_its_owner_only_also_in_place_of_one_that_was_not(migrate: Migrate, report: Path) -> None:
    report.write_text("an earlier one", "utf-8")
    report.chmod(0o644)
    migrate(endpoint())
    assert report.stat().st_mode & 0o777 == 0o600


def test_a_dry_run_does_not_go_on_because_it_would_forget_the_opt_outs_of_before(
    world: World, migrate: Migrate, tmp_path: Path
) -> None:
    at = str(tmp_path / "at.json")
    ended = migrate(endpoint(), arguments=(*TEXT, "--dry-run", "--checkpoint", at))
    assert (ended.code, ended.err) == (
        2,
        f"--checkpoint {at}: a dry run writes nothing that it could go on from; leave out --checkpoint, or --dry-run\n",
    )


def test_the_help_tells_of_both_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        pinpoint.main(["--help"])
    shown = capsys.readouterr().out
    assert "migrate" in shown
    assert "inspect" in shown
