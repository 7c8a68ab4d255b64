"""SendTextMessage and its feedback."""

from __future__ import annotations

from typing import Any

from sandbox.sms_voice import arns, delivery, errors, sending
from sandbox.sms_voice.registry import operation
from sandbox.sms_voice.state import State

Json = dict[str, Any]


def _send_resources(state: State, request: Json) -> list[str]:
    """Every resource that the request names; AWS wants the action allowed on each."""
    named = []
    if request.get("OriginationIdentity"):
        named.append(arns.origination(state, request["OriginationIdentity"]))
    for kind, member in (
        ("configuration-set", "ConfigurationSetName"),
        ("protect-configuration", "ProtectConfigurationId"),
    ):
        if request.get(member):
            named += arns.of(kind, member)(state, request)
    return named or ["*"]


@operation("SendTextMessage", resources=_send_resources)
def send_text_message(state: State, request: Json) -> Json:
    """Accepts a message, or says why not."""
    return sending.send_text(state, request)


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
