"""The policies of docs/operations.md: each call of the commands is allowed by them, and each action is used."""

from __future__ import annotations

import fnmatch
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.operations.operating import Operator, Queues, Recovery, functions, stack
from tests.runtime.fakes.sms import denied, lost
from tests.runtime.recorder import Call
from tests.runtime.world import NUMBER, OTHER_NUMBER, TABLE, World
from tests.support.app import ROOT
from tests.support.markdown import code_blocks

_PAGE = ROOT / "docs" / "operations.md"
_LOOK, _OPERATE, _KEEP = range(3)
# Asked of whoever calls, on behalf of a service that fills the copy, or for what no copy was seen to need yet.
_BEHIND_THE_SCENES = {
    "dynamodb:BatchWriteItem on the copy",
    "dynamodb:DeleteItem on the copy",
    "dynamodb:GetItem on the copy",
    "dynamodb:PutItem on the copy",
    "dynamodb:UpdateItem on the copy",
    "dynamodb:UpdateTable on the copy",
}
_ENCRYPTION = "kms:"  # likewise, on behalf of those that encrypt
_URL = "https://sqs.us-east-1.amazonaws.com/111122223333/"


def policies() -> list[list[dict[str, Any]]]:
    """The statements of each policy."""
    blocks = code_blocks(_PAGE.read_text("utf-8"), _PAGE.name, "json")
    return [json.loads(block.text)["Statement"] for block in blocks]


def actions(statement: dict[str, Any]) -> list[str]:
    found = statement["Action"]
    return [found] if isinstance(found, str) else found


def resources(statement: dict[str, Any]) -> list[str]:
    found = statement["Resource"]
    return [found] if isinstance(found, str) else found


def target(call: Call) -> str:
    """The ARN that a call is about, with the names that the page has."""
    named = dict(call.resources)
    service = call.action.split(":")[0]
    if service == "dynamodb":
        table = named.get("table", TABLE).replace(TABLE, "CONSENTS")  # a restore names its source otherwise
        index = f"/index/{named['index']}" if "index" in named else ""
        return f"arn:aws:dynamodb:us-east-1:111122223333:table/{table}{index}"
    return {
        "cloudformation": "arn:aws:cloudformation:us-east-1:111122223333:stack/Prod-OptIn/0",
        "lambda": "arn:aws:lambda:us-east-1:111122223333:function:CONSENT-CHECK",
        "sqs": "arn:aws:sqs:us-east-1:111122223333:Prod-OptIn-Queue",
        "sms-voice": "arn:aws:sms-voice:us-east-1:111122223333:opt-out-list/LIST",
    }[service]


def allows(statement: dict[str, Any], call: Call) -> bool:
    action = call.action.replace("lambda:Invoke", "lambda:InvokeFunction").replace("MessageBatch", "Message")
    return action in actions(statement) and any(
        fnmatch.fnmatchcase(target(call), pattern) for pattern in resources(statement)
    )


@pytest.fixture
def calls(world: World, operator: Operator, recovery: Recovery, tmp_path: Path) -> dict[int, set[Call]]:
    """What all commands call, by the policy that has to allow it."""
    found: dict[int, set[Call]] = {}
    for policy, arguments in _plays(world, operator, recovery, tmp_path):
        world.recorder.calls.clear()
        code = operator(*arguments).code
        assert code in {0, 3}, arguments
        found.setdefault(policy, set()).update(world.recorder.calls_of("test"))
    return found


def _plays(world: World, operator: Operator, recovery: Recovery, folder: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    by_name, by_stack = ("--table", TABLE), ("--stack", "Prod-OptIn")
    world.aws.services["lambda"] = functions(world)
    names = ("Outbox", "Inbound", "Events")
    outputs = {f"{name}{kind}Url": f"{_URL}{name}{kind}" for name in names for kind in ("Queue", "DeadLetterQueue")}
    world.aws.services["cloudformation"] = stack(ConsentTableName=TABLE, ConsentCheckFunctionName="check", **outputs)
    world.subscribe()
    world.sms.script += [denied] * 3 + [lost]
    for number in (OTHER_NUMBER, "+12065550102"):
        world.sign_up(number)
        world.send_all()
    doubt = world.message("+12065550102").id
    queues = Queues(world)
    world.aws.services["sqs"] = queues.answer

    yield _LOOK, ("proof", NUMBER, *by_stack)
    for status in ("opted-in", "in-doubt", "failed", "contact"):
        yield _LOOK, ("list", "--status", status, "--programme", "alerts", *by_name)
    export = ("export", "--status", "opted-in", "--programme", "alerts", "--output", str(folder / "out.csv"))
    yield _LOOK, (*export, *by_name)
    yield _LOOK, ("doubts", "--programme", "alerts", *by_name)
    yield _LOOK, ("check", NUMBER, "--programme", "alerts", *by_stack)
    yield _LOOK, ("sending", *by_name)

    yield _OPERATE, ("settle", doubt, "--sent", "--by", "Grace", *by_name)
    for move_tasks in (True, False):
        queues.move_tasks = move_tasks
        queues.put(f"{_URL}InboundDeadLetterQueue", "message")
        yield _OPERATE, ("redrive", "--programme", "alerts", *by_stack)
    file = folder / "vendor.csv"
    file.write_text("number,action,time,text\n+12065550103,opt-out,,\n+12065550104,opt-in,2025-03-01,Yes.\n", "utf-8")
    report = ("--vendor", "Other Co", "--programme", "alerts", "--report", str(folder / "report.csv"))
    yield _OPERATE, ("import", str(file), *report, "--opt-out-list", "LIST", *by_stack)
    yield _OPERATE, ("stop-sending", "--by", "Grace", "--reason", "restore", *by_name)

    moment = recovery.remember()
    yield _KEEP, ("erase", OTHER_NUMBER, "--yes", *by_name)
    yield _KEEP, ("erase", "--email", "nobody@example.com", "--yes", *by_name)
    for item in world.items():
        if item["pk"].startswith((f"NUMBER#{NUMBER}", "OUTBOX#")):
            operator.world.table.items._client.delete_item(
                TableName=TABLE, Key={"pk": {"S": item["pk"]}, "sk": {"S": item["sk"]}}
            )
    world.sign_up("+12065550105")
    world.clock.advance(minutes=1)
    yield _KEEP, ("restore", "--to-time", moment, "--exact", "--yes", *by_name)
    yield _OPERATE, ("resume-sending", "--by", "Grace", *by_name)


def test_every_call_is_allowed_by_the_policies_up_to_its_own(calls: dict[int, set[Call]]) -> None:
    statements = policies()
    refused = {
        (policy, call.action, target(call))
        for policy, made in calls.items()
        for call in made
        if not any(allows(statement, call) for allowed in statements[: policy + 1] for statement in allowed)
    }
    assert refused == set()


def test_every_action_is_used_or_asked_for_behind_the_scenes(calls: dict[int, set[Call]]) -> None:
    made = set().union(*calls.values())
    unused = {
        f"{action} on the copy" if "Copy" in statement["Sid"] else action
        for statement in (statement for allowed in policies() for statement in allowed)
        for action in actions(statement)
        if not any(allows({**statement, "Action": action}, call) for call in made)
    }
    assert {name for name in unused if not name.startswith(_ENCRYPTION)} == _BEHIND_THE_SCENES


def test_no_statement_allows_everything() -> None:
    for statement in (statement for allowed in policies() for statement in allowed):
        assert "*" not in resources(statement)
        assert not any(action.endswith(":*") for action in actions(statement))
