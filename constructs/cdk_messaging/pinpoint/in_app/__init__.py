"""In-app messages: shown by the app itself, which asks for those that an endpoint is entitled to."""

from __future__ import annotations

from .alignment import Alignment
from .button import ButtonAction, ButtonOverride, InAppButton
from .content import InAppContent
from .grants import grant_get_in_app_messages
from .layout import InAppLayout
from .message import InAppMessage
from .template import IInAppTemplate, InAppTemplate
from .text import InAppText

__all__ = [
    "Alignment",
    "ButtonAction",
    "ButtonOverride",
    "IInAppTemplate",
    "InAppButton",
    "InAppContent",
    "InAppLayout",
    "InAppMessage",
    "InAppTemplate",
    "InAppText",
    "grant_get_in_app_messages",
]
