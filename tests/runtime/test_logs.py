from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import pytest

from cdk_messaging.opt_in.runtime import logs
from tests.runtime.fakes.sms import denied
from tests.runtime.world import NUMBER, World


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_reference_is_the_beginning_of_an_hmac_with_the_secret_key(world: World) -> None:
    expected = hmac.new(b"a key of the tests", NUMBER.encode(), hashlib.sha256).hexdigest()
    assert logs.reference(NUMBER) == expected[:16]


def test_the_key_is_fetched_when_it_is_first_needed_and_once(world: World) -> None:
    assert "secretsmanager:GetSecretValue" not in [call.action for call in world.recorder.calls]
    logs.reference(NUMBER)
    logs.reference(NUMBER)
    assert [call.action for call in world.recorder.calls].count("secretsmanager:GetSecretValue") == 1


def test_signing_up_needs_no_key(world: World) -> None:
    world.sign_up()
    assert "secretsmanager:GetSecretValue" not in [call.action for call in world.recorder.calls]


def test_without_the_key_there_is_no_reference_and_no_failure(world: World) -> None:
    world.aws.services["secrets-manager"] = lambda operation, body: denied(body)
    assert logs.reference(NUMBER) == "unavailable"
    assert world.text("STOP") == []
    assert world.state() == "OPTED_OUT"


def test_a_problem_is_logged_by_kind_code_and_place_not_by_its_message(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="invalid literal") as caught:
        int(NUMBER + "!")
    logs.error("something_failed", caught.value, attempt="a")
    (line,) = lines(capsys)
    assert line.pop("at").startswith("test_logs.py:")
    assert line == {"level": "ERROR", "event": "something_failed", "attempt": "a", "problem": "ValueError"}


def test_a_refusal_of_aws_is_logged_with_its_code_and_reason(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.sms.lookups.append(denied)
    world.sign_up()
    (line,) = [line for line in lines(capsys) if line.get("event") == "lookup_unavailable"]
    assert (line["problem"], line["code"]) == ("AccessDeniedException", "AccessDeniedException")


def test_a_metric_is_in_embedded_metric_format(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    logs.metric("Suppressed", Programme="alerts", Reason="cool-down")
    (line,) = lines(capsys)
    assert line.pop("_aws") == {
        "Timestamp": int(world.clock.time.timestamp() * 1000),
        "CloudWatchMetrics": [
            {
                "Namespace": "Test",
                "Dimensions": [[], ["Programme"], ["Programme", "Reason"]],
                "Metrics": [{"Name": "Suppressed", "Unit": "Count"}],
            }
        ],
    }
    assert line == {"Programme": "alerts", "Reason": "cool-down", "Suppressed": 1}


def metrics(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, float]]:
    found = []
    for line in lines(capsys):
        if "_aws" in line:
            name = line["_aws"]["CloudWatchMetrics"][0]["Metrics"][0]["Name"]
            found.append((name, line[name]))
    return found


def test_a_whole_subscription_is_measured(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.subscribe()
    world.text("STOP")
    assert metrics(capsys) == [
        ("SignUps", 1),
        ("Sent", 1),
        ("Replies", 1),
        ("Confirmed", 1),
        ("Conversion", 100),
        ("Sent", 1),
        ("Replies", 1),
        ("OptedOut", 1),
    ]


def test_an_unanswered_confirmation_lowers_the_conversion(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.sign_up()
    world.send_all()
    world.clock.advance(hours=25)
    world.invoke("expiry", {})
    assert metrics(capsys)[2:] == [("Conversion", 0), ("Expired", 1)]


def test_what_is_recorded_already_is_not_measured_again(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.subscribe()
    world.text("STOP", inbound_id="in-1")
    world.text("STOP", inbound_id="in-1")
    assert [name for name, _ in metrics(capsys)].count("OptedOut") == 1
