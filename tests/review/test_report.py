"""The report: what it says, in which order, and that it says the same each time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from review.__main__ import DANGEROUS, FINE, IMPOSSIBLE, main
from tests.review.assemblies import allow, resource, role, write

TABLE = "AWS::DynamoDB::Table"
CODE = ("a" * 64, "b" * 64)


def _stack(environment: str, code: str, **table: Any) -> dict[str, Any]:
    return {
        "Consents": resource(TABLE, f"{environment}/Main/Consents/Resource", **table),
        "Sender": resource("AWS::Lambda::Function", f"{environment}/Main/Sender", Code={"S3Key": f"{code}.zip"}),
        "SenderRole": role(allow("dynamodb:Query", {"Fn::GetAtt": ["Consents", "Arn"]})),
    }


@pytest.fixture
def before(tmp_path: Path) -> Path:
    environments = {name: {"Main": _stack(name, CODE[0])} for name in ("Dev", "Prod")}
    return write(tmp_path / "before", environments)


def _after(tmp_path: Path, code: str = CODE[0], **table: Any) -> Path:
    return write(tmp_path / "after", {name: {"Main": _stack(name, code, **table)} for name in ("Dev", "Prod")})


def _files(assembly: Path, code: str, **settings: Any) -> None:
    folder = assembly / f"asset.{code}"
    folder.mkdir()
    (folder / "settings.json").write_text(json.dumps(settings), "utf-8")


def _review(capsys: pytest.CaptureFixture[str], *arguments: Path | str) -> tuple[int, str, str]:
    code = main([str(each) for each in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_nothing_changes_nothing_is_said(before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, report, _ = _review(capsys, before, _after(tmp_path))
    assert (code, report) == (FINE, "# Review of the synthesized templates\n\nNothing changes.\n")


def test_new_code_alone_is_one_line_for_all_environments(
    before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, report, _ = _review(capsys, before, _after(tmp_path, CODE[1]))
    assert code == FINE
    assert report == (
        "# Review of the synthesized templates\n\nNothing dangerous. Changed: Dev, Prod.\n\n## Changes\n\n"
        "### Main (Dev, Prod)\n\n- files only: 1 resource with new code or content\n"
    )


def test_a_danger_comes_first_and_once_for_environments_that_share_it(
    before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, report, _ = _review(capsys, before, _after(tmp_path, TableName="consents"))
    assert code == DANGEROUS
    assert report.index("## Dangerous") < report.index("## Changes")
    sentence = (
        "AWS::DynamoDB::Table is replaced, because TableName cannot be changed in place; lost is the table's items."
    )
    assert report.count(f"- **Dev, Prod** `Main/Consents`: {sentence}") == 1
    assert "- changed: `Consents` (AWS::DynamoDB::Table)\n  - TableName: `none` → `consents`" in report


def test_the_same_assemblies_give_the_same_bytes(
    before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    after = _after(tmp_path, CODE[1], TableName="consents")
    assert _review(capsys, before, after)[1] == _review(capsys, before, after)[1]


def test_settings_within_assets_are_read(before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    after = _after(tmp_path, CODE[1])
    _files(before, CODE[0], max_price="0.10", note="a")
    _files(after, CODE[1], max_price="9.00", note="b")
    code, report, _ = _review(capsys, before, after)
    assert code == DANGEROUS
    assert "What one text may cost changes: “0.10” becomes “9.00”." in report
    assert "- changed in `Sender`: settings.json\n  - max_price: `0.10` → `9.00`\n  - note: `a` → `b`" in report


def _acknowledge(tmp_path: Path, after: str, *environments: str) -> Path:
    file = tmp_path / "acknowledged.toml"
    entry = (
        '[[acknowledge]]\nenvironment = "{}"\nlogical_id = "Consents"\nproperty = "TableName"\nbefore = "none"\n'
        f'after = "{after}"\nreason = "The table is empty until the launch."\n'
    )
    file.write_text("\n".join(entry.format(name) for name in environments), "utf-8")
    return file


def test_a_danger_that_is_meant_is_acknowledged_with_its_reason(
    before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _acknowledge(tmp_path, "consents", "Dev", "Prod")
    code, report, _ = _review(capsys, before, _after(tmp_path, TableName="consents"), "--acknowledgements", file)
    assert code == FINE
    assert "Nothing dangerous, 1 acknowledged." in report
    assert "  Reason: The table is empty until the launch." in report


@pytest.mark.parametrize(("after", "environments"), [("consents", ("Dev",)), ("another", ("Dev", "Prod"))])
def test_an_acknowledgement_covers_neither_another_environment_nor_another_value(
    before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], after: str, environments: tuple[str, ...]
) -> None:
    file = _acknowledge(tmp_path, after, *environments)
    assembly = _after(tmp_path, TableName="consents")
    assert _review(capsys, before, assembly, "--acknowledgements", file)[0] == DANGEROUS


def test_an_acknowledgement_that_covers_nothing_is_told(
    before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _acknowledge(tmp_path, "another", "Prod")
    _, report, _ = _review(capsys, before, _after(tmp_path, CODE[1]), "--acknowledgements", file)
    assert "## Acknowledgements that cover nothing in this change\n\n- Prod `Consents` TableName: another" in report


def test_the_report_suggests_the_entry_that_would_acknowledge(
    before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    after = _after(tmp_path, TableName="consents")
    report = _review(capsys, before, after)[1]
    suggested = report.partition("```toml\n")[2].partition("```")[0].replace('reason = ""', 'reason = "Meant."')
    file = tmp_path / "acknowledged.toml"
    file.write_text(suggested, "utf-8")
    assert _review(capsys, before, after, "--acknowledgements", file)[0] == FINE


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("not toml", "acknowledged.toml is not TOML"),
        ('[[acknowledge]]\nenvironment = "Dev"', "entry 1 lacks logical_id, property, before, after, reason"),
    ],
)
def test_a_malformed_acknowledgement_stops_the_review(
    before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, message: str
) -> None:
    file = tmp_path / "acknowledged.toml"
    file.write_text(content, "utf-8")
    code, _, said = _review(capsys, before, _after(tmp_path), "--acknowledgements", file)
    assert code == IMPOSSIBLE
    assert message in said


def test_a_folder_that_is_no_assembly_cannot_be_reviewed(
    before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, said = _review(capsys, before, tmp_path)
    assert code == IMPOSSIBLE
    assert (
        said
        == f"{tmp_path} is no cloud assembly: it has no manifest.json of one; name a folder that `cdk synth` made\n"
    )


def test_an_app_without_stages_is_reviewed_as_the_app(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = write(tmp_path / "old", {"": {"Main": {"T": resource(TABLE)}}})
    new = write(tmp_path / "new", {"": {"Main": {}}})
    code, report, _ = _review(capsys, old, new)
    assert code == DANGEROUS
    assert "- **the app** `T`: AWS::DynamoDB::Table is deleted" in report


def test_a_stack_that_loses_termination_protection_is_a_danger(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stacks = {"Prod": {"Main": {"T": resource(TABLE)}}}
    old = write(tmp_path / "old", stacks, termination_protection=True)
    code, report, _ = _review(capsys, old, write(tmp_path / "new", stacks))
    assert code == DANGEROUS
    assert "The whole stack can be deleted by one call: termination protection is off." in report


def test_a_deployment_with_a_new_hash_in_its_id_is_a_change_and_no_removal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def api(hashed: str, description: str) -> dict[str, Any]:
        path = "Prod/Main/Api/Deployment/Resource"
        deployment = resource("AWS::ApiGateway::Deployment", path, Description=description)
        return {
            f"Deployment{hashed}": deployment,
            "Stage": resource("AWS::ApiGateway::Stage", DeploymentId={"Ref": f"Deployment{hashed}"}),
        }

    old = write(tmp_path / "old", {"Prod": {"Main": api("1a", "old")}})
    new = write(tmp_path / "new", {"Prod": {"Main": api("2b", "new")}})
    code, report, _ = _review(capsys, old, new)
    assert code == FINE
    assert "- changed: `Api/Deployment` (AWS::ApiGateway::Deployment)\n  - Description: `old` → `new`" in report
    assert "removed" not in report
