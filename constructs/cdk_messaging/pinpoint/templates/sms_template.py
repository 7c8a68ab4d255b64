"""Templates of text messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final

import aws_cdk as cdk
from aws_cdk import aws_pinpoint as pinpoint
from constructs import Construct

from ...checks import check_length
from ..quotas import LIMITS, Quota, count
from ..retirement import CLOUDFORMATION_TYPES, warn_retired
from ..tags import checked_tags
from .template import ITemplate, check_description, check_template_name, name_in, name_of, substitutions_json

_LONGEST = LIMITS[Quota.SMS_TEMPLATE].value


class ISmsTemplate(ITemplate):
    """A template of text messages, created or imported."""

    TEMPLATE_TYPE: ClassVar[str] = "SMS"


class SmsTemplate(ISmsTemplate):
    """The words of text messages, with variables such as ``{{Attributes.City}}`` in them.

    A deployment that changes it overwrites its latest version; it makes no other one.

    :param body: 1 to 1,600 characters
    :param template_name: 1 to 128 letters, digits, _ and -, beginning with a letter or digit; another name makes
        another template. Default: - made from the place of the construct in the app, the same in each synthesis
    :param default_substitutions: values of variables for those of whom nothing is known, by their names without
        braces. Default: - none
    :param description: for people, at most 500 characters. Default: - none
    :param tags: tags of the template. Default: - those of the stack
    :param removal_policy: what happens to the template when it leaves the stack. Default: - it is deleted
    :raises InvalidArgument: if the name is not valid, or the body is empty or too long

    Source: AWS::Pinpoint::SmsTemplate; "Amazon Pinpoint quotas", Amazon Pinpoint developer guide
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        body: str,
        template_name: str | None = None,
        default_substitutions: Mapping[str, str] | None = None,
        description: str | None = None,
        tags: Mapping[str, str] | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
    ) -> None:
        super().__init__(scope, construct_id)
        check_length("body", body, least=1, most=_LONGEST)
        check_description(description)
        self._name = name_of(self, template_name)
        count(self, Quota.TEMPLATES)
        self.resource: Final = pinpoint.CfnSmsTemplate(
            self,
            "Resource",
            template_name=self._name,
            body=body,
            default_substitutions=substitutions_json(self, default_substitutions),
            template_description=description,
            tags=checked_tags(self, tags),
        )
        self.resource.apply_removal_policy(removal_policy)
        self._reference = name_in(self.resource.attr_arn)
        warn_retired(self, "SmsTemplate", str(CLOUDFORMATION_TYPES["AWS::Pinpoint::SmsTemplate"].replacement))

    @classmethod
    def from_template_name(cls, scope: Construct, construct_id: str, template_name: str) -> ISmsTemplate:
        """Import an SMS template of this account and Region by its name.

        :param template_name: its name
        :raises InvalidArgument: if it isn't a name
        """
        check_template_name(template_name)
        return _ImportedSmsTemplate(scope, construct_id, template_name)


class _ImportedSmsTemplate(ISmsTemplate):
    def __init__(self, scope: Construct, construct_id: str, template_name: str) -> None:
        super().__init__(scope, construct_id)
        self._name = self._reference = template_name
