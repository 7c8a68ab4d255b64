"""Jobs are done once: for requests that change nothing, rollbacks, lost answers and what passes by itself."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError, ReadTimeoutError

from cdk_messaging.provider.runtime import pinpoint_jobs
from sandbox.mobiletargeting import errors
from sandbox.service_error import ServiceError
from tests.unit.provider.jobs.job_requests import EXPORT, IMPORT, SEGMENT, Deployment
from tests.unit.provider.jobs.pinpoint_account import PinpointAccount
from tests.unit.provider.jobs.test_jobs import KINDS, jobs_of, make_older

BEGIN = {IMPORT: "create_import_job", SEGMENT: "create_import_job", EXPORT: "create_export_job"}


@KINDS
def test_what_says_only_how_to_wait_and_judge_begins_no_other_job(deployment: Deployment, kind: str) -> None:
    made = deployment.create(kind)
    make_older(jobs_of(deployment, kind)[0], days=2)
    answer = deployment.ask(
        "Update", kind, request="request-2", physical=made["PhysicalResourceId"], TimeoutSeconds="600", MaxFailures="5"
    )
    assert {**answer, "RequestId": ""} == {**made, "RequestId": ""}
    assert len(jobs_of(deployment, kind)) == 1


@KINDS
def test_a_rollback_from_an_update_that_failed_begins_no_other_job(deployment: Deployment, kind: str) -> None:
    made = deployment.create(kind)
    physical = made["PhysicalResourceId"]
    make_older(jobs_of(deployment, kind)[0], days=2)
    deployment.ends(kind, TotalFailures=1)
    failed = deployment.ask("Update", kind, request="request-2", physical=physical, Revision="2")
    assert (failed["Status"], failed["PhysicalResourceId"]) == ("FAILED", physical)
    back = deployment.ask("Update", kind, request="request-3", physical=physical)
    assert {**back, "RequestId": ""} == {**made, "RequestId": ""}
    assert len(jobs_of(deployment, kind)) == 2
    if kind == SEGMENT:
        assert set(deployment.pinpoint.project.segments) == {made["Data"]["SegmentId"]}


@KINDS
@pytest.mark.parametrize(
    "refusal", [errors.not_found("no job"), ServiceError("MethodNotAllowedException", "not here", status=405)]
)
def test_a_rollback_succeeds_though_the_service_knows_the_job_no_more(
    deployment: Deployment, kind: str, refusal: ServiceError
) -> None:
    made = deployment.create(kind)
    deployment.pinpoint.refusals = [refusal]
    back = deployment.ask("Update", kind, physical=made["PhysicalResourceId"])
    assert (back["Status"], back["PhysicalResourceId"]) == ("SUCCESS", made["PhysicalResourceId"])
    assert back["Data"] == {**made["Data"], "TotalProcessed": "0"}


@KINDS
def test_a_job_is_not_begun_again_when_the_answer_to_its_beginning_is_lost(
    deployment: Deployment, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = getattr(deployment.pinpoint.client, BEGIN[kind])

    def lose_the_answer(**request: Any) -> None:
        begin(**request)
        monkeypatch.setattr(deployment.pinpoint.client, BEGIN[kind], begin)
        raise ReadTimeoutError(endpoint_url="https://pinpoint")

    monkeypatch.setattr(deployment.pinpoint.client, BEGIN[kind], lose_the_answer)
    deployment.meanwhile.append(lambda: None)
    assert deployment.create(kind)["Status"] == "SUCCESS"
    assert len(jobs_of(deployment, kind)) == 1


def test_what_begins_jobs_asks_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    pinpoint_jobs.beginning.cache_clear()
    assert pinpoint_jobs.beginning().meta.config.retries["total_max_attempts"] == 1


def test_where_there_is_no_service_nobody_waits_for_it(deployment: Deployment, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(**_: Any) -> None:
        raise EndpointConnectionError(endpoint_url="https://pinpoint")

    monkeypatch.setattr(deployment.pinpoint.client, BEGIN[IMPORT], nowhere)
    assert "https://pinpoint" in deployment.ask("Create", IMPORT)["Reason"]
    assert deployment.now == 0


@pytest.mark.parametrize(
    "passing",
    [errors.too_many_requests("slower"), ServiceError("InternalServerErrorException", "sorry", status=500)],
)
def test_a_job_that_runs_is_not_given_up_for_what_passes(deployment: Deployment, passing: ServiceError) -> None:
    def refuse(account: PinpointAccount = deployment.pinpoint) -> None:
        account.refusals = [passing]

    deployment.meanwhile = [refuse, lambda: None]
    deployment.ends(IMPORT)
    assert deployment.ask("Create", IMPORT)["Status"] == "SUCCESS"
    assert len(deployment.pinpoint.imports) == 1


@KINDS
def test_a_job_that_runs_is_found_again_however_many_entries_failed_so_far(deployment: Deployment, kind: str) -> None:
    deployment.ask("Create", kind)
    jobs_of(deployment, kind)[0].update(JobStatus="PROCESSING", TotalFailures=7)
    deployment.ends(kind)
    assert "7 of 3 entries failed" in deployment.ask("Create", kind)["Reason"]
    assert len(jobs_of(deployment, kind)) == 1


def test_keeping_segments_that_are_replaced_from_now_on_imports_nothing(deployment: Deployment) -> None:
    made = deployment.create(SEGMENT)
    changed = deployment.ask("Update", SEGMENT, physical=made["PhysicalResourceId"], KeepsReplaced="true")
    assert changed["PhysicalResourceId"] == made["PhysicalResourceId"]
    assert len(deployment.pinpoint.imports) == 1


@pytest.mark.parametrize("kind", [IMPORT, SEGMENT])
def test_files_that_were_mended_are_imported_again_at_once(deployment: Deployment, kind: str) -> None:
    deployment.ends(kind, TotalFailures=1)
    assert deployment.ask("Create", kind)["Status"] == "FAILED"
    assert deployment.create(kind)["Status"] == "SUCCESS"
    assert len(deployment.pinpoint.imports) == 2
