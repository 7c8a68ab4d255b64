"""The variants of a campaign, and which of them an endpoint gets."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

_CONTENT = ("CustomDeliveryConfiguration", "MessageConfiguration", "TemplateConfiguration")
HOLDOUT = ""


@dataclass(frozen=True)
class Treatment:
    """One variant.

    :param id: number, from "0", the campaign's own
    :param size: percent of the segment
    """

    id: str
    size: int
    content: Json
    schedule: Json


def of(campaign: Json) -> list[Treatment]:
    """All variants, the campaign's own first."""
    others = campaign.get("AdditionalTreatments", [])
    rest = 100 - campaign.get("HoldoutPercent", 0) - sum(each["SizePercent"] for each in others)
    own = Treatment("0", rest, _content(campaign), campaign.get("Schedule", {}))
    return [own, *(_other(each, index, own) for index, each in enumerate(others, start=1))]


def _other(given: Json, index: int, own: Treatment) -> Treatment:
    return Treatment(str(index), given["SizePercent"], _content(given), given.get("Schedule") or own.schedule)


def _content(given: Json) -> Json:
    return {name: given[name] for name in _CONTENT if name in given}


def drawn(campaign: Json, endpoint: str) -> str:
    """The id of the variant that an endpoint gets in every run, ``HOLDOUT`` for nothing."""
    lot = zlib.crc32(f"{campaign['Id']}/{endpoint}".encode()) % 100
    for each in of(campaign):
        if lot < each.size:
            return each.id
        lot -= each.size
    return HOLDOUT
