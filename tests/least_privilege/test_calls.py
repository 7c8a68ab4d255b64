"""Both ways: each call that a function makes is allowed to it, and what is allowed to it is used.

The functions are run through all that can happen to them (``tests/runtime/scenarios.py``), and each request to AWS is
recorded. What a function's role holds comes from the synthesized template.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from ministack.core.iam_evaluator import fnmatch_iam_cs

from tests.least_privilege.deployed import Statement
from tests.least_privilege.function_roles import FUNCTIONS, FunctionRoles
from tests.runtime.recorder import Call
from tests.runtime.scenarios import run_all

NOT_BY_THE_FUNCTION = {
    "logs:CreateLogStream": "AWS Lambda writes what the function prints.",
    "logs:PutLogEvents": "AWS Lambda writes what the function prints.",
    "sqs:DeleteMessage": "AWS Lambda takes messages for the function.",
    "sqs:GetQueueAttributes": "AWS Lambda takes messages for the function.",
    "sqs:ReceiveMessage": "AWS Lambda takes messages for the function.",
    "kms:Decrypt": "The service that stores the data asks AWS KMS on the function's behalf.",
    "kms:DescribeKey": "The service that stores the data asks AWS KMS on the function's behalf.",
    "kms:Encrypt": "The service that stores the data asks AWS KMS on the function's behalf.",
    "kms:GenerateDataKey": "The service that stores the data asks AWS KMS on the function's behalf.",
    "kms:ReEncryptFrom": "The service that stores the data asks AWS KMS on the function's behalf.",
    "kms:ReEncryptTo": "The service that stores the data asks AWS KMS on the function's behalf.",
}
"""Actions that a role needs although no request of the function is for them, and who makes those."""

CARRIER_LOOKUP, PHONE_NUMBER_VALIDATE = "carrier-lookup", "phone-number-validate"


@dataclass(frozen=True)
class Case:
    """A function in an environment.

    :param fixture: name of the fixture with the environment's roles.
    """

    function: str
    fixture: str
    number_validation: str = CARRIER_LOOKUP
    self_managed_opt_outs: bool = False
    captcha: bool = False

    def calls(self) -> list[Call]:
        """What the function does there."""
        return run_all(
            self.function,
            number_validation=self.number_validation,
            self_managed_opt_outs=self.self_managed_opt_outs,
            captcha=self.captcha,
        )


CASES = [
    case
    for function in FUNCTIONS
    for case in (
        Case(function, "roles"),
        Case(function, "self_managed_roles", self_managed_opt_outs=True),
        Case(function, "validating_roles", number_validation=PHONE_NUMBER_VALIDATE),
        Case(function, "captcha_roles", captcha=True),
    )
]


@pytest.fixture(params=CASES, ids=lambda case: f"{case.function}-{case.fixture}")
def case(request: pytest.FixtureRequest) -> Case:
    made: Case = request.param
    return made


@pytest.fixture
def of_case(case: Case, request: pytest.FixtureRequest) -> FunctionRoles:
    roles: FunctionRoles = request.getfixturevalue(case.fixture)
    return roles


def grants(roles: FunctionRoles, function: str) -> Iterator[tuple[str, str, Statement]]:
    """Action, resource and statement of everything that a role allows."""
    for statement in roles.statements(function):
        for action in statement.actions:
            for resource in statement.resources:
                yield action, resource, statement


def test_every_call_of_a_function_is_allowed_to_it(case: Case, of_case: FunctionRoles) -> None:
    calls = case.calls()
    refused = [
        f"{call.action} on {resource}"
        for call in calls
        for resource in of_case.resources_of(call)
        if not of_case.allows(case.function, call.action, resource)
    ]
    assert calls
    assert refused == []


def test_everything_that_is_allowed_to_a_function_is_used_by_it(case: Case, of_case: FunctionRoles) -> None:
    used = {(call.action, resource) for call in case.calls() for resource in of_case.resources_of(call)}
    unused = [
        f"{action} on {pattern}"
        for action, pattern, _ in grants(of_case, case.function)
        if action not in NOT_BY_THE_FUNCTION
        and not any(action == each and fnmatch_iam_cs(resource, pattern) for each, resource in used)
    ]
    assert unused == []


def test_a_function_may_write_to_its_own_log_and_no_other(case: Case, of_case: FunctionRoles) -> None:
    logs = {(a, r) for a, r, _ in grants(of_case, case.function) if a.startswith("logs:")}
    group = of_case.log_group(case.function)
    assert logs == {("logs:CreateLogStream", group), ("logs:PutLogEvents", group)}


def test_a_function_takes_messages_only_from_the_queue_that_invokes_it(case: Case, of_case: FunctionRoles) -> None:
    receive = {"sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"}
    taken = {(a, r) for a, r, _ in grants(of_case, case.function) if a in receive}
    queue = of_case.source_queue(case.function)
    assert taken == (set() if queue is None else {(action, queue) for action in receive})


def test_a_function_uses_keys_only_by_way_of_services_that_it_uses(case: Case, of_case: FunctionRoles) -> None:
    uses = {action.split(":")[0] for action, _, _ in grants(of_case, case.function)}
    for action, _, statement in grants(of_case, case.function):
        if action.startswith("kms:"):
            through = statement.conditions["StringEquals"]["kms:ViaService"]
            assert through.split(".")[0] in uses, through


def test_a_function_may_use_the_keys_of_what_it_stores_and_reads(case: Case, of_case: FunctionRoles) -> None:
    (key,) = {r for a, r, _ in grants(of_case, case.function) if a.startswith("kms:")}
    assert of_case.allows(case.function, "kms:Decrypt", key, kms_ViaService="dynamodb.us-east-1.amazonaws.com")
    assert not of_case.allows(case.function, "kms:Decrypt", key)
    assert not of_case.allows(case.function, "kms:Decrypt", key, kms_ViaService="s3.us-east-1.amazonaws.com")


def test_every_exception_is_needed(roles: FunctionRoles) -> None:
    granted = {action for function in FUNCTIONS for action, _, _ in grants(roles, function)}
    assert set(NOT_BY_THE_FUNCTION) <= granted


def test_no_exception_is_something_that_a_function_does(roles: FunctionRoles) -> None:
    used = {call.action for function in FUNCTIONS for call in run_all(function)}
    assert used & set(NOT_BY_THE_FUNCTION) == set()


def test_a_call_that_is_not_granted_is_found(roles: FunctionRoles) -> None:
    """The check of this file can fail."""
    call = next(each for each in run_all("sender") if each.action == "sms-voice:SendTextMessage")
    resources = roles.resources_of(call)
    assert len(resources) == 2
    assert not any(roles.allows("reply", call.action, each) for each in resources)
