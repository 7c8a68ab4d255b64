"""Tenants: what each has, what its roles may do, and which stack it is in."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk.assertions import Template

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.observability import LogOptions
from cdk_messaging.sms_voice import (
    EventDestination,
    EventType,
    Keyword,
    NumberCapability,
    NumberType,
    ProtectConfiguration,
    Quota,
    TwoWay,
    raise_quotas,
)
from cdk_messaging.sms_voice.tenants import Tenant, TenantNumber, TenantStacks
from tests.unit.reading import Reading, arn

from .helpers import TEXTS, role

BRITISH = TenantNumber(iso_country_code="GB", number_type=NumberType.LONG_CODE)
PARTS = {
    "AWS::IAM::Policy": 1,
    "AWS::IAM::Role": 1,
    "AWS::Logs::LogGroup": 1,
    "AWS::SMSVOICE::ConfigurationSet": 1,
    "AWS::SMSVOICE::OptOutList": 1,
    "AWS::SMSVOICE::PhoneNumber": 1,
    "AWS::SMSVOICE::Pool": 1,
}
"""What a tenant consists of, and nothing else."""


def tenant(stack: cdk.Stack, name: str = "acme", **arguments: Any) -> Tenant:
    given: dict[str, Any] = {"tenant": name, "numbers": [BRITISH], "mandatory_keywords": TEXTS}
    return Tenant(stack, name, **(given | arguments))


def statements(stack: cdk.Stack, of: iam.Role) -> str:
    """All that a role may do, as text."""
    return json.dumps(Reading(stack).allowed(of))


def marks(stack: cdk.Stack, of: Tenant) -> list[str]:
    """The logical ids of everything that a tenant has."""
    reading = Reading(stack)
    return [name for name in reading.resources if name.startswith(of.node.id)]


GRANTS: list[Callable[[Tenant, iam.Role], object]] = [
    lambda of, to: of.grant_send_text(to),
    lambda of, to: of.grant_manage_opt_outs(to),
    lambda of, to: of.grant_manage_keywords(to),
    lambda of, to: of.grant_read_events(to),
    lambda of, to: of.add_text_sender().grant_invoke(to),
    lambda of, to: of.add_voice_sender().grant_invoke(to),
]
IDS = ["send text", "opt-outs", "keywords", "events", "text sender", "voice sender"]


def test_a_tenant_has_its_own_of_everything_and_nothing_else(stack: cdk.Stack) -> None:
    tenant(stack)
    types = [each["Type"] for each in Reading(stack).resources.values()]
    assert {cfn_type: types.count(cfn_type) for cfn_type in sorted(set(types))} == PARTS


def test_number_and_pool_use_the_tenants_opt_out_list(stack: cdk.Stack) -> None:
    tenant(stack)
    reading = Reading(stack)
    own = {"Ref": reading.id("AWS::SMSVOICE::OptOutList")}
    assert reading.properties("AWS::SMSVOICE::PhoneNumber")["OptOutListName"] == own
    assert reading.properties("AWS::SMSVOICE::Pool")["OptOutListName"] == own


def test_all_events_go_to_the_tenants_log_group(stack: cdk.Stack) -> None:
    tenant(stack)
    reading = Reading(stack)
    (destination,) = reading.properties("AWS::SMSVOICE::ConfigurationSet")["EventDestinations"]
    assert (destination["EventDestinationName"], destination["MatchingEventTypes"]) == ("events", ["ALL"])
    group = reading.id("AWS::Logs::LogGroup")
    assert {"Ref": group} in destination["CloudWatchLogsDestination"]["LogGroupArn"]["Fn::Join"][1]


def test_what_must_not_be_lost_stays(stack: cdk.Stack) -> None:
    tenant(stack)
    kept = ("OptOutList", "PhoneNumber", "Pool")
    assert {Reading(stack).only(f"AWS::SMSVOICE::{kind}")["DeletionPolicy"] for kind in kept} == {"Retain"}


def test_a_tenant_can_go_with_all_it_has(stack: cdk.Stack) -> None:
    tenant(stack, removal_policy=cdk.RemovalPolicy.DESTROY)
    policies = {each.get("DeletionPolicy") for each in Reading(stack).resources.values()}
    assert "Retain" not in policies


def test_what_a_tenant_has_is_tagged_with_it(stack: cdk.Stack) -> None:
    tenant(stack)
    tagged = [each for each in Reading(stack).resources.values() if each["Type"].startswith("AWS::SMSVOICE::")]
    assert len(tagged) == 4
    assert all({"Key": "tenant", "Value": "acme"} in each["Properties"]["Tags"] for each in tagged)


def test_options_reach_number_pool_set_and_log_group(stack: cdk.Stack) -> None:
    tenant(
        stack,
        numbers=[TenantNumber(iso_country_code="US", number_type=NumberType.TOLL_FREE,
                              capabilities=[NumberCapability.SMS, NumberCapability.VOICE])],
        keywords=[Keyword("JOIN", "Welcome.")],
        two_way=TwoWay.topic(sns.Topic(stack, "Inbound")),
        self_managed_opt_outs=True,
        protect_configuration=ProtectConfiguration.allow_only(stack, "Protect", countries=["US"]),
        log_options=LogOptions(retention=logs.RetentionDays.ONE_WEEK),
    )  # fmt: skip
    reading = Reading(stack)
    for kind in ("PhoneNumber", "Pool"):
        found = reading.properties(f"AWS::SMSVOICE::{kind}")
        assert found["OptionalKeywords"][0]["Keyword"] == "JOIN"
        assert (found["SelfManagedOptOutsEnabled"], found["TwoWay"]["Enabled"]) == (True, True)
    assert reading.properties("AWS::SMSVOICE::PhoneNumber")["NumberCapabilities"] == ["SMS", "VOICE"]
    assert "ProtectConfigurationId" in reading.properties("AWS::SMSVOICE::ConfigurationSet")
    assert reading.properties("AWS::Logs::LogGroup")["RetentionInDays"] == 7


def test_a_number_that_is_added_leaves_the_others_as_they_are() -> None:
    def numbers(count: int) -> set[str]:
        stack = cdk.Stack(cdk.App(), "Stack")
        tenant(stack, numbers=[BRITISH] * count)
        return set(Template.from_stack(stack).find_resources("AWS::SMSVOICE::PhoneNumber"))

    assert numbers(1) < numbers(2)


def test_a_tenant_can_have_four_more_destinations(stack: cdk.Stack) -> None:
    own = tenant(stack)
    for number in range(4):
        topic = sns.Topic(stack, f"Topic{number}")
        own.configuration_set.add_event_destination(
            f"t{number}", EventDestination.topic(topic), event_types=[EventType.TEXT_ALL]
        )
    assert len(Reading(stack).properties("AWS::SMSVOICE::ConfigurationSet")["EventDestinations"]) == 5


@pytest.mark.parametrize("grant", GRANTS, ids=IDS)
def test_a_role_of_a_tenant_may_use_nothing_of_another(
    stack: cdk.Stack, grant: Callable[[Tenant, iam.Role], object]
) -> None:
    own, other = tenant(stack, "acme"), tenant(stack, "globex")
    other.add_text_sender("Theirs")
    user = role(stack)
    grant(own, user)
    found = statements(stack, user)
    assert marks(stack, other)
    assert [name for name in marks(stack, other) if name in found] == []
    assert "acme" in found


@pytest.mark.parametrize("grant", GRANTS, ids=IDS)
def test_no_grant_of_a_tenant_has_a_wildcard_or_a_configuration_set(
    stack: cdk.Stack, grant: Callable[[Tenant, iam.Role], object]
) -> None:
    own = tenant(stack)
    user = role(stack)
    grant(own, user)
    found = statements(stack, user)
    assert '"*"' not in found
    assert Reading(stack).id("AWS::SMSVOICE::ConfigurationSet") not in found


def test_a_tenants_functions_use_its_pool_and_set_and_nothing_of_another(stack: cdk.Stack) -> None:
    own, other = tenant(stack, "acme"), tenant(stack, "globex")
    for sender in (own.add_text_sender(max_price="0.05"), own.add_voice_sender()):
        reading = Reading(stack)
        environment = reading.of(sender.function)["Environment"]["Variables"]
        assert environment["ORIGINATION_IDENTITY"] == arn(reading.id_of(own.pool.resource))
        assert environment["CONFIGURATION_SET"] == arn(reading.id_of(own.configuration_set.resource))
        found = statements(stack, sender.role) + json.dumps(environment)
        assert [name for name in marks(stack, other) if name in found] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"tenant": "a b"}, "tenant 'a b' is not valid: use 1 to 48 letters, digits, _ and -, a letter or digit first"),
        ({"tenant": cdk.Aws.STACK_NAME}, "tenant must be known at synthesis: give a literal id"),
        ({"numbers": []}, "tenant 'acme' has no numbers: give at least one TenantNumber"),
    ],
)
def test_a_wrong_argument_is_refused(stack: cdk.Stack, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        tenant(stack, **arguments)
    assert str(refused.value) == message


LIMITED = (Quota.CONFIGURATION_SETS, Quota.OPT_OUT_LISTS, Quota.PHONE_NUMBERS, Quota.POOLS)
NAMES = [f"tenant-{number:03}" for number in range(200)]


def test_where_a_tenant_is_follows_from_its_id_alone() -> None:
    one, other = (TenantStacks(cdk.App(), stacks=16) for _ in range(2))
    there = {name: one.stack_of(name).node.id for name in NAMES}
    for name in reversed(NAMES[::3]):
        assert other.stack_of(name).node.id == there[name]


def test_where_tenants_are_never_changes() -> None:
    stacks = TenantStacks(cdk.App(), stacks=16)
    assert [stacks.index_of(name) for name in ("acme", "globex", "initech", "umbrella")] == [0, 7, 3, 0]


def test_tenants_spread_over_all_stacks_and_fit() -> None:
    stacks = TenantStacks(cdk.App(), stacks=16)
    for name in NAMES:
        stacks.stack_of(name)
    assert list(stacks.stacks) == list(range(16))


def test_a_full_stack_of_tenants_with_two_functions_each_stays_below_500_resources() -> None:
    app = cdk.App(context={"@aws-cdk/core:stackResourceLimit": 0})
    raise_quotas(app, dict.fromkeys(LIMITED, 100))
    names = NAMES[:25]
    stacks = TenantStacks(app, stacks=2, pins=dict.fromkeys(names, 1))
    for name in names:
        made = tenant(stacks.stack_of(name), name)
        made.add_text_sender()
        made.add_voice_sender()
    (stack,) = app.synth().stacks
    assert 400 < len(stack.template["Resources"]) < 500


def test_a_stack_without_tenants_is_not_made() -> None:
    stacks = TenantStacks(cdk.App(), stacks=16)
    stacks.stack_of("acme")
    assert [stack.node.id for stack in stacks.stacks.values()] == ["Tenants0"]


def test_a_tenant_can_be_pinned_and_stacks_have_a_name_and_options() -> None:
    stacks = TenantStacks(cdk.App(), prefix="Shops", stacks=4, pins={"acme": 3}, description="Shops")
    stack = stacks.stack_of("acme")
    assert stack.node.id == "Shops3"
    assert stack.template_options.description == "Shops"


def test_a_full_stack_says_where_there_is_room() -> None:
    stacks = TenantStacks(cdk.App(), stacks=2, tenants_per_stack=1, pins={"acme": 0, "globex": 0})
    stacks.stack_of("acme")
    with pytest.raises(InvalidArgument) as refused:
        stacks.stack_of("globex")
    assert str(refused.value) == (
        "stack Tenants0 is full: it has 1 tenants, and 'globex' is one too many; if it is not deployed yet, pin it "
        "with pins={'globex': 1}"
    )


def test_full_stacks_everywhere_need_more() -> None:
    stacks = TenantStacks(cdk.App(), stacks=1, tenants_per_stack=1)
    stacks.stack_of("acme")
    with pytest.raises(InvalidArgument) as refused:
        stacks.stack_of("globex")
    assert str(refused.value).endswith(
        "all others are full, too: put new tenants into a second TenantStacks with another prefix"
    )


def test_a_tenant_has_one_place() -> None:
    stacks = TenantStacks(cdk.App(), stacks=2)
    stacks.stack_of("acme")
    with pytest.raises(InvalidArgument) as refused:
        stacks.stack_of("acme")
    assert str(refused.value) == "tenant 'acme' is given twice: give each one once"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"stacks": 0}, "stacks is 0: use at least 1"),
        ({"stacks": 2, "tenants_per_stack": 501}, "tenants_per_stack is 501: use 1 to 500"),
        ({"stacks": 2, "pins": {"acme": 2}}, "tenant 'acme' is pinned to stack 2: use 0 to 1"),
    ],
)
def test_wrong_stacks_are_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        TenantStacks(cdk.App(), **arguments)
    assert str(refused.value) == message
