"""``python -m cdk_messaging.pinpoint inspect``: what of a template has ended."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import boto3
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_pinpoint as pinpoint_l1
from aws_cdk import custom_resources as cr

from cdk_messaging.pinpoint import __main__ as pinpoint
from cdk_messaging.pinpoint.operations.actions import ACTIONS, allowed_by, retirement_of
from cdk_messaging.pinpoint.retirement import CLOUDFORMATION_TYPES
from tests.support.app import ROOT

YAML = """
AWSTemplateFormatVersion: 2010-09-09
Conditions:
  Always: !Equals [!Ref "AWS::Region", us-east-1]
Resources:
  Project:
    Type: AWS::Pinpoint::App
    Properties: {Name: !Sub "${AWS::StackName}-project"}
  Campaign:
    Type: AWS::Pinpoint::Campaign
    Condition: Always
    Properties:
      ApplicationId: !Ref Project
      SegmentId: !GetAtt Segment.SegmentId
      Schedule: !If [Always, {StartTime: 2026-01-01}, !Ref "AWS::NoValue"]
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement:
          - {Effect: Allow, Action: sts:AssumeRole, Principal: {Service: pinpoint.amazonaws.com}}
      Policies:
        - PolicyDocument:
            Statement:
              - Effect: Allow
                Action: [mobiletargeting:SendMessages, mobiletargeting:UpdateEndpoint, s3:GetObject]
                Resource: !Join ["", ["arn:", !Ref "AWS::Partition", ":mobiletargeting:*"]]
  Table: {Type: "AWS::DynamoDB::Table"}
