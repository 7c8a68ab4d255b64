"""What a programme sends, and what a box of its forms is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cdk_messaging.opt_in.runtime.programmes import Box, ConsentKind, ProgrammeType

__all__ = ["Box", "ConsentKind", "KindFacts", "ProgrammeType"]


@dataclass(frozen=True, kw_only=True)
class KindFacts:
    """The promotional messages of a mixed programme.

    :param name: what the person gets, as it reads after "get": ``"offers and news"``.
    :param message_kinds: the kinds of messages, for the page: ``("seasonal offers", "new shops")``.
    :param frequency: how often, as a sentence without full stop: ``"Up to 2 msgs/month"``. A number is better than
        "varies" here. Source: AWS, "Mixed-use opt-in"
    :param consent: the label of the promotional box. Default: - made of the facts
    """

    name: str
    message_kinds: Sequence[str]
    frequency: str
    consent: str = ""
