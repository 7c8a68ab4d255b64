"""What messages leave from, and who can answer it."""

from __future__ import annotations

import pytest

from stacks.environment import ExistingOrigination, PoolOrigination, SimulatorOrigination
from tests.unit.environment.support import Files, changed

POOL = 'kind = "pool"\nnumbers = [{ country = "GB", type = "LONG_CODE" }]'
EXISTING = 'kind = "existing"\npool_id = "pool-1f2e"\nnumbers = [{ country = "GB", type = "LONG_CODE" }]'


def test_a_pool_of_numbers_to_lease(files: Files) -> None:
    origination = files.load(changed()).origination
    assert isinstance(origination, PoolOrigination)
    assert [(number.country, number.type) for number in origination.numbers] == [("GB", "LONG_CODE")]


def test_a_simulator_number(files: Files) -> None:
    origination = files.load(changed((POOL, 'kind = "simulator"'), ('["GB"]', '["US"]'))).origination
    assert isinstance(origination, SimulatorOrigination)


def test_a_pool_that_is_there_already(files: Files) -> None:
    origination = files.load(changed((POOL, EXISTING))).origination
    assert isinstance(origination, ExistingOrigination)
    assert (origination.pool_id, origination.phone_number_id) == ("pool-1f2e", None)


def test_an_existing_one_is_set_up_by_the_deployment_unless_the_file_says_otherwise(files: Files) -> None:
    for line, set_up in (("", True), ("\nset_up = false", False)):
        origination = files.load(changed((POOL, EXISTING + line))).origination
        assert isinstance(origination, ExistingOrigination)
        assert (origination.set_up, origination.opt_out_list_name) == (set_up, None)


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ('kind = "sender-id"', "origination: kind 'sender-id'; allowed: 'pool', 'simulator', 'existing'"),
        ("numbers = []", "origination: kind is missing; it says which keys this table has"),
        ('kind = "pool"', "origination.numbers is missing; list the numbers to lease"),
        ('kind = "simulator"\nnumbers = []', "origination.numbers = []: unknown key; allowed: kind"),
        (
            f'{EXISTING}\nopt_out_list_name = "my list"',
            "origination.opt_out_list_name = 'my list': allowed: 1 to 64 letters, digits, _ and -",
        ),
        (
            EXISTING.replace("pool-1f2e", "1f2e"),
            "origination.pool_id = '1f2e': allowed: the id of a pool, like pool-1f2e3d4c",
        ),
        (
            EXISTING.replace('pool_id = "pool-', 'phone_number_id = "+'),
            "origination.phone_number_id = '+1f2e': allowed: the id of a number, like phone-1f2e3d4c",
        ),
        (
            EXISTING.replace('pool_id = "pool-1f2e"', ""),
            "origination: give either pool_id or phone_number_id, the one that messages leave from",
        ),
        (
            f'{EXISTING}\nphone_number_id = "phone-1f2e"',
            "origination: give either pool_id or phone_number_id, the one that messages leave from",
        ),
        (
            POOL.replace("LONG_CODE", "SHORT_CODE"),
            "origination.numbers[0].type = 'SHORT_CODE': allowed: 'LONG_CODE', 'TEN_DLC' or 'TOLL_FREE'",
        ),
        (
            POOL.replace('country = "GB", ', ""),
            "origination.numbers[0].country is missing; give the number's country, two capital letters",
        ),
    ],
)
def test_a_wrong_table_is_refused_with_what_is_allowed(files: Files, table: str, problem: str) -> None:
    assert files.problems(changed((POOL, table))) == [problem]


def test_a_country_whose_people_cannot_answer_is_refused(files: Files) -> None:
    assert files.problems(changed(('["GB"]', '["GB", "FR"]'))) == [
        (
            "allowed_countries = 'FR': people there can't reply to the numbers of this environment (LONG_CODE in GB); "
            "add a number of FR"
        )
    ]


def test_a_country_without_two_way_numbers_is_refused(files: Files) -> None:
    assert files.problems(changed(('["GB"]', '["GB", "TR"]'))) == [
        "allowed_countries = 'TR': AWS offers no number there that people can reply to"
    ]


@pytest.mark.parametrize("kind", ["TEN_DLC", "TOLL_FREE"])
def test_a_kind_of_number_that_exists_in_one_country_is_refused_in_others(files: Files, kind: str) -> None:
    text = changed((POOL, POOL.replace("LONG_CODE", kind)), ('["GB"]', '["US"]'))
    assert files.problems(text) == [f"origination.numbers[0].country = 'GB': {kind} numbers exist in US only"]
