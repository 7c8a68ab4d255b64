"""Templates of push notifications."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final

import aws_cdk as cdk
from aws_cdk import aws_pinpoint as pinpoint
from constructs import Construct

from ...errors import InvalidArgument
from ..quotas import Quota, count
from ..retirement import CLOUDFORMATION_TYPES, warn_retired
from ..tags import checked_tags
from .push_content import AdmPushContent, AndroidPushContent, ApnsPushContent, PushContent
from .template import ITemplate, check_description, check_template_name, name_in, name_of, substitutions_json


class IPushTemplate(ITemplate):
    """A template of push notifications, created or imported."""

    TEMPLATE_TYPE: ClassVar[str] = "PUSH"


class PushTemplate(IPushTemplate):
    """What push notifications show and do, on all platforms alike or on each as it can.

    A deployment that changes it overwrites its latest version; it makes no other one.

    :param default: content wherever a platform has none of its own. Default: - none
    :param apns: content on Apple's devices. Default: - ``default``
    :param gcm: content by Firebase Cloud Messaging. Default: - ``default``
    :param adm: content on Amazon's devices. Default: - ``default``
    :param baidu: content by Baidu Cloud Push. Default: - ``default``
    :param template_name: 1 to 128 letters, digits, _ and -, beginning with a letter or digit; another name makes
        another template. Default: - made from the place of the construct in the app, the same in each synthesis
    :param default_substitutions: values of variables for those of whom nothing is known, by their names without
        braces. Default: - none
    :param description: for people, at most 500 characters. Default: - none
    :param tags: tags of the template. Default: - those of the stack
    :param removal_policy: what happens to the template when it leaves the stack. Default: - it is deleted
    :raises InvalidArgument: if the name is not valid, or there is no content at all

    Source: AWS::Pinpoint::PushTemplate; "Amazon Pinpoint quotas", Amazon Pinpoint developer guide
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        default: PushContent | None = None,
        apns: ApnsPushContent | None = None,
        gcm: AndroidPushContent | None = None,
        adm: AdmPushContent | None = None,
        baidu: AndroidPushContent | None = None,
        template_name: str | None = None,
        default_substitutions: Mapping[str, str] | None = None,
        description: str | None = None,
        tags: Mapping[str, str] | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
    ) -> None:
        super().__init__(scope, construct_id)
        given = {"default": default, "apns": apns, "gcm": gcm, "adm": adm, "baidu": baidu}
        if all(content is None for content in given.values()):
            raise InvalidArgument("the push template has no content: give default, or content for a platform")
        check_description(description)
        self._name = name_of(self, template_name)
        count(self, Quota.TEMPLATES)
        self.resource: Final = pinpoint.CfnPushTemplate(
            self,
            "Resource",
            template_name=self._name,
            default=None if default is None else default.render(),
            apns=None if apns is None else apns.render(),
            gcm=None if gcm is None else gcm.render(),
            adm=None if adm is None else adm.render(),
            baidu=None if baidu is None else baidu.render(),
            default_substitutions=substitutions_json(self, default_substitutions),
            template_description=description,
            tags=checked_tags(self, tags),
        )
        self.resource.apply_removal_policy(removal_policy)
        self._reference = name_in(self.resource.attr_arn)
        warn_retired(self, "PushTemplate", str(CLOUDFORMATION_TYPES["AWS::Pinpoint::PushTemplate"].replacement))

    @classmethod
    def from_template_name(cls, scope: Construct, construct_id: str, template_name: str) -> IPushTemplate:
        """Import a push template of this account and Region by its name.

        :param template_name: its name
        :raises InvalidArgument: if it isn't a name
        """
        check_template_name(template_name)
        return _ImportedPushTemplate(scope, construct_id, template_name)


class _ImportedPushTemplate(IPushTemplate):
    def __init__(self, scope: Construct, construct_id: str, template_name: str) -> None:
        super().__init__(scope, construct_id)
        self._name = self._reference = template_name
