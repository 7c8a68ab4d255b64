"""What AWS lets an account have, and what its numbers can send at a peak."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import assertions

from stacks.environment import Environment, load_environment
from stacks.environment.capacity import ExpectedPeak, QuotasTable
from stacks.environment.tables import ExistingNumber, ExistingOrigination, LeasedNumber, PoolOrigination
from stacks.stage import EnvironmentStage
from tests.support.app import ROOT, cdk_json_context
from tests.unit.stacks.conftest import Variant, of_type

MANY = PoolOrigination(numbers=tuple(LeasedNumber(country="GB", type="LONG_CODE") for _ in range(26)))
RUSH = ExpectedPeak(messages=10_000, within_minutes=10)


def environment(name: str, **changes: Any) -> Environment:
    return load_environment(ROOT / "environments" / f"{name}.toml").model_copy(update=changes)


def warnings(changed: Environment, output: Path) -> list[tuple[str, str]]:
    """Paths and words of the warnings of the stateful stack about throughput."""
    app = cdk.App(context=cdk_json_context(), outdir=str(output))
    stage = EnvironmentStage(app, environment=changed)
    stack = stage.node.find_child("Stateful")
    assert isinstance(stack, cdk.Stack)
    found = assertions.Annotations.from_stack(stack).find_warning("*", assertions.Match.any_value())
    return [(each.id, str(each.entry.data)) for each in found if ".throughput" in str(each.entry.data)]


def test_more_numbers_than_aws_allows_by_default_fail_the_synthesis(variant: Variant) -> None:
    with pytest.raises(Exception, match="26 phone-numbers are too many for stage 'Local', where 25 are allowed"):
        variant("local", origination=MANY)


def test_a_quota_that_aws_raised_lets_them_in(variant: Variant) -> None:
    made = variant("local", origination=MANY, quotas=QuotasTable(phone_numbers=40))
    assert len(of_type(made["Stateful"], "AWS::SMSVOICE::PhoneNumber")) == 26


def test_a_peak_that_leased_numbers_cannot_send_in_time_is_warned_of(tmp_path: Path) -> None:
    ((path, words),) = warnings(environment("local", expected_peak=RUSH), tmp_path)
    assert path == "/Local/Stateful/Numbers/Pool"
    assert words.startswith("10000 messages take 2.78 hours at 1 a second, limited by requests: ask AWS to raise")
    assert "cdk_messaging:Pool.throughput" in words


def test_a_peak_that_an_existing_pool_cannot_send_in_time_is_warned_of(tmp_path: Path) -> None:
    ((path, words),) = warnings(environment("prod", expected_peak=RUSH), tmp_path)
    assert path == "/Prod/Stateful/Numbers/Pool"
    assert words.startswith("10000 messages take 16.7 minutes at 10 a second, limited by requests: ask AWS to raise")


def test_a_rate_that_aws_raised_makes_it_shorter(tmp_path: Path) -> None:
    fast = ExistingNumber(country="US", type="TEN_DLC", messages_per_second=100)
    source = ExistingOrigination(pool_id="pool-1f2e", numbers=(fast,))
    peak = ExpectedPeak(messages=6000, within_minutes=10)
    assert warnings(environment("prod", expected_peak=peak, origination=source), tmp_path) == []


def test_texts_of_several_parts_take_longer(tmp_path: Path) -> None:
    long = ExpectedPeak(messages=10_000, within_minutes=10, parts_per_message=2)
    ((_, words),) = warnings(environment("prod", expected_peak=long), tmp_path)
    assert words.startswith("10000 messages take 27.8 minutes at 6 a second, limited by senders: shorten the text")


def test_without_an_expected_peak_nothing_is_checked(tmp_path: Path) -> None:
    assert warnings(environment("prod", expected_peak=None), tmp_path) == []
