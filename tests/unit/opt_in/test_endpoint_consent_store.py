"""Consents in the endpoints of a Pinpoint project: what is deployed for it, what it may do, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk.assertions import Annotations, Match

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import ConsentTable, DoubleOptIn, EndpointConsentStore, Form
from cdk_messaging.opt_in.permissions import PERMISSIONS
from cdk_messaging.pinpoint import Project
from tests.runtime.endpoint_world import MIRROR, EndpointWorld
from tests.runtime.world import NUMBER, OTHER_NUMBER
from tests.unit.opt_in.conftest import make_double_opt_in, make_stack
from tests.unit.opt_in.made import form, programme
from tests.unit.reading import Reading

PROJECT = "810c7aab86d42fb2b56c8c9660000000"
WARNING = "cdk_messaging:pinpoint.EndpointConsentStore.retired"


def make(stack: cdk.Stack, **arguments: Any) -> DoubleOptIn:
    project = Project.from_project_id(stack, "Project", PROJECT)
    store = EndpointConsentStore(stack, "Store", project=project)
    return make_double_opt_in(stack, consent_table=store, **arguments)


Made = tuple[DoubleOptIn, Reading]


@pytest.fixture(scope="module")
def made() -> Made:
    stack = make_stack()
    pattern = make(stack)
    return pattern, Reading(stack)


def writer(reading: Reading) -> Any:
    (found,) = [
        each["Properties"]
        for each in reading.all("AWS::Lambda::Function").values()
        if each["Properties"]["Handler"] == f"runtime.{MIRROR}.handler"
    ]
    return found


def statements(reading: Reading) -> list[Any]:
    """What the role of the function that writes endpoints holds."""
    role = writer(reading)["Role"]["Fn::GetAtt"][0]
    return [
        statement
        for policy in reading.all("AWS::IAM::Policy").values()
        if {"Ref": role} in policy["Properties"]["Roles"]
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
    ]


def actions(reading: Reading, service: str) -> set[str]:
    found = [s["Action"] if isinstance(s["Action"], list) else [s["Action"]] for s in statements(reading)]
    return {action for each in found for action in each if action.startswith(f"{service}:")}


def test_it_is_a_consent_table_for_whoever_wants_one(made: Made) -> None:
    store = made[0].consent_table
    assert isinstance(store, EndpointConsentStore)
    assert store.table is store.consent_table.table
    assert len(made[1].all("AWS::DynamoDB::Table")) == 1


def test_without_it_nothing_writes_endpoints(defaults: tuple[DoubleOptIn, Any]) -> None:
    assert defaults[0].pipeline.endpoints is None
    assert MIRROR not in json.dumps(defaults[1].to_json())


def test_it_warns_once_with_its_id_and_what_replaces_it() -> None:
    stack = make_stack()
    make(stack)
    found = Annotations.from_stack(stack).find_warning("*", Match.string_like_regexp(".*consent table.*"))
    assert [each.id for each in found] == ["/Stack/Store"]
    assert f"[ack: {WARNING}]" in str(found[0].entry.data)


def test_the_function_knows_the_project(made: Made) -> None:
    assert writer(made[1])["Environment"]["Variables"]["ENDPOINT_PROJECT_ID"] == PROJECT


def test_endpoints_of_this_project_only_are_read_written_and_removed(made: Made) -> None:
    (statement,) = [s for s in statements(made[1]) if "mobiletargeting:GetEndpoint" in s["Action"]]
    assert statement["Action"] == [
        "mobiletargeting:DeleteEndpoint",
        "mobiletargeting:GetEndpoint",
        "mobiletargeting:UpdateEndpoint",
    ]
    assert json.dumps(statement["Resource"]).count(f":apps/{PROJECT}/endpoints/*") == 1
    assert isinstance(statement["Resource"], dict)


def test_no_other_function_may_do_anything_with_endpoints(made: Made) -> None:
    holders = [
        policy["Properties"]["Roles"]
        for policy in made[1].all("AWS::IAM::Policy").values()
        if "mobiletargeting:" in json.dumps(policy)
    ]
    assert holders == [[{"Ref": writer(made[1])["Role"]["Fn::GetAtt"][0]}]]


@pytest.mark.parametrize("service", ["dynamodb", "mobiletargeting", "secretsmanager"])
def test_what_the_function_may_do_is_what_it_does(
    made: Made, service: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # GIVEN everything that the function can meet
    world = EndpointWorld(monkeypatch, tmp_path)
    world.cold = True
    world.subscribe()
    world.sign_up(OTHER_NUMBER)
    for item in world.items():  # as if the YES had made more than a transaction has room for
        if item.get("kind") == "SENT":
            world.table.write({key: value for key, value in item.items() if key != "details"} | {"expires_at": 2**31})
    world.mirror()
    world.clock.advance(minutes=1)
    world.pinpoint.opt_out(NUMBER)
    world.invoke(MIRROR, {})
    world.clock.advance(seconds=5)
    world.text("START")
    world.mirror()
    world.pinpoint.change("left-over", Address="+12065550199")
    monkeypatch.setattr("cdk_messaging.opt_in.runtime.endpoints.endpoint_id", lambda _number: "left-over")
    world.mirror(["NUMBER#+12065550199"])

    # THEN its role holds exactly that
    done = {call.action for call in world.recorder.calls_of(MIRROR) if call.action.startswith(f"{service}:")}
    assert done == actions(made[1], service)


def test_the_index_is_read_to_go_through_all() -> None:
    assert PERMISSIONS[MIRROR].index == ("dynamodb:Query",)


def test_every_change_of_a_consent_and_nothing_else_reaches_the_queue(made: Made) -> None:
    (feed,) = [
        each["Properties"]
        for each in made[1].all("AWS::Pipes::Pipe").values()
        if "NUMBER#" in json.dumps(each["Properties"])
    ]
    (only,) = feed["SourceParameters"]["FilterCriteria"]["Filters"]
    assert json.loads(only["Pattern"]) == {
        "dynamodb": {"Keys": {"pk": {"S": [{"prefix": "NUMBER#"}]}, "sk": {"S": [{"prefix": "CONSENT#"}]}}}
    }
    assert feed["TargetParameters"]["InputTemplate"] == '{"pk": "<$.dynamodb.Keys.pk.S>"}'


def test_the_function_is_invoked_by_its_queue_and_every_hour(made: Made) -> None:
    endpoints = made[0].pipeline.endpoints
    assert endpoints is not None
    rates = [each["Properties"]["ScheduleExpression"] for each in made[1].all("AWS::Scheduler::Schedule").values()]
    assert rates.count("rate(1 hour)") == 1
    assert len(made[1].all("AWS::Lambda::EventSourceMapping")) == 4


def test_fails_for_several_programmes() -> None:
    forms = [form(), Form(source="news", programme=programme(id="news", confirm_keyword="JOIN"))]
    with pytest.raises(InvalidArgument) as raised:
        make(make_stack(), forms=forms)
    assert str(raised.value).startswith(
        "the programmes alerts, news would share endpoints, which have one opt-out state for all; give each a "
        "DoubleOptIn and a project of its own, or give a ConsentTable"
    )


def test_fails_in_aws_govcloud() -> None:
    stack = cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(region="us-gov-west-1"))
    project = Project.from_project_id(stack, "Project", PROJECT)
    with pytest.raises(InvalidArgument, match="has no Amazon EventBridge Pipes"):
        EndpointConsentStore(stack, "Store", project=project)


def test_fails_for_a_key_beside_a_table() -> None:
    stack = make_stack()
    table = ConsentTable(stack, "Table")
    with pytest.raises(InvalidArgument) as raised:
        EndpointConsentStore(
            stack,
            "Store",
            project=Project.from_project_id(stack, "Project", PROJECT),
            consent_table=table,
            encryption_key=table.encryption_key,
        )
    assert str(raised.value).startswith(
        "consent_table and encryption_key are given, but a table has its key already; leave one of them out"
    )


def test_a_table_that_exists_can_be_kept() -> None:
    stack = make_stack()
    table = ConsentTable(stack, "Table")
    project = Project.from_project_id(stack, "Project", PROJECT)
    store = EndpointConsentStore(stack, "Store", project=project, consent_table=table)
    make_double_opt_in(stack, consent_table=store)
    assert len(Reading(stack).all("AWS::DynamoDB::Table")) == 1
