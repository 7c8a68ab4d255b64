"""AWS::Pinpoint::InAppTemplate."""

from __future__ import annotations

from sandbox.cloudformation.pinpoint_parts import LAYOUTS, in_app_content
from sandbox.cloudformation.pinpoint_templates import template_type
from sandbox.cloudformation.schema import ANY_OBJECT, enum

TYPE = template_type(
    kind="INAPP",
    operations="InAppTemplate",
    request="InAppTemplateRequest",
    properties={"Content": in_app_content(strict=True), "CustomConfig": ANY_OBJECT, "Layout": enum(*LAYOUTS)},
)
