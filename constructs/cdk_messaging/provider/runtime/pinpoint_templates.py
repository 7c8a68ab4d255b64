"""What CloudFormation lacks of message templates: those for voice, and which version is active."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import pinpoint
from .pinpoint_possession import PinpointPossession, service
from .setting import Event, Outcome, Properties, Setting

_ACTIVE_VERSION, _VOICE_TEMPLATE = "Custom::PinpointTemplateActiveVersion", "Custom::PinpointVoiceTemplate"
_MEMBERS = ("Body", "DefaultSubstitutions", "LanguageCode", "TemplateDescription", "VoiceId")
_OF_TYPE = {
    "EMAIL": ("get_email_template", "EmailTemplateResponse"),
    "INAPP": ("get_in_app_template", "InAppTemplateResponse"),
    "PUSH": ("get_push_template", "PushNotificationTemplateResponse"),
    "SMS": ("get_sms_template", "SMSTemplateResponse"),
    "VOICE": ("get_voice_template", "VoiceTemplateResponse"),
}


@dataclass(frozen=True)
class _VoiceTemplates(PinpointPossession):
    def serve(self, event: Event) -> Outcome:
        """Serve the template, then its tags, which an update of the template leaves as they are."""
        outcome = super().serve(event)
        if event["RequestType"] == "Update":
            self._retag(outcome[1]["Arn"], _tags(event["OldResourceProperties"]), _tags(event["ResourceProperties"]))
        return outcome

    def _retag(self, arn: str, old: Mapping[str, str], new: Mapping[str, str]) -> None:
        dropped = sorted(old.keys() - new.keys())
        with pinpoint.refusals(_VOICE_TEMPLATE):
            if dropped:
                self.service().untag_resource(ResourceArn=arn, TagKeys=dropped)
            if new and new != old:
                self.service().tag_resource(ResourceArn=arn, TagsModel={"tags": new})


def _tags(properties: Properties) -> dict[str, str]:
    return dict(json.loads(properties["Tags"]))


def _voice(client: Any, properties: Properties) -> dict[str, Any]:
    found: dict[str, Any] = client.get_voice_template(TemplateName=properties["TemplateName"])["VoiceTemplateResponse"]
    return found


def _wanted_voice(properties: Properties) -> dict[str, Any]:
    return {name: properties[name] for name in _MEMBERS if name in properties}


def _write_voice(client: Any, properties: Properties, value: Any, current: Any) -> None:
    named = {"TemplateName": properties["TemplateName"]}
    if value is None:
        with pinpoint.unless_gone():
            client.delete_voice_template(**named)
        return
    with pinpoint.refusals(_VOICE_TEMPLATE):
        if current is None:
            client.create_voice_template(**named, VoiceTemplateRequest={**value, "tags": _tags(properties)})
        else:
            client.update_voice_template(**named, VoiceTemplateRequest=value)


def _read_active(client: Any, properties: Properties) -> str | None:
    operation, answer = _OF_TYPE[properties["TemplateType"]]
    found: dict[str, Any] = {}
    with pinpoint.unless_gone():
        found = getattr(client, operation)(TemplateName=properties["TemplateName"])[answer]
    return found.get("Version")


def _write_active(client: Any, properties: Properties, value: str | None, _current: Any) -> None:
    if value is None:  # a template always has an active version
        return
    # An earlier version may be gone by the time that it is put back.
    with pinpoint.refusals(_ACTIVE_VERSION) if value == str(properties["Version"]) else pinpoint.unless_gone():
        client.update_template_active_version(
            TemplateName=properties["TemplateName"],
            TemplateType=properties["TemplateType"],
            TemplateActiveVersionRequest={"Version": value},
        )


VOICE_TEMPLATE = _VoiceTemplates(
    key=("TemplateName",),
    wanted=_wanted_voice,
    read=_voice,
    write=_write_voice,
    service=service,
    what="voice template",
    attributes=lambda found: {"Arn": found["Arn"]},
)
ACTIVE_VERSION = Setting(
    key=("TemplateName", "TemplateType"),
    wanted=lambda properties: str(properties["Version"]),
    read=_read_active,
    write=_write_active,
    service=service,
)
SETTINGS: Mapping[str, Setting] = {
    _ACTIVE_VERSION: ACTIVE_VERSION,
    _VOICE_TEMPLATE: VOICE_TEMPLATE,
}
