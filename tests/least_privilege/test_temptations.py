"""What no function may do, however handy it would be."""

from __future__ import annotations

import pytest

from tests.least_privilege.deployed import ACCOUNT, REGION
from tests.least_privilege.function_roles import FUNCTIONS, FunctionRoles, arn_of

SMS = f"arn:aws:sms-voice:{REGION}:{ACCOUNT}"

DESTRUCTIVE = (
    "dynamodb:BatchWriteItem",
    "dynamodb:DeleteItem",
    "dynamodb:DeleteTable",
    "dynamodb:PartiQLDelete",
    "dynamodb:PartiQLSelect",
    "dynamodb:Scan",
    "dynamodb:UpdateTable",
    "dynamodb:UpdateTimeToLive",
)

# What each function may do that others would like to do as well.
OWNERS = {
    "sms-voice:CarrierLookup": {"signup", "sender"},
    "sms-voice:DescribeOptedOutNumbers": {"reconciliation"},
    "sms-voice:PutMessageFeedback": {"sender", "reply", "settlement", "expiry"},
    "sms-voice:SendTextMessage": {"sender"},
    "sqs:SendMessage": {"sender", "sweeper"},
    "sqs:ReceiveMessage": {"sender", "reply", "settlement"},
    "secretsmanager:GetSecretValue": set(FUNCTIONS) - {"consent_check", "signup"},
    "dynamodb:BatchGetItem": {"expiry", "reconciliation"},
    "dynamodb:ConditionCheckItem": {"sender"},
    "dynamodb:PutItem": set(FUNCTIONS) - {"consent_check"},
    "dynamodb:Query": set(FUNCTIONS) - {"signup"},
    "dynamodb:UpdateItem": set(FUNCTIONS) - {"consent_check"},
}
NOBODYS = (
    "iam:PassRole",
    "kms:CreateGrant",
    "kms:PutKeyPolicy",
    "lambda:InvokeFunction",
    "s3:GetObject",
    "secretsmanager:PutSecretValue",
    "sms-voice:DeleteOptOutList",
    "sms-voice:DeleteOptedOutNumber",
    "sms-voice:PutOptedOutNumber",
    "sms-voice:ReleasePhoneNumber",
    "sms-voice:SendMediaMessage",
    "sms-voice:SendVoiceMessage",
    "sns:Publish",
    "sqs:PurgeQueue",
    "sts:AssumeRole",
)


def table(roles: FunctionRoles, function: str) -> str:
    return arn_of("table", roles.variables(function)["TABLE_NAME"])


def actions(roles: FunctionRoles, function: str) -> set[str]:
    return {action for statement in roles.statements(function) for action in statement.actions}


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("action", DESTRUCTIVE)
def test_no_function_deletes_or_reads_the_table_as_a_whole(roles: FunctionRoles, function: str, action: str) -> None:
    assert not roles.allows(function, action, table(roles, function))
    assert not roles.allows(function, action, f"{table(roles, function)}/index/by_status")


@pytest.mark.parametrize("action", OWNERS)
def test_an_action_belongs_to_those_who_need_it(roles: FunctionRoles, action: str) -> None:
    assert {function for function in FUNCTIONS if action in actions(roles, function)} == OWNERS[action]


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("action", NOBODYS)
def test_nobody_may_do_this(roles: FunctionRoles, function: str, action: str) -> None:
    assert action not in actions(roles, function)


def test_the_actions_above_are_looked_for_as_roles_hold_them(roles: FunctionRoles) -> None:
    """Roles hold no patterns, so that looking for an action by its name finds it."""
    held = {action for function in FUNCTIONS for action in actions(roles, function)}
    assert not [action for action in held if "*" in action or "?" in action]


