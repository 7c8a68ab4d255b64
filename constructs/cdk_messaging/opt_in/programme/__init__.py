"""What people sign up for: the facts, the texts made of them, and what carriers ask of both. Pure Python."""

from __future__ import annotations

from cdk_messaging.opt_in.programme.compliance import ContentWarning
from cdk_messaging.opt_in.programme.keywords import mandatory_keywords, number_keywords
from cdk_messaging.opt_in.programme.kinds import Box, ConsentKind, KindFacts, ProgrammeType
from cdk_messaging.opt_in.programme.programme import Programme
from cdk_messaging.opt_in.programme.texts import LocaleTexts
from cdk_messaging.opt_in.programme.translation import Translation

__all__ = [
    "Box",
    "ConsentKind",
    "ContentWarning",
    "KindFacts",
    "LocaleTexts",
    "Programme",
    "ProgrammeType",
    "Translation",
    "mandatory_keywords",
    "number_keywords",
]
