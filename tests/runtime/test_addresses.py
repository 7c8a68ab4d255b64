from __future__ import annotations

import ipaddress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdk_messaging.opt_in.runtime.addresses import counted_as, of_address, seconds_left

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TEN_MINUTES = timedelta(minutes=10)


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:0DB8:0001:0002::", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::1", "::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
    ],
)
def test_an_ipv4_address_counts_as_itself_and_an_ipv6_address_as_its_64(address: str, counted: str) -> None:
    assert counted_as(address) == counted


@given(network=st.integers(0, 2**64 - 1), one=st.integers(0, 2**64 - 1), other=st.integers(0, 2**64 - 1))
def test_all_addresses_of_a_64_count_as_one(network: int, one: int, other: int) -> None:
    addresses = [ipaddress.IPv6Address(network << 64 | host) for host in (one, other)]
    if network == 0:  # where the IPv4 addresses in IPv6 are
        return
    assert len({counted_as(str(address)) for address in addresses}) == 1


@given(one=st.integers(1, 2**64 - 1), other=st.integers(1, 2**64 - 1))
def test_addresses_of_two_64_never_count_as_one(one: int, other: int) -> None:
    counted = {counted_as(str(ipaddress.IPv6Address(network << 64 | 1))) for network in (one, other)}
    assert len(counted) == len({one, other})


def test_without_a_limit_or_an_address_nothing_is_counted() -> None:
    assert of_address("203.0.113.7", at=NOON, window=TEN_MINUTES, limit=0) is None
    assert of_address("", at=NOON, window=TEN_MINUTES, limit=5) is None


@pytest.mark.parametrize(("seconds", "left"), [(0, 600), (0.5, 600), (599, 1), (599.9, 1), (600, 600)])
def test_the_time_until_counting_begins_anew_is_whole_seconds_and_never_none(seconds: float, left: int) -> None:
    now = NOON + timedelta(seconds=seconds)
    counted = of_address("203.0.113.7", at=now, window=TEN_MINUTES, limit=5)
    assert counted is not None
    assert seconds_left(counted, now) == left
