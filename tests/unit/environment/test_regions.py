"""The lists of Regions agree with botocore's data, which is too slow to ask at every synthesis."""

from __future__ import annotations

import typing

import botocore.session
from aws_cdk import aws_logs as logs

from stacks.environment.regions import LOG_RETENTION_DAYS, SMS_VOICE_REGIONS


def test_the_regions_are_those_that_botocore_knows() -> None:
    session = botocore.session.get_session()
    assert sorted(SMS_VOICE_REGIONS) == sorted(session.get_available_regions("pinpoint-sms-voice-v2"))


def test_every_retention_of_the_cdk_is_known() -> None:
    finite = {
        day for day in typing.cast("list[logs.RetentionDays]", list(logs.RetentionDays)) if day.name != "INFINITE"
    }
    assert len(finite) == len(LOG_RETENTION_DAYS)
