"""A permission to put metrics holds for the namespace that it names."""

from __future__ import annotations

import pytest

from tests.sandbox.account import Account, refused

ALLOWED = {
    "Effect": "Allow",
    "Action": "cloudwatch:PutMetricData",
    "Resource": "*",
    "Condition": {"StringEquals": {"cloudwatch:namespace": "Mine"}},
}


@pytest.mark.parametrize("count", [1, 900], ids=["small", "compressed"])
def test_metrics_go_into_the_namespace_that_the_policy_names_and_no_other(account: Account, count: int) -> None:
    user = account.as_user("cloudwatch", [ALLOWED])
    data = [{"MetricName": f"Count{number}", "Value": 1.0} for number in range(count)]
    user.put_metric_data(Namespace="Mine", MetricData=data)
    denied = refused(lambda: user.put_metric_data(Namespace="Yours", MetricData=data))
    assert "not authorized" in denied["Message"]
    found = account.client("cloudwatch").list_metrics()["Metrics"]
    assert {each["Namespace"] for each in found} == {"Mine"}
