"""Sending codes by a notify configuration.

https://docs.aws.amazon.com/sms-voice/latest/userguide/notify-send-messages.html
"""

from __future__ import annotations

import uuid
from typing import Any

from sandbox.clock import clock
from sandbox.sms_voice import arns, errors, origins, sending
from sandbox.sms_voice.notify_data import BASIC_COUNTRIES, MESSAGES_A_DAY, MESSAGES_A_DESTINATION, TEMPLATES
from sandbox.sms_voice.operations.notify_configurations import NAMED, notify_configuration
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.resources import NotifyConfiguration
from sandbox.sms_voice.state import Origination, State

Json = dict[str, Any]


def _named(state: State, request: Json) -> list[str]:
    found = NAMED(state, request)
    if request.get("ConfigurationSetName"):
        found = [*found, *arns.of("configuration-set", "ConfigurationSetName")(state, request)]
    return list(found)


@operation("SendNotifyTextMessage", resources=_named)
def send_notify_text_message(state: State, request: Json) -> Json:
    """Sends a code as a text."""
    return _send(state, request, "TEXT", "SMS")


@operation("SendNotifyVoiceMessage", resources=_named)
def send_notify_voice_message(state: State, request: Json) -> Json:
    """Reads a code out."""
    return _send(state, request, "VOICE", "VOICE")


def _send(state: State, request: Json, channel: str, capability: str) -> Json:
    found = notify_configuration(state, request)
    name = request.get("ConfigurationSetName")
    used = state.configuration_set(name) if name else None
    if capability not in found.channels:
        raise errors.invalid("CHANNEL_NOT_ENABLED", f"{found.id} has not enabled {capability}")
    destination, country = sending.destination_of(request["DestinationPhoneNumber"])
    if country not in (found.countries or BASIC_COUNTRIES):
        raise errors.invalid("COUNTRY_NOT_ENABLED", f"{found.id} has not enabled {country}")
    template, body = _resolve(found, request)
    size = sending.text_size(body, country)
    sending.refuse_spend(state, "NOTIFY", size.price)
    _refuse_more(state, found, destination)
    answer = {"MessageId": str(uuid.uuid4()), "TemplateId": template, "ResolvedMessageBody": body}
    if request.get("DryRun"):
        return answer
    origin = _origin(state, found, destination, country, channel)
    identity = sending.accept(state, request, origin, size, channel=channel, used=used, body=body)
    state.notified.append((identity, found.id))
    return answer | {"MessageId": identity}


def _resolve(found: NotifyConfiguration, request: Json) -> tuple[str, str]:
    """The template and its text with the variables filled in."""
    identity = request.get("TemplateId") or found.template_id
    if not identity:
        raise errors.invalid("MISSING_PARAMETER", "there is no default template", ("TemplateId", "is required"))
    if identity not in TEMPLATES:
        raise errors.not_found("notify-template", identity)
    code = request["TemplateVariables"].get("code")
    if not code:
        problem = ("TemplateVariables", "lack code")
        raise errors.invalid("FIELD_VALIDATION_FAILED", "the variable code is required", problem)
    content = str(TEMPLATES[identity]["Content"])
    return identity, content.replace("{{brand}}", found.display_name).replace("{{code}}", code)


def _refuse_more(state: State, found: NotifyConfiguration, destination: str) -> None:
    since = clock.now() - 24 * 3600
    sent = [(state.messages[identity], used) for identity, used in state.notified]
    today = [(message, used) for message, used in sent if message.requested > since]
    if sum(used == found.id for _, used in today) >= MESSAGES_A_DAY:
        message = f"{found.id} sent {MESSAGES_A_DAY} messages in 24 hours"
        raise errors.quota_exceeded("DAILY_NOTIFY_TIER_MESSAGE_LIMIT", message)
    if sum(message.destination == destination for message, _ in today) >= MESSAGES_A_DESTINATION:
        message = f"{destination} got {MESSAGES_A_DESTINATION} messages in 24 hours"
        raise errors.quota_exceeded("DAILY_NOTIFY_TIER_MESSAGE_LIMIT", message)


def _origin(state: State, found: NotifyConfiguration, destination: str, country: str, channel: str) -> origins.Origin:
    """Own numbers first, and their opt-out list; else numbers of AWS, which have none."""
    if found.pool_id:
        try:
            origin = origins.choose(state, found.pool_id, destination, country, channel=channel)
        except errors.ServiceError:
            pass
        else:
            sending.refuse_opted_out(state, origin.settings, destination)
            return origin
    settings = Origination(arn=found.arn, id=found.id, message_type="TRANSACTIONAL", opt_out_list="Default")
    return origins.Origin(settings, origins.SHARED_ROUTE, found.id, 1.0)
