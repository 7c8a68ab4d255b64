"""Every policy that AWS's guide has for Amazon Pinpoint, against what this library makes: it allows no more.

``guide_policies.json`` has the guide's, with their lines in its edition of December 2023, known mistakes corrected, and
requests that they allow and this library's don't.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kinesis as kinesis
from aws_cdk import aws_kinesisfirehose as firehose
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_ses as ses
from ministack.core.iam_evaluator import fnmatch_iam_cs

from cdk_messaging import pinpoint as library
from review.evaluator import Request, allows
from review.policies import Policy, Statement, policies_of, statements_of
from tests.unit.pinpoint.helpers import imported_project, imported_segment
from tests.unit.reading import Reading

GUIDE = {each["name"]: each for each in json.loads(Path(__file__).with_name("guide_policies.json").read_text("utf-8"))}
ACCOUNT, REGION = "111122223333", "us-east-1"
FUNCTION = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:own"
PERSONALIZE = f"arn:aws:personalize:{REGION}:{ACCOUNT}"
SMS = [library.ChannelType.SMS]
Find = Callable[[cdk.Stack], list[Statement]]


def guide(name: str) -> list[Statement]:
    """What the guide allows."""
    return list(statements_of(Policy(path="", document={"Statement": GUIDE[name]["statements"]})))


def trust(make: Callable[[cdk.Stack], iam.IRole]) -> Find:
    """Who may assume a role."""
    return lambda stack: _named(_trust(stack, make(stack)))


def permissions(make: Callable[[cdk.Stack], iam.IRole]) -> Find:
    """What a role may do."""
    return lambda stack: _named(_allowed(stack, make(stack)))


def invocations(make: Callable[[cdk.Stack], Any]) -> Find:
    """Who may invoke the function."""

    def find(stack: cdk.Stack) -> list[Statement]:
        make(stack)
        resources = Reading(stack).all("AWS::Lambda::Permission").values()
        return _named(each for found in resources for policy in policies_of(found) for each in statements_of(policy))

    return find


def by_the_service(make: Callable[[cdk.Stack], iam.IRole]) -> Find:
    """What the service may do with a role: the guide lets it do so without one, under the conditions of its trust."""

    def find(stack: cdk.Stack) -> list[Statement]:
        role = make(stack)
        (who,) = _trust(stack, role)
        allowed = _allowed(stack, role)
        return _named(
            replace(each, principals=who.principals, conditions=(*who.conditions, *each.conditions)) for each in allowed
        )

    return find


def _trust(stack: cdk.Stack, role: iam.IRole) -> list[Statement]:
    assert isinstance(role, iam.Role)
    document = Reading(stack).of(role)["AssumeRolePolicyDocument"]
    return list(statements_of(Policy(path="", document=document)))


def _allowed(stack: cdk.Stack, role: iam.IRole) -> list[Statement]:
    assert isinstance(role, iam.Role)
    reading = Reading(stack)
    return [
        each
        for found in reading.all("AWS::IAM::Policy").values()
        if {"Ref": reading.id_of(role)} in found["Properties"]["Roles"]
        for policy in policies_of(found)
        for each in statements_of(policy)
    ]


def _named(statements: Iterable[Statement]) -> list[Statement]:
    """Statements with the partition's name; other references are not expected."""

    def text(value: str) -> str:
        named = value.replace("${AWS::Partition}", "aws")
        assert "${" not in named, named
        return named

    return [
        replace(
            each,
            resources=tuple(map(text, each.resources)),
            conditions=tuple((op, key, tuple(map(text, values))) for op, key, values in each.conditions),
        )
        for each in statements
    ]


def bucket(stack: cdk.Stack) -> s3.IBucket:
    return s3.Bucket.from_bucket_name(stack, "Bucket", "example-bucket")


def importing(stack: cdk.Stack) -> iam.IRole:
    return library.ImportRole(stack, "Role", project=imported_project(stack), bucket=bucket(stack), key_prefix="in/")


def exporting(stack: cdk.Stack) -> iam.IRole:
    project = imported_project(stack)
    return library.ExportRole(stack, "Role", project=project, bucket=bucket(stack), key_prefix="Exports/")


def to_kinesis(stack: cdk.Stack) -> iam.IRole:
    arn = f"arn:aws:kinesis:{REGION}:{ACCOUNT}:stream/events"
    stream = kinesis.Stream.from_stream_arn(stack, "Stream", arn)
    return library.EventStreamRole(stack, "Role", project=imported_project(stack), stream=stream)


def to_firehose(stack: cdk.Stack) -> iam.IRole:
    arn = f"arn:aws:firehose:{REGION}:{ACCOUNT}:deliverystream/events"
    stream = firehose.DeliveryStream.from_delivery_stream_arn(stack, "Stream", arn)
    return library.EventStreamRole(stack, "Role", project=imported_project(stack), delivery_stream=stream)


def recommending(stack: cdk.Stack) -> iam.IRole:
    made = library.RecommenderRole(
        stack, "Role", solution_arn=f"{PERSONALIZE}:solution/films", campaign_arn=f"{PERSONALIZE}:campaign/films"
    )
    return made.role


def mailing(stack: cdk.Stack) -> iam.IRole:
    made = library.EmailChannel(
        stack,
        "Channel",
        project=imported_project(stack),
        from_address="us@example.com",
        identity=ses.EmailIdentity.from_email_identity_name(stack, "Identity", "example.com"),
    )
    return made.orchestration_sending_role


