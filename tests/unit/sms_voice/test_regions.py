"""Data on Regions."""

from __future__ import annotations

import botocore.session

from cdk_messaging.sms_voice.regions import PHONE_NUMBER_VALIDATE_REGIONS


def test_number_validation_exists_where_amazon_pinpoint_does() -> None:
    session = botocore.session.get_session()
    known = {
        region
        for partition in ("aws", "aws-us-gov")
        for region in session.get_available_regions("pinpoint", partition_name=partition)
    }
    assert known == PHONE_NUMBER_VALIDATE_REGIONS
