"""Import and export jobs, and imported segments, as they are defined."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk.assertions import Annotations, Match

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import ExportJob, FileFormat, ImportedSegment, ImportJob, IProject, Project, Segment
from tests.unit.pinpoint.jobs import PROJECT, Made
from tests.unit.reading import arn, listed

KINDS = pytest.mark.parametrize("kind", [ImportJob, ImportedSegment, ExportJob])


def test_an_import_says_what_and_where_from() -> None:
    made = Made()
    job = made.make(ImportJob)
    reading = made.read()
    properties = reading.properties("Custom::PinpointImportJob")
    assert properties.pop("ServiceToken")
    assert properties == {
        "Format": "CSV",
        "MaxFailures": 0,
        "ProjectId": PROJECT,
        "Revision": "1",
        "RoleArn": arn(reading.id_of(job.role)),
        "S3Url": "s3://files/in/",
        "ServiceTimeout": "3600",
        "TimeoutSeconds": 3600,
    }


def test_options_of_an_import_are_passed_on() -> None:
    made = Made()
    role = iam.Role.from_role_arn(made.stack, "Role", "arn:aws:iam::111122223333:role/import")
    made.make(
        ImportJob, key_prefix="in/a.json", file_format=FileFormat.JSON, role=role, max_failures=5, revision="2",
        timeout=cdk.Duration.minutes(10),
    )  # fmt: skip
    properties = made.read().properties("Custom::PinpointImportJob")
    wanted = {
        "Format": "JSON", "MaxFailures": 5, "Revision": "2", "RoleArn": "arn:aws:iam::111122223333:role/import",
        "S3Url": "s3://files/in/a.json", "ServiceTimeout": "600", "TimeoutSeconds": 600,
    }  # fmt: skip
    assert properties.items() >= wanted.items()


def test_a_segment_is_named_and_may_leave_the_project_as_it_is() -> None:
    made = Made()
    made.make(ImportedSegment, segment_name="Readers", register_endpoints=False)
    properties = made.read().properties("Custom::PinpointImportedSegment")
    assert (properties["SegmentName"], properties["RegisterEndpoints"]) == ("Readers", False)


def test_a_segment_by_default_has_a_name_of_its_own_and_registers_its_endpoints() -> None:
    made = Made()
    made.make(ImportedSegment)
    properties = made.read().properties("Custom::PinpointImportedSegment")
    assert properties["SegmentName"].startswith("StackJob")
    assert properties["RegisterEndpoints"] is True


def test_an_imported_segment_is_a_segment_that_is_fixed() -> None:
    made = Made()
    segment = made.make(ImportedSegment)
    assert (segment.imported, segment.project) == (True, made.project)
    assert made.stack.resolve(segment.segment_id) == {
        "Fn::GetAtt": [made.read().id("Custom::PinpointImportedSegment"), "SegmentId"]
    }


def test_a_segment_goes_with_the_stack_unless_it_is_to_stay() -> None:
    made = Made()
    made.make(ImportedSegment, "Gone")
    made.make(ImportedSegment, "Stays", removal_policy=cdk.RemovalPolicy.RETAIN)
    policies = {each["DeletionPolicy"] for each in made.read().all("Custom::PinpointImportedSegment").values()}
    assert policies == {"Delete", "Retain"}


def test_an_export_is_of_all_endpoints_or_of_a_segment() -> None:
    made = Made()
    made.make(ExportJob, key_prefix="out/")
    assert "SegmentId" not in made.read().properties("Custom::PinpointExportJob")
    other = Made()
    segment = Segment(other.stack, "Segment", project=other.project)
    other.make(ExportJob, key_prefix="out/", segment=segment, segment_version=2)
    properties = other.read().properties("Custom::PinpointExportJob")
    assert properties["S3UrlPrefix"] == "s3://files/out/"
    assert (properties["SegmentId"], properties["SegmentVersion"]) == (other.stack.resolve(segment.segment_id), 2)


@KINDS
def test_a_job_waits_for_the_permissions_of_its_role(kind: Any) -> None:
    made = Made()
    job = made.make(kind)
    reading = made.read()
    (policy,) = [
        name
        for name, each in reading.all("AWS::IAM::Policy").items()
        if {"Ref": reading.id_of(job.role)} in each["Properties"]["Roles"]
    ]
    assert policy in reading.only(f"Custom::Pinpoint{kind.__name__}")["DependsOn"]


@KINDS
def test_the_provider_may_invoke_itself_and_pass_this_role_where_there_is_a_job(kind: Any) -> None:
    made = Made()
    job = made.make(kind)
    reading = made.read()
    (provider,) = [each for each in made.stack.node.children if each.node.id == "CdkMessagingProvider"]
    allowed = reading.allowed(provider.role)  # type: ignore[attr-defined]
    assert (["lambda:InvokeFunction"], arn(reading.id("AWS::Lambda::Function"))) in allowed
    assert (["iam:PassRole"], arn(reading.id_of(job.role))) in allowed


@KINDS
def test_a_job_warns_once_with_what_to_use_instead(kind: Any) -> None:
    made = Made()
    made.make(kind)
    found = Annotations.from_stack(made.stack).find_warning("*", Match.any_value())
    told = [str(message.entry.data) for message in found]
    assert len(told) == 1
    assert f"[ack: cdk_messaging:pinpoint.{kind.__name__}.retired]" in told[0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"file_format": "XML"}, "file_format 'XML' is not known: use one of CSV, JSON"),
        ({"max_failures": -1}, "max_failures is -1: give a whole number from 0"),
        ({"max_failures": True}, "max_failures is True: give a whole number from 0"),
        ({"timeout": cdk.Duration.hours(2)}, "timeout is 7200 seconds: use 300 to 3600"),
        ({"timeout": cdk.Duration.seconds(10)}, "timeout is 10 seconds: use 300 to 3600"),
        ({"segment_name": ""}, "segment name has 0 characters: use 1 to 64"),
    ],
)
def test_what_cannot_work_is_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        Made().make(ImportedSegment, **arguments)
    assert str(refused.value) == message


def other_segment(made: Made) -> Segment:
    project: IProject = Project(made.stack, "Other")
    return Segment(made.stack, "Segment", project=project)


def test_a_version_needs_a_segment_and_a_segment_its_own_project() -> None:
    made = Made()
    with pytest.raises(InvalidArgument, match="segment_version is 2 without a segment"):
        made.make(ExportJob, segment_version=2)
    with pytest.raises(InvalidArgument, match="segment 'Stack/Segment' belongs to project 'Stack/Other'"):
        made.make(ExportJob, "Next", segment=other_segment(made))
    own = Segment(made.stack, "Own", project=made.project)
    with pytest.raises(InvalidArgument, match="segment_version is 0: give a whole number from 1"):
        made.make(ExportJob, "Last", segment=own, segment_version=0)


def test_two_of_each_live_in_a_stack() -> None:
    made = Made()
    for number in ("1", "2"):
        for kind in (ImportJob, ImportedSegment, ExportJob):
            made.make(kind, f"{kind.__name__}{number}")
    assert len(made.read().all("AWS::Lambda::Function")) == 1


def test_jobs_may_wait_for_one_another_and_for_what_others_make() -> None:
    made = Made()
    first, second = made.make(ImportJob, "First"), made.make(ExportJob, "Second")
    second.node.add_dependency(first)
    reading = made.read()
    waiting = {name: listed(each.get("DependsOn", [])) for name, each in reading.resources.items()}

    def reached(name: str, seen: frozenset[str] = frozenset()) -> set[str]:
        direct = {*waiting[name], *referred(reading.resources[name], set(waiting))} - seen
        return direct.union(*(reached(each, seen | direct) for each in direct))

    assert [name for name in waiting if name in reached(name)] == []


def referred(value: Any, names: set[str]) -> set[str]:
    """What a resource refers to."""
    match value:
        case {"Ref": str(name)} | {"Fn::GetAtt": [str(name), _]}:
            return {name} & names
        case dict():
            return set().union(*(referred(each, names) for each in value.values()))
        case list():
            return set().union(*(referred(each, names) for each in value))
    return set()
