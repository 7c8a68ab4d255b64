"""How long ago an app was used."""

from __future__ import annotations

from enum import StrEnum


class RecencyDuration(StrEnum):
    """The spans that the service looks back over.

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-segments.html
    """

    HR_24 = "HR_24"
    DAY_7 = "DAY_7"
    DAY_14 = "DAY_14"
    DAY_30 = "DAY_30"
