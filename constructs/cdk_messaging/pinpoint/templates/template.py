"""What all message templates have in common."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import ClassVar

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from ...access import pinpoint_arn
from ...checks import check_length, check_pattern, is_known
from ...errors import InvalidArgument

_NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,127}"


class ITemplate(Construct):
    """A message template of any kind, created or imported."""

    TEMPLATE_TYPE: ClassVar[str]
    """Kind of template, as it stands in the ARN: ``EMAIL``, ``PUSH``, ``SMS``, ``VOICE``."""

    _name: str
    _reference: str

    @property
    def template_name(self) -> str:
        """Name of the template. What has it is made after the template."""
        return self._reference

    @property
    def template_type(self) -> str:
        """Kind of template: ``EMAIL``, ``PUSH``, ``SMS`` or ``VOICE``."""
        return self.TEMPLATE_TYPE

    @property
    def template_arn(self) -> str:
        """ARN of the template."""
        return pinpoint_arn(self, f"templates/{self._name}/{self.TEMPLATE_TYPE}")

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow looking at the template and its versions.

        :param grantee: role, user or function that may do so
        """
        kind = self.TEMPLATE_TYPE.title()
        actions = [f"mobiletargeting:Get{kind}Template", "mobiletargeting:ListTemplateVersions"]
        return iam.Grant.add_to_principal(grantee=grantee, actions=actions, resource_arns=[self.template_arn])


def name_in(template_arn: str) -> str:
    """The name in the ARN of a template, which CloudFormation resolves once the template is there."""
    return cdk.Fn.select(1, cdk.Fn.split("/", template_arn))


def name_of(scope: Construct, template_name: str | None) -> str:
    """The name of a template: the one that is given, or one made from the place of the construct.

    :raises InvalidArgument: if it isn't a name
    """
    if template_name is None:
        return cdk.Names.unique_resource_name(scope, max_length=128, separator="-", allowed_special_characters="_-")
    check_template_name(template_name)
    return template_name


def check_template_name(name: str) -> None:
    """Refuse what can't be the name of a template.

    :raises InvalidArgument: if it can't
    """
    if not is_known(name):
        raise InvalidArgument("template name must be known at synthesis, because permissions name it: give a literal")
    allowed = "1 to 128 letters, digits, _ and -, beginning with a letter or digit"
    check_pattern("template name", name, _NAME, allowed)


def check_size(what: str, parts: Sequence[str | None], most: int) -> None:
    """Refuse a template that is larger than the service takes.

    :param parts: its texts; None and what is known only at deployment don't count
    :param most: characters
    :raises InvalidArgument: if they have more characters together
    """
    size = sum(len(part) for part in parts if part is not None and is_known(part))
    if size > most:
        raise InvalidArgument(f"{what} has {size} characters: use at most {most}")


def check_description(description: str | None) -> None:
    """Refuse a description that is empty.

    :raises InvalidArgument: if it is
    """
    if description is not None:
        check_length("description", description, least=1, most=500)


def substitutions_json(scope: Construct, substitutions: Mapping[str, str] | None) -> str | None:
    """Default values of variables as the service takes them: an object as JSON text.

    :param substitutions: values by the names of variables, without braces: ``User.UserAttributes.FirstName``
    :raises InvalidArgument: if a name has braces or is empty
    """
    if not substitutions:
        return None
    for name in substitutions:
        check_pattern("variable", name, r"[^{}\s]+", "the name without braces, such as 'Attributes.City'")
    if all(is_known(value) for value in substitutions.values()):
        return json.dumps(dict(substitutions), sort_keys=True, ensure_ascii=False)
    return cdk.Stack.of(scope).to_json_string(dict(substitutions))
