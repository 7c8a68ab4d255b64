"""Configurations of recommender models."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from ...access import pinpoint_arn, pinpoint_invocation_principal
from ...checks import check_member, check_pattern, is_known
from ...errors import InvalidArgument
from ...observability import LogOptions
from ..hooks.permission import check_timeout
from ..ids import check_id
from ..provided import Permission, provide
from ..quotas import LIMITS, Quota, count
from ..regions import Feature, check_feature
from ..retirement import CUSTOM_RESOURCES, warn_retired
from .recommender_role import RecommenderRole, check_personalize_arn

_MOST_ITEMS = LIMITS[Quota.RECOMMENDATIONS].value
_MOST_ATTRIBUTES = LIMITS[Quota.RECOMMENDED_ATTRIBUTES_WITH_LAMBDA].value
_TYPE = "Custom::PinpointRecommenderConfiguration"
_NAME = "[A-Za-z0-9][A-Za-z0-9 _-]{0,127}"
_ATTRIBUTE = "[A-Za-z0-9][A-Za-z0-9_-]{0,49}"
_DISPLAY = "[A-Za-z0-9][A-Za-z0-9 _-]{0,24}"


class RecommenderIdType(StrEnum):
    """Whom the model knows. Source: CreateRecommenderConfiguration of the Amazon Pinpoint API reference"""

    PINPOINT_ENDPOINT_ID = "PINPOINT_ENDPOINT_ID"
    PINPOINT_USER_ID = "PINPOINT_USER_ID"


class IRecommenderConfiguration(Construct):
    """A configuration, created or imported."""

    _id: str

    @property
    def recommender_id(self) -> str:
        """Id of the configuration, 32 hexadecimal digits."""
        return self._id

    @property
    def recommender_arn(self) -> str:
        """ARN of the configuration."""
        return pinpoint_arn(self, f"recommenders/{self._id}")


class RecommenderConfiguration(IRecommenderConfiguration):
    """How Amazon Pinpoint gets recommendations of Amazon Personalize for the messages of a template.

    Templates name it by its id, which CloudFormation's types of templates can't say: do that with the API. The
    library's provider makes it, and takes over none that was there before under its name.

    :param solution_arn: ARN of the solution of Amazon Personalize
    :param campaign_arn: ARN of its campaign, which is asked
    :param configuration_name: 1 to 128 letters, digits, spaces, _ and -, beginning with a letter or digit; another
        name makes another configuration. Default: - made from the place of the construct in the app, the same in each
        synthesis
    :param description: for people, at most 128 characters: letters, digits, spaces and ``_;(),-``. Default: - none
    :param id_type: whom the model knows: endpoints or users. Default: - endpoints
    :param items: recommendations for each endpoint or user, 1 to 5. Default: - 5
    :param display_name: what the console calls the recommended items, 1 to 25 characters. Needed without a
        ``transformer``. Default: - none
    :param transformer: function in the project's Region that turns items into ``attributes`` within 15 seconds; AWS
        advises to reserve 256 concurrent executions for it. Default: - none
    :param attributes: attributes that the function adds, 1 to 10, by their names of at most 50 characters, with what
        the console calls them, at most 25. Needed with a ``transformer``, and only then. Default: - none
    :param role: role with which Amazon Personalize is asked. Default: - one that may do just that
    :param removal_policy: what happens to it when it leaves the stack. Default: - it is deleted
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if a value is not valid or one needs another, or the Region has no recommenders

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/recommenders.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        solution_arn: str,
        campaign_arn: str,
        configuration_name: str | None = None,
        description: str | None = None,
        id_type: RecommenderIdType = RecommenderIdType.PINPOINT_ENDPOINT_ID,
        items: int = _MOST_ITEMS,
        display_name: str | None = None,
        transformer: lambda_.IFunction | None = None,
        attributes: Mapping[str, str] | None = None,
        role: iam.IRole | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        check_feature(self, Feature.RECOMMENDERS)
        count(self, Quota.RECOMMENDERS)
        check_personalize_arn("solution", solution_arn)
        check_personalize_arn("campaign", campaign_arn)
        if is_known(items) and (type(items) is not int or not 1 <= items <= _MOST_ITEMS):
            raise InvalidArgument(f"items is {items!r}: give a whole number from 1 to {_MOST_ITEMS}")
        _check_texts(description, display_name)
        _check_attributes(transformer, attributes, display_name)
        used, waits = role, []
        if used is None:
            made = RecommenderRole(self, "Role", solution_arn=solution_arn, campaign_arn=campaign_arn)
            used, waits = made.role, [made.permissions]
        self.role: Final[iam.IRole] = used
        self.permission: Final = None if transformer is None else _allow_invocation(self, transformer)
        configuration: dict[str, Any] = {
            "RecommendationProviderUri": campaign_arn,
            "RecommendationProviderRoleArn": self.role.role_arn,
            "RecommendationProviderIdType": check_member("id type", id_type, RecommenderIdType).value,
            "RecommendationsPerMessage": items,
            "Description": description,
            "RecommendationsDisplayName": display_name,
            "RecommendationTransformerUri": None if transformer is None else transformer.function_arn,
            "Attributes": None if attributes is None else dict(attributes),
        }
        given = {name: each for name, each in configuration.items() if each is not None}
        of_all = ("CreateRecommenderConfiguration", "GetRecommenderConfigurations")
        self.resource: Final = provide(
            self,
            resource_type=_TYPE,
            key={"Name": _name(self, configuration_name)},
            value={"Configuration": cdk.Stack.of(self).to_json_string(given)},
            permissions=[
                Permission(of_all, pinpoint_arn(self, "recommenders")),
                Permission(
                    (*of_all, "DeleteRecommenderConfiguration", "UpdateRecommenderConfiguration"),
                    pinpoint_arn(self, "recommenders/*"),
                ),
            ],
            passed_roles=[self.role],
            removal_policy=removal_policy,
            log_options=log_options,
        )
        self.resource.node.add_dependency(*waits, *([] if self.permission is None else [self.permission]))
        warn_retired(self, "RecommenderConfiguration", str(CUSTOM_RESOURCES[_TYPE].replacement))
        self._id = self.resource.get_att_string("Id")

    @classmethod
    def from_recommender_id(cls, scope: Construct, construct_id: str, recommender_id: str) -> IRecommenderConfiguration:
        """Import a configuration of this account and Region by its id.

        :param recommender_id: 32 hexadecimal digits
        :raises InvalidArgument: if it isn't an id
        """
        check_id("recommender id", recommender_id)
        return _ImportedRecommenderConfiguration(scope, construct_id, recommender_id)


