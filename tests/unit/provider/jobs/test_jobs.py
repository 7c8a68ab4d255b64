"""Jobs of a deployment: begun once, followed however long they take, and their failures told in words."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest

from cdk_messaging.provider.runtime.handler import FAILED_CREATE
from cdk_messaging.provider.runtime.pinpoint_retirement import REPLACEMENTS
from sandbox.mobiletargeting import errors
from sandbox.service_error import ServiceError
from tests.unit.provider.jobs.job_requests import EXPORT, IMPORT, ROLE, SEGMENT, Deployment
from tests.unit.provider.jobs.pinpoint_account import Json

KINDS = pytest.mark.parametrize("kind", [IMPORT, EXPORT, SEGMENT])


def jobs_of(deployment: Deployment, kind: str) -> list[Json]:
    return deployment.pinpoint.exports if kind == EXPORT else deployment.pinpoint.imports


def make_older(job: Json, **ago: float) -> None:
    moment = datetime.now(UTC) - timedelta(**ago)
    job["CreationDate"] = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


@KINDS
def test_a_job_is_begun_once_and_followed_to_its_end(deployment: Deployment, kind: str) -> None:
    deployment.meanwhile = [lambda: jobs_of(deployment, kind)[0].update(JobStatus="PROCESSING")] * 2
    answer = deployment.create(kind)
    (job,) = jobs_of(deployment, kind)
    assert answer["PhysicalResourceId"].split(":")[0] == (
        job["Definition"]["SegmentId"] if kind == SEGMENT else job["Id"]
    )
    counts = {"JobId": job["Id"], "TotalProcessed": "3", "TotalFailures": "0"}
    assert answer["Data"].items() >= counts.items()


def test_a_job_is_asked_for_as_the_properties_say(deployment: Deployment) -> None:
    deployment.create(IMPORT)
    assert deployment.pinpoint.imports[0]["Definition"] == {
        "DefineSegment": False,
        "Format": "JSON",
        "RegisterEndpoints": True,
        "RoleArn": ROLE,
        "S3Url": "s3://bucket/in/",
    }
    deployment.create(SEGMENT, RegisterEndpoints="false")
    definition = deployment.pinpoint.imports[1]["Definition"]
    assert (definition["DefineSegment"], definition["RegisterEndpoints"]) == (True, False)
    assert definition["SegmentName"] == "Readers"


@KINDS
def test_a_creation_that_is_repeated_finds_the_job_that_runs(deployment: Deployment, kind: str) -> None:
    deployment.create(kind)
    jobs_of(deployment, kind)[0].update(JobStatus="PROCESSING")
    deployment.ends(kind)
    again = deployment.ask("Create", kind)
    assert again["Status"] == "SUCCESS"
    assert len(jobs_of(deployment, kind)) == 1


@KINDS
def test_a_creation_that_is_repeated_after_the_end_begins_no_other(deployment: Deployment, kind: str) -> None:
    first = deployment.create(kind)
    assert deployment.ask("Create", kind) == first
    assert len(jobs_of(deployment, kind)) == 1


@pytest.mark.parametrize("kind", [IMPORT, SEGMENT])
def test_a_job_of_long_ago_is_not_taken_for_that_of_a_creation(deployment: Deployment, kind: str) -> None:
    deployment.create(kind)
    make_older(deployment.pinpoint.imports[0], hours=2)
    deployment.create(kind)
    assert len(deployment.pinpoint.imports) == 2


@KINDS
def test_a_job_that_failed_is_not_found_again(deployment: Deployment, kind: str) -> None:
    deployment.ends(kind, JobStatus="FAILED")
    assert deployment.ask("Create", kind)["Status"] == "FAILED"
    deployment.create(kind)
    assert len(jobs_of(deployment, kind)) == 2


@pytest.mark.parametrize("kind", [IMPORT, EXPORT])
def test_deleting_asks_the_service_for_nothing(deployment: Deployment, kind: str) -> None:
    made = deployment.create(kind)
    deployment.pinpoint.requests.clear()
    assert deployment.ask("Delete", kind, physical=made["PhysicalResourceId"])["Status"] == "SUCCESS"
    assert deployment.pinpoint.requests == []


def test_an_update_imports_again_once_even_when_the_job_is_the_same(deployment: Deployment) -> None:
    made = deployment.create(IMPORT)
    make_older(deployment.pinpoint.imports[0], minutes=5)
    for _ in range(2):
        deployment.ends(IMPORT)
        answer = deployment.ask("Update", IMPORT, physical=made["PhysicalResourceId"], Revision="2")
        assert answer["Data"]["JobId"] == deployment.pinpoint.imports[1]["Id"]
        deployment.meanwhile.clear()
    assert len(deployment.pinpoint.imports) == 2


def test_an_update_whose_earlier_job_the_service_forgot_begins_one(deployment: Deployment) -> None:
    deployment.ends(IMPORT)
    assert deployment.ask("Update", IMPORT, physical=f"{'f' * 32}:another")["Status"] == "SUCCESS"
    assert len(deployment.pinpoint.imports) == 1


def test_each_export_has_a_folder_of_its_own(deployment: Deployment) -> None:
    first = deployment.create(EXPORT)["Data"]["S3UrlPrefix"]
    second = deployment.create(EXPORT, request="request-2")["Data"]["S3UrlPrefix"]
    assert first != second
    assert [job["Definition"]["S3UrlPrefix"] for job in deployment.pinpoint.exports] == [first, second]
    assert first.startswith("s3://bucket/out/")
    assert first.endswith("/")


def test_an_export_may_be_of_a_version_of_a_segment(deployment: Deployment) -> None:
    made = deployment.create(SEGMENT)
    segment = made["Data"]["SegmentId"]
    deployment.pinpoint.project.imported[segment] = {}
    deployment.create(EXPORT, SegmentId=segment, SegmentVersion="1")
    assert deployment.pinpoint.exports[0]["Definition"].items() >= {"SegmentId": segment, "SegmentVersion": 1}.items()


# -- long


@KINDS
def test_a_job_longer_than_an_invocation_goes_on_in_another(deployment: Deployment, kind: str) -> None:
    assert deployment.ask("Create", kind) == {}
    assert deployment.now < 900 - 30
    (job,) = jobs_of(deployment, kind)
    (event,) = deployment.invocations
    assert event["Progress"] == {"Since": 0.0, "JobId": job["Id"]}
    deployment.ends(kind)
    assert deployment.handle(event)["Status"] == "SUCCESS"
    assert len(jobs_of(deployment, kind)) == 1
    assert len(deployment.cloudformation.answers) == 1


@KINDS
def test_a_job_that_outlasts_cloudformation_is_told_before_cloudformation_gives_up(
    deployment: Deployment, kind: str
) -> None:
    deployment.ask("Create", kind)
    while deployment.invocations and not deployment.cloudformation.answers:
        deployment.handle(deployment.invocations.pop(0))
    assert 3400 < deployment.now < 3600
    (job,) = jobs_of(deployment, kind)
    (answer,) = deployment.cloudformation.answers
    assert f"job {job['Id']} isn't done after 60 minutes, and a deployment waits no longer" in answer["Reason"]
    assert deployment.invocations == []


def test_what_cannot_go_on_is_told_at_once(deployment: Deployment) -> None:
    deployment.invoke_fails = True
    answer = deployment.ask("Create", IMPORT)
    assert (answer["Status"], answer["PhysicalResourceId"]) == ("FAILED", FAILED_CREATE)
    assert "no more invocations" in answer["Reason"]


def test_while_the_account_runs_as_many_as_it_may_a_job_waits(deployment: Deployment) -> None:
    busy = errors.too_many_requests("the account runs 10 import jobs")

    def refuse_next() -> None:
        deployment.pinpoint.refusals = [busy]

    refuse_next()
    deployment.meanwhile = [refuse_next, lambda: None]
    deployment.ends(IMPORT)
    assert deployment.ask("Create", IMPORT)["Status"] == "SUCCESS"
    assert len(deployment.pinpoint.imports) == 1


def test_an_account_that_is_busy_for_an_hour_is_told(deployment: Deployment) -> None:
    class Busy(list[ServiceError]):
        def __bool__(self) -> bool:
            return True

        def pop(self, *_: object) -> ServiceError:
            return errors.too_many_requests("the account runs 10 import jobs")

    deployment.pinpoint.refusals = Busy()
    deployment.ask("Create", IMPORT)
    while deployment.invocations and not deployment.cloudformation.answers:
        deployment.handle(deployment.invocations.pop(0))
    assert "no import job could begin in 60 minutes" in deployment.cloudformation.answers[-1]["Reason"]
    assert deployment.pinpoint.imports == []


# -- failures


@KINDS
def test_a_failure_tells_totals_and_the_first_reasons_and_the_log_has_a_hundred(
    deployment: Deployment, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    said = [f"line {number}: no address" for number in range(120)]
    deployment.ends(
        kind, JobStatus="FAILED", TotalFailures=120, TotalProcessed=200, FailedPieces=1, TotalPieces=2, Failures=said
    )
    answer = deployment.ask("Create", kind)
    assert "ended FAILED: 120 of 200 entries failed, where 0 may; 1 of 2 pieces" in answer["Reason"]
    assert "The first: line 0: no address; line 1: no address; line 2: no address." in answer["Reason"]
    shown = [record.getMessage() for record in caplog.records if ": no address" in record.getMessage()]
    assert len([message for message in shown if "job" in message and "failed" not in message]) == 100


def test_entries_may_fail_as_far_as_the_template_says(deployment: Deployment) -> None:
    deployment.ends(IMPORT, TotalFailures=2)
    assert deployment.ask("Create", IMPORT, MaxFailures="2")["Status"] == "SUCCESS"
    deployment.ends(IMPORT, TotalFailures=3)
    refused = deployment.ask("Create", IMPORT, MaxFailures="2", S3Url="s3://bucket/other/")
    assert "ended COMPLETED: 3 of 3 entries failed, where 2 may" in refused["Reason"]


def test_neither_log_nor_reason_names_anybody(deployment: Deployment, caplog: pytest.LogCaptureFixture) -> None:
    said = ["line 1: +12065550100 is no number", "line 2: <ada@example.com> is taken", "line 3: (206) 555-0100"]
    deployment.ends(IMPORT, JobStatus="FAILED", TotalFailures=3, Failures=said)
    caplog.set_level(logging.INFO)
    told = deployment.ask("Create", IMPORT)["Reason"] + caplog.text
    assert "(left out)" in told
    assert [each for each in ("2065550100", "ada@example.com", "0100") if each in told] == []


def test_progress_is_told_in_counts(deployment: Deployment, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    deployment.meanwhile = [
        lambda: deployment.pinpoint.imports[0].update(
            JobStatus="PROCESSING", CompletedPieces=1, TotalPieces=4, TotalProcessed=1000
        )
    ]
    deployment.create(IMPORT)
    job = deployment.pinpoint.imports[0]["Id"]
    assert f"import job {job}: PROCESSING, 1 of 4 pieces, 1000 entries, 0 failures" in caplog.messages


def test_what_has_ended_is_refused_with_what_to_use_instead(deployment: Deployment) -> None:
    class Ended(list[ServiceError]):
        def __bool__(self) -> bool:
            return True

        def pop(self, *_: object) -> ServiceError:
            return ServiceError("MethodNotAllowedException", "not here", status=405)

    deployment.pinpoint.refusals = Ended()
    answer = deployment.ask("Create", EXPORT)
    assert (answer["Status"], answer["PhysicalResourceId"]) == ("FAILED", FAILED_CREATE)
    assert "ended this on 2026-10-30" in answer["Reason"]
    assert f"use {REPLACEMENTS[EXPORT]}" in answer["Reason"]
