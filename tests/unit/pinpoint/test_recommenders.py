"""Recommenders: what is rendered, the role that asks Amazon Personalize, the function, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.pinpoint import RecommenderConfiguration, RecommenderIdType
from tests.unit.reading import Reading

TYPE = "Custom::PinpointRecommenderConfiguration"
ACCOUNT = "111122223333"
SOLUTION = f"arn:aws:personalize:us-east-1:{ACCOUNT}:solution/films"
CAMPAIGN = f"arn:aws:personalize:us-east-1:{ACCOUNT}:campaign/films"
ARN = "arn:<partition>:personalize:<region>:<account>"
NAME = "1 to 128 letters, digits, spaces, _ and -, beginning with a letter or digit"
ID = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def virginia() -> cdk.Stack:
    return cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(account=ACCOUNT, region="us-east-1"))


def films(stack: cdk.Stack, construct_id: str = "Films", **arguments: Any) -> RecommenderConfiguration:
    plain: dict[str, Any] = {"solution_arn": SOLUTION, "campaign_arn": CAMPAIGN, "display_name": "Films"}
    return RecommenderConfiguration(stack, construct_id, **(plain | arguments))


def function(stack: cdk.Stack, timeout: int = 15) -> lambda_.Function:
    return lambda_.Function(
        stack, "Function", runtime=lambda_.Runtime.PYTHON_3_14, handler="index.handler",
        code=lambda_.Code.from_inline("def handler(event, context): return event"),
        timeout=cdk.Duration.seconds(timeout),
    )  # fmt: skip


def configuration(stack: cdk.Stack, role: Any) -> Any:
    """What is asked for, with the role's ARN in words."""
    rendered = Reading(stack).properties(TYPE)["Configuration"]
    text = "".join(part if isinstance(part, str) else "ROLE" for part in rendered["Fn::Join"][1])
    assert stack.resolve(role) in rendered["Fn::Join"][1]
    return json.loads(text)


def test_nothing_is_rendered_that_was_not_asked_for(virginia: cdk.Stack) -> None:
    made = films(virginia, configuration_name="Films of Example Corp")
    assert Reading(virginia).properties(TYPE)["Name"] == "Films of Example Corp"
    assert configuration(virginia, made.role.role_arn) == {
        "RecommendationProviderUri": CAMPAIGN,
        "RecommendationProviderRoleArn": "ROLE",
        "RecommendationProviderIdType": "PINPOINT_ENDPOINT_ID",
        "RecommendationsPerMessage": 5,
        "RecommendationsDisplayName": "Films",
    }


def test_a_function_adds_attributes_and_may_be_invoked_before_the_configuration_is_made(virginia: cdk.Stack) -> None:
    made = films(
        virginia, display_name=None, transformer=function(virginia), attributes={"Title": "Title of the film"},
        id_type=RecommenderIdType.PINPOINT_USER_ID, items=3, description="What to watch",
    )  # fmt: skip
    rendered = json.dumps(Reading(virginia).properties(TYPE)["Configuration"])
    for part in ("RecommendationTransformerUri", "Title of the film", "PINPOINT_USER_ID", "What to watch"):
        assert part in rendered
    permission = Reading(virginia).properties("AWS::Lambda::Permission")
    assert {name: permission[name] for name in ("Action", "Principal", "SourceAccount", "SourceArn")} == {
        "Action": "lambda:InvokeFunction",
        "Principal": "pinpoint.us-east-1.amazonaws.com",
        "SourceAccount": ACCOUNT,
        "SourceArn": {
            "Fn::Join": [
                "", ["arn:", {"Ref": "AWS::Partition"}, f":mobiletargeting:us-east-1:{ACCOUNT}:recommenders/*"],
            ],
        },
    }  # fmt: skip
    assert made.permission is not None
    assert Reading(virginia).id("AWS::Lambda::Permission") in Reading(virginia).only(TYPE)["DependsOn"]


def test_the_role_may_ask_one_campaign_for_projects_of_this_account_only(virginia: cdk.Stack) -> None:
    made = films(virginia)
    reading = Reading(virginia)
    assert isinstance(made.role, iam.Role)
    arn = f":mobiletargeting:us-east-1:{ACCOUNT}:apps/*"
    assert reading.trust(made.role) == {
        "Action": "sts:AssumeRole",
        "Effect": "Allow",
        "Principal": {"Service": "pinpoint.amazonaws.com"},
        "Condition": {
            "StringEquals": {"aws:SourceAccount": ACCOUNT},
            "ArnLike": {"aws:SourceArn": {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, arn]]}},
        },
    }
    assert reading.allowed(made.role) == [
        (["personalize:DescribeSolution"], SOLUTION),
        (["personalize:DescribeCampaign", "personalize:GetRecommendations"], CAMPAIGN),
    ]
    (policy,) = [name for name in reading.all("AWS::IAM::Policy") if name.startswith("FilmsRole")]
    assert policy in reading.only(TYPE)["DependsOn"]


