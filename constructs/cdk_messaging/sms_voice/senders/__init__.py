"""Functions that send, look up and verify, each with an event, an answer and the least that it needs."""

from __future__ import annotations

from .code_route import CodeRoute
from .message_type import MessageType
from .number_lookup import NumberLookup
from .one_time_passwords import OneTimePasswords
from .pinpoint_one_time_passwords import PinpointOneTimePasswords
from .sender_function import SenderFunction
from .text_sender import TextSender
from .voice_sender import VoiceSender

__all__ = [
    "CodeRoute",
    "MessageType",
    "NumberLookup",
    "OneTimePasswords",
    "PinpointOneTimePasswords",
    "SenderFunction",
    "TextSender",
    "VoiceSender",
]
