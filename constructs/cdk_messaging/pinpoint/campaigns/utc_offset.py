"""Offsets that a campaign in local time can begin with."""

from __future__ import annotations

from enum import StrEnum


class UtcOffset(StrEnum):
    """The offsets from UTC that the service takes.

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-campaigns.html
    """

    MINUS_11 = "UTC-11"
    MINUS_10 = "UTC-10"
    MINUS_09 = "UTC-09"
    MINUS_08 = "UTC-08"
    MINUS_07 = "UTC-07"
    MINUS_06 = "UTC-06"
    MINUS_05 = "UTC-05"
    MINUS_04 = "UTC-04"
    MINUS_03 = "UTC-03"
    MINUS_02 = "UTC-02"
    UTC = "UTC"
    PLUS_01 = "UTC+01"
    PLUS_02 = "UTC+02"
    PLUS_03 = "UTC+03"
    PLUS_03_30 = "UTC+03:30"
    PLUS_04 = "UTC+04"
    PLUS_04_30 = "UTC+04:30"
    PLUS_05 = "UTC+05"
    PLUS_05_30 = "UTC+05:30"
    PLUS_05_45 = "UTC+05:45"
    PLUS_06 = "UTC+06"
    PLUS_06_30 = "UTC+06:30"
    PLUS_07 = "UTC+07"
    PLUS_08 = "UTC+08"
    PLUS_09 = "UTC+09"
    PLUS_09_30 = "UTC+09:30"
    PLUS_10 = "UTC+10"
    PLUS_10_30 = "UTC+10:30"
    PLUS_11 = "UTC+11"
    PLUS_12 = "UTC+12"
    PLUS_13 = "UTC+13"