def test_a_role_that_there_is_is_used_and_left_as_it_is(virginia: cdk.Stack) -> None:
    role = iam.Role.from_role_arn(virginia, "Role", f"arn:aws:iam::{ACCOUNT}:role/recommender")
    assert films(virginia, role=role).role is role
    assert len(Reading(virginia).all("AWS::IAM::Role")) == 1  # the provider's


def test_two_configurations_of_a_stack_have_names_of_their_own(virginia: cdk.Stack) -> None:
    for name in ("One", "Two"):
        films(virginia, name)
    assert len({each["Properties"]["Name"] for each in Reading(virginia).all(TYPE).values()}) == 2


def test_a_configuration_goes_with_its_stack_unless_it_is_retained(virginia: cdk.Stack) -> None:
    films(virginia)
    assert Reading(virginia).only(TYPE)["DeletionPolicy"] == "Delete"
    other = cdk.Stack(cdk.App(), "Other")
    films(other, removal_policy=cdk.RemovalPolicy.RETAIN)
    assert Reading(other).only(TYPE)["DeletionPolicy"] == "Retain"


def test_an_imported_configuration_is_named(tokyo: cdk.Stack) -> None:
    found = RecommenderConfiguration.from_recommender_id(tokyo, "Imported", ID)
    assert found.recommender_id == ID
    arn = f":mobiletargeting:ap-northeast-1:{ACCOUNT}:recommenders/{ID}"
    assert tokyo.resolve(found.recommender_arn) == {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, arn]]}
    with pytest.raises(InvalidArgument, match="recommender id 'x' is not valid"):
        RecommenderConfiguration.from_recommender_id(tokyo, "Wrong", "x")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"items": 6}, "items is 6: give a whole number from 1 to 5"),
        ({"display_name": None}, "recommended items have no name: give display_name, or a transformer"),
        (
            {"display_name": "x" * 26},
            f"display name {'x' * 26!r} is not valid: use 1 to 25 letters, digits, spaces, _ and -",
        ),
        (
            {"attributes": {"Title": "Title"}},
            "attributes are added by a function: give a transformer, or leave them out",
        ),
        (
            {"description": "new!"},
            "description 'new!' is not valid: use 1 to 128 letters, digits, spaces and _;(),-",
        ),
        (
            {"configuration_name": "_films"},
            f"configuration name '_films' is not valid: use {NAME}",
        ),
        (
            {"campaign_arn": SOLUTION},
            f"campaign arn {SOLUTION!r} is not valid: use {ARN}:campaign/<name>",
        ),
        (
            {"solution_arn": CAMPAIGN},
            f"solution arn {CAMPAIGN!r} is not valid: use {ARN}:solution/<name>",
        ),
        ({"id_type": "USER"}, "id type 'USER' is not known: use one of PINPOINT_ENDPOINT_ID, PINPOINT_USER_ID"),
    ],
)
def test_what_the_service_refuses_is_refused(virginia: cdk.Stack, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        films(virginia, **arguments)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        (None, "attributes of the transformer are 0: give 1 to 10"),
        ({f"a{i}": "x" for i in range(11)}, "attributes of the transformer are 11: give 1 to 10"),
        (
            {"Title.": "Title"},
            "attribute 'Title.' is not valid: use 1 to 50 letters, digits, _ and -, the first a letter or digit",
        ),
        (
            {"Title": "x" * 26},
            f"display name of 'Title' {'x' * 26!r} is not valid: use 1 to 25 letters, digits, spaces, _ and -",
        ),
    ],
)
def test_attributes_that_the_service_refuses_are_refused(
    virginia: cdk.Stack, attributes: dict[str, str] | None, message: str
) -> None:
    with pytest.raises(InvalidArgument) as error:
        films(virginia, transformer=function(virginia), attributes=attributes)
    assert str(error.value) == message


def test_a_function_that_takes_too_long_is_refused(virginia: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument, match="may take 16 seconds, but Amazon Pinpoint waits 15"):
        films(virginia, transformer=function(virginia, timeout=16), attributes={"Title": "Title"})


def test_a_region_without_recommenders_is_refused(tokyo: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        films(tokyo)
    assert str(error.value) == (
        "region 'ap-northeast-1' has no recommenders: use one of ap-south-1, ap-southeast-2, eu-west-1, us-east-1, "
        "us-west-2"
    )
