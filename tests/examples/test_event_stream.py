"""The example of an event stream: deployed, used, disabled and destroyed."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from botocore.exceptions import ClientError

from tests.examples.deployed_example import DeployedExample
from tests.examples.example_cli import replaced
from tests.sandbox.account import until


def report(example: DeployedExample, what: str) -> None:
    event = {"EventType": what, "Timestamp": "2026-01-02T03:04:05Z", "Attributes": {"item": "book"}}
    batch = {"endpoint-1": {"Endpoint": {}, "Events": {"1": event}}}
    example.client("pinpoint").put_events(
        ApplicationId=example.outputs["ProjectId"], EventsRequest={"BatchItem": batch}
    )


def arrived(example: DeployedExample) -> list[str]:
    kinesis, name = example.client("kinesis"), example.outputs["StreamName"]
    found = []
    for shard in kinesis.list_shards(StreamName=name)["Shards"]:
        iterator = kinesis.get_shard_iterator(
            StreamName=name, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        records = kinesis.get_records(ShardIterator=iterator)["Records"]
        found += [json.loads(record["Data"])["event_type"] for record in records]
    return found


def test_an_event_arrives_in_the_stream_until_it_is_disabled(deployed: Callable[[str], DeployedExample]) -> None:
    example = deployed("event_stream")
    report(example, "cart.filled")
    assert until(lambda: arrived(example)) == ["cart.filled"]
    example.update(replaced("enabled=True", "enabled=False"))
    report(example, "cart.emptied")
    assert arrived(example) == ["cart.filled"]
    with pytest.raises(ClientError, match="NotFoundException"):
        example.client("pinpoint").get_event_stream(ApplicationId=example.outputs["ProjectId"])