class _ImportedRecommenderConfiguration(IRecommenderConfiguration):
    def __init__(self, scope: Construct, construct_id: str, recommender_id: str) -> None:
        super().__init__(scope, construct_id)
        self._id = recommender_id


def _name(scope: Construct, configuration_name: str | None) -> str:
    if configuration_name is None:
        return cdk.Names.unique_resource_name(scope, max_length=128, separator="-", allowed_special_characters="_-")
    allowed = "1 to 128 letters, digits, spaces, _ and -, beginning with a letter or digit"
    check_pattern("configuration name", configuration_name, _NAME, allowed)
    return configuration_name


def _check_texts(description: str | None, display_name: str | None) -> None:
    if description is not None:
        allowed = "1 to 128 letters, digits, spaces and _;(),-"
        check_pattern("description", description, r"[A-Za-z0-9 _;(),\-\u2010]{1,128}", allowed)
    if display_name is not None:
        check_pattern("display name", display_name, _DISPLAY, "1 to 25 letters, digits, spaces, _ and -")


def _check_attributes(
    transformer: lambda_.IFunction | None, attributes: Mapping[str, str] | None, display_name: str | None
) -> None:
    if transformer is None:
        if attributes is not None:
            raise InvalidArgument("attributes are added by a function: give a transformer, or leave them out")
        if display_name is None:
            raise InvalidArgument("recommended items have no name: give display_name, or a transformer")
        return
    check_timeout(transformer)
    if attributes is None or not 1 <= len(attributes) <= _MOST_ATTRIBUTES:
        raise InvalidArgument(
            f"attributes of the transformer are {len(attributes or {})}: give 1 to {_MOST_ATTRIBUTES}"
        )
    for name, shown in attributes.items():
        check_pattern("attribute", name, _ATTRIBUTE, "1 to 50 letters, digits, _ and -, the first a letter or digit")
        check_pattern(f"display name of {name!r}", shown, _DISPLAY, "1 to 25 letters, digits, spaces, _ and -")


def _allow_invocation(scope: Construct, function: lambda_.IFunction) -> lambda_.CfnPermission:
    """Let recommenders of this account invoke a function; which one is known only once it is there."""
    return lambda_.CfnPermission(
        scope,
        "Invocation",
        action="lambda:InvokeFunction",
        function_name=function.function_arn,
        principal=pinpoint_invocation_principal(scope).service,
        source_account=cdk.Stack.of(scope).account,
        source_arn=pinpoint_arn(scope, "recommenders/*"),
    )
