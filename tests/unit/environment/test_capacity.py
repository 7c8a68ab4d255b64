"""Quotas that AWS raised, and the peak that is expected."""

from __future__ import annotations

import pytest

from cdk_messaging.sms_voice import Quota
from stacks.environment.capacity import QuotasTable
from tests.unit.environment.support import Files, changed
from tests.unit.environment.test_origination import EXISTING, POOL

PEAK = "[expected_peak]\nmessages = 5000\nwithin_minutes = 60"


def test_every_quota_is_a_key() -> None:
    assert set(QuotasTable.model_fields) == {quota.value.replace("-", "_") for quota in Quota}


def test_quotas_that_were_raised_are_told(files: Files) -> None:
    quotas = files.load(changed(end="[quotas]\nphone_numbers = 60\npools = 25")).quotas
    assert quotas.raised() == {Quota.PHONE_NUMBERS: 60, Quota.POOLS: 25}


def test_without_the_table_none_was_raised(files: Files) -> None:
    assert files.load(changed()).quotas.raised() == {}


def test_a_peak_is_messages_and_minutes(files: Files) -> None:
    peak = files.load(changed(end=PEAK)).expected_peak
    assert peak is not None
    assert (peak.messages, peak.within_minutes, peak.parts_per_message) == (5000, 60, 1)


def test_no_peak_is_expected_unless_the_file_tells(files: Files) -> None:
    assert files.load(changed()).expected_peak is None


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("[quotas]\npools = 24", "quotas.pools = 24: input should be greater than or equal to 25"),
        (
            "[quotas]\npool = 30",
            (
                "quotas.pool = 30: unknown key (did you mean pools?); allowed: configuration_sets, "
                "notify_configurations, opt_out_lists, phone_numbers, pools, protect_configurations, registrations, "
                "registration_attachments, sender_ids, verified_destination_numbers, identities_per_pool"
            ),
        ),
        ("[expected_peak]\nwithin_minutes = 60", "expected_peak.messages is missing; say how many texts the peak has"),
        (
            "[expected_peak]\nmessages = 5000",
            "expected_peak.within_minutes is missing; say in how many minutes they have to be sent",
        ),
        (
            f"{PEAK}\nparts_per_message = 11",
            "expected_peak.parts_per_message = 11: input should be less than or equal to 10",
        ),
    ],
)
def test_a_wrong_table_is_refused_with_what_is_allowed(files: Files, table: str, problem: str) -> None:
    assert files.problems(changed(end=table)) == [problem]


def test_of_a_simulator_nobody_knows_how_long_a_peak_takes(files: Files) -> None:
    text = changed((POOL, 'kind = "simulator"'), ('["GB"]', '["US"]'), end=PEAK)
    assert files.problems(text) == ["expected_peak: AWS names no rate of simulator numbers; leave it out"]


def test_a_rate_that_aws_names_nowhere_has_to_be_told(files: Files) -> None:
    short_code = EXISTING.replace("LONG_CODE", "SHORT_CODE")
    assert files.problems(changed((POOL, short_code), end=PEAK)) == [
        (
            "origination.numbers[0].messages_per_second is missing; AWS names no rate of SHORT_CODE numbers of GB, and "
            "expected_peak needs it"
        )
    ]
    told = short_code.replace('"SHORT_CODE"', '"SHORT_CODE", messages_per_second = 40.0')
    assert files.load(changed((POOL, told), end=PEAK)).expected_peak is not None


def test_without_an_expected_peak_no_rate_is_needed(files: Files) -> None:
    assert files.load(changed((POOL, EXISTING.replace("LONG_CODE", "SHORT_CODE")))).expected_peak is None
