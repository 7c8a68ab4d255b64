"""Which version of a template is used."""

from __future__ import annotations

from typing import Final

import aws_cdk as cdk
from constructs import Construct

from ...checks import is_known
from ...errors import InvalidArgument
from ...observability import LogOptions
from ..in_app import IInAppTemplate
from ..provided import Permission, provide
from ..quotas import LIMITS, Quota
from ..retirement import CUSTOM_RESOURCES, warn_retired
from .template import ITemplate

_MOST = LIMITS[Quota.VERSIONS_PER_TEMPLATE].value
_TYPE = "Custom::PinpointTemplateActiveVersion"
_OPERATIONS = {
    "EMAIL": "GetEmailTemplate",
    "INAPP": "GetInAppTemplate",
    "PUSH": "GetPushTemplate",
    "SMS": "GetSmsTemplate",
    "VOICE": "GetVoiceTemplate",
}


class TemplateActiveVersion(Construct):
    """Makes a version of a template the active one, which is used wherever none is named.

    What was active before becomes active again when this leaves the stack, unless somebody has changed it since.
    ``latest``, which the API takes, is no value here: it would mean another version with each deployment.

    :param template: the template
    :param version: number of the version, 1 to 5,000; it must exist when this is deployed
    :param removal_policy: what happens when this leaves the stack: DESTROY puts back what was active before, RETAIN
        leaves this version active. Default: - DESTROY
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if the version is no such number

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/templates-template-name-template-type-active-version.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        template: ITemplate | IInAppTemplate,
        version: int,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        if is_known(version) and (type(version) is not int or not 1 <= version <= _MOST):
            raise InvalidArgument(f"version is {version!r}: give a whole number from 1 to {_MOST}")
        kind = template.template_type if isinstance(template, ITemplate) else "INAPP"
        self.resource: Final = provide(
            self,
            resource_type=_TYPE,
            key={"TemplateName": template.template_name, "TemplateType": kind},
            value={"Version": cdk.Token.as_string(version) if not is_known(version) else str(version)},
            permissions=[Permission((_OPERATIONS[kind], "UpdateTemplateActiveVersion"), template.template_arn)],
            removal_policy=removal_policy,
            log_options=log_options,
        )
        warn_retired(self, "TemplateActiveVersion", str(CUSTOM_RESOURCES[_TYPE].replacement))
