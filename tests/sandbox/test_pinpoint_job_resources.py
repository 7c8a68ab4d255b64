"""Jobs and imported segments, deployed with the real provider: files are imported and exported, nothing is left."""

from __future__ import annotations

import json
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_s3 as s3
from botocore.exceptions import ClientError

from cdk_messaging import pinpoint as library
from tests.sandbox.account import Account, Json
from tests.sandbox.pinpoint_jobs import Importing
from tests.sandbox.provider_stacks import LOGS, Existing, existing_in, failing, resources, roll_back

ADA = {"Id": "ada", "ChannelType": "SMS", "Address": "+12065550100"}
BOB = {"Id": "bob", "ChannelType": "EMAIL", "Address": "bob@example.com"}


class Deployed:
    """A stack with jobs on an existing project and bucket."""

    def __init__(self, account: Account) -> None:
        self.account, self.existing, self.news = account, existing_in(account), Importing(account)

    def template(self, *jobs: str, **changed: Any) -> Json:
        """A stack with these jobs."""

        def define(stack: cdk.Stack, _: Existing) -> None:
            common: dict[str, Any] = {
                "project": library.Project.from_project_id(stack, "Project", self.news.project),
                "bucket": s3.Bucket.from_bucket_name(stack, "Bucket", self.news.bucket),
                "log_options": LOGS,
            }
            files = {**common, "key_prefix": "in/", "file_format": library.FileFormat.JSON, **changed}
            if "import" in jobs:
                library.ImportJob(stack, "Import", **files)
            if "segment" in jobs:
                library.ImportedSegment(stack, "Readers", segment_name="Readers", **files)
            if "export" in jobs:
                library.ExportJob(stack, "Export", **common, key_prefix="out/")

        return resources(self.existing, define)

    def segments(self) -> list[str]:
        """Names of the project's segments that there are."""
        found = []
        for job in self.news.pinpoint.get_import_jobs(ApplicationId=self.news.project)["ImportJobsResponse"]["Item"]:
            segment = job["Definition"].get("SegmentId")
            try:
                answer = self.news.pinpoint.get_segment(ApplicationId=self.news.project, SegmentId=segment)
                found.append(answer["SegmentResponse"]["ImportDefinition"]["S3Url"])
            except ClientError:
                continue
        return found


@pytest.fixture
def deployed(account: Account) -> Deployed:
    return Deployed(account)


def outputs(template: Json, attribute: str) -> Json:
    """An output for an attribute of the custom resource."""
    (name,) = [name for name, each in template.items() if each["Type"].startswith("Custom::Pinpoint")]
    return {"Value": {"Value": {"Fn::GetAtt": [name, attribute]}}}


def test_files_are_imported_and_the_endpoints_stay_when_the_stack_goes(deployed: Deployed) -> None:
    deployed.news.lines("in/a.json", ADA, BOB)
    template = deployed.template("import")
    assert deployed.account.deploy(template, outputs=outputs(template, "TotalProcessed")) == {"Value": "2"}
    deployed.account.destroy()
    assert deployed.account.failures() == ""
    assert deployed.news.endpoint("ada")["Address"] == "+12065550100"


def test_endpoints_are_exported_into_a_folder_that_the_stack_tells(deployed: Deployed) -> None:
    deployed.news.lines("in/a.json", ADA, BOB)
    deployed.news.import_()
    template = deployed.template("export")
    address = deployed.account.deploy(template, outputs=outputs(template, "S3UrlPrefix"))["Value"]
    folder = address.removeprefix(f"s3://{deployed.news.bucket}/")
    assert folder.startswith("out/")
    assert {each["Id"] for each in deployed.news.exported(folder)} == {"ada", "bob"}


def test_a_segment_is_imported_replaced_and_deleted_with_the_stack(deployed: Deployed) -> None:
    deployed.news.lines("in/a.json", ADA)
    deployed.news.lines("new/a.json", BOB)
    deployed.account.deploy(deployed.template("segment"))
    assert deployed.segments() == [f"s3://{deployed.news.bucket}/in/"]
    deployed.account.deploy(deployed.template("segment", key_prefix="new/"))
    assert deployed.segments() == [f"s3://{deployed.news.bucket}/new/"]
    deployed.account.destroy()
    assert deployed.segments() == []


def test_a_stack_that_fails_after_a_segment_leaves_none(deployed: Deployed) -> None:
    deployed.news.lines("in/a.json", ADA)
    assert roll_back(deployed.account, failing(deployed.template("segment"))) == "ROLLBACK_COMPLETE"
    assert deployed.segments() == []


def test_an_update_that_fails_comes_back_to_the_segment_of_before(deployed: Deployed) -> None:
    deployed.news.lines("in/a.json", ADA)
    deployed.news.lines("new/a.json", BOB)
    deployed.account.deploy(deployed.template("segment"))
    changed = failing(deployed.template("segment", key_prefix="new/"))
    assert roll_back(deployed.account, changed) == "UPDATE_ROLLBACK_COMPLETE"
    assert deployed.segments() == [f"s3://{deployed.news.bucket}/in/"]


def test_entries_that_fail_fail_the_deployment_with_the_reasons_of_the_job(deployed: Deployed) -> None:
    deployed.news.lines("in/a.json", ADA, {"Id": "eve"})
    assert roll_back(deployed.account, deployed.template("import")) == "ROLLBACK_COMPLETE"
    told = deployed.account.failures()
    assert "1 of 2 entries failed, where 0 may" in told
    assert "in/a.json line 2: a new endpoint needs Address and ChannelType" in told
    deployed.account.destroy()
    deployed.account.deploy(deployed.template("import", max_failures=1))


def test_a_job_longer_than_an_invocation_is_followed_by_further_ones(deployed: Deployed) -> None:
    for number in range(60):
        deployed.news.lines(f"in/{number}.json", {**ADA, "Id": f"e{number}"})
    template = deployed.template("import")
    (function,) = [each for each in template.values() if each["Type"] == "AWS::Lambda::Function"]
    function["Properties"]["Timeout"] = 93  # of which a minute and a half is kept for handing over
    formation = deployed.account.client("cloudformation")
    body = json.dumps({"Resources": template})
    formation.create_stack(StackName="stack", TemplateBody=body, Capabilities=["CAPABILITY_NAMED_IAM"])
    formation.get_waiter("stack_create_complete").wait(StackName="stack", WaiterConfig={"Delay": 1})
    (job,) = deployed.news.pinpoint.get_import_jobs(ApplicationId=deployed.news.project)["ImportJobsResponse"]["Item"]
    assert (job["JobStatus"], job["TotalProcessed"]) == ("COMPLETED", 60)
    group = formation.describe_stack_resource(
        StackName="stack", LogicalResourceId=function["Properties"]["LoggingConfig"]["LogGroup"]["Ref"]
    )["StackResourceDetail"]["PhysicalResourceId"]
    events = deployed.account.client("logs").filter_log_events(logGroupName=group)["events"]
    assert sum("START RequestId" in event["message"] for event in events) >= 3
