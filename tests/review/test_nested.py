"""What is not one stack of one template: nested stacks, outputs, stacks that move or leave, and long reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from review.__main__ import main, review
from review.report import cut
from tests.review.assemblies import resource, write

TABLE = "AWS::DynamoDB::Table"
NO_FILE = Path("none.toml")


class Inner(cdk.NestedStack):
    """A nested stack with a table."""

    def __init__(self, scope: Construct, *, protected: bool) -> None:
        super().__init__(scope, "Inner")
        dynamodb.Table(
            self,
            "Consents",
            partition_key=dynamodb.Attribute(name="pk", type=dynamodb.AttributeType.STRING),
            deletion_protection=protected,
        )


def _synthesize(folder: Path, *, nested: bool = True, protected: bool = True) -> Path:
    app = cdk.App(outdir=str(folder))
    outer = cdk.Stack(cdk.Stage(app, "Prod"), "Outer")
    if nested:
        Inner(outer, protected=protected)
    else:
        cdk.CfnOutput(outer, "Nothing", value="none")
    app.synth()
    return folder


def _placed(folder: Path, *, name: str = "Main", region: str = "eu-central-1", **resources: Any) -> Path:
    """An app with one stack, under a name and in a Region."""
    write(folder, {"": {"Main": resources}})
    file = folder / "manifest.json"
    manifest = json.loads(file.read_text("utf-8"))
    manifest["artifacts"]["Main"]["environment"] = f"aws://111122223333/{region}"
    manifest["artifacts"]["Main"]["properties"]["stackName"] = name
    file.write_text(json.dumps(manifest), "utf-8")
    return folder


def _with_outputs(folder: Path, **outputs: str) -> Path:
    write(folder, {"": {"Main": {"T": resource(TABLE)}}})
    template = {"Resources": {"T": resource(TABLE)}, "Outputs": {key: {"Value": each} for key, each in outputs.items()}}
    (folder / "Main.template.json").write_text(json.dumps(template), "utf-8")
    return folder


def test_a_nested_stack_is_reviewed_like_any_other(tmp_path: Path) -> None:
    old, new = _synthesize(tmp_path / "old"), _synthesize(tmp_path / "new", protected=False)
    report, dangerous = review(old, new, NO_FILE)
    assert dangerous
    assert "It can be deleted by one call: deletion protection is off." in report
    assert "### Outer/Inner" in report


def test_a_nested_stack_that_goes_takes_its_data_along(tmp_path: Path) -> None:
    old, new = _synthesize(tmp_path / "old"), _synthesize(tmp_path / "new", nested=False)
    report, dangerous = review(old, new, NO_FILE)
    assert dangerous
    assert (
        "AWS::DynamoDB::Table leaves the stack; it stays in the account, where nothing manages it any more." in report
    )


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"region": "us-east-1"}, "from Main 111122223333 eu-central-1 to Main 111122223333 us-east-1"),
        ({"name": "Other"}, "from Main 111122223333 eu-central-1 to Other 111122223333 eu-central-1"),
    ],
)
def test_a_stack_that_moves_leaves_its_data_behind(tmp_path: Path, place: dict[str, str], words: str) -> None:
    old = _placed(tmp_path / "old", T=resource(TABLE))
    report, dangerous = review(old, _placed(tmp_path / "new", T=resource(TABLE), **place), NO_FILE)
    assert dangerous
    assert f"The stack moves {words}: a new one is made there with nothing in it." in report


def test_a_stack_without_data_may_move(tmp_path: Path) -> None:
    role = resource("AWS::IAM::Role")
    old, new = _placed(tmp_path / "old", R=role), _placed(tmp_path / "new", name="Other", R=role)
    report, dangerous = review(old, new, NO_FILE)
    assert not dangerous
    assert "- the stack moves: `Main 111122223333 eu-central-1` → `Other 111122223333 eu-central-1`" in report


def test_a_stack_that_leaves_the_app_is_told_with_what_it_holds(tmp_path: Path) -> None:
    old = write(tmp_path / "old", {"": {"Main": {"T": resource(TABLE)}, "Rest": {"R": resource("AWS::IAM::Role")}}})
    new = write(tmp_path / "new", {"": {"Rest": {"R": resource("AWS::IAM::Role")}}})
    report, dangerous = review(old, new, NO_FILE)
    assert dangerous
    assert (
        "AWS::DynamoDB::Table is in a stack that leaves the app; nothing manages it any more, and with the stack goes "
        "the table's items." in report
    )


def test_outputs_are_told_with_both_values_and_are_no_danger(tmp_path: Path) -> None:
    old = _with_outputs(tmp_path / "old", Address="https://a.example.com", Gone="x")
    new = _with_outputs(tmp_path / "new", Address="https://b.example.com")
    report, dangerous = review(old, new, NO_FILE)
    assert not dangerous
    assert "- outputs\n  - Address/Value: `https://a.example.com` → `https://b.example.com`\n  - Gone:" in report


def test_what_a_template_says_cannot_speak_for_the_report(tmp_path: Path) -> None:
    text = "<!-- @everybody `hidden` *all* [here](x) $x$\n# Nothing dangerous"
    old = write(tmp_path / "old", {"": {"Main": {"C": resource("Custom::ConsentText", Text="I agree.")}}})
    new = write(tmp_path / "new", {"": {"Main": {"C": resource("Custom::ConsentText", Text=text)}}})
    report, _ = review(old, new, NO_FILE)
    assert r"becomes “\<!-- \@everybody \`hidden\` \*all\* \[here\](x) \$x\$⏎\# Nothing dangerous”." in report
    assert "\n# Nothing dangerous" not in report


def test_a_long_report_is_cut_at_its_end_and_closes_what_is_open(tmp_path: Path) -> None:
    old = write(tmp_path / "old", {"": {"Main": {f"T{index}": resource(TABLE) for index in range(30)}}})
    new = write(tmp_path / "new", {"": {"Main": {"Other": resource("AWS::IAM::Role")}}})
    file = tmp_path / "report.md"
    assert main([str(old), str(new), "--output", str(file), "--limit", "4500"]) == 1
    report = file.read_text("utf-8")
    assert len(report) <= 4500
    assert report.count("```") == 2
    assert report.count("<details>") == report.count("</details>") == 1
    assert report.endswith("more lines, too long for this place.\n")


def test_a_short_report_is_not_cut() -> None:
    assert cut("# Review\n", 60_000) == "# Review\n"
