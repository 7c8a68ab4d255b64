"""AWS GovCloud (US): a function takes the place of the pipe, and a page elsewhere that of the hosted one."""

from __future__ import annotations

import json
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_lambda as lambda_

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import HostedPage, Outbox, OwnPage, StreamRelay
from cdk_messaging.opt_in.checks import check_hosting
from cdk_messaging.opt_in.partitions import is_govcloud
from tests.unit.opt_in.parts import LOGS, MINUTE, make_key, make_table
from tests.unit.reading import Reading, arn

GOVCLOUD = "us-gov-west-1"


def make_stack(region: str | None = GOVCLOUD) -> cdk.Stack:
    return cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(region=region))


def make_outbox(stack: cdk.Stack, **arguments: Any) -> Outbox:
    table = make_table(stack, "Table")
    return Outbox(stack, "Outbox", table=table, encryption_key=make_key(stack), visibility_timeout=MINUTE, **arguments)


@pytest.fixture(scope="module")
def made() -> tuple[Outbox, StreamRelay, Reading]:
    stack = make_stack()
    code = lambda_.Code.from_bucket(make_bucket(stack), "code.zip")
    outbox = make_outbox(stack, code=code, log_options=LOGS)
    assert outbox.relay is not None
    return outbox, outbox.relay, Reading(stack)


def make_bucket(stack: cdk.Stack) -> Any:
    from aws_cdk import aws_s3 as s3  # noqa: PLC0415

    return s3.Bucket.from_bucket_name(stack, "Code", "code")


def test_there_is_a_function_and_no_pipe(made: tuple[Outbox, StreamRelay, Reading]) -> None:
    outbox, _, reading = made
    assert (outbox.pipe, outbox.pipe_role) == (None, None)
    assert reading.all("AWS::Pipes::Pipe") == {}


def test_it_reads_the_whole_stream_and_what_fails_is_halved_and_set_aside(
    made: tuple[Outbox, StreamRelay, Reading],
) -> None:
    outbox, _, reading = made
    mapping = reading.properties("AWS::Lambda::EventSourceMapping")
    assert mapping["EventSourceArn"] == {"Fn::GetAtt": [reading.id("AWS::DynamoDB::Table"), "StreamArn"]}
    assert mapping["StartingPosition"] == "TRIM_HORIZON"
    assert mapping["BisectBatchOnFunctionError"] is True
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    dead_letters = arn(reading.id_of(outbox.dead_letters.queue))
    assert mapping["DestinationConfig"] == {"OnFailure": {"Destination": dead_letters}}


def test_a_batch_fits_into_one_call_to_the_queue(made: tuple[Outbox, StreamRelay, Reading]) -> None:
    assert made[2].properties("AWS::Lambda::EventSourceMapping")["BatchSize"] == 10


def test_it_passes_on_what_a_pipe_would(made: tuple[Outbox, StreamRelay, Reading]) -> None:
    elsewhere = make_stack("eu-west-1")
    make_outbox(elsewhere)
    source = Reading(elsewhere).properties("AWS::Pipes::Pipe")["SourceParameters"]
    (pipes,) = source["FilterCriteria"]["Filters"]
    (own,) = made[2].properties("AWS::Lambda::EventSourceMapping")["FilterCriteria"]["Filters"]
    assert json.loads(own["Pattern"]) == json.loads(pipes["Pattern"])


def test_its_role_reads_the_stream_and_sends_to_its_two_queues_and_nothing_else(
    made: tuple[Outbox, StreamRelay, Reading],
) -> None:
    outbox, relay, reading = made
    stream = {"Fn::GetAtt": [reading.id("AWS::DynamoDB::Table"), "StreamArn"]}
    queues = [arn(reading.id_of(each)) for each in (outbox.queue.queue, outbox.dead_letters.queue)]
    own_log = (["logs:CreateLogStream", "logs:PutLogEvents"], arn(reading.id_of(relay.function.log_group)))
    plain = [each for each in reading.allowed(relay.function.role) if not each[0][0].startswith("kms:")]
    assert plain == [
        own_log,
        (["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"], stream),
        (["dynamodb:ListStreams"], "*"),  # it has no resource type
        (["sqs:SendMessage"], queues[0]),
        (["sqs:SendMessage"], queues[1]),
    ]


def test_the_keys_are_used_only_by_way_of_their_services(made: tuple[Outbox, StreamRelay, Reading]) -> None:
    _, _, reading = made
    statements = reading.properties("AWS::IAM::Policy")["PolicyDocument"]["Statement"]
    through = [
        each["Condition"]["StringEquals"]["kms:ViaService"]["Fn::Join"][1][0]
        for each in statements
        if "kms:" in str(each["Action"])
    ]
    assert through == [f"dynamodb.{GOVCLOUD}.", f"sqs.{GOVCLOUD}."]


def test_it_starts_after_what_its_role_may(made: tuple[Outbox, StreamRelay, Reading]) -> None:
    _, _, reading = made
    assert reading.id("AWS::IAM::Policy") in reading.only("AWS::Lambda::EventSourceMapping")["DependsOn"]


def test_fails_in_govcloud_without_the_code_of_the_functions() -> None:
    with pytest.raises(InvalidArgument) as refused:
        make_outbox(make_stack())
    assert str(refused.value) == (
        "code is missing, and Region 'us-gov-west-1' has no Amazon EventBridge Pipes; give the functions' code, as "
        "ConsentPipeline does"
    )


def test_fails_on_a_hosted_page_in_govcloud_and_names_the_api_alone() -> None:
    with pytest.raises(InvalidArgument) as refused:
        check_hosting(make_stack(), HostedPage())
    assert str(refused.value) == (
        "page is a HostedPage, and the partition of Region 'us-gov-west-1' has no Amazon CloudFront; give "
        "OwnPage(allowed_origin='https://www.example.com'), which deploys the API alone for a page elsewhere"
    )


@pytest.mark.parametrize("region", ["eu-west-1", "us-east-1", None])
def test_a_hosted_page_is_taken_elsewhere(region: str | None) -> None:
    check_hosting(make_stack(region), HostedPage())


def test_a_page_elsewhere_is_taken_in_govcloud() -> None:
    check_hosting(make_stack(), OwnPage(allowed_origin="https://www.example.com"))


@pytest.mark.parametrize(
    ("region", "govcloud"), [("us-gov-east-1", True), (GOVCLOUD, True), ("us-west-1", False), (None, False)]
)
def test_govcloud_is_known_by_its_regions(region: str | None, govcloud: bool) -> None:
    assert is_govcloud(make_stack(region)) is govcloud
