"""AWS::Pinpoint::EmailTemplate."""

from __future__ import annotations

from sandbox.cloudformation.pinpoint_templates import template_type
from sandbox.cloudformation.schema import string

TYPE = template_type(
    kind="EMAIL",
    operations="EmailTemplate",
    request="EmailTemplateRequest",
    properties={name: string() for name in ("DefaultSubstitutions", "HtmlPart", "Subject", "TextPart")},
    required=("Subject",),
)
