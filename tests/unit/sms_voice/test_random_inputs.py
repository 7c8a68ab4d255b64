"""Random arguments: valid ones give templates that fit AWS's schemas, and so does whatever else is taken."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import aws_cdk as cdk
from aws_cdk.assertions import Template
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cdk_messaging.errors import InvalidArgument
from tests.gates.test_cfn_lint import complaints

from .random_inputs import Arguments, make, valid, whatever
from .test_whole import TYPES

MANY = 12
"""Constructs in a stack; the whole stack is looked at in one go, which takes a second."""


def drawn(made: dict[str, tuple[Callable[..., Any], Arguments]]) -> st.SearchStrategy[list[tuple[str, dict[str, Any]]]]:
    each = st.one_of([st.tuples(st.just(kind), arguments) for kind, (_, arguments) in made.items()])
    return st.lists(each, min_size=1, max_size=MANY)


def faults(stack: cdk.Stack) -> list[str]:
    template = Template.from_stack(stack).to_json()
    # What is random can be the same twice, which is not about the schemas.
    found = complaints(json.dumps(template, ensure_ascii=False), "us-east-1") if template.get("Resources") else []
    return [each for each in found if not each.startswith("E3019 ")]


def thorough(examples: int) -> settings:
    return settings(
        max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
    )


def test_every_type_is_drawn() -> None:
    assert {f"AWS::SMSVOICE::{kind}" for kind in valid()} == set(TYPES)


@thorough(30)
@given(drawn(valid()))
def test_valid_arguments_give_what_the_schemas_of_aws_take(chosen: list[tuple[str, dict[str, Any]]]) -> None:
    stack = cdk.Stack(cdk.App(), "Stack")
    makers = valid()
    for index, (kind, arguments) in enumerate(chosen):
        make(makers[kind][0], arguments, stack, f"It{index}")
    assert faults(stack) == []


@thorough(40)
@given(drawn(whatever()))
def test_what_the_schemas_refuse_is_refused_before(chosen: list[tuple[str, dict[str, Any]]]) -> None:
    stack = cdk.Stack(cdk.App(), "Stack")
    makers = whatever()
    for index, (kind, arguments) in enumerate(chosen):
        attempt = cdk.Stack(cdk.App(), "Attempt")
        try:
            make(makers[kind][0], arguments, attempt, "It")
        except InvalidArgument:
            continue
        make(makers[kind][0], arguments, stack, f"It{index}")
    assert faults(stack) == []


def test_the_schemas_would_refuse_what_no_construct_lets_through() -> None:
    stack = cdk.Stack(cdk.App(), "Stack")
    cdk.CfnResource(stack, "It", type="AWS::SMSVOICE::OptOutList", properties={"OptOutListName": "my list"})
    assert [fault.split()[0] for fault in faults(stack)] == ["E3031"]
