"""Both ways: each call that a function makes is allowed to it, and what is allowed to it is used."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_s3 as s3

from cdk_messaging.pinpoint import Project, PushSender
from cdk_messaging.sms_voice import ConfigurationSet, NotifyConfiguration, Pool
from cdk_messaging.sms_voice.senders import (
    CodeRoute,
    NumberLookup,
    OneTimePasswords,
    PinpointOneTimePasswords,
    SenderFunction,
    TextSender,
    VoiceSender,
)
from cdk_messaging.sms_voice.senders.runtime import (
    lookup,
    pinpoint_send,
    pinpoint_verify,
    push,
    send_code,
    text,
    verify_code,
    voice,
)
from tests.senders.service import DESTINATION, SECRET, TABLE, Service
from tests.unit.reading import Reading

BY_OTHERS = {
    "logs:CreateLogStream": "AWS Lambda writes what the function prints.",
    "logs:PutLogEvents": "AWS Lambda writes what the function prints.",
    "s3:GetObject": "AWS End User Messaging reads the file in the function's name.",
}
"""Actions that a role needs although no request of the function is for them, and who makes those."""

NAMED_BY = {
    "sms-voice:CarrierLookup": (),
    "sms-voice:SendMediaMessage": ("CONFIGURATION_SET", "ORIGINATION_IDENTITY"),
    "sms-voice:SendNotifyTextMessage": ("CONFIGURATION_SET", "NOTIFY_CONFIGURATION"),
    "sms-voice:SendTextMessage": ("CONFIGURATION_SET", "ORIGINATION_IDENTITY"),
    "sms-voice:SendVoiceMessage": ("CONFIGURATION_SET", "ORIGINATION_IDENTITY"),
}
"""The variables with the ARNs that a request names, each of which the action must be allowed on, and on no other."""

CODE = {"destination": DESTINATION, "reference": "r"}
TEXT = {"destination": DESTINATION, "body": "hello"}
Handler = Callable[[object, object], dict[str, Any]]


@dataclass(frozen=True)
class Case:
    """A function and what it is invoked with."""

    name: str
    make: Callable[[cdk.Stack], SenderFunction]
    handler: Handler
    events: tuple[object, ...]


def _pool(stack: cdk.Stack) -> Any:
    return Pool.from_pool_id(stack, "Pool", "pool-1")


def _own(stack: cdk.Stack, route: CodeRoute) -> OneTimePasswords:
    return OneTimePasswords(stack, "Codes", route=route, configuration_set=ConfigurationSet(stack, "Set"))


def _by_text(stack: cdk.Stack) -> OneTimePasswords:
    return _own(stack, CodeRoute.text(_pool(stack), text="{code} is your code."))


def _by_notify(stack: cdk.Stack) -> OneTimePasswords:
    return _own(stack, CodeRoute.notify(NotifyConfiguration(stack, "Notify", display_name="Example")))


def _pinpoint(stack: cdk.Stack) -> PinpointOneTimePasswords:
    return PinpointOneTimePasswords(
        stack, "Codes", application_id="app", brand_name="Example", origination_number="+18005550199"
    )


CASES = [
    Case("text", lambda stack: TextSender(stack, "S", origination=_pool(stack)), text.handler, (TEXT,)),
    Case(
        "media",
        lambda stack: TextSender(
            stack, "S", origination=_pool(stack), configuration_set=ConfigurationSet(stack, "Set"),
            media_bucket=s3.Bucket(stack, "Files"),
        ),
        text.handler,
        (TEXT, TEXT | {"media_key": "cat.png"}),
    ),
    Case("voice", lambda stack: VoiceSender(stack, "S", origination=_pool(stack)), voice.handler, (TEXT,)),
    Case("lookup", lambda stack: NumberLookup(stack, "S"), lookup.handler, ({"number": DESTINATION},)),
    Case("send by text", lambda stack: _by_text(stack).sender, send_code.handler, (CODE,)),
    Case("send by notify", lambda stack: _by_notify(stack).sender, send_code.handler, (CODE,)),
    Case("verify", lambda stack: _by_text(stack).verifier, verify_code.handler, (CODE | {"code": "123456"},)),
    Case("pinpoint send", lambda stack: _pinpoint(stack).sender, pinpoint_send.handler, (CODE,)),
    Case(
        "pinpoint verify",
        lambda stack: _pinpoint(stack).verifier,
        pinpoint_verify.handler,
        (CODE | {"code": "123456"},),
    ),
    Case(
        "push",
        lambda stack: PushSender(stack, "S", project=Project(stack, "Project"), users=True),
        push.handler,
        ({"recipients": [{"channel": "GCM", "token": "t"}], "body": "b"}, {"users": ["ada"], "body": "b"}),
    ),
]  # fmt: skip


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


@pytest.fixture
def reading(case: Case) -> tuple[Reading, SenderFunction]:
    stack = cdk.Stack(cdk.App(), "Stack")
    function = case.make(stack)
    return Reading(stack), function


def called(case: Case, service: Service, environment: dict[str, Any]) -> set[str]:
    """The actions of a function's requests, with the environment that its template gives it."""
    service.table()
    plain = {name: value if isinstance(value, str) else "arn:aws:any" for name, value in environment.items()}
    service.variables(**plain)
    names = {"KEY_SECRET_ARN": SECRET, "MEDIA_BUCKET": "pictures", "TABLE_NAME": TABLE}
    service.variables(**{name: value for name, value in names.items() if name in environment})
    for event in case.events:
        assert case.handler(event, None)["outcome"] in ("checked", "found", "sent")
    if case.name == "verify":
        _verify_rightly(service)
    return {call.action for call in service.calls}


