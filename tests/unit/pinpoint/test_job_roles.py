"""The roles of import and export jobs: this place, this project, nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from aws_cdk import aws_iam as iam

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import ExportRole, ImportRole
from tests.unit.pinpoint.jobs import BUCKET, KEY_ARN, PROJECT_ARN, Made, below, within
from tests.unit.reading import arn


@pytest.mark.parametrize("kind", [ImportRole, ExportRole])
def test_only_pinpoint_may_assume_a_role_and_only_for_this_project(kind: Any) -> None:
    made = Made()
    role = made.make(kind)
    assert made.read().trust(role) == {
        "Action": "sts:AssumeRole",
        "Effect": "Allow",
        "Principal": {"Service": "pinpoint.amazonaws.com"},
        "Condition": {
            "StringEquals": {"aws:SourceAccount": "111122223333"},
            "ArnLike": {"aws:SourceArn": PROJECT_ARN},
        },
    }


def test_an_import_role_reads_below_the_prefix_and_nothing_else() -> None:
    made = Made()
    role = made.make(ImportRole)
    assert made.read().allowed(role) == [
        (["s3:GetObject"], below("in/*")),
        (["s3:GetBucketLocation"], BUCKET),
        (["s3:ListBucket"], BUCKET),
    ]
    assert conditions(made, role) == [{"StringLike": {"s3:prefix": "in/*"}}]


def test_an_import_role_for_one_file_reads_that_file() -> None:
    made = Made()
    role = made.make(ImportRole, key_prefix="in/endpoints.csv")
    assert made.read().allowed(role)[0] == (["s3:GetObject"], below("in/endpoints.csv"))
    assert conditions(made, role) == [{"StringLike": {"s3:prefix": "in/endpoints.csv"}}]


def test_an_export_role_writes_below_the_prefix_and_neither_reads_nor_deletes() -> None:
    made = Made()
    role = made.make(ExportRole, key_prefix="out/")
    assert made.read().allowed(role) == [
        (["s3:AbortMultipartUpload", "s3:PutObject"], below("out/*")),
        (["s3:GetBucketLocation"], BUCKET),
        (["s3:ListBucket"], BUCKET),
    ]


@pytest.mark.parametrize(
    ("kind", "actions"), [(ImportRole, ["kms:Decrypt"]), (ExportRole, ["kms:Decrypt", "kms:GenerateDataKey"])]
)
def test_the_key_of_a_bucket_is_used_by_way_of_amazon_s3_only(kind: Any, actions: list[str]) -> None:
    made = Made(encrypted=True)
    role = made.make(kind)
    assert made.read().allowed(role)[-1] == (actions, KEY_ARN)
    way = {"Fn::Join": ["", ["s3.us-east-1.", {"Ref": "AWS::URLSuffix"}]]}
    assert conditions(made, role)[-1] == {"StringEquals": {"kms:ViaService": way}}


def conditions(made: Made, role: iam.Role) -> list[Any]:
    """Conditions of a role's policy."""
    reading = made.read()
    return [
        statement["Condition"]
        for policy in reading.all("AWS::IAM::Policy").values()
        if {"Ref": reading.id_of(role)} in policy["Properties"]["Roles"]
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
        if "Condition" in statement
    ]


@pytest.mark.parametrize(
    ("kind", "prefix", "message"),
    [
        (
            ImportRole,
            "",
            "key_prefix has 0 characters: use a prefix that ends in '/', or the key of one object, of 1 to",
        ),
        (
            ImportRole,
            "/in/",
            "key_prefix '/in/' is not valid: use a prefix that ends in '/', or the key of one object,",
        ),
        (ImportRole, "in/*", "key_prefix 'in/*' is not valid"),
        (ExportRole, "out", "key_prefix 'out' is not valid: use a prefix that ends in '/'"),
    ],
)
def test_a_prefix_that_would_reach_elsewhere_is_refused(kind: Any, prefix: str, message: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        Made().make(kind, key_prefix=prefix)
    assert str(refused.value).startswith(message)


def test_an_application_may_be_let_run_jobs_with_a_role() -> None:
    made = Made()
    user = iam.Role(made.stack, "User", assumed_by=iam.AccountRootPrincipal())
    importing, exporting = made.make(ImportRole, "In"), made.make(ExportRole, "Out")
    importing.grant_import(user)
    exporting.grant_export(user)
    reading = made.read()
    expected = [
        (["mobiletargeting:CreateImportJob", "mobiletargeting:GetImportJobs"], PROJECT_ARN),
        (["mobiletargeting:GetImportJob"], within("jobs/import/*")),
        (["mobiletargeting:CreateExportJob", "mobiletargeting:GetExportJobs"], within("jobs/export")),
        (["mobiletargeting:CreateExportJob", "mobiletargeting:GetExportJobs"], PROJECT_ARN),
        (["mobiletargeting:GetExportJob"], within("jobs/export/*")),
        (["iam:PassRole"], arn(reading.id_of(importing))),
        (["iam:PassRole"], arn(reading.id_of(exporting))),
    ]
    assert sorted(reading.allowed(user), key=str) == sorted(expected, key=str)
    passed_to = ["mobiletargeting.amazonaws.com", "pinpoint.amazonaws.com"]
    assert conditions(made, user) == 2 * [{"StringEquals": {"iam:PassedToService": passed_to}}]
