"""What functions write to their logs."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from tests.sandbox.account import Account, Json

TRUST: Json = {
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]
}


def zipped() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("index.py", "def handler(event, context):\n    print('here')\n")
    return archive.getvalue()


def groups_after_an_invocation(account: Account, *actions: str) -> list[str]:
    """The log groups of an account without any, after a function with these permissions ran."""
    iam, lambdas = account.client("iam"), account.client("lambda")
    role = iam.create_role(RoleName="role", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
    policy = {"Statement": [{"Effect": "Allow", "Action": list(actions), "Resource": "*"}]}
    iam.put_role_policy(RoleName="role", PolicyName="logs", PolicyDocument=json.dumps(policy))
    lambdas.create_function(
        FunctionName="teller", Runtime="python3.11", Role=role, Handler="index.handler", Code={"ZipFile": zipped()}
    )
    lambdas.invoke(FunctionName="teller")
    return [each["logGroupName"] for each in account.client("logs").describe_log_groups()["logGroups"]]


WRITING = ("logs:CreateLogStream", "logs:PutLogEvents")


@pytest.mark.parametrize(
    ("actions", "groups"),
    [((*WRITING, "logs:CreateLogGroup"), ["/aws/lambda/teller"]), (WRITING, [])],
    ids=["may make its log group", "may not"],
)
def test_a_function_makes_its_log_group_if_its_role_may(
    account: Account, actions: tuple[str, ...], groups: list[str]
) -> None:
    assert groups_after_an_invocation(account, *actions) == groups