def _verify_rightly(service: Service) -> None:
    """Let a code be right, which is when it is deleted; what sending it asks is not the verifier's."""
    service.variables(
        ORIGINATION_IDENTITY="arn:aws:any", TEXT="{code} is your code.", VALIDITY_SECONDS="600",
        ALLOWED_ATTEMPTS="3", SEND_LIMIT="5", SEND_WINDOW_SECONDS="3600",
    )  # fmt: skip
    before = len(service.calls)
    send_code.handler(CODE, None)
    code = str(service.bodies("sms-voice:SendTextMessage")[0]["MessageBody"]).split()[0]
    del service.calls[before:]
    assert verify_code.handler(CODE | {"code": code}, None)["valid"]


def test_what_a_function_does_is_what_it_may_do(
    case: Case, reading: tuple[Reading, SenderFunction], service: Service
) -> None:
    template, function = reading
    environment = template.of(function.function).get("Environment", {}).get("Variables", {})
    granted = template.actions(function.role) - set(BY_OTHERS)
    assert called(case, service, environment) == granted


def test_what_a_function_may_do_it_may_do_on_what_it_names_alone(
    case: Case, reading: tuple[Reading, SenderFunction]
) -> None:
    template, function = reading
    environment = template.of(function.function).get("Environment", {}).get("Variables", {})
    allowed: dict[str, set[str]] = {}
    for actions, resource in template.allowed(function.role):
        for action in actions:
            allowed.setdefault(action, set()).add(json.dumps(resource))
    for action in sorted(set(allowed) & set(NAMED_BY)):
        named = {json.dumps(environment[name]) for name in NAMED_BY[action] if name in environment}
        assert allowed[action] == (named or {'"*"'})
    assert case.events


def test_a_wildcard_stands_only_where_aws_knows_no_resource_or_nobody_knows_the_file(
    reading: tuple[Reading, SenderFunction],
) -> None:
    template, function = reading
    wide = {
        action
        for actions, resource in template.allowed(function.role)
        for action in actions
        if "*" in json.dumps(resource)
    }
    assert wide <= {"sms-voice:CarrierLookup", "s3:GetObject"}
