"""Message templates: what e-mails, text messages, push notifications and calls say, with variables in it."""

from __future__ import annotations

from .email_template import EmailTemplate, IEmailTemplate
from .push_content import AdmPushContent, AndroidPushContent, ApnsPushContent, PushContent
from .push_template import IPushTemplate, PushTemplate
from .sms_template import ISmsTemplate, SmsTemplate
from .template import ITemplate
from .template_active_version import TemplateActiveVersion
from .voice_template import IVoiceTemplate, VoiceTemplate

__all__ = [
    "AdmPushContent",
    "AndroidPushContent",
    "ApnsPushContent",
    "EmailTemplate",
    "IEmailTemplate",
    "IPushTemplate",
    "ISmsTemplate",
    "ITemplate",
    "IVoiceTemplate",
    "PushContent",
    "PushTemplate",
    "SmsTemplate",
    "TemplateActiveVersion",
    "VoiceTemplate",
]
