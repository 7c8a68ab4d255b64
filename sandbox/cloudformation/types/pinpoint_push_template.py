"""AWS::Pinpoint::PushTemplate."""

from __future__ import annotations

from sandbox.cloudformation.pinpoint_templates import template_type
from sandbox.cloudformation.schema import obj, string

_EVERYWHERE = ("Action", "Body", "Sound", "Title", "Url")
_ANDROID = (*_EVERYWHERE, "ImageIconUrl", "ImageUrl", "SmallImageIconUrl")
_APPLE = (*_EVERYWHERE, "MediaUrl")

TYPE = template_type(
    kind="PUSH",
    operations="PushTemplate",
    request="PushNotificationTemplateRequest",
    properties={
        "ADM": obj({name: string() for name in _ANDROID}),
        "APNS": obj({name: string() for name in _APPLE}),
        "Baidu": obj({name: string() for name in _ANDROID}),
        "Default": obj({name: string() for name in _EVERYWHERE}),
        "DefaultSubstitutions": string(),
        "GCM": obj({name: string() for name in _ANDROID}),
    },
)
