"""Where Amazon Pinpoint is, and what of it is where.

No Region will be added any more, so what AWS has nowhere is refused, not warned of. Of isolated partitions nothing is
published; they are let through.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

import aws_cdk as cdk
from constructs import Construct, IConstruct

from ..checks import is_known
from ..errors import InvalidArgument
from ..sms_voice.regions import PHONE_NUMBER_VALIDATE_REGIONS

_ISOLATED = ("eu-isoe-", "eusc-", "us-iso-", "us-isob-", "us-isof-")


class Feature(StrEnum):
    """What isn't everywhere."""

    API = "API of Amazon Pinpoint"
    CLOUDFORMATION = "CloudFormation types of Amazon Pinpoint"
    NUMBER_VALIDATION = "number validation"
    RECOMMENDERS = "recommenders"
    VOICE = "voice channel"


_OHIO = "us-east-2"
_IN_OHIO = {"AWS::Pinpoint::InAppTemplate"}  # alone of all types
_NO_VOICE = frozenset("ap-northeast-1 ap-northeast-2 ca-central-1 eu-west-2".split())

REGIONS: Mapping[Feature, frozenset[str]] = MappingProxyType(
    {
        Feature.API: PHONE_NUMBER_VALIDATE_REGIONS,
        Feature.CLOUDFORMATION: PHONE_NUMBER_VALIDATE_REGIONS - {_OHIO},
        Feature.NUMBER_VALIDATION: PHONE_NUMBER_VALIDATE_REGIONS,
        Feature.RECOMMENDERS: frozenset("ap-south-1 ap-southeast-2 eu-west-1 us-east-1 us-west-2".split()),
        Feature.VOICE: PHONE_NUMBER_VALIDATE_REGIONS - _NO_VOICE,
    }
)
"""The Regions of each feature.

Sources: botocore's endpoints; the types that CloudFormation publishes for each Region; for recommenders and voice the
Amazon Pinpoint developer guide (lines 14265 and 22494 to 22497 of the edition of December 2023), which tells of voice
how it was when a Region was added.
"""


def check_feature(scope: IConstruct, feature: Feature) -> None:
    """Refuse a Region that lacks a feature.

    :param scope: construct whose stack is in the Region
    :raises InvalidArgument: if the stack's Region is known and lacks it
    """
    region = cdk.Stack.of(scope).region
    if _lacks(region, feature):
        raise InvalidArgument(f"region {region!r} has no {feature}: use one of {', '.join(sorted(REGIONS[feature]))}")


def warn_of_feature(scope: Construct, name: str, feature: Feature) -> None:
    """Warn (``cdk_messaging:pinpoint.<name>.region``) of a Region that the guide says lacks a feature.

    :param scope: construct whose stack is in the Region
    :param name: name of its class
    """
    region = cdk.Stack.of(scope).region
    if _lacks(region, feature):
        cdk.Annotations.of(scope).add_warning_v2(
            f"cdk_messaging:pinpoint.{name}.region",
            f"region {region!r} had no {feature} when AWS last said so: use one of "
            f"{', '.join(sorted(REGIONS[feature]))}, or try it",
        )


def check_place(scope: Construct) -> None:
    """Refuse a construct where its resources can't be made.

    :param scope: the construct, with its resources in it
    :raises InvalidArgument: if the stack's Region is known and lacks Amazon Pinpoint, or its CloudFormation types
    """
    region = cdk.Stack.of(scope).region
    if not _lacks(region, Feature.CLOUDFORMATION):
        return
    check_feature(scope, Feature.API)
    types = {each.cfn_resource_type for each in scope.node.children if isinstance(each, cdk.CfnResource)}
    if any(each.startswith("AWS::Pinpoint::") for each in types - _IN_OHIO):
        check_feature(scope, Feature.CLOUDFORMATION)


def _lacks(region: str, feature: Feature) -> bool:
    return is_known(region) and not region.startswith(_ISOLATED) and region not in REGIONS[feature]
