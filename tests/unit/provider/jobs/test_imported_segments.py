"""Segments that are imported: another one for each change, the earlier one deleted, none left behind."""

from __future__ import annotations

from sandbox.mobiletargeting import errors
from tests.unit.provider.jobs.job_requests import SEGMENT, Deployment
from tests.unit.provider.jobs.test_jobs import make_older


def update(deployment: Deployment, physical: str, **changed: str) -> str:
    """A change whose job completes, and the physical id that it answers with."""
    deployment.ends(SEGMENT)
    answer = deployment.ask("Update", SEGMENT, physical=physical, **changed)
    deployment.meanwhile.clear()
    assert answer["Status"] == "SUCCESS"
    return str(answer["PhysicalResourceId"])


def segments(*physical: str) -> set[str]:
    """The segments that physical ids name."""
    return {each.split(":")[0] for each in physical}


def test_a_change_makes_another_segment_and_cloudformation_deletes_the_first(deployment: Deployment) -> None:
    first = deployment.create(SEGMENT)["PhysicalResourceId"]
    second = update(deployment, first, S3Url="s3://bucket/new/")
    assert set(deployment.pinpoint.project.segments) == segments(first, second)
    deployment.ask("Delete", SEGMENT, physical=first)
    assert set(deployment.pinpoint.project.segments) == segments(second)


def test_a_new_revision_of_the_same_files_is_another_segment_and_a_repeated_request_finds_it(
    deployment: Deployment,
) -> None:
    first = deployment.create(SEGMENT)["PhysicalResourceId"]
    second = update(deployment, first, Revision="2")
    assert second != first
    assert update(deployment, first, Revision="2") == second
    assert len(deployment.pinpoint.imports) == 2


def test_a_rollback_comes_back_to_the_segment_of_before(deployment: Deployment) -> None:
    first = deployment.create(SEGMENT)["PhysicalResourceId"]
    make_older(deployment.pinpoint.imports[0], days=30)
    second = update(deployment, first, S3Url="s3://bucket/new/")
    assert update(deployment, second) == first
    assert len(deployment.pinpoint.imports) == 2


def test_a_segment_that_was_deleted_since_is_not_come_back_to(deployment: Deployment) -> None:
    first = deployment.create(SEGMENT)["PhysicalResourceId"]
    second = update(deployment, first, S3Url="s3://bucket/new/")
    deployment.ask("Delete", SEGMENT, physical=first)
    third = update(deployment, second)
    assert third not in {first, second}
    assert set(deployment.pinpoint.project.segments) == segments(second, third)


def test_a_new_revision_never_comes_back_to_a_segment_that_was_replaced_and_kept(deployment: Deployment) -> None:
    first = deployment.create(SEGMENT, KeepsReplaced="true")["PhysicalResourceId"]
    make_older(deployment.pinpoint.imports[0], days=2)
    second = update(deployment, first, Revision="2", KeepsReplaced="true")
    make_older(deployment.pinpoint.imports[1], days=1)
    third = update(deployment, second, Revision="3", KeepsReplaced="true")
    assert len(segments(first, second, third)) == 3
    assert update(deployment, second, Revision="3", KeepsReplaced="true") == third


def test_a_rollback_of_a_creation_that_timed_out_deletes_nothing_by_an_id_that_cloudformation_made_up(
    deployment: Deployment,
) -> None:
    answer = deployment.ask("Delete", SEGMENT, physical="Stack-Segment-1A2B3C")
    assert answer["Status"] == "SUCCESS"
    assert deployment.pinpoint.requests == []


def test_deleting_what_is_gone_succeeds(deployment: Deployment) -> None:
    made = deployment.create(SEGMENT)["PhysicalResourceId"]
    for _ in range(2):
        assert deployment.ask("Delete", SEGMENT, physical=made)["Status"] == "SUCCESS"
    assert deployment.pinpoint.project.segments == {}


def test_an_import_that_failed_leaves_no_segment(deployment: Deployment) -> None:
    deployment.ends(SEGMENT, TotalFailures=1)
    assert deployment.ask("Create", SEGMENT)["Status"] == "FAILED"
    assert len(deployment.pinpoint.imports) == 1
    assert deployment.pinpoint.project.segments == {}


def test_the_reason_of_a_failure_is_told_even_when_the_segment_cannot_be_deleted(deployment: Deployment) -> None:
    deployment.ends(SEGMENT, TotalFailures=1)

    def refuse_deleting() -> None:
        end()
        look = deployment.pinpoint.client.get_import_job

        def last_look(**request: str) -> object:
            answer = look(**request)
            deployment.pinpoint.refusals = [errors.conflict("it is in use")]
            return answer

        deployment.pinpoint.client.get_import_job = last_look

    end = deployment.meanwhile.pop()
    deployment.meanwhile.append(refuse_deleting)
    assert "entries failed" in deployment.ask("Create", SEGMENT)["Reason"]
    assert len(deployment.pinpoint.project.segments) == 1
