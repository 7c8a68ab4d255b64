"""Quotas of an account, over the whole app."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import ConfigurationSet, OptOutList, PhoneNumber, Pool, Quota, raise_quotas
from cdk_messaging.sms_voice.quotas import CONTEXT_KEY, DEFAULT_QUOTAS, quota

from .helpers import TEXTS

ADVICE = f"ask AWS to raise the quota, and say so with raise_quotas(...) or the context {CONTEXT_KEY}"


def sets(scope: cdk.Stack, count: int) -> None:
    for number in range(count):
        ConfigurationSet(scope, f"Set{number}")


def synthesis_error(app: cdk.App) -> str:
    with pytest.raises(RuntimeError) as error:
        app.synth()
    return str(error.value)


def test_as_many_as_the_quota_synthesize() -> None:
    app = cdk.App()
    sets(cdk.Stack(app, "Stack"), 25)
    app.synth()


def test_fails_for_one_more_in_the_whole_app() -> None:
    app = cdk.App()
    sets(cdk.Stack(app, "One"), 13)
    sets(cdk.Stack(app, "Two"), 13)
    assert f"26 configuration-sets are too many for the app, where 25 are allowed: {ADVICE}" in synthesis_error(app)


def stack_in(app: cdk.App, name: str, region: str) -> cdk.Stack:
    return cdk.Stack(app, name, env=cdk.Environment(account="111122223333", region=region))


def test_each_account_and_region_has_its_own() -> None:
    app = cdk.App()
    for region in ("eu-west-1", "us-east-1"):
        sets(stack_in(app, region, region), 20)
    app.synth()


def test_an_account_and_region_with_too_many_is_named() -> None:
    app = cdk.App()
    for name in ("One", "Two"):
        sets(stack_in(app, name, "eu-west-1"), 13)
    message = "26 configuration-sets are too many for 111122223333/eu-west-1, where 25 are allowed"
    assert message in synthesis_error(app)


def test_each_stage_has_its_own_where_nothing_else_is_known() -> None:
    app = cdk.App()
    for name in ("dev", "prod"):
        sets(cdk.Stack(cdk.Stage(app, name), "Stack"), 20)
    app.synth()


def test_a_stage_with_too_many_is_named() -> None:
    app = cdk.App()
    sets(cdk.Stack(cdk.Stage(app, "prod"), "Stack"), 26)
    assert "26 configuration-sets are too many for stage 'prod', where 25 are allowed" in synthesis_error(app)


def test_the_list_that_every_account_has_counts() -> None:
    app = cdk.App()
    stack = cdk.Stack(app, "Stack")
    for number in range(25):
        OptOutList(stack, f"List{number}")
    assert (
        f"25 opt-out-lists beside 1 that every account has are too many for the app, where 25 are allowed: {ADVICE}"
    ) in synthesis_error(app)


def test_an_app_is_told_that_a_quota_was_raised() -> None:
    app = cdk.App()
    raise_quotas(app, {Quota.CONFIGURATION_SETS: 30})
    sets(cdk.Stack(app, "Stack"), 30)
    app.synth()


def test_the_context_can_say_so_too() -> None:
    app = cdk.App(context={CONTEXT_KEY: {"configuration-sets": 30}})
    sets(cdk.Stack(app, "Stack"), 31)
    assert "31 configuration-sets are too many for the app, where 30 are allowed" in synthesis_error(app)


def test_a_stage_can_have_other_quotas_than_another() -> None:
    app = cdk.App()
    raised = cdk.Stage(app, "prod")
    raise_quotas(raised, {Quota.CONFIGURATION_SETS: 30})
    sets(cdk.Stack(raised, "Stack"), 30)
    sets(cdk.Stack(cdk.Stage(app, "dev"), "Stack"), 25)
    app.synth()


def test_imported_resources_are_not_counted() -> None:
    app = cdk.App()
    stack = cdk.Stack(app, "Stack")
    for number in range(40):
        ConfigurationSet.from_configuration_set_name(stack, f"Set{number}", f"set-{number}")
    app.synth()


def members(stack: cdk.Stack, count: int) -> list[Any]:
    return [PhoneNumber.from_phone_number_id(stack, f"Number{number}", f"phone-{number}") for number in range(count)]


def test_fails_for_a_pool_with_too_many_members(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument) as error:
        Pool(stack, "Pool", phone_numbers=members(stack, 101), mandatory_keywords=TEXTS)
    assert str(error.value) == (
        "101 members are too many for a pool, where 100 are allowed: ask AWS to raise the quota, and say so with "
        "raise_quotas(...)"
    )


def test_a_pool_may_have_more_members_if_aws_allows_it() -> None:
    app = cdk.App()
    raise_quotas(app, {Quota.IDENTITIES_PER_POOL: 150})
    stack = cdk.Stack(app, "Stack")
    Pool(stack, "Pool", phone_numbers=members(stack, 101), mandatory_keywords=TEXTS)


@pytest.mark.parametrize(
    ("quotas", "message"),
    [
        ({"ponies": 5}, "quota 'ponies' is not known: use one of " + ", ".join(Quota)),
        ({"pools": "many"}, "quota 'pools' is 'many': use a whole number from 25, AWS's default"),
        ({"pools": 24}, "quota 'pools' is 24: use a whole number from 25, AWS's default"),
        ({"pools": True}, "quota 'pools' is True: use a whole number from 25, AWS's default"),
        ({"pools": 30.5}, "quota 'pools' is 30.5: use a whole number from 25, AWS's default"),
    ],
)
def test_fails_for_quotas_that_are_none(quotas: Any, message: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        raise_quotas(cdk.App(), quotas)
    assert str(error.value) == message


def test_fails_for_a_context_that_is_no_object() -> None:
    app = cdk.App(context={CONTEXT_KEY: "pools=50"})
    with pytest.raises(InvalidArgument) as error:
        quota(cdk.Stack(app, "Stack"), Quota.POOLS)
    assert str(error.value) == f"context {CONTEXT_KEY} is 'pools=50': give an object such as {{'pools': 50}}"


def test_every_quota_has_a_default() -> None:
    assert set(DEFAULT_QUOTAS) == set(Quota)
