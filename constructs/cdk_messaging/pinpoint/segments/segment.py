"""Segments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_pinpoint as pinpoint
from constructs import Construct

from ...checks import check_length, check_member, is_known
from ...errors import InvalidArgument
from ..ids import check_id
from ..project import IProject
from ..quotas import Quota, quota
from ..retirement import CLOUDFORMATION_TYPES, warn_retired
from ..tags import checked_tags
from .dimension import Dimension, render
from .segment_group import Combination, SegmentGroup


class ISegment(Construct):
    """A segment, created or imported."""

    _project: IProject
    _segment_id: str
    _imported: bool = False
    _depth: int = 0

    @property
    def project(self) -> IProject:
        """The project whose endpoints it chooses."""
        return self._project

    @property
    def segment_id(self) -> str:
        """Id of the segment, 32 hexadecimal digits."""
        return self._segment_id

    @property
    def segment_arn(self) -> str:
        """ARN of the segment."""
        return self._project.arn_of(f"segments/{self._segment_id}")

    @property
    def imported(self) -> bool:
        """Whether it is a fixed list of endpoints from a file, rather than chosen anew each time."""
        return self._imported

    @property
    def depth(self) -> int:
        """How many segments it stands on, one above the other, as far as this app knows."""
        return self._depth

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow looking at the segment and its versions."""
        actions = [f"mobiletargeting:{name}" for name in ("GetSegment", "GetSegmentVersion", "GetSegmentVersions")]
        return self._project.grant(grantee, *actions, paths=(f"segments/{self._segment_id}",))


class Segment(ISegment):
    """Endpoints of a project that meet criteria, found anew each time that the segment is used.

    Give ``dimensions`` for one set of criteria, all of which an endpoint has to meet, or ``groups`` for more.

    :param project: whose endpoints
    :param segment_name: 1 to 64 characters. Default: - the construct's path
    :param dimensions: criteria that an endpoint has to meet, all of them. Default: - none, so every endpoint
    :param groups: groups of criteria and sources, at most 5. Default: - none
    :param include: of which of the groups an endpoint has to be; NONE leaves theirs out. Default: - of all
    :param tags: tags of the segment. Default: - those of the stack
    :param removal_policy: what happens to the segment when it leaves the stack. Default: - it is deleted; the endpoints
        are not
    :raises InvalidArgument: if dimensions and groups are given, the name is not valid, two dimensions are about the
        same thing, there are more dimensions, groups or sources than AWS allows, or sources stand on one another too
        deep

    Source: AWS::Pinpoint::Segment; "Amazon Pinpoint quotas", Amazon Pinpoint developer guide
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        project: IProject,
        segment_name: str | None = None,
        dimensions: Sequence[Dimension] = (),
        groups: Sequence[SegmentGroup] = (),
        include: Combination = Combination.ALL,
        tags: Mapping[str, str] | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
    ) -> None:
        super().__init__(scope, construct_id)
        name = cdk.Names.unique_resource_name(self, max_length=64) if segment_name is None else segment_name
        check_length("segment name", name, least=1, most=64)
        joined = check_member("include", include, Combination).value
        if dimensions and groups:
            raise InvalidArgument("a segment has dimensions and groups: put the dimensions into a group")
        self.groups: Final = tuple(groups)
        self._depth = self._checked_depth(project, dimensions, groups)
        listed = {"groups": [group.render() for group in groups], "include": joined}
        self.resource: Final = pinpoint.CfnSegment(
            self,
            "Resource",
            application_id=project.project_id,
            name=name,
            dimensions=None if groups else render(dimensions),
            segment_groups=listed if groups else None,
            tags=checked_tags(self, tags),
        )
        self.resource.apply_removal_policy(removal_policy)
        warn_retired(self, "Segment", str(CLOUDFORMATION_TYPES["AWS::Pinpoint::Segment"].replacement))
        self._project = project
        self._segment_id = self.resource.attr_segment_id

    @classmethod
    def from_segment_id(
        cls, scope: Construct, construct_id: str, segment_id: str, *, project: IProject, imported: bool = False
    ) -> ISegment:
        """Import a segment by its id.

        :param segment_id: 32 hexadecimal digits
        :param project: what it belongs to
        :param imported: whether it is a list of endpoints from a file. Default: - it has criteria
        :raises InvalidArgument: if it isn't an id
        """
        check_id("segment id", segment_id)
        return _ImportedSegment(scope, construct_id, segment_id, project=project, imported=imported)

    def _checked_depth(self, project: IProject, dimensions: Sequence[Dimension], groups: Sequence[SegmentGroup]) -> int:
        """How many segments it stands on, one above the other.

        :raises InvalidArgument: if a quota is passed, or a source is of another project
        """
        sources = [source for group in groups for source in group.sources]
        for source in sources:
            if _differ(source.project.project_id, project.project_id):
                raise InvalidArgument(
                    f"source {source.node.path!r} belongs to another project: use segments of this one"
                )
        count = len(dimensions) + sum(group.dimension_count for group in groups)
        depth = max((source.depth + 1 for source in sources), default=0)
        for what, found, limit in (
            ("dimensions", count, Quota.DIMENSIONS_PER_SEGMENT),
            ("groups", len(groups), Quota.GROUPS_PER_SEGMENT),
            ("source segments", len(sources), Quota.SOURCES_PER_SEGMENT),
            ("segments below it, one above the other", depth, Quota.SEGMENT_DEPTH),
        ):
            if found > quota(self, limit):
                raise InvalidArgument(f"a segment has {found} {what}: use at most {quota(self, limit)}")
        return depth


class _ImportedSegment(ISegment):
    def __init__(
        self, scope: Construct, construct_id: str, segment_id: str, *, project: IProject, imported: bool
    ) -> None:
        super().__init__(scope, construct_id)
        self._segment_id = segment_id
        self._project = project
        self._imported = imported


def _differ(one: str, other: str) -> bool:
    # An id from a template and one that is known may be of the same project.
    return is_known(one) == is_known(other) and one != other