def function(stack: cdk.Stack) -> lambda_.IFunction:
    return lambda_.Function.from_function_attributes(
        stack, "Function", function_arn=FUNCTION, same_environment=True
    )  # fmt: skip


def recommender(stack: cdk.Stack) -> Any:
    return library.RecommenderConfiguration(
        stack, "Films", solution_arn=f"{PERSONALIZE}:solution/films", campaign_arn=f"{PERSONALIZE}:campaign/films",
        transformer=function(stack), attributes={"Title": "Title"},
    )  # fmt: skip


def filtering(stack: cdk.Stack) -> Any:
    hook = library.CampaignHook.filter(function(stack))
    return library.ProjectSettings(stack, "Settings", project=imported_project(stack), hook=hook)


def campaign(stack: cdk.Stack) -> Any:
    return library.Campaign(
        stack, "Campaign", segment=imported_segment(imported_project(stack)), schedule=library.Schedule.immediately(),
        messages=library.CampaignMessages(custom={"words": "Hello."}),
        custom_delivery=library.CustomDelivery.function(function(stack), endpoint_types=SMS),
    )  # fmt: skip


def journey(stack: cdk.Stack) -> Any:
    delivery = library.CustomDelivery.function(function(stack), endpoint_types=SMS)
    return library.Journey(
        stack, "Journey", project=imported_project(stack),
        start_condition=library.StartCondition.upon(library.EventFilter.application("signup")),
        activities={"own": library.CustomMessageActivity(delivery=delivery)},
    )  # fmt: skip


OURS: dict[str, Find] = {
    "trust of the import role": trust(importing),
    "permissions of the import role": permissions(importing),
    "trust of the export role": trust(exporting),
    "permissions of the export role": permissions(exporting),
    "trust of the event stream role": trust(to_kinesis),
    "permissions for a Kinesis stream": permissions(to_kinesis),
    "permissions for a delivery stream": permissions(to_firehose),
    "trust of the recommender role": trust(recommending),
    "permissions of the recommender role": permissions(recommending),
    "function of a recommender": invocations(recommender),
    "function that filters a segment": invocations(filtering),
    "function of a custom channel of campaigns": invocations(campaign),
    "function of a custom channel of journeys": invocations(journey),
    "sending e-mail with an identity of Amazon SES": by_the_service(mailing),
}


@pytest.fixture
def virginia() -> cdk.Stack:
    return cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(account=ACCOUNT, region=REGION))


def beyond(ours: Iterable[Statement], theirs: list[Statement]) -> list[str]:
    """What of ours is in none of theirs, action by action and resource by resource."""
    return [
        f"{action} on {resource}"
        for each in ours
        for action in each.actions
        for resource in each.resources or ("*",)
        if not any(_within(each, action, resource, allowed) for allowed in theirs)
    ]


def _within(ours: Statement, action: str, resource: str, theirs: Statement) -> bool:
    """Whether theirs allows all that ours does with this action and resource.

    A wildcard of ours is taken literally, so only a wildcard of theirs fits it. For roles there is no resource.
    """
    return (
        ours.exact
        and any(fnmatch_iam_cs(action, allowed) for allowed in theirs.actions)
        and any(fnmatch_iam_cs(resource, allowed) for allowed in theirs.resources or ("*",))
        and set(ours.principals) == set(theirs.principals)
        and all(_asks(ours, key, values) for _, key, values in theirs.conditions)
    )


def _asks(ours: Statement, key: str, values: tuple[str, ...]) -> bool:
    """Whether ours asks for a key as narrowly."""
    asked = [given for _, own, given in ours.conditions if own.lower() == key.lower()]
    return any(all(any(fnmatch_iam_cs(each, value) for value in values) for each in given) for given in asked)


def test_every_policy_of_the_guide_is_compared() -> None:
    assert OURS.keys() == GUIDE.keys()


@pytest.mark.parametrize("name", GUIDE)
def test_ours_allows_nothing_that_the_guide_does_not(virginia: cdk.Stack, name: str) -> None:
    ours = OURS[name](virginia)
    assert ours
    assert all(each.effect == "Allow" for each in ours)
    assert beyond(ours, guide(name)) == []


@pytest.mark.parametrize(
    ("name", "request_"),
    [(name, each) for name, entry in GUIDE.items() for each in entry.get("narrower", [])],
    ids=lambda value: value["says"] if isinstance(value, dict) else "",
)
def test_ours_is_narrower_where_the_data_says_so(virginia: cdk.Stack, name: str, request_: dict[str, Any]) -> None:
    asked = Request(
        action=request_["action"], resource=request_["resource"], context=request_.get("context", {})
    )  # fmt: skip
    assert allows(guide(name), asked)
    assert not allows(OURS[name](virginia), asked)


@pytest.mark.parametrize("name", [name for name, entry in GUIDE.items() if "narrower" not in entry])
def test_ours_is_the_same_where_the_data_says_nothing(virginia: cdk.Stack, name: str) -> None:
    assert beyond(guide(name), OURS[name](virginia)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"actions": ("s3:DeleteBucket",)},
        {"resources": ("arn:aws:s3:::*",)},
        {"principals": ("*",)},
        {"conditions": ()},
        {"conditions": (("StringLike", "s3:prefix", ("*",)),)},
        {"exact": False},
    ],
)
def test_what_allows_more_is_found(change: dict[str, Any]) -> None:
    theirs = guide("permissions of the export role")[2]
    assert beyond([theirs], [theirs]) == []
    assert beyond([replace(theirs, **change)], [theirs]) != []
