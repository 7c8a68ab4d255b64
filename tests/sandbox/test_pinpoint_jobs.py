"""Import and export jobs: files are really read and written, with the role that the job was given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from tests.sandbox.account import REGION, Account
from tests.sandbox.pinpoint_jobs import Importing

ADA = {"Id": "ada", "ChannelType": "SMS", "Address": "+12065550100", "User": {"UserId": "u1"}}
BOB = {"Id": "bob", "ChannelType": "EMAIL", "Address": "bob@example.com", "Attributes": {"Interests": ["Music"]}}
CSV = (
    "Id,ChannelType,Address,Location.Country,Location.Latitude,Metrics.age,Attributes.Interests,Attributes.Interests,"
    "User.UserId,User.UserAttributes.Name\n"
    'ada,SMS,+12065550100,US,47.61,36,Music,"Books, old",u1,Ada\n'
    "bob,EMAIL,bob@example.com,,,,Music,,u2,Bob\n"
)


@pytest.fixture
def news(account: Account) -> Importing:
    return Importing(account)


def test_endpoints_are_imported_from_all_files_below_a_prefix(news: Importing) -> None:
    news.lines("in/a.json", ADA)
    news.lines("in/deeper/b.json", BOB)
    news.lines("elsewhere/c.json", {**ADA, "Id": "eve"})
    begun = news.begin()
    assert (begun["JobStatus"], begun["Type"]) == ("CREATED", "IMPORT")
    job = news.end_of_import(begun["Id"])
    assert (job["JobStatus"], job["TotalProcessed"], job["TotalFailures"]) == ("COMPLETED", 2, 0)
    assert (job["CompletedPieces"], job["TotalPieces"]) == (2, 2)
    assert news.endpoint("ada")["Address"] == "+12065550100"
    assert news.endpoint("bob")["Attributes"] == {"Interests": ["Music"]}
    with pytest.raises(ClientError, match="NotFoundException"):
        news.endpoint("eve")


def test_a_csv_file_has_dots_for_what_is_within_and_a_column_for_each_value(news: Importing) -> None:
    news.put("in/a.csv", CSV)
    assert news.import_(Format="CSV")["TotalFailures"] == 0
    ada, bob = news.endpoint("ada"), news.endpoint("bob")
    assert ada["Attributes"] == {"Interests": ["Music", "Books, old"]}
    assert (ada["Location"], ada["Metrics"]) == ({"Country": "US", "Latitude": 47.6}, {"age": 36.0})
    assert ada["User"] == {"UserId": "u1", "UserAttributes": {"Name": ["Ada"]}}
    assert bob["Attributes"] == {"Interests": ["Music"]}
    assert "Location" not in bob


def test_files_of_the_other_format_are_left_out(news: Importing) -> None:
    news.put("in/a.csv", CSV)
    news.lines("in/b.json", BOB)
    assert news.import_(Format="JSON")["TotalProcessed"] == 1


def test_entries_that_fail_are_counted_and_the_first_are_told(news: Importing) -> None:
    wrong = [{"Id": f"e{number}", "ChannelType": "SMS"} for number in range(120)]
    news.lines("in/a.json", ADA, *wrong)
    job = news.import_()
    assert (job["JobStatus"], job["TotalProcessed"], job["TotalFailures"]) == ("COMPLETED", 121, 120)
    assert len(job["Failures"]) == 100
    assert job["Failures"][0] == "in/a.json line 2: a new endpoint needs Address and ChannelType"


def test_a_file_that_is_not_utf_8_fails_as_a_whole(news: Importing) -> None:
    news.put("in/a.json", b'{"Id": "\xff"}')
    assert news.import_()["Failures"] == ["in/a.json line 1: the file is not UTF-8"]


def test_neither_endpoints_nor_a_segment_is_refused(news: Importing) -> None:
    with pytest.raises(ClientError, match=r"BadRequestException.*both false"):
        news.begin(RegisterEndpoints=False)


def test_a_segment_has_what_was_imported(news: Importing) -> None:
    news.lines("in/a.json", ADA, BOB)
    job = news.import_(DefineSegment=True, SegmentName="Readers")
    segment = job["Definition"]["SegmentId"]
    assert {each["Id"] for each in exported_segment(news, segment)} == {"ada", "bob"}
    jobs = news.pinpoint.get_segment_import_jobs(ApplicationId=news.project, SegmentId=segment)
    assert [each["Id"] for each in jobs["ImportJobsResponse"]["Item"]] == [job["Id"]]


def exported_segment(news: Importing, segment: str) -> list[dict[str, str]]:
    assert news.export(SegmentId=segment)["JobStatus"] == "COMPLETED"
    return news.exported()


def test_a_segment_may_be_made_without_registering_its_endpoints(news: Importing) -> None:
    news.lines("in/a.json", ADA)
    job = news.import_(DefineSegment=True, RegisterEndpoints=False)
    assert job["JobStatus"] == "COMPLETED"
    with pytest.raises(ClientError, match="NotFoundException"):
        news.endpoint("ada")
    assert [each["Id"] for each in exported_segment(news, job["Definition"]["SegmentId"])] == ["ada"]


def test_a_segment_of_user_ids_has_all_endpoints_of_these_users(news: Importing) -> None:
    news.lines("in/a.json", ADA, BOB)
    news.import_()
    news.lines("users/a.json", {"User": {"UserId": "u1"}})
    job = news.import_(S3Url=f"s3://{news.bucket}/users/", DefineSegment=True)
    assert [each["Id"] for each in exported_segment(news, job["Definition"]["SegmentId"])] == ["ada"]


def test_a_role_that_may_not_read_the_files_fails_the_job(news: Importing) -> None:
    news.lines("in/a.json", ADA)
    job = news.import_(RoleArn=news.reader("elsewhere/"))
    assert job["JobStatus"] == "FAILED"
    assert "does not allow s3:GetObject on" in job["Failures"][0]


def test_a_role_for_another_project_fails_the_job(news: Importing) -> None:
    news.lines("in/a.json", ADA)
    allowed = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
    job = news.import_(RoleArn=news.role(allowed, source=news.arn.replace(news.project, "0" * 32)))
    assert job["JobStatus"] == "FAILED"
    assert "does not let pinpoint.amazonaws.com assume it" in job["Failures"][0]


def test_an_encrypted_bucket_needs_its_key(news: Importing) -> None:
    key = news.account.client("kms").create_key()["KeyMetadata"]["Arn"]
    rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}}
    news.s3.put_bucket_encryption(Bucket=news.bucket, ServerSideEncryptionConfiguration={"Rules": [rule]})
    news.lines("in/a.json", ADA)
    assert "does not allow kms:Decrypt" in news.import_()["Failures"][0]
    objects = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
    way = {"StringEquals": {"kms:ViaService": "s3.us-east-1.amazonaws.com"}}
    decrypt = {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": key, "Condition": way}
    assert news.import_(RoleArn=news.role(objects, decrypt))["JobStatus"] == "COMPLETED"


def test_ten_jobs_run_at_once_and_no_more(news: Importing) -> None:
    for number in range(15):
        news.lines(f"in/{number}.json", ADA)
    role = news.reader()
    begun = [news.begin(RoleArn=role)["Id"] for _ in range(10)]
    with without_retries(news), pytest.raises(ClientError, match="TooManyRequestsException"):
        news.begin(RoleArn=role)
    assert {news.end_of_import(job)["JobStatus"] for job in begun} == {"COMPLETED"}


@contextmanager
def without_retries(news: Importing) -> Iterator[None]:
    patient, environment = news.pinpoint, news.account.sandbox.environment(account=news.account.id)
    make: Any = boto3.client
    news.pinpoint = make(
        "pinpoint",
        endpoint_url=news.account.sandbox.endpoint,
        region_name=REGION,
        aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
        config=Config(retries={"total_max_attempts": 1}),
    )
    yield
    news.pinpoint = patient


def test_all_endpoints_are_exported_as_gzip_json_lines(news: Importing) -> None:
    news.lines("in/a.json", ADA, BOB)
    news.import_()
    job = news.export("out/today/")
    assert (job["JobStatus"], job["TotalProcessed"], job["TotalPieces"]) == ("COMPLETED", 2, 1)
    assert {each["Id"]: each["Address"] for each in news.exported("out/today/")} == {
        "ada": "+12065550100",
        "bob": "bob@example.com",
    }
    listed = news.pinpoint.get_export_jobs(ApplicationId=news.project)["ExportJobsResponse"]["Item"]
    assert [each["Id"] for each in listed] == [job["Id"]]


def test_a_segment_that_is_chosen_by_criteria_is_exported_in_the_version_asked_for(news: Importing) -> None:
    news.lines("in/a.json", ADA, BOB)
    news.import_()
    of_music = {"Attributes": {"Interests": {"AttributeType": "INCLUSIVE", "Values": ["Music"]}}}
    request = {"Name": "Music", "Dimensions": of_music}
    made = news.pinpoint.create_segment(ApplicationId=news.project, WriteSegmentRequest=request)["SegmentResponse"]
    everybody = {"Name": "Music", "Dimensions": {}}
    segment = {"ApplicationId": news.project, "SegmentId": made["Id"]}
    news.pinpoint.update_segment(**segment, WriteSegmentRequest=everybody)
    assert news.export("first/", SegmentId=made["Id"], SegmentVersion=1)["JobStatus"] == "COMPLETED"
    assert [each["Id"] for each in news.exported("first/")] == ["bob"]
    assert news.export("newest/", SegmentId=made["Id"])["TotalProcessed"] == 2
    with pytest.raises(ClientError, match="NotFoundException"):
        news.export(SegmentId="0" * 32)


def test_a_role_that_may_not_write_fails_the_export(news: Importing) -> None:
    news.lines("in/a.json", ADA)
    news.import_()
    job = news.export(RoleArn=news.reader())
    assert job["JobStatus"] == "FAILED"
    assert "does not allow s3:PutObject on" in job["Failures"][0]
    assert news.exported() == []
