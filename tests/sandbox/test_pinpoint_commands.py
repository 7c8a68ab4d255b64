"""``python -m cdk_messaging.pinpoint erase`` and ``retag``, on projects of the sandbox."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cdk_messaging.pinpoint import __main__ as program
from cdk_messaging.pinpoint.operations.calling import Pace
from tests.sandbox.account import Account

Json = dict[str, Any]

OTHERWISE = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
"""A permission that is of no use here."""


class Operator:
    """Somebody at a screen, with the commands and a project of two users."""

    def __init__(self, account: Account, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        for name, value in account.sandbox.environment(account=account.id).items():
            monkeypatch.setenv(name, value)
        self.pinpoint, self._capsys, self._monkeypatch = account.client("pinpoint"), capsys, monkeypatch
        self.project = self.made("News", team="news", stage="dev")
        for identity, user in (("mail", "ada"), ("text", "ada"), ("bob", "bob")):
            given = {"ChannelType": "EMAIL", "Address": f"{identity}@example.com", "User": {"UserId": user}}
            self.pinpoint.update_endpoint(ApplicationId=self.project, EndpointId=identity, EndpointRequest=given)

    def made(self, name: str, **tags: str) -> str:
        request = {"Name": name, "tags": tags}
        return str(self.pinpoint.create_app(CreateApplicationRequest=request)["ApplicationResponse"]["Id"])

    def run(self, *words: str) -> tuple[int, str, str]:
        """Exit code, answer and what was said beside it."""
        self._capsys.readouterr()
        code = program.main(words)
        captured = self._capsys.readouterr()
        return code, captured.out, captured.err

    def erase(self, *words: str) -> tuple[int, str, str]:
        return self.run("erase", "--project", self.project, *words)

    def types(self, answer: str) -> None:
        terminal = io.StringIO(answer + "\n")
        self._monkeypatch.setattr(terminal, "isatty", lambda: True)
        self._monkeypatch.setattr("sys.stdin", terminal)

    def there(self) -> set[str]:
        found = set()
        for identity in ("mail", "text", "bob"):
            try:
                self.pinpoint.get_endpoint(ApplicationId=self.project, EndpointId=identity)
            except self.pinpoint.exceptions.NotFoundException:
                continue
            found.add(identity)
        return found

    def tags(self, project: str) -> Json:
        return dict(self.pinpoint.get_app(ApplicationId=project)["ApplicationResponse"].get("tags", {}))


@pytest.fixture
def operator(account: Account, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Operator:
    return Operator(account, monkeypatch, capsys)


def test_all_endpoints_of_a_user_are_saved_and_erased_and_no_others(operator: Operator, tmp_path: Path) -> None:
    saved = tmp_path / "ada.json"
    code, out, err = operator.erase("--user", "ada", "--export", str(saved), "--yes")
    assert (code, out) == (0, "mail EMAIL\ntext EMAIL\n")
    assert "2 endpoints are erased" in err
    lines = [json.loads(line) for line in saved.read_text("utf-8").splitlines()]
    assert [each["Address"] for each in lines] == ["mail@example.com", "text@example.com"]
    assert saved.stat().st_mode & 0o777 == 0o600
    assert operator.there() == {"bob"}


def test_a_dry_run_saves_and_erases_nothing(operator: Operator, tmp_path: Path) -> None:
    saved = tmp_path / "ada.json"
    code, _, err = operator.erase("--user", "ada", "--export", str(saved), "--dry-run")
    assert (code, operator.there()) == (0, {"mail", "text", "bob"})
    assert "2 endpoints would be erased" in err
    assert len(saved.read_text("utf-8").splitlines()) == 2


def test_a_file_that_is_there_is_not_written_over_and_nothing_is_erased(operator: Operator, tmp_path: Path) -> None:
    saved = tmp_path / "ada.json"
    saved.write_text("of somebody else", "utf-8")
    code, _, err = operator.erase("--user", "ada", "--export", str(saved), "--yes")
    assert (code, err) == (2, f"{saved} is there already: name a new file\n")
    assert operator.there() == {"mail", "text", "bob"}


def test_a_file_that_cannot_be_written_keeps_everything(operator: Operator, tmp_path: Path) -> None:
    code, _, err = operator.erase("--user", "ada", "--export", str(tmp_path / "no" / "file"), "--yes")
    assert code == 2
    assert "No such file or directory" in err
    assert operator.there() == {"mail", "text", "bob"}


def test_endpoints_are_erased_by_their_ids(operator: Operator, tmp_path: Path) -> None:
    listed = tmp_path / "ids.txt"
    listed.write_text("mail\n\nnobody\nmail\n", "utf-8")
    assert operator.erase("--endpoints-from", str(listed), "--yes")[:2] == (0, "mail EMAIL\n")
    assert operator.erase("--endpoint", "text", "--endpoint", "bob", "--yes")[0] == 0
    assert operator.there() == set()


def test_a_list_without_ids_is_told(operator: Operator, tmp_path: Path) -> None:
    listed = tmp_path / "ids.txt"
    listed.write_text("\n", "utf-8")
    assert operator.erase("--endpoints-from", str(listed), "--yes") == (
        2,
        "",
        f"{listed} names no id: write one a line\n",
    )


def test_who_is_not_there_is_told_apart(operator: Operator) -> None:
    for whom in (("--user", "eve"), ("--endpoint", "eve")):
        code, out, err = operator.erase(*whom, "--yes")
        assert (code, out) == (3, "")
        assert err.startswith("there is no such endpoint; AWS ended endpoints on 2026-10-30")


def test_somebody_is_asked_first(operator: Operator) -> None:
    operator.types("no")
    code, _, err = operator.erase("--user", "ada")
    assert code == 2
    assert f"Erase 2 endpoints of project {operator.project} for ever? Type yes: nothing is erased" in err
    assert operator.there() == {"mail", "text", "bob"}
    operator.types("yes")
    assert operator.erase("--user", "ada")[0] == 0
    assert operator.there() == {"bob"}


def test_where_nobody_can_be_asked_nothing_is_erased(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    assert operator.erase("--user", "ada")[::2] == (2, "nobody is there to ask: say --yes\n")
    assert "mail" in operator.there()


def test_tags_are_set_removed_and_renamed_where_they_fit(operator: Operator) -> None:
    shop, other = operator.made("Shop", team="shop", owner="eve"), operator.made("Other")
    words = ("--set", "cost=42", "--remove", "stage", "--rename", "owner=boss")
    code, out, err = operator.run("retag", "--where", "team", *words)
    assert code == 0
    assert operator.tags(operator.project) == {"team": "news", "cost": "42"}
    assert operator.tags(shop) == {"team": "shop", "boss": "eve", "cost": "42"}
    assert operator.tags(other) == {}
    assert "project News -stage +cost=42" in out
    assert "changed: 2 of 2 that fit; 0 failed" in err


def test_what_has_the_tags_already_is_left_alone(operator: Operator) -> None:
    operator.run("retag", "--set", "cost=42")
    code, out, err = operator.run("retag", "--set", "cost=42")
    assert (code, out) == (0, "")
    assert "changed: 0 of 1 that fit" in err


def test_a_dry_run_changes_no_tags(operator: Operator) -> None:
    code, out, err = operator.run("retag", "--set", "cost=42", "--dry-run")
    assert code == 0
    assert "+cost=42" in out
    assert "would change: 1 of 1" in err
    assert operator.tags(operator.project) == {"team": "news", "stage": "dev"}


def test_templates_and_segments_are_found_too(operator: Operator) -> None:
    pinpoint, tags = operator.pinpoint, {"team": "news"}
    segment = pinpoint.create_segment(
        ApplicationId=operator.project, WriteSegmentRequest={"Name": "All", "Dimensions": {}, "tags": tags}
    )["SegmentResponse"]
    pinpoint.create_sms_template(TemplateName="greeting", SMSTemplateRequest={"Body": "Hello.", "tags": tags})
    pinpoint.create_push_template(
        TemplateName="greeting", PushNotificationTemplateRequest={"Default": {"Body": "Hello."}, "tags": tags}
    )
    kinds = ("--kind", "template", "--kind", "segment")
    operator.run("retag", *kinds, "--where", "team=news", "--set", "team=shop", "--rate", "300")
    arns = [
        segment["Arn"],
        pinpoint.get_sms_template(TemplateName="greeting")["SMSTemplateResponse"]["Arn"],
        pinpoint.get_push_template(TemplateName="greeting")["PushNotificationTemplateResponse"]["Arn"],
    ]
    found = [pinpoint.list_tags_for_resource(ResourceArn=arn)["TagsModel"]["tags"] for arn in arns]
    assert found == [{"team": "shop"}] * 3
    assert operator.tags(operator.project)["team"] == "news"


def test_names_are_matched_by_pattern_and_nothing_found_is_told(operator: Operator) -> None:
    assert operator.run("retag", "--name", "Shop*", "--set", "cost=42")[0] == 3
    assert operator.run("retag", "--name", "Ne*", "--set", "cost=42")[0] == 0


def test_a_resource_that_would_have_too_many_tags_is_named_and_left(operator: Operator) -> None:
    full = operator.made("Full", **{f"key{each}": "" for each in range(50)})
    code, out, _ = operator.run("retag", "--set", "one=more")
    assert code == 4
    assert "51 tags are too many: use at most 50 for a resource" in out
    assert (len(operator.tags(full)), operator.tags(operator.project)["one"]) == (50, "more")


def test_lists_that_aws_does_not_give_are_named(account: Account, operator: Operator, monkeypatch: Any) -> None:
    statement = {
        "Effect": "Allow",
        "Action": ["mobiletargeting:GetApps", "mobiletargeting:TagResource"],
        "Resource": "*",
    }
    user = account.as_user("pinpoint", [statement])
    key = user._request_signer._credentials
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", key.access_key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", key.secret_key)
    code, _, err = operator.run("retag", "--set", "cost=42")
    assert code == 4
    assert f"segments of project {operator.project} are not listed (ForbiddenException)" in err
    assert operator.tags(operator.project)["cost"] == "42"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "say what to change: --set, --remove or --rename"),
        (("--set", "cost"), "--set 'cost' is not valid: use two words with = between them"),
        (("--rename", "a="), "--rename 'a=' is not valid: use two words with = between them"),
        (("--set", "a=1", "--remove", "a"), "tag 'a' is both kept and removed: say one of them"),
        (("--set", "aws:a=1"), "tag key 'aws:a' is reserved: use one that doesn't begin with aws:"),
        (("--set", "a=1", "--rate", "301"), "--rate is 301: use more than 0, at most 300"),
    ],
)
def test_a_call_that_is_wrong_changes_nothing(operator: Operator, words: tuple[str, ...], message: str) -> None:
    assert operator.run("retag", *words) == (2, "", message + "\n")
    assert operator.tags(operator.project) == {"team": "news", "stage": "dev"}


def test_an_error_of_aws_is_told(account: Account, operator: Operator, monkeypatch: Any) -> None:
    key = account.as_user("pinpoint", [OTHERWISE])._request_signer._credentials
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", key.access_key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", key.secret_key)
    code, _, err = operator.run("erase", "--project", operator.project, "--user", "ada", "--yes")
    assert code == 1
    assert "ForbiddenException" in err


@pytest.mark.parametrize("command", ["erase", "retag"])
def test_a_command_does_not_load_the_cdk(command: str) -> None:
    code = (
        "import contextlib, sys\nfrom cdk_messaging.pinpoint.__main__ import main\n"
        f"with contextlib.suppress(SystemExit): main(['{command}', '--help'])\n"
        "sys.exit('aws_cdk' in sys.modules or 'jsii' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=False).returncode == 0


def test_calls_come_no_faster_than_they_may() -> None:
    now, slept = [0.0], []

    def sleep(seconds: float) -> None:
        slept.append(round(seconds, 3))
        now[0] += seconds

    pace = Pace(5, clock=lambda: now[0], sleep=sleep)
    for _ in range(3):
        pace.wait()
    now[0] += 10
    pace.wait()
    assert slept == [0.2, 0.2]
