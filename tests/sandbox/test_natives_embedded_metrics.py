"""What a function logs in the embedded metric format can be read as a metric."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.sandbox.account import Account, until
from tests.sandbox.stacks import allow, function, role

CODE = """
import json
def handler(event, context):
    metrics = [{"Name": "SignUps", "Unit": "Count"}]
    directive = {"Namespace": "Own", "Dimensions": [["programme"]], "Metrics": metrics}
    print("plain, and \\"_aws\\" in words")
    print(json.dumps({"_aws": {"Timestamp": 0, "CloudWatchMetrics": [directive]}, "programme": "alerts", "SignUps": 3}))
"""


def test_an_embedded_metric_becomes_a_metric(account: Account) -> None:
    resources = {"Role": role("lambda.amazonaws.com", allow("logs:*")), "Counts": function("Role", CODE)}
    name = account.deploy(resources, outputs={"Name": {"Value": {"Ref": "Counts"}}})["Name"]
    account.client("lambda").invoke(FunctionName=name)
    now = datetime.now(UTC)

    def total() -> float:
        points = account.client("cloudwatch").get_metric_statistics(
            Namespace="Own",
            MetricName="SignUps",
            Dimensions=[{"Name": "programme", "Value": "alerts"}],
            StartTime=now - timedelta(hours=1),
            EndTime=now + timedelta(hours=1),
            Period=3600,
            Statistics=["Sum"],
        )["Datapoints"]
        return float(sum(point["Sum"] for point in points))

    assert until(total) == 3
