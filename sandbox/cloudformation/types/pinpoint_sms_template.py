"""AWS::Pinpoint::SmsTemplate."""

from __future__ import annotations

from sandbox.cloudformation.pinpoint_templates import template_type
from sandbox.cloudformation.schema import string

TYPE = template_type(
    kind="SMS",
    operations="SmsTemplate",
    request="SMSTemplateRequest",
    properties={"Body": string(), "DefaultSubstitutions": string()},
    required=("Body",),
)
