"""Tags of the resources that take some: checked when they are given, and again when those of the stack have joined."""

from __future__ import annotations

from collections.abc import Mapping

import aws_cdk as cdk
import jsii
from constructs import Construct, IConstruct, IValidation

from ..checks import is_known
from ..errors import InvalidArgument
from .tag_rules import problem_of


def check_tags(tags: Mapping[str, str]) -> None:
    """Refuse tags that AWS doesn't take.

    :raises InvalidArgument: if there are too many, or a key or value is too long, reserved, or has other characters
    """
    problem = problem_of(_known(tags))
    if problem is not None:
        raise InvalidArgument(problem)


def checked_tags(scope: Construct, tags: Mapping[str, str] | None) -> dict[str, str] | None:
    """The tags of a resource, as its property takes them.

    :param scope: the construct whose resource gets them; the tags that it has in the end are checked at synthesis
    :param tags: those of its own. Default: - none
    :raises InvalidArgument: if AWS doesn't take them
    """
    check_tags({} if tags is None else tags)
    scope.node.add_validation(_Tags(scope))
    return None if tags is None else dict(tags)


@jsii.implements(IValidation)
class _Tags:
    """The tags of a construct's resources, once those of the stacks and apps above are among them."""

    def __init__(self, scope: IConstruct) -> None:
        self._scope = scope

    def validate(self) -> list[str]:
        problems = (problem_of(_known(tags)) for tags in map(_merged, self._scope.node.children))
        return [problem for problem in problems if problem is not None]


def _merged(child: IConstruct) -> Mapping[str, str]:
    manager = cdk.TagManager.of(child)
    return {} if manager is None else manager.tag_values()


def _known(tags: Mapping[str, str]) -> dict[str, str]:
    return {key: value if is_known(value) else "" for key, value in tags.items() if is_known(key)}
