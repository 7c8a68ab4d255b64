"""The example of push notifications: deployed, used, updated, used again and destroyed."""

from __future__ import annotations

import json
from collections.abc import Callable

from sandbox.process import Sandbox
from tests.examples.deployed_example import DeployedExample
from tests.examples.example_cli import replaced

ANDROID, APPLE, OLD = "android-token", "apple-token", "invalid-token"
CREDENTIALS = {
    "push/firebase": json.dumps({"project_id": "p", "client_email": "push@example.com", "private_key": "hunter2"}),
    "push/apple": "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----",
}


def test_notifications_reach_devices_until_a_channel_is_switched_off(
    sandbox: Sandbox, deployed: Callable[[str], DeployedExample]
) -> None:
    secrets = sandbox.client("secretsmanager")
    for name, value in CREDENTIALS.items():
        secrets.create_secret(Name=name, SecretString=value)
    example = deployed("push")
    recipients = [
        {"channel": "GCM", "token": ANDROID}, {"channel": "APNS", "token": APPLE}, {"channel": "GCM", "token": OLD},
    ]  # fmt: skip
    event = {"recipients": recipients, "title": "Your order", "body": "It has left.", "time_to_live": 300}
    answer = example.call("FunctionName", **event)
    assert answer["outcome"] == "partly"
    assert [each["outcome"] for each in answer["results"]] == ["sent", "sent", "gone"]
    for token, result in ((ANDROID, answer["results"][0]), (APPLE, answer["results"][1])):
        (notification,) = example.phone.notifications(token)
        assert notification["messageId"] == result["message_id"]
        assert notification["message"] == {
            "Action": "OPEN_APP", "Body": "It has left.", "Title": "Your order", "TimeToLive": 300,
        }  # fmt: skip
    assert example.phone.notifications(OLD) == []
    template = example.client("cloudformation").get_template(StackName="Push")["TemplateBody"]
    assert "hunter2" not in str(template)
    example.update(replaced('bundle_id="com.example.app",', 'bundle_id="com.example.app", enabled=False,'))
    answer = example.call("FunctionName", recipients=recipients[:2], body="Once more.")
    assert [each["outcome"] for each in answer["results"]] == ["sent", "refused"]
    assert [len(example.phone.notifications(token)) for token in (ANDROID, APPLE)] == [2, 1]
    for name in CREDENTIALS:
        secrets.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)
