"""Templates of e-mails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final

import aws_cdk as cdk
from aws_cdk import aws_pinpoint as pinpoint
from constructs import Construct

from ...checks import check_length
from ...errors import InvalidArgument
from ..quotas import LIMITS, Quota, count
from ..retirement import CLOUDFORMATION_TYPES, warn_retired
from ..tags import checked_tags
from .template import (
    ITemplate,
    check_description,
    check_size,
    check_template_name,
    name_in,
    name_of,
    substitutions_json,
)

_LONGEST = LIMITS[Quota.EMAIL_TEMPLATE].value


class IEmailTemplate(ITemplate):
    """A template of e-mails, created or imported."""

    TEMPLATE_TYPE: ClassVar[str] = "EMAIL"


class EmailTemplate(IEmailTemplate):
    """Subject and body of e-mails, with variables such as ``{{User.UserAttributes.FirstName}}`` in them.

    A deployment that changes it overwrites its latest version; it makes no other one.

    :param subject: subject line, at least 1 character
    :param html: body as HTML. Default: - none, but then ``text``
    :param text: body as plain text. Default: - none, but then ``html``
    :param template_name: 1 to 128 letters, digits, _ and -, beginning with a letter or digit; another name makes
        another template. Default: - made from the place of the construct in the app, the same in each synthesis
    :param default_substitutions: values of variables for those of whom nothing is known, by their names without
        braces. Default: - none
    :param description: for people, at most 500 characters. Default: - none
    :param tags: tags of the template. Default: - those of the stack
    :param removal_policy: what happens to the template when it leaves the stack. Default: - it is deleted
    :raises InvalidArgument: if the name is not valid, there is no body, or all texts together have more than 600,000
        characters

    Source: AWS::Pinpoint::EmailTemplate; "Amazon Pinpoint quotas", Amazon Pinpoint developer guide
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        subject: str,
        html: str | None = None,
        text: str | None = None,
        template_name: str | None = None,
        default_substitutions: Mapping[str, str] | None = None,
        description: str | None = None,
        tags: Mapping[str, str] | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
    ) -> None:
        super().__init__(scope, construct_id)
        if html is None and text is None:
            raise InvalidArgument("the e-mail template has no body: give html, text, or both")
        check_length("subject", subject, least=1, most=_LONGEST)
        check_size("e-mail template", (subject, html, text), _LONGEST)
        check_description(description)
        self._name = name_of(self, template_name)
        count(self, Quota.TEMPLATES)
        self.resource: Final = pinpoint.CfnEmailTemplate(
            self,
            "Resource",
            template_name=self._name,
            subject=subject,
            html_part=html,
            text_part=text,
            default_substitutions=substitutions_json(self, default_substitutions),
            template_description=description,
            tags=checked_tags(self, tags),
        )
        self.resource.apply_removal_policy(removal_policy)
        self._reference = name_in(self.resource.attr_arn)
        warn_retired(self, "EmailTemplate", str(CLOUDFORMATION_TYPES["AWS::Pinpoint::EmailTemplate"].replacement))

    @classmethod
    def from_template_name(cls, scope: Construct, construct_id: str, template_name: str) -> IEmailTemplate:
        """Import an e-mail template of this account and Region by its name.

        :param template_name: its name
        :raises InvalidArgument: if it isn't a name
        """
        check_template_name(template_name)
        return _ImportedEmailTemplate(scope, construct_id, template_name)


class _ImportedEmailTemplate(IEmailTemplate):
    def __init__(self, scope: Construct, construct_id: str, template_name: str) -> None:
        super().__init__(scope, construct_id)
        self._name = self._reference = template_name
