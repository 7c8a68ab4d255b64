"""Text messages of a campaign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...checks import check_length, check_member, check_pattern
from ...errors import InvalidArgument
from ...sms_voice.senders import MessageType

_LONGEST = 1600


@dataclass(frozen=True, kw_only=True)
class SmsMessage:
    """An SMS.

    :param body: 1 to 1600 characters; ``{{Attributes.Name}}`` and the like stand for what the endpoint has
    :param message_type: whether it is time-critical or promotes something
    :param origination_number: number that it comes from, E.164. Default: - one of the account's
    :param sender_id: name that it comes from, 1 to 11 letters, digits and -. Default: - none
    :param entity_id: registered id of the sender, for India. Default: - none
    :param template_id: registered id of the text, for India. Default: - none
    :raises InvalidArgument: if a value is not valid, it comes from a number and a name, or an id for India is missing

    Source: AWS::Pinpoint::Campaign CampaignSmsMessage
    """

    body: str
    message_type: MessageType
    origination_number: str | None = None
    sender_id: str | None = None
    entity_id: str | None = None
    template_id: str | None = None

    def __post_init__(self) -> None:
        check_length("body of the sms", self.body, least=1, most=_LONGEST)
        check_member("message type", self.message_type, MessageType)
        if self.origination_number is not None:
            check_pattern("origination_number", self.origination_number, r"\+[1-9][0-9]{5,14}", "E.164: '+12065550100'")
        if self.sender_id is not None:
            allowed = "1 to 11 letters, digits and -, one of them a letter"
            check_pattern("sender_id", self.sender_id, "(?=.*[A-Za-z])[A-Za-z0-9-]{1,11}", allowed)
        if self.origination_number is not None and self.sender_id is not None:
            raise InvalidArgument("an sms has an origination_number and a sender_id: give one of them")
        if (self.entity_id is None) != (self.template_id is None):
            raise InvalidArgument("an sms has one of entity_id and template_id: India needs both, others none")

    def render(self) -> dict[str, Any]:
        """As the property of the CloudFormation type has it."""
        given = {
            "body": self.body,
            "messageType": MessageType(self.message_type).value,
            "originationNumber": self.origination_number,
            "senderId": self.sender_id,
            "entityId": self.entity_id,
            "templateId": self.template_id,
        }
        return {name: value for name, value in given.items() if value is not None}
