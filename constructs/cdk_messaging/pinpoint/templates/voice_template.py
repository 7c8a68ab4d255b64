"""Templates of calls, for which CloudFormation has no type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar, Final

import aws_cdk as cdk
from constructs import Construct

from ...checks import check_length, check_pattern
from ...observability import LogOptions
from ..provided import Permission, provide
from ..quotas import LIMITS, Quota, count
from ..retirement import CUSTOM_RESOURCES, warn_retired
from ..tags import checked_tags
from .template import ITemplate, check_description, check_template_name, name_in, name_of, substitutions_json

_LONGEST = LIMITS[Quota.VOICE_TEMPLATE].value
_TYPE = "Custom::PinpointVoiceTemplate"


class IVoiceTemplate(ITemplate):
    """A template of calls, created or imported."""

    TEMPLATE_TYPE: ClassVar[str] = "VOICE"


class VoiceTemplate(IVoiceTemplate):
    """The words that are read out in a call, with variables in them.

    The library's provider makes it, and takes over none that was there before: the deployment fails instead.

    :param body: 1 to 10,000 characters of plain text
    :param language_code: language that it is read in, as Amazon Polly calls it (``en-US``). Default: - that of the
        voice
    :param voice_id: voice of Amazon Polly that reads it (``Matthew``). Default: - the service's own
    :param template_name: 1 to 128 letters, digits, _ and -, beginning with a letter or digit; another name makes
        another template. Default: - made from the place of the construct in the app, the same in each synthesis
    :param default_substitutions: values of variables for those of whom nothing is known, by their names without
        braces. Default: - none
    :param description: for people, at most 500 characters. Default: - none
    :param tags: tags of the template; those of the stack don't reach it. Default: - none
    :param removal_policy: what happens to the template when it leaves the stack. Default: - it is deleted
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if the name, language or voice is not valid, or the body is empty or too long

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/templates-template-name-voice.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        body: str,
        language_code: str | None = None,
        voice_id: str | None = None,
        template_name: str | None = None,
        default_substitutions: Mapping[str, str] | None = None,
        description: str | None = None,
        tags: Mapping[str, str] | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        check_length("body", body, least=1, most=_LONGEST)
        check_description(description)
        if language_code is not None:
            check_pattern("language code", language_code, "[a-z]{2,3}-[A-Z]{2}", "one of Amazon Polly's, like 'en-US'")
        if voice_id is not None:
            check_pattern("voice id", voice_id, "[A-Z][A-Za-z]+", "a voice of Amazon Polly, like 'Matthew'")
        self._name = name_of(self, template_name)
        count(self, Quota.TEMPLATES)
        given: dict[str, Any] = {
            "Body": body,
            "DefaultSubstitutions": substitutions_json(self, default_substitutions),
            "LanguageCode": language_code,
            "TemplateDescription": description,
            "VoiceId": voice_id,
        }
        verbs = ("Create", "Delete", "Get", "Update")
        tagging = () if tags is None else ("TagResource", "UntagResource")
        self.resource: Final = provide(
            self,
            resource_type=_TYPE,
            key={"TemplateName": self._name},
            value={
                **{name: value for name, value in given.items() if value is not None},
                "Tags": json.dumps(checked_tags(self, tags) or {}, sort_keys=True),
            },
            permissions=[
                Permission((*(f"{verb}VoiceTemplate" for verb in verbs), *tagging), self.template_arn),
            ],
            removal_policy=removal_policy,
            log_options=log_options,
        )
        self._reference = name_in(self.resource.get_att_string("Arn"))
        warn_retired(self, "VoiceTemplate", str(CUSTOM_RESOURCES[_TYPE].replacement))

    @classmethod
    def from_template_name(cls, scope: Construct, construct_id: str, template_name: str) -> IVoiceTemplate:
        """Import a voice template of this account and Region by its name.

        :param template_name: its name
        :raises InvalidArgument: if it isn't a name
        """
        check_template_name(template_name)
        return _ImportedVoiceTemplate(scope, construct_id, template_name)


class _ImportedVoiceTemplate(IVoiceTemplate):
    def __init__(self, scope: Construct, construct_id: str, template_name: str) -> None:
        super().__init__(scope, construct_id)
        self._name = self._reference = template_name