"""


def write(file: Path, content: Any) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return file


class Inspect:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *paths: Path, form: str = "json") -> tuple[int, str, str]:
        code = pinpoint.main(["inspect", *map(str, paths), "--format", form])
        printed = self._capsys.readouterr()
        return code, printed.out, printed.err

    def uses(self, *paths: Path) -> list[tuple[str, ...]]:
        """Resource, kind, what and status of each finding."""
        return [tuple(row[k] for k in ("resource", "kind", "what", "status")) for row in json.loads(self(*paths)[1])]


@pytest.fixture
def inspect(capsys: pytest.CaptureFixture[str]) -> Inspect:
    return Inspect(capsys)


def statement(*actions: str, effect: str = "Allow", key: str = "Action") -> dict[str, Any]:
    """A template with a policy."""
    document = {"Statement": [{"Effect": effect, key: list(actions), "Resource": "*"}]}
    policy = {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": document}}
    return {"Resources": {"Policy": policy}}


def test_a_template_in_yaml_with_short_intrinsics_is_understood(tmp_path: Path, inspect: Inspect) -> None:
    assert inspect.uses(write(tmp_path / "template.yaml", YAML)) == [
        ("Project", "type", "AWS::Pinpoint::App", "living"),
        ("Campaign", "type", "AWS::Pinpoint::Campaign", "retired"),
        ("Role", "principal", "pinpoint.amazonaws.com", "retired"),
        ("Role", "action", "mobiletargeting:SendMessages", "living"),
        ("Role", "action", "mobiletargeting:UpdateEndpoint", "retired"),
    ]


def test_the_same_in_json_is_the_same(tmp_path: Path, inspect: Inspect) -> None:
    resources = {name: {"Type": name} for name in CLOUDFORMATION_TYPES}
    found = inspect.uses(write(tmp_path / "template.json", {"Resources": resources}))
    expected = {name: "retired" if known.retired else "living" for name, known in CLOUDFORMATION_TYPES.items()}
    assert {what: status for _, _, what, status in found} == expected


def test_the_text_names_what_replaces_each(tmp_path: Path, inspect: Inspect) -> None:
    code, text, _ = inspect(write(tmp_path / "template.yaml", YAML), form="text")
    assert code == 1
    assert text.splitlines()[1:5] == [
        "  Project",
        "    lives: type AWS::Pinpoint::App",
        "  Campaign",
        "    ended: type AWS::Pinpoint::Campaign",
    ]
    assert f"      use {CLOUDFORMATION_TYPES['AWS::Pinpoint::Campaign'].replacement}" in text
    assert text.splitlines()[-1] == "3 ended on 2026-10-30, 2 live on, 0 to look at."


def test_everything_that_has_ended_has_a_replacement_in_json_as_well(tmp_path: Path, inspect: Inspect) -> None:
    rows = json.loads(inspect(write(tmp_path / "template.yaml", YAML))[1])
    assert [row["replacement"] for row in rows if row["status"] == "retired" and not row["replacement"]] == []


CODES = {
    "nothing of the service": ({"Resources": {"Table": {"Type": "AWS::DynamoDB::Table"}}}, 0),
    "what lives": ({"Resources": {"Project": {"Type": "AWS::Pinpoint::App"}}}, 0),
    "what has ended": ({"Resources": {"Segment": {"Type": "AWS::Pinpoint::Segment"}}}, 1),
    "what nobody knows": ({"Resources": {"New": {"Type": "AWS::Pinpoint::Novelty"}}}, 1),
    "an action that has ended": (statement("mobiletargeting:CreateSegment"), 1),
    "an action that lives": (statement("mobiletargeting:PhoneNumberValidate"), 0),
}


@pytest.mark.parametrize("case", CODES)
def test_the_exit_code_tells_whether_anything_has_ended(tmp_path: Path, inspect: Inspect, case: str) -> None:
    template, code = CODES[case]
    assert inspect(write(tmp_path / "template.json", template))[0] == code


def test_a_wildcard_is_told_by_what_it_allows_that_has_ended(tmp_path: Path, inspect: Inspect) -> None:
    (row,) = json.loads(inspect(write(tmp_path / "t.json", statement("mobiletargeting:Send*")))[1])
    assert (row["status"], row["replacement"]) == (
        "retired",
        "name the 2 that live one by one; ended: SendUsersMessages",
    )
    (row,) = json.loads(inspect(write(tmp_path / "t.json", statement("mobiletargeting:*Segment*")))[1])
    assert row["replacement"].startswith("remove it; ended: CreateSegment, DeleteSegment, ")
    (row,) = json.loads(inspect(write(tmp_path / "t.json", statement("MobileTargeting:GET*Channel")))[1])
    assert row["replacement"] == "name the 9 that live one by one; ended: GetEmailChannel"


OTHERS: list[dict[str, Any]] = [
    statement("*"),
    statement("s3:*", "dynamodb:GetItem"),
    {"Resources": {"X": {"Type": "Custom::Keyword"}, "Y": {"Type": "Custom::Journey"}}},
    {"Resources": {"X": {"Type": "AWS::Lambda::Permission", "Properties": {"Principal": "sns.amazonaws.com"}}}},
]


@pytest.mark.parametrize("template", OTHERS)
def test_what_is_not_about_the_service_is_left_alone(tmp_path: Path, inspect: Inspect, template: Any) -> None:
    code, out, _ = inspect(write(tmp_path / "template.json", template), form="text")
    assert (code, out) == (0, "Nothing here uses Amazon Pinpoint.\n")


@pytest.mark.parametrize("given", [{"effect": "Deny"}, {"key": "NotAction"}])
def test_actions_are_found_however_the_statement_uses_them(
    tmp_path: Path, inspect: Inspect, given: dict[str, Any]
) -> None:
    template = statement("mobiletargeting:CreateSegment", **given)
    assert inspect.uses(write(tmp_path / "t.json", template))[0][2] == "mobiletargeting:CreateSegment"


PRINCIPALS: list[Any] = [
    "pinpoint.amazonaws.com",
    "pinpoint.us-east-1.amazonaws.com",
    {"Fn::Sub": "pinpoint.${AWS::Region}.amazonaws.com"},
    {"Fn::Join": ["", ["pinpoint.", {"Ref": "AWS::Region"}, ".", {"Ref": "AWS::URLSuffix"}]]},
]


@pytest.mark.parametrize("principal", PRINCIPALS)
def test_a_permission_for_the_services_principal_is_told(tmp_path: Path, inspect: Inspect, principal: Any) -> None:
    permission = {"Type": "AWS::Lambda::Permission", "Properties": {"Principal": principal}}
    found = inspect.uses(write(tmp_path / "t.json", {"Resources": {"Hook": permission}}))
    assert found == [("Hook", "principal", "pinpoint.amazonaws.com", "retired")]


@pytest.mark.parametrize(
    "code",
    [
        "import boto3\nboto3.client('pinpoint').send_messages()",
        'const { PinpointClient } = require("@aws-sdk/client-pinpoint");',
        "const p = new AWS.Pinpoint({region: 'us-east-1'});",
    ],
)
def test_code_in_the_template_is_told(tmp_path: Path, inspect: Inspect, code: str) -> None:
    function = {"Type": "AWS::Lambda::Function", "Properties": {"Code": {"ZipFile": code}}}
    found = inspect.uses(write(tmp_path / "t.json", {"Resources": {"Sender": function}}))
    assert found == [("Sender", "code", "calls Amazon Pinpoint", "unknown")]


def test_code_for_what_lives_elsewhere_is_left_alone(tmp_path: Path, inspect: Inspect) -> None:
    code = "boto3.client('pinpoint-sms-voice-v2').send_text_message()"
    function = {"Type": "AWS::Lambda::Function", "Properties": {"Code": {"ZipFile": code}}}
    assert inspect.uses(write(tmp_path / "t.json", {"Resources": {"Sender": function}})) == []


def test_every_custom_resource_that_stands_for_a_part_of_the_service_is_told(tmp_path: Path, inspect: Inspect) -> None:
    sources = (path.read_text("utf-8") for path in (ROOT / "constructs/cdk_messaging/pinpoint").rglob("*.py"))
    named = sorted({name for source in sources for name in re.findall(r"Custom::Pinpoint[A-Z]\w+", source)})
    resources = {f"R{index}": {"Type": name} for index, name in enumerate(named)}
    found = inspect.uses(write(tmp_path / "t.json", {"Resources": resources}))
    assert "Custom::PinpointJourney" in named
    assert [use[1:] for use in found] == [("custom resource", name, "retired") for name in named]


def test_a_cloud_assembly_is_read_whole(tmp_path: Path, inspect: Inspect) -> None:
    # GIVEN an app with a stage, a nested stack, a call of the SDK and a trust
    app = cdk.App(outdir=str(tmp_path / "cdk.out"))
    stack = cdk.Stack(cdk.Stage(app, "Prod"), "Messaging")
    nested = cdk.NestedStack(stack, "Nested")
    project = pinpoint_l1.CfnApp(stack, "Project", name="project")
    pinpoint_l1.CfnSegment(nested, "Segment", application_id=project.ref, name="all")
    call = cr.AwsSdkCall(
        service="Pinpoint", action="createJourney", parameters={"ApplicationId": project.ref},
        physical_resource_id=cr.PhysicalResourceId.of("journey"),
    )  # fmt: skip
    policy = cr.AwsCustomResourcePolicy.from_sdk_calls(resources=["*"])
    cr.AwsCustomResource(stack, "Journey", on_create=call, policy=policy)
    function = lambda_.Function(
        stack, "Hook", runtime=lambda_.Runtime.PYTHON_3_14, handler="index.handler",
        code=lambda_.Code.from_inline("def handler(event, context): return event"),
    )  # fmt: skip
    function.add_permission("Pinpoint", principal=iam.ServicePrincipal("pinpoint.us-east-1.amazonaws.com"))
    app.synth()

    # WHEN the assembly is inspected
    found = {use[1:] for use in inspect.uses(tmp_path / "cdk.out")}

    # THEN each use is told, wherever it is
    assert found == {
        ("type", "AWS::Pinpoint::App", "living"),
        ("type", "AWS::Pinpoint::Segment", "retired"),
        ("call", "mobiletargeting:CreateJourney", "retired"),
        ("action", "mobiletargeting:CreateJourney", "retired"),
        ("principal", "pinpoint.amazonaws.com", "retired"),
    }


def test_of_a_folder_every_template_is_read_and_nothing_else(tmp_path: Path, inspect: Inspect) -> None:
    write(tmp_path / "a" / "one.yml", YAML)
    write(tmp_path / "b" / "two.json", {"Resources": {"Segment": {"Type": "AWS::Pinpoint::Segment"}}})
    write(tmp_path / "b" / "package.json", {"name": "no template"})
    write(tmp_path / "readme.md", "Resources")
    rows = json.loads(inspect(tmp_path)[1])
    assert {Path(row["template"]).name for row in rows} == {"one.yml", "two.json"}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{}", "is no template of CloudFormation: it has no Resources"),
        ("Resources: [", "cannot read "),
        ("Resources: !!python/object/apply:os.system ['true']", "cannot read "),
        ("[" * 100_000, "cannot read "),
    ],
)
def test_what_is_no_template_is_told(tmp_path: Path, inspect: Inspect, content: str, problem: str) -> None:
    code, out, err = inspect(write(tmp_path / "template.yaml", content))
    assert (code, out) == (2, "")
    assert problem in err
    assert len(err.splitlines()) == 1


def test_a_folder_without_a_template_is_told(tmp_path: Path, inspect: Inspect) -> None:
    assert inspect(tmp_path)[::2] == (2, f"{tmp_path} has no template of CloudFormation\n")


def test_a_file_that_is_not_there_is_told(inspect: Inspect) -> None:
    code, _, err = inspect(Path("/nowhere.yaml"))
    assert code == 2
    assert err.startswith("cannot read /nowhere.yaml: ")


def test_aliases_that_multiply_cost_nothing(tmp_path: Path, inspect: Inspect) -> None:
    """Nine levels of nine aliases each are four hundred million values."""
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 10))
    text = f"l0: &l0 {{Type: x}}\n{levels}\nResources: {{X: {{Type: 'AWS::Pinpoint::App', Properties: {{P: *l9}}}}}}"
    assert inspect.uses(write(tmp_path / "t.yaml", text)) == [("X", "type", "AWS::Pinpoint::App", "living")]


def test_every_operation_of_the_service_has_its_action() -> None:
    operations = boto3.session.Session().client("pinpoint", region_name="us-east-1").meta.service_model.operation_names
    assert set(ACTIONS) == {*operations, "GetReports"}


def test_every_action_that_has_ended_has_a_replacement() -> None:
    told = {action: retirement_of(action) for action in ACTIONS}
    assert {a for a, known in told.items() if known.retired and not known.replacement} == set()
    living = {action for action, known in told.items() if not known.retired}
    assert {"SendMessages", "SendOTPMessage", "VerifyOTPMessage", "PhoneNumberValidate", "UpdateSmsChannel"} <= living
    assert not living & {"UpdateEndpoint", "CreateSegment", "PutEvents", "UpdateEmailChannel", "GetReports"}


def test_the_actions_of_another_service_are_none_of_this() -> None:
    assert list(allowed_by("mobile*:CreateApp")) == ["CreateApp"]
    assert list(allowed_by("sns:CreatePlatformApplication")) == []