def test_the_sender_sends_from_its_own_pool_with_its_own_configuration_set_and_from_no_other(
    roles: FunctionRoles,
) -> None:
    variables = roles.variables("sender")
    send = "sms-voice:SendTextMessage"
    assert roles.allows("sender", send, variables["ORIGINATION_IDENTITY"])
    assert roles.allows("sender", send, arn_of("configuration-set", variables["CONFIGURATION_SET"]))
    for other in (
        "*",
        f"{SMS}:configuration-set/other",
        f"{SMS}:phone-number/phone-1f2e3d4c",
        f"{SMS}:pool/pool-1f2e3d4c",
        f"{SMS}:sender-id/EXAMPLE/GB",
    ):
        assert not roles.allows("sender", send, other), other


def test_the_sender_puts_messages_into_the_outbox_queue_and_no_other(roles: FunctionRoles) -> None:
    own = arn_of("queue", roles.variables("sender")["OUTBOX_QUEUE_URL"])
    others = {roles.source_queue("reply"), roles.source_queue("settlement")}
    assert roles.source_queue("sender") == own
    assert roles.allows("sender", "sqs:SendMessage", own)
    assert not any(roles.allows("sender", "sqs:SendMessage", str(other)) for other in others)


def test_no_function_takes_from_another_ones_queue(roles: FunctionRoles) -> None:
    queues = {function: roles.source_queue(function) for function in FUNCTIONS}
    for function in FUNCTIONS:
        for owner, queue in queues.items():
            if queue is not None:
                assert roles.allows(function, "sqs:ReceiveMessage", queue) == (function == owner)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_function_reads_another_secret_than_the_hash_key(roles: FunctionRoles, function: str) -> None:
    other = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:OriginKey-AbCdEf"
    assert not roles.allows(function, "secretsmanager:GetSecretValue", other)
    assert not roles.allows(function, "secretsmanager:GetSecretValue", "*")


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_function_touches_another_table(roles: FunctionRoles, function: str) -> None:
    other = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/other"
    for action in actions(roles, function):
        if action.startswith("dynamodb:"):
            assert not roles.allows(function, action, other), action


@pytest.mark.parametrize("function", sorted(set(FUNCTIONS) - {"sweeper", "expiry", "reconciliation"}))
def test_what_is_not_on_a_schedule_does_not_read_the_index(roles: FunctionRoles, function: str) -> None:
    assert not roles.allows(function, "dynamodb:Query", f"{table(roles, function)}/index/by_status")


def test_the_list_of_opt_outs_is_read_and_not_written_while_aws_manages_it(roles: FunctionRoles) -> None:
    own = roles.variables("reconciliation")["OPT_OUT_LIST"]
    assert roles.allows("reconciliation", "sms-voice:DescribeOptedOutNumbers", own)
    assert not roles.allows("reconciliation", "sms-voice:DescribeOptedOutNumbers", f"{SMS}:opt-out-list/Default")


@pytest.mark.parametrize(
    ("action", "owner"),
    [("sms-voice:DeleteOptedOutNumber", "reply"), ("sms-voice:PutOptedOutNumber", "reconciliation")],
)
def test_with_opt_outs_of_our_own_each_side_of_the_list_has_one_writer(
    self_managed_roles: FunctionRoles, action: str, owner: str
) -> None:
    own = self_managed_roles.variables("reconciliation")["OPT_OUT_LIST"]
    writers = {each for each in FUNCTIONS if self_managed_roles.allows(each, action, own)}
    assert writers == {owner}
    assert not self_managed_roles.allows(owner, action, f"{SMS}:opt-out-list/Default")


def test_with_pinpoints_validation_nobody_asks_carriers(validating_roles: FunctionRoles) -> None:
    validate = f"arn:aws:mobiletargeting:{REGION}:{ACCOUNT}:phone/number/validate"
    asking = {each for each in FUNCTIONS if validating_roles.allows(each, "sms-voice:CarrierLookup", "*")}
    validating = {
        each for each in FUNCTIONS if validating_roles.allows(each, "mobiletargeting:PhoneNumberValidate", validate)
    }
    assert asking == set()
    assert validating == {"signup", "sender"}
