"""Templates of in-app messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_pinpoint as pinpoint
from constructs import Construct

from ...access import pinpoint_arn
from ...checks import check_length, check_pattern
from ..quotas import Quota, count
from ..retirement import CLOUDFORMATION_TYPES, warn_retired
from ..tags import checked_tags
from .message import InAppMessage

_NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,127}"


class IInAppTemplate(Construct):
    """A template of an in-app message, created or imported."""

    _template_name: str

    @property
    def template_name(self) -> str:
        """Name of the template."""
        return self._template_name

    @property
    def template_arn(self) -> str:
        """ARN of the template."""
        return pinpoint_arn(self, f"templates/{self._template_name}/INAPP")


class InAppTemplate(IInAppTemplate):
    """An in-app message that people find in the console, and that apps' developers start from.

    :param message: what is shown
    :param template_name: 1 to 128 letters, digits, _ and -, beginning with a letter or digit. A new name makes a new
        template. Default: - the construct's path
    :param description: Default: - none
    :param tags: tags of the template. Default: - those of the stack
    :param removal_policy: what happens to the template when it leaves the stack. Default: - it is deleted
    :raises InvalidArgument: if the name is not valid

    Source: AWS::Pinpoint::InAppTemplate
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        message: InAppMessage,
        template_name: str | None = None,
        description: str | None = None,
        tags: Mapping[str, str] | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
    ) -> None:
        super().__init__(scope, construct_id)
        name = cdk.Names.unique_resource_name(self, max_length=128) if template_name is None else template_name
        _check_name(name)
        if description is not None:
            check_length("description", description, least=1, most=500)
        rendered = message.render()
        self.resource: Final = pinpoint.CfnInAppTemplate(
            self,
            "Resource",
            template_name=name,
            content=rendered["content"],
            layout=rendered["layout"],
            custom_config=rendered.get("customConfig"),
            template_description=description,
            tags=checked_tags(self, tags),
        )
        self.resource.apply_removal_policy(removal_policy)
        warn_retired(self, "InAppTemplate", str(CLOUDFORMATION_TYPES["AWS::Pinpoint::InAppTemplate"].replacement))
        count(self, Quota.TEMPLATES)
        self._template_name = self.resource.ref

    @classmethod
    def from_template_name(cls, scope: Construct, construct_id: str, template_name: str) -> IInAppTemplate:
        """Import a template of this account and Region by its name.

        :raises InvalidArgument: if it isn't a name
        """
        _check_name(template_name)
        return _ImportedInAppTemplate(scope, construct_id, template_name)


class _ImportedInAppTemplate(IInAppTemplate):
    def __init__(self, scope: Construct, construct_id: str, template_name: str) -> None:
        super().__init__(scope, construct_id)
        self._template_name = template_name


def _check_name(name: str) -> None:
    allowed = "1 to 128 letters, digits, _ and -, beginning with a letter or digit"
    check_pattern("template name", name, _NAME, allowed)
