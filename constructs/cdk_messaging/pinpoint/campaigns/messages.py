"""What a campaign says, by channel."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...checks import is_known
from ...errors import InvalidArgument
from ..in_app import InAppMessage
from .email_message import EmailMessage
from .push_message import PushMessage
from .sms_message import SmsMessage

_LARGEST_DATA = 5 * 1024


@dataclass(frozen=True, kw_only=True)
class CampaignMessages:
    """Messages by channel; an endpoint gets that of its own.

    :param default: for each push channel that has none of its own. Default: - none
    :param adm: for Amazon devices. Default: - the default one
    :param apns: for Apple devices. Default: - the default one
    :param baidu: by Baidu. Default: - the default one
    :param gcm: for Android, by Firebase. Default: - the default one
    :param sms: Default: - none
    :param email: Default: - none
    :param custom: what a custom channel gets, as JSON of at most 5 KB: a mapping, or its text. Default: - none
    :param in_app: what the app shows. Default: - none
    :raises InvalidArgument: if there is none, an in-app message is beside another one, or the custom data is too large
        or no JSON

    Source: AWS::Pinpoint::Campaign MessageConfiguration
    """

    default: PushMessage | None = None
    adm: PushMessage | None = None
    apns: PushMessage | None = None
    baidu: PushMessage | None = None
    gcm: PushMessage | None = None
    sms: SmsMessage | None = None
    email: EmailMessage | None = None
    custom: Mapping[str, Any] | str | None = None
    in_app: InAppMessage | None = None

    def __post_init__(self) -> None:
        given = self.render()
        if not given:
            raise InvalidArgument("a campaign's messages are empty: give one of a channel")
        if self.in_app is not None and len(given) > 1:
            raise InvalidArgument("an in-app message stands beside others: make a campaign of its own for it")
        if self.custom is not None:
            _check_data(self._data)

    def render(self) -> dict[str, Any]:
        """As the property of the CloudFormation type has it."""
        messages = {
            "defaultMessage": self.default,
            "admMessage": self.adm,
            "apnsMessage": self.apns,
            "baiduMessage": self.baidu,
            "gcmMessage": self.gcm,
            "smsMessage": self.sms,
            "emailMessage": self.email,
            "inAppMessage": self.in_app,
        }
        rendered: dict[str, Any] = {name: each.render() for name, each in messages.items() if each is not None}
        return rendered if self.custom is None else {**rendered, "customMessage": {"data": self._data}}

    @property
    def _data(self) -> str:
        return self.custom if isinstance(self.custom, str) else json.dumps(self.custom, separators=(",", ":"))


def _check_data(data: str) -> None:
    if not is_known(data):
        return
    size = len(data.encode())
    if size > _LARGEST_DATA:
        raise InvalidArgument(f"custom data has {size} bytes: use at most {_LARGEST_DATA}")
    try:
        json.loads(data)
    except ValueError:
        raise InvalidArgument("custom data is no JSON: give a mapping, or the text of one") from None
