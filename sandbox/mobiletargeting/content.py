"""What a message says on a channel: of the request, of a template, with its variables filled in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from sandbox.mobiletargeting import errors
from sandbox.mobiletargeting.state import State

Json = dict[str, Any]

PUSH: Mapping[str, str] = {
    "ADM": "ADM", "APNS": "APNS", "APNS_SANDBOX": "APNS", "APNS_VOIP": "APNS", "APNS_VOIP_SANDBOX": "APNS",
    "BAIDU": "Baidu", "GCM": "GCM",
}  # fmt: skip
"""Channels that push, and whose message and part of a template they take."""
_MEMBERS = {**{kind: f"{of}Message" for kind, of in PUSH.items()}, "EMAIL": "EmailMessage", "SMS": "SMSMessage",
            "VOICE": "VoiceMessage"}  # fmt: skip
_TEMPLATES = {"EMAIL": ("EmailTemplate", "EMAIL"), "SMS": ("SMSTemplate", "SMS"), "VOICE": ("VoiceTemplate", "VOICE")}
_VARIABLE = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")


def content(state: State, request: Json, channel_type: str, own: Json) -> Json | None:
    """The members of a channel's message; None when the request has none for it.

    :param request: with ``MessageConfiguration`` and perhaps ``TemplateConfiguration``
    :param own: what only this address or endpoint gets: overrides and values of variables
    :raises ServiceError: there is no such template
    """
    if channel_type not in _MEMBERS:
        return None
    given, template = request["MessageConfiguration"], _template(state, request, channel_type)
    defaults = given.get("DefaultPushNotificationMessage", {}) if channel_type in PUSH else {}
    message = template | given.get("DefaultMessage", {}) | defaults | given.get(_MEMBERS[channel_type], {})
    message |= {
        member: own[override]
        for override, member in (("BodyOverride", "Body"), ("TitleOverride", "Title"), ("RawContent", "RawContent"))
        if override in own
    }
    message |= {part: text["Data"] for part, text in message.pop("SimpleEmail", {}).items() if "Data" in text}
    variables = _first(message.pop("Substitutions", {}), own.get("Substitutions", {}))
    known = template.get("DefaultSubstitutions", {}) | variables
    message.pop("DefaultSubstitutions", None)
    filled = {member: _filled(value, known) for member, value in message.items()}
    says = any(filled.get(part) for part in ("Body", "RawContent", "Subject", "RawEmail", "HtmlPart", "TextPart"))
    return filled if says or filled.get("SilentPush") else None


def _template(state: State, request: Json, channel_type: str) -> Json:
    chosen = request.get("TemplateConfiguration", {})
    member, kind = ("PushTemplate", "PUSH") if channel_type in PUSH else _TEMPLATES[channel_type]
    if member not in chosen:
        return {}
    name = chosen[member].get("Name", "")
    found = state.templates.get((kind, name))
    if found is None:
        raise errors.not_found(f"template {name!r} of type {kind} was not found")
    version = found.version(chosen[member].get("Version"))
    defaults = json.loads(version.get("DefaultSubstitutions") or "{}")
    if kind == "PUSH":
        parts = version.get("Default", {}) | version.get(PUSH[channel_type], {})
    else:
        parts = {
            part: version[part] for part in ("Body", "HtmlPart", "Subject", "TextPart", "VoiceId") if part in version
        }
    return {**parts, "DefaultSubstitutions": defaults}


def _first(*maps: Json) -> Json:
    """Values of variables are lists; the first of each is filled in."""
    return {name: values[0] for each in maps for name, values in each.items() if values}


def _filled(value: Any, variables: Json) -> Any:
    if not isinstance(value, str):
        return value
    return _VARIABLE.sub(lambda found: str(variables.get(found[1], "")), value)
