"""A bucket that is emptied when it goes, and only then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from cdk_messaging.provider.runtime.emptied_bucket import MARK, handle

BUCKET = "events"
MARKED = {"TagSet": [{"Key": "team", "Value": "messaging"}, {"Key": MARK, "Value": "true"}]}


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stubber]:
    """Amazon S3, which answers what it is told to, in this order, and nothing else."""
    client = boto3.client("s3", region_name="us-east-1")
    with Stubber(client) as stubber:
        monkeypatch.setattr(boto3, "client", lambda _: client)
        yield stubber
        stubber.assert_no_pending_responses()


def ask(request_type: str) -> str:
    identifier, data = handle({"RequestType": request_type, "ResourceProperties": {"BucketName": BUCKET}})
    assert data == {}
    return identifier


def version(key: str, identifier: str) -> dict[str, str]:
    return {"Key": key, "VersionId": identifier}


def expect_tags(s3: Stubber, answer: dict[str, Any]) -> None:
    s3.add_response("get_bucket_tagging", answer, {"Bucket": BUCKET})


def expect_deleted(s3: Stubber, *objects: dict[str, str], answer: dict[str, Any] | None = None) -> None:
    wanted = {"Bucket": BUCKET, "Delete": {"Objects": list(objects), "Quiet": True}}
    s3.add_response("delete_objects", answer or {}, wanted)


@pytest.mark.parametrize("request_type", ["Create", "Update"])
def test_nothing_is_done_while_the_bucket_stays(s3: Stubber, request_type: str) -> None:
    assert ask(request_type) == BUCKET


def test_all_versions_and_delete_markers_go_page_by_page(s3: Stubber) -> None:
    expect_tags(s3, MARKED)
    first = {
        "IsTruncated": True,
        "NextKeyMarker": "a",
        "NextVersionIdMarker": "1",
        "Versions": [version("a", "1"), version("a", "2")],
    }
    s3.add_response("list_object_versions", first, {"Bucket": BUCKET})
    expect_deleted(s3, version("a", "1"), version("a", "2"))
    second = {"IsTruncated": False, "DeleteMarkers": [version("b", "3")]}
    s3.add_response("list_object_versions", second, {"Bucket": BUCKET, "KeyMarker": "a", "VersionIdMarker": "1"})
    expect_deleted(s3, version("b", "3"))
    assert ask("Delete") == BUCKET


def test_an_empty_bucket_is_left_as_it_is(s3: Stubber) -> None:
    expect_tags(s3, MARKED)
    s3.add_response("list_object_versions", {"IsTruncated": False}, {"Bucket": BUCKET})
    ask("Delete")


def test_a_bucket_that_has_lost_its_tag_is_kept_with_its_content(s3: Stubber) -> None:
    expect_tags(s3, {"TagSet": [{"Key": "team", "Value": "messaging"}]})
    ask("Delete")


@pytest.mark.parametrize("code", ["NoSuchBucket", "NoSuchTagSet"])
def test_a_bucket_without_tags_or_none_at_all_is_no_failure(s3: Stubber, code: str) -> None:
    s3.add_client_error("get_bucket_tagging", code, expected_params={"Bucket": BUCKET})
    assert ask("Delete") == BUCKET


def test_fails_where_the_tags_may_not_be_read(s3: Stubber) -> None:
    s3.add_client_error("get_bucket_tagging", "AccessDenied")
    with pytest.raises(Exception, match="AccessDenied"):
        ask("Delete")


def test_fails_on_objects_that_stay(s3: Stubber) -> None:
    expect_tags(s3, MARKED)
    s3.add_response("list_object_versions", {"IsTruncated": False, "Versions": [version("a", "1")]})
    refusal = {"Errors": [{"Key": "a", "VersionId": "1", "Code": "AccessDenied", "Message": "Access Denied"}]}
    expect_deleted(s3, version("a", "1"), answer=refusal)
    with pytest.raises(RuntimeError, match=r"^1 objects of events stay: AccessDenied Access Denied$"):
        ask("Delete")
