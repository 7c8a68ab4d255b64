"""Functions that send and verify codes."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import ConfigurationSet, NotifyConfiguration, Pool
from cdk_messaging.sms_voice.senders import CodeRoute, OneTimePasswords, PinpointOneTimePasswords, SenderFunction
from tests.unit.reading import Reading, arn

TEXT = "{code} is your Example Corp code."


def text_route(stack: cdk.Stack, **arguments: Any) -> CodeRoute:
    pool = stack.node.try_find_child("Pool") or Pool.from_pool_id(stack, "Pool", "pool-1")
    return CodeRoute.text(pool, **({"text": TEXT} | arguments))  # type: ignore[arg-type]


def own(stack: cdk.Stack, construct_id: str = "Codes", **arguments: Any) -> OneTimePasswords:
    return OneTimePasswords(stack, construct_id, **({"route": text_route(stack)} | arguments))


def pinpoint(stack: cdk.Stack, construct_id: str = "Codes", **arguments: Any) -> PinpointOneTimePasswords:
    given = {"application_id": "app1", "brand_name": "Example Corp", "origination_number": "+18005550199"}
    return PinpointOneTimePasswords(stack, construct_id, **(given | arguments))


def variables(stack: cdk.Stack, function: SenderFunction) -> dict[str, Any]:
    found = Reading(stack).of(function.function)
    return {name: value for name, value in found["Environment"]["Variables"].items() if isinstance(value, str)}


def beside_logs(stack: cdk.Stack, function: SenderFunction) -> list[tuple[list[str], Any]]:
    return [each for each in Reading(stack).allowed(function.role) if not each[0][0].startswith("logs:")]


def test_codes_are_six_digits_for_ten_minutes_three_tries_and_five_an_hour_by_default(stack: cdk.Stack) -> None:
    codes = own(stack)
    assert variables(stack, codes.sender) == {
        "ALLOWED_ATTEMPTS": "3",
        "CODE_LENGTH": "6",
        "SEND_LIMIT": "5",
        "SEND_WINDOW_SECONDS": "3600",
        "TEXT": TEXT,
        "VALIDITY_SECONDS": "600",
    }
    assert variables(stack, codes.verifier) == {"CODE_LENGTH": "6"}


def test_options_reach_the_functions(stack: cdk.Stack) -> None:
    codes = own(
        stack, code_length=8, validity=cdk.Duration.minutes(5), allowed_attempts=5, send_limit=10,
        send_window=cdk.Duration.days(1), route=text_route(stack, max_price="0.10"),
    )  # fmt: skip
    found = variables(stack, codes.sender)
    assert found == {
        "ALLOWED_ATTEMPTS": "5", "CODE_LENGTH": "8", "MAX_PRICE": "0.10", "SEND_LIMIT": "10",
        "SEND_WINDOW_SECONDS": "86400", "TEXT": TEXT, "VALIDITY_SECONDS": "300",
    }  # fmt: skip
    assert variables(stack, codes.verifier)["CODE_LENGTH"] == "8"


def test_the_table_forgets_and_goes_with_its_stack(stack: cdk.Stack) -> None:
    own(stack)
    table = Reading(stack).only("AWS::DynamoDB::Table")
    assert table["Properties"]["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert table["DeletionPolicy"] == "Delete"


def test_the_sender_may_send_and_write_and_the_verifier_may_use_up_and_delete(stack: cdk.Stack) -> None:
    sending = ConfigurationSet(stack, "Sending")
    codes = own(stack, configuration_set=sending)
    reading = Reading(stack)
    table, key = arn(reading.id("AWS::DynamoDB::Table")), {"Ref": reading.id("AWS::SecretsManager::Secret")}
    (pool, *rest) = beside_logs(stack, codes.sender)
    assert pool[0] == ["sms-voice:SendTextMessage"]
    assert rest == [
        (["sms-voice:SendTextMessage"], arn(reading.id_of(sending.resource))),
        (["dynamodb:PutItem", "dynamodb:UpdateItem"], table),
        (["secretsmanager:GetSecretValue"], key),
    ]
    assert beside_logs(stack, codes.verifier) == [
        (["dynamodb:DeleteItem", "dynamodb:UpdateItem"], table),
        (["secretsmanager:GetSecretValue"], key),
    ]


def test_a_notify_configuration_is_used_for_texts_only(stack: cdk.Stack) -> None:
    notify = NotifyConfiguration(stack, "Notify", display_name="Example")
    sending = ConfigurationSet(stack, "Sending")
    codes = own(stack, route=CodeRoute.notify(notify, template_id="template-1"), configuration_set=sending)
    reading = Reading(stack)
    configuration = {"Fn::GetAtt": [reading.id_of(notify.resource), "NotifyConfigurationArn"]}
    assert beside_logs(stack, codes.sender)[:2] == [
        (["sms-voice:SendNotifyTextMessage"], configuration),
        (["sms-voice:SendNotifyTextMessage"], arn(reading.id_of(sending.resource))),
    ]
    assert variables(stack, codes.sender)["TEMPLATE_ID"] == "template-1"


def test_two_of_our_own_fit_into_a_stack(stack: cdk.Stack) -> None:
    own(stack, "One")
    own(stack, "Two")
    assert len(Reading(stack).all("AWS::DynamoDB::Table")) == 2


def test_pinpoints_functions_have_defaults_within_its_limits(stack: cdk.Stack) -> None:
    codes = pinpoint(stack)
    assert variables(stack, codes.sender) == {
        "ALLOWED_ATTEMPTS": "3", "APPLICATION_ID": "app1", "BRAND_NAME": "Example Corp", "CODE_LENGTH": "6",
        "ORIGINATION_NUMBER": "+18005550199", "VALIDITY_MINUTES": "15",
    }  # fmt: skip
    assert variables(stack, codes.verifier) == {"APPLICATION_ID": "app1"}


def test_pinpoints_options_reach_the_function(stack: cdk.Stack) -> None:
    codes = pinpoint(
        stack, code_length=5, validity=cdk.Duration.minutes(60), allowed_attempts=5, language="de-DE",
        in_entity_id="E1", in_template_id="T1",
    )  # fmt: skip
    found = variables(stack, codes.sender)
    assert (found["CODE_LENGTH"], found["VALIDITY_MINUTES"], found["ALLOWED_ATTEMPTS"]) == ("5", "60", "5")
    assert (found["LANGUAGE"], found["ENTITY_ID"], found["TEMPLATE_ID"]) == ("de-DE", "E1", "T1")


def test_each_of_pinpoints_functions_may_do_its_operation_on_its_project_only(stack: cdk.Stack) -> None:
    codes = pinpoint(stack)
    found = [beside_logs(stack, function) for function in (codes.sender, codes.verifier)]
    assert [[(actions, resource["Fn::Join"][1][-1]) for actions, resource in each] for each in found] == [
        [(["mobiletargeting:SendOTPMessage"], ":apps/app1/otp")],
        [(["mobiletargeting:VerifyOTPMessage"], ":apps/app1/verify-otp")],
    ]


def test_two_of_pinpoints_fit_into_a_stack(stack: cdk.Stack) -> None:
    pinpoint(stack, "One")
    pinpoint(stack, "Two")
    assert len(Reading(stack).all("AWS::Lambda::Function")) == 4


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"code_length": 4}, "code_length is 4: use a whole number from 5 to 8"),
        ({"allowed_attempts": 6}, "allowed_attempts is 6: use a whole number from 1 to 5"),
        ({"send_limit": 0}, "send_limit is 0: use a whole number from 1 to 100"),
        ({"validity": cdk.Duration.seconds(59)}, "validity is 59 seconds: use a whole number from 60 to 3600"),
        ({"send_window": cdk.Duration.days(2)}, "send_window is 172800 seconds: use a whole number from 60 to 86400"),
    ],
)
def test_a_wrong_argument_of_our_own_is_refused(stack: cdk.Stack, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        own(stack, **arguments)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"application_id": "a/b"}, "application_id 'a/b' is not valid: use the id of a project, letters and digits"),
        ({"brand_name": "x" * 21}, "brand_name has 21 characters: use 1 to 20"),
        ({"code_length": 9}, "code_length is 9: use a whole number from 5 to 8"),
        ({"allowed_attempts": 0}, "allowed_attempts is 0: use a whole number from 1 to 5"),
        ({"validity": cdk.Duration.minutes(4)}, "validity is 240 seconds: use a whole number from 300 to 3600"),
        ({"validity": cdk.Duration.seconds(310)}, "validity is 310 seconds: use whole minutes from 5 to 60"),
        ({"language": "nl-NL"}, ("language 'nl-NL' is not known: use one of de-DE, en-GB, en-US, es-419, es-ES, fr-CA, "
         "fr-FR, it-IT, ja-JP, ko-KR, pt-BR, zh-CN, zh-TW")),
        ({"in_entity_id": "E1"}, "in_template_id is missing: India needs both ids, or leave both out"),
    ],
)  # fmt: skip
def test_a_wrong_argument_of_pinpoints_is_refused(stack: cdk.Stack, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        pinpoint(stack, **arguments)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"text": "Your code"}, "text 'Your code' has {code} 0 times: put it in once"),
        ({"text": ""}, "text has 0 characters: use 1 to 1600"),
        ({"max_price": "x"}, ("max_price 'x' is not valid: use US dollars with a point, such as '0.05': up to 2 digits "
         "before it, 1 to 5 behind")),
    ],
)  # fmt: skip
def test_a_wrong_route_is_refused(stack: cdk.Stack, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        text_route(stack, **arguments)
    assert str(refused.value) == message


def test_a_wrong_template_is_refused(stack: cdk.Stack) -> None:
    notify = NotifyConfiguration.from_notify_configuration_id(stack, "Notify", "nc-1")
    with pytest.raises(InvalidArgument) as refused:
        CodeRoute.notify(notify, template_id="a b")
    assert str(refused.value) == "template_id 'a b' is not valid: use 1 to 256 letters, digits, _ and -"
