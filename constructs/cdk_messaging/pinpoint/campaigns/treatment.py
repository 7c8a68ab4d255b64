"""Variants of an A/B test."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...checks import check_length, is_known
from ...errors import InvalidArgument
from ..hooks import CustomDelivery
from .content import Content
from .messages import CampaignMessages
from .schedule import Schedule
from .template_reference import CampaignTemplates

MOST_ADDITIONAL = 4
"""Treatments beside the campaign's own: they are numbered from 0 to 4."""


@dataclass(frozen=True, kw_only=True)
class Treatment:
    """A variant that a part of the segment gets, beside the campaign's own.

    :param size_percent: how much of the segment gets it, 1 to 99
    :param name: 1 to 64 characters
    :param description: Default: - none
    :param messages: what it says. Default: - what its templates say
    :param templates: Default: - none
    :param custom_delivery: where a custom message goes. Default: - nowhere
    :param schedule: when it is sent. Default: - as the campaign
    :raises InvalidArgument: if a value is not valid, it sends nothing, or a custom message lacks its delivery or the
        other way round

    Source: AWS::Pinpoint::Campaign WriteTreatmentResource
    """

    size_percent: int
    name: str
    description: str | None = None
    messages: CampaignMessages | None = None
    templates: CampaignTemplates | None = None
    custom_delivery: CustomDelivery | None = None
    schedule: Schedule | None = None
    content: Content = field(init=False)

    def __post_init__(self) -> None:
        if is_known(self.size_percent) and not 1 <= self.size_percent <= 99:
            raise InvalidArgument(f"size_percent is {self.size_percent}: use 1 to 99")
        check_length("treatment name", self.name, least=1, most=64)
        content = Content(messages=self.messages, templates=self.templates, custom_delivery=self.custom_delivery)
        object.__setattr__(self, "content", content)


def check_sizes(treatments: tuple[Treatment, ...], own_percent: int | None, holdout_percent: int | None) -> None:
    """Refuse parts of a segment that don't make a whole.

    :param treatments: those beside the campaign's own
    :param own_percent: what the campaign's own treatment gets, if it was said
    :param holdout_percent: what gets nothing, if it was said
    :raises InvalidArgument: if there are too many, or they don't add up to 100 percent
    """
    if len(treatments) > MOST_ADDITIONAL:
        raise InvalidArgument(
            f"a campaign has {len(treatments)} treatments beside its own: use at most {MOST_ADDITIONAL}"
        )
    holdout = 0 if holdout_percent is None else holdout_percent
    if not all(map(is_known, [holdout, own_percent, *(each.size_percent for each in treatments)])):
        return
    if not 0 <= holdout <= 99:
        raise InvalidArgument(f"holdout_percent is {holdout}: use 0 to 99")
    parts = " + ".join([*(str(each.size_percent) for each in treatments), f"holdout {holdout}"])
    given = sum(each.size_percent for each in treatments) + holdout
    if own_percent is not None and given + own_percent != 100:
        raise InvalidArgument(
            f"treatments and holdout are {own_percent} + {parts} = {given + own_percent} percent: make them 100"
        )
    if given >= 100:
        raise InvalidArgument(
            f"treatments and holdout are {parts} = {given} percent, which leaves nobody for the campaign's own "
            "message: make them less than 100"
        )
