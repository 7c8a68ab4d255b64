"""Letting Amazon Pinpoint invoke functions: of this account, for one project, and for nothing else in it."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from ...access import pinpoint_invocation_principal
from ...checks import is_known
from ...errors import InvalidArgument
from ..project import IProject
from ..quotas import LIMITS, Quota

LONGEST_SECONDS = LIMITS[Quota.LAMBDA_SECONDS].value
"""How long Amazon Pinpoint waits for a function."""

ANY_CAMPAIGN = "campaigns/*"

_made: WeakKeyDictionary[Construct, dict[tuple[str, str], lambda_.CfnPermission]] = WeakKeyDictionary()


def allow_invocation(
    scope: Construct, function: lambda_.IFunction, project: IProject, *, source: str = ANY_CAMPAIGN
) -> lambda_.CfnPermission:
    """Let Amazon Pinpoint of the project's Region invoke a function for something of the project.

    A campaign needs the permission before it is made, and its id is known only afterwards; so a permission names all
    campaigns of the project, unless the campaign is there already.

    :param scope: construct that needs it: it gets one permission for each function and source
    :param function: function, version or alias in the project's account and Region, which answers within 15 seconds
    :param project: the project
    :param source: what of the project it is invoked for, such as ``campaigns/<id>`` or ``journeys/*``. Default: - any
        campaign
    :returns: the permission, which has to be there before the function is named
    :raises InvalidArgument: if the function is in another Region, or may take longer than 15 seconds

    Source: "Customizing segments with AWS Lambda" and "Creating custom channels in Amazon Pinpoint", Amazon Pinpoint
    developer guide
    """
    _check_region(function, project)
    check_timeout(function)
    known = _made.setdefault(scope, {})
    key = (function.function_arn, source)
    if key not in known:
        known[key] = lambda_.CfnPermission(
            scope,
            f"Invocation{len(known) + 1}",
            action="lambda:InvokeFunction",
            function_name=function.function_arn,
            principal=pinpoint_invocation_principal(project).service,
            source_account=cdk.Stack.of(project).account,
            source_arn=project.arn_of(source),
        )
    return known[key]


def _check_region(function: lambda_.IFunction, project: IProject) -> None:
    where, wanted = function.env.region, cdk.Stack.of(project).region
    if is_known(where) and is_known(wanted) and where != wanted:
        raise InvalidArgument(
            f"function {function.node.path!r} is in {where}, the project in {wanted}: use one in the project's region"
        )


def check_timeout(function: lambda_.IFunction) -> None:
    """Refuse a function that Amazon Pinpoint would not wait for.

    :raises InvalidArgument: if it may take longer than 15 seconds
    """
    made = function.lambda_ if isinstance(function, lambda_.Alias | lambda_.Version) else function
    timeout = made.timeout if isinstance(made, lambda_.Function) else None
    if timeout is None or timeout.is_unresolved() or timeout.to_seconds() <= LONGEST_SECONDS:
        return
    raise InvalidArgument(
        f"function {function.node.path!r} may take {timeout.to_seconds():g} seconds, but Amazon Pinpoint waits "
        f"{LONGEST_SECONDS}: set its timeout to {LONGEST_SECONDS} or less"
    )
