"""Text messages of a project."""

from __future__ import annotations

from typing import ClassVar, Final

from aws_cdk import aws_pinpoint as pinpoint
from constructs import Construct

from ...checks import check_pattern
from ..channel_type import ChannelType
from ..project import IProject
from ..retirement import acknowledge_shutdown
from .channel import Channel


class SmsChannel(Channel):
    """Lets ``SendMessages`` and ``SendOTPMessage`` of a project send SMS, from the numbers of the account.

    Without a project, use ``sms_voice.PhoneNumber``, ``sms_voice.Pool`` and ``SendTextMessage``.

    :param project: the project
    :param sender_id: what recipients see as sender where the country allows it: 1 to 11 letters, digits and -, at
        least one of them a letter. Default: - the number
    :param short_code: short code of the account to send from, 3 to 8 digits. Default: - what AWS picks
    :param enabled: whether the channel sends. Default: - it does
    :raises InvalidArgument: if a value is not valid, or the project has the channel already

    Source: AWS::Pinpoint::SMSChannel
    """

    channel_type: ClassVar = ChannelType.SMS

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        project: IProject,
        sender_id: str | None = None,
        short_code: str | None = None,
        enabled: bool = True,
    ) -> None:
        super().__init__(scope, construct_id, project)
        if sender_id is not None:
            words = "1 to 11 letters, digits and -, at least one letter"
            check_pattern("sender_id", sender_id, "(?=.*[A-Za-z])[A-Za-z0-9-]{1,11}", words)
        if short_code is not None:
            check_pattern("short_code", short_code, "[0-9]{3,8}", "3 to 8 digits")
        self.resource: Final = pinpoint.CfnSMSChannel(
            self,
            "Resource",
            application_id=project.project_id,
            enabled=enabled,
            sender_id=sender_id,
            short_code=short_code,
        )
        acknowledge_shutdown(self)
