"""Sending by text, media and voice, and feedback."""

from __future__ import annotations

from typing import Any

from sandbox.sms_voice import arns, delivery, errors, sending
from sandbox.sms_voice.registry import Resources, operation
from sandbox.sms_voice.state import State

Json = dict[str, Any]


_SET = ("configuration-set", "ConfigurationSetName")
_PROTECT = ("protect-configuration", "ProtectConfigurationId")


def _named(*members: tuple[str, str]) -> Resources:
    """Every resource that the request names; AWS wants the action allowed on each."""

    def resources(state: State, request: Json) -> list[str]:
        named = []
        if request.get("OriginationIdentity"):
            named.append(arns.sender(state, request))
        for kind, member in members:
            if request.get(member):
                named += arns.of(kind, member)(state, request)
        return named or ["*"]

    return resources


@operation("SendTextMessage", resources=_named(_SET, _PROTECT))
def send_text_message(state: State, request: Json) -> Json:
    """Accepts a text, or says why not."""
    return sending.send_text(state, request)


@operation("SendMediaMessage", resources=_named(_SET, _PROTECT))
def send_media_message(state: State, request: Json) -> Json:
    """Accepts an MMS, or says why not."""
    return sending.send_media(state, request)


@operation("SendVoiceMessage", resources=_named(_SET))
def send_voice_message(state: State, request: Json) -> Json:
    """Accepts a voice message, or says why not."""
    return sending.send_voice(state, request)


@operation("PutMessageFeedback", resources=arns.of("message", "MessageId"), requests_per_second=20)
def put_message_feedback(state: State, request: Json) -> Json:
    """Records whether the message did what it was for."""
    message = state.messages.get(request["MessageId"])
    if message is None:
        raise errors.not_found("message", request["MessageId"])
    if message.feedback is None:
        raise errors.invalid("INVALID_PARAMETER", "message feedback is not enabled for this message")
    delivery.give_feedback(message, request["MessageFeedbackStatus"], source="api")
    return {"MessageId": message.id, "MessageFeedbackStatus": request["MessageFeedbackStatus"]}
