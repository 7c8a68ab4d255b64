"""The functions of ``PinpointOneTimePasswords``, deployed with the roles that they have, on a project of their own."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest

from cdk_messaging.pinpoint import Project, SmsChannel
from cdk_messaging.sms_voice.senders import PinpointOneTimePasswords
from cdk_messaging.sms_voice.senders.client import SenderClient
from tests.sandbox.account import REGION, Account, Json, person
from tests.sandbox.provider_stacks import GONE, LOGS


def uploaded(account: Account, assembly: Path) -> Json:
    """The place of the functions' code, which the command line would upload."""
    (folder,) = [path for path in assembly.glob("asset.*") if (path / "runtime" / "pinpoint_send.py").is_file()]
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder))
    bucket = f"code-{account.id}"
    account.client("s3").create_bucket(Bucket=bucket)
    account.client("s3").put_object(Bucket=bucket, Key="senders.zip", Body=content.getvalue())
    return {"S3Bucket": bucket, "S3Key": "senders.zip"}


class Login:
    """The two functions, and somebody who logs in."""

    def __init__(self, account: Account) -> None:
        self.phone, self.person = account.phone, person()
        stack = cdk.Stack(cdk.App(), "Stack", env=cdk.Environment(account=account.id, region=REGION))
        project = Project(stack, "Project", removal_policy=GONE)
        SmsChannel(stack, "Text", project=project)
        passwords = PinpointOneTimePasswords(
            stack, "Passwords", application_id=project.project_id, brand_name="Example", log_options=LOGS,
            origination_number=account.number()["PhoneNumber"], allowed_attempts=2,
        )  # fmt: skip
        outputs = {
            name: {"Value": stack.resolve(function.function.function_name)}
            for name, function in (("Sender", passwords.sender), ("Verifier", passwords.verifier))
        }
        app = stack.node.root
        assert isinstance(app, cdk.App)
        assembly = app.synth()
        resources = dict(assembly.get_stack_by_name("Stack").template["Resources"])
        code = uploaded(account, Path(assembly.directory))
        for each in resources.values():
            if each["Type"] == "AWS::Lambda::Function":
                each["Properties"]["Code"] = code
        made = account.deploy(resources, outputs=outputs)
        client = account.client("lambda")
        self.sender, self.verifier = (SenderClient(made[name], client) for name in ("Sender", "Verifier"))

    def code(self) -> str:
        sent = self.sender.call(destination=self.person, reference="login")
        assert sent["outcome"] == "sent", sent
        text = self.phone.wait_for(self.person, lambda message: message["messageId"] == sent["message_id"])
        found = re.search(r"[0-9]{6}", text["body"])
        assert found is not None
        return found[0]

    def tried(self, code: str) -> Any:
        return self.verifier.call(destination=self.person, reference="login", code=code)


@pytest.fixture
def login(account: Account) -> Login:
    return Login(account)


def test_a_code_from_the_phone_opens_the_door_once_and_guessing_does_not(account: Account, login: Login) -> None:
    code = login.code()
    wrong = f"{(int(code) + 1) % 10**6:06}"
    assert login.tried(wrong) == {"outcome": "checked", "valid": False}
    assert login.tried(code) == {"outcome": "checked", "valid": True}
    assert login.tried(code) == {"outcome": "checked", "valid": False}
    code = login.code()
    assert [login.tried(each)["valid"] for each in (wrong, wrong, code)] == [False] * 3
    account.destroy()
