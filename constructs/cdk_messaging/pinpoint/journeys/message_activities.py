"""Steps of a journey that send a message from a template: by e-mail, SMS or push notification."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import aws_cdk as cdk

from ...checks import check_member, check_pattern
from ...errors import InvalidArgument
from ...sms_voice.senders import MessageType
from ..templates import IEmailTemplate, IPushTemplate, ISmsTemplate, ITemplate
from .activity import Activity, following
from .request import without_nothing

_FIRST_VERSION = 1


@dataclass(frozen=True, kw_only=True)
class _MessageActivity(Activity):
    SENDS: ClassVar[bool] = True

    template: ITemplate
    template_version: int | None = None
    next_activity: str | None = None

    def __post_init__(self) -> None:
        version = self.template_version
        if version is not None and (type(version) is not int or version < _FIRST_VERSION):
            raise InvalidArgument(f"template version is {version!r}: give a whole number from {_FIRST_VERSION}")

    @property
    def next_activities(self) -> tuple[str, ...]:
        """Ids of the activities that people can come to next."""
        return following(self.next_activity)

    def content(self) -> dict[str, Any]:
        """Settings of its kind, as the API takes them."""
        return without_nothing(
            {
                "TemplateName": self.template.template_name,
                "TemplateVersion": None if self.template_version is None else str(self.template_version),
                "MessageConfig": without_nothing(self.message()) or None,
                "NextActivity": self.next_activity,
            }
        )

    def message(self) -> dict[str, Any]:
        """What is said of the message besides its template."""
        return {}


@dataclass(frozen=True, kw_only=True)
class EmailMessageActivity(_MessageActivity):
    """Sends an e-mail.

    :param template: what it says
    :param template_version: number of the version, from 1. Default: - the active one
    :param from_address: verified address that it comes from. Default: - that of the project's e-mail channel
    :param next_activity: id of the next activity. Default: - the journey ends
    :param description: for people. Default: - none
    :raises InvalidArgument: if the version is no such number
    """

    KIND: ClassVar[str] = "EMAIL"

    template: IEmailTemplate
    from_address: str | None = None

    def message(self) -> dict[str, Any]:
        """What is said of the message besides its template."""
        return {"FromAddress": self.from_address}


@dataclass(frozen=True, kw_only=True)
class SmsMessageActivity(_MessageActivity):
    """Sends a text message.

    :param template: what it says
    :param template_version: number of the version, from 1. Default: - the active one
    :param message_type: what the message is for
    :param origination_number: number that it comes from, E.164. Default: - one of the account
    :param sender_id: sender ID that it comes from, where a country allows it. Default: - none
    :param entity_id: id of the sender for India. Default: - none
    :param regulatory_template_id: id of the words for India. Default: - none
    :param next_activity: id of the next activity. Default: - the journey ends
    :param description: for people. Default: - none
    :raises InvalidArgument: if the version, message type or number is not valid, or only one id for India is given
    """

    KIND: ClassVar[str] = "SMS"

    template: ISmsTemplate
    message_type: MessageType
    origination_number: str | None = None
    sender_id: str | None = None
    entity_id: str | None = None
    regulatory_template_id: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        check_member("message type", self.message_type, MessageType)
        if self.origination_number is not None:
            check_pattern(
                "origination number", self.origination_number, r"\+[1-9][0-9]{5,14}", "E.164, like '+12065550100'"
            )
        if (self.entity_id is None) != (self.regulatory_template_id is None):
            raise InvalidArgument("an SMS to India needs entity_id and regulatory_template_id: give both or none")

    def message(self) -> dict[str, Any]:
        """What is said of the message besides its template."""
        return {
            "MessageType": MessageType(self.message_type).value,
            "OriginationNumber": self.origination_number,
            "SenderId": self.sender_id,
            "EntityId": self.entity_id,
            "TemplateId": self.regulatory_template_id,
        }


@dataclass(frozen=True, kw_only=True)
class PushMessageActivity(_MessageActivity):
    """Sends a push notification.

    :param template: what it shows
    :param template_version: number of the version, from 1. Default: - the active one
    :param time_to_live: how long the push service keeps it for a device that is off; not for Amazon's devices.
        Default: - as the push service does
    :param next_activity: id of the next activity. Default: - the journey ends
    :param description: for people. Default: - none
    :raises InvalidArgument: if the version is no such number
    """

    KIND: ClassVar[str] = "PUSH"

    template: IPushTemplate
    time_to_live: cdk.Duration | None = None

    def message(self) -> dict[str, Any]:
        """What is said of the message besides its template."""
        return {"TimeToLive": None if self.time_to_live is None else str(int(self.time_to_live.to_seconds()))}
