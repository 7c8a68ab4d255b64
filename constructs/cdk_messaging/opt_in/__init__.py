"""The SMS double opt-in: sign-up page, API, confirmation, consent on record.

Constructs are imported when they are first used, so that the runtime code and the command line of this package
never load the CDK.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_messaging.lazy import lazily

if TYPE_CHECKING:
    from cdk_messaging.opt_in.alarms import OptInAlarms
    from cdk_messaging.opt_in.captcha import Captcha, CaptchaProvider
    from cdk_messaging.opt_in.consent_check_client import ConsentChecker
    from cdk_messaging.opt_in.consent_feed import ConsentFeed
    from cdk_messaging.opt_in.consent_table import ConsentTable, IConsentTable
    from cdk_messaging.opt_in.double_opt_in import METRICS_NAMESPACE, DoubleOptIn
    from cdk_messaging.opt_in.endpoint_consent_store import EndpointConsentStore
    from cdk_messaging.opt_in.endpoint_mirror import EndpointMirror
    from cdk_messaging.opt_in.event_feed import EventFeed
    from cdk_messaging.opt_in.fields import Choice, Field, FieldType
    from cdk_messaging.opt_in.forms import Form
    from cdk_messaging.opt_in.front import FrontParts, SignUpFront
    from cdk_messaging.opt_in.inbound_topic import InboundTopic
    from cdk_messaging.opt_in.outbox import Outbox
    from cdk_messaging.opt_in.page import HostedPage, OwnPage
    from cdk_messaging.opt_in.pipeline import ConsentPipeline
    from cdk_messaging.opt_in.pipeline_parts import PipelineParts
    from cdk_messaging.opt_in.programme import KindFacts, Programme, ProgrammeType, Translation
    from cdk_messaging.opt_in.published_consent_text import PublishedConsentText
    from cdk_messaging.opt_in.settings import Limits, NumberValidation
    from cdk_messaging.opt_in.sign_up_api import SignUpApi
    from cdk_messaging.opt_in.sign_up_form import SignUpForm
    from cdk_messaging.opt_in.stream_relay import StreamRelay
    from cdk_messaging.opt_in.topic_queue import TopicQueue
    from cdk_messaging.opt_in.web_acl import WebAcl, WebAclScope

_MODULES = {
    "Captcha": "captcha",
    "CaptchaProvider": "captcha",
    "Choice": "fields",
    "ConsentChecker": "consent_check_client",
    "ConsentFeed": "consent_feed",
    "ConsentPipeline": "pipeline",
    "ConsentTable": "consent_table",
    "DoubleOptIn": "double_opt_in",
    "EndpointConsentStore": "endpoint_consent_store",
    "EndpointMirror": "endpoint_mirror",
    "EventFeed": "event_feed",
    "Field": "fields",
    "FieldType": "fields",
    "Form": "forms",
    "FrontParts": "front",
    "HostedPage": "page",
    "IConsentTable": "consent_table",
    "InboundTopic": "inbound_topic",
    "KindFacts": "programme",
    "Limits": "settings",
    "METRICS_NAMESPACE": "double_opt_in",
    "NumberValidation": "settings",
    "OptInAlarms": "alarms",
    "Outbox": "outbox",
    "OwnPage": "page",
    "PipelineParts": "pipeline_parts",
    "Programme": "programme",
    "ProgrammeType": "programme",
    "PublishedConsentText": "published_consent_text",
    "SignUpApi": "sign_up_api",
    "SignUpForm": "sign_up_form",
    "SignUpFront": "front",
    "StreamRelay": "stream_relay",
    "TopicQueue": "topic_queue",
    "Translation": "programme",
    "WebAcl": "web_acl",
    "WebAclScope": "web_acl",
}

__all__ = [
    "METRICS_NAMESPACE",
    "Captcha",
    "CaptchaProvider",
    "Choice",
    "ConsentChecker",
    "ConsentFeed",
    "ConsentPipeline",
    "ConsentTable",
    "DoubleOptIn",
    "EndpointConsentStore",
    "EndpointMirror",
    "EventFeed",
    "Field",
    "FieldType",
    "Form",
    "FrontParts",
    "HostedPage",
    "IConsentTable",
    "InboundTopic",
    "KindFacts",
    "Limits",
    "NumberValidation",
    "OptInAlarms",
    "Outbox",
    "OwnPage",
    "PipelineParts",
    "Programme",
    "ProgrammeType",
    "PublishedConsentText",
    "SignUpApi",
    "SignUpForm",
    "SignUpFront",
    "StreamRelay",
    "TopicQueue",
    "Translation",
    "WebAcl",
    "WebAclScope",
]

__getattr__ = lazily(__name__, _MODULES)
