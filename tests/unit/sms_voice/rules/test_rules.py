"""Every rule of the package, with its words. One that is in no table fails."""

from __future__ import annotations

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument

from . import numbers, pools, registrations, senders, sets, settings, voice_sets
from .rule import Rule
from .sites import passed, sites

RULES = [rule for table in (numbers, pools, registrations, senders, sets, settings, voice_sets) for rule in table.RULES]

NEVER: dict[str, str] = {
    "resource_policy.py add_statements": "a method of the CDK that has the same name",
    "tenants/tenant.py add_event_destination": "its arguments are written there",
}
"""Sites that no argument gets to."""


def error_of(rule: Rule) -> InvalidArgument:
    with pytest.raises(InvalidArgument) as caught:
        rule.breaks(cdk.Stack(cdk.App(), "Stack"))
    return caught.value


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.message[:80])
def test_a_refusal_says_what_is_wrong_and_where(rule: Rule) -> None:
    error = error_of(rule)
    assert str(error) == rule.message
    assert error.construct_path == rule.path


def test_every_rule_is_in_a_table() -> None:
    walked = {site for rule in RULES for site in passed(error_of(rule))}
    assert [str(site) for site in sorted(sites() - walked) if site.name not in NEVER] == []


def test_what_is_excepted_exists() -> None:
    assert set(NEVER) <= {site.name for site in sites()}
