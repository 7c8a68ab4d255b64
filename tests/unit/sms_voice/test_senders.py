"""Functions that send texts, call, and look numbers up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.observability import LogOptions
from cdk_messaging.sms_voice import ConfigurationSet, Pool, SenderId
from cdk_messaging.sms_voice.senders import MessageType, NumberLookup, SenderFunction, TextSender, VoiceSender
from tests.unit.reading import Reading, arn

from .helpers import arn as sms_voice_arn
from .helpers import role

PARTS = {
    "AWS::CloudWatch::Alarm": 1,
    "AWS::IAM::Policy": 1,
    "AWS::IAM::Role": 1,
    "AWS::Lambda::EventInvokeConfig": 1,
    "AWS::Lambda::Function": 1,
    "AWS::Logs::LogGroup": 1,
}
"""What a sender consists of, and nothing else."""

Make = Callable[[cdk.Stack, str], SenderFunction]


def pool(stack: cdk.Stack) -> Any:
    found = stack.node.try_find_child("Pool")
    return found if found is not None else Pool.from_pool_id(stack, "Pool", "pool-1")


def text(stack: cdk.Stack, construct_id: str = "Sender", **arguments: Any) -> TextSender:
    return TextSender(stack, construct_id, **({"origination": pool(stack)} | arguments))


def voice(stack: cdk.Stack, construct_id: str = "Sender", **arguments: Any) -> VoiceSender:
    return VoiceSender(stack, construct_id, **({"origination": pool(stack)} | arguments))


def lookup(stack: cdk.Stack, construct_id: str = "Sender", **arguments: Any) -> NumberLookup:
    return NumberLookup(stack, construct_id, **arguments)


MAKERS = [text, voice, lookup]


def variables(stack: cdk.Stack) -> dict[str, Any]:
    environment = Reading(stack).properties("AWS::Lambda::Function").get("Environment", {})
    return dict(environment.get("Variables", {}))


def pool_arn() -> Any:
    return sms_voice_arn("pool/pool-1")


def beside_logs(stack: cdk.Stack, sender: SenderFunction) -> list[tuple[list[str], Any]]:
    return [each for each in Reading(stack).allowed(sender.role) if not each[0][0].startswith("logs:")]


@pytest.mark.parametrize("make", MAKERS)
def test_a_sender_is_a_function_with_its_role_log_group_and_alarm_and_nothing_else(
    stack: cdk.Stack, make: Make
) -> None:
    make(stack, "Sender")
    types = [each["Type"] for each in Reading(stack).resources.values()]
    assert {cfn_type: types.count(cfn_type) for cfn_type in sorted(set(types))} == PARTS


@pytest.mark.parametrize("make", MAKERS)
def test_lambda_does_not_repeat_what_failed(stack: cdk.Stack, make: Make) -> None:
    make(stack, "Sender")
    assert Reading(stack).properties("AWS::Lambda::EventInvokeConfig")["MaximumRetryAttempts"] == 0


@pytest.mark.parametrize("make", MAKERS)
def test_two_of_a_kind_fit_into_a_stack_and_share_their_code(stack: cdk.Stack, make: Make) -> None:
    make(stack, "One")
    make(stack, "Two")
    functions = Reading(stack).all("AWS::Lambda::Function").values()
    assert len(functions) == 2
    assert len({str(each["Properties"]["Code"]) for each in functions}) == 1


@pytest.mark.parametrize("make", MAKERS)
def test_two_stacks_share_their_code(make: Make) -> None:
    app = cdk.App()
    stacks = [cdk.Stack(app, "One"), cdk.Stack(app, "Two")]
    for stack in stacks:
        make(stack, "Sender")
    codes = {str(Reading(stack).properties("AWS::Lambda::Function")["Code"]) for stack in stacks}
    assert len(codes) == 1


@pytest.mark.parametrize("make", MAKERS)
def test_invoking_is_granted_on_the_function_alone(stack: cdk.Stack, make: Make) -> None:
    caller, sender = role(stack), make(stack, "Sender")
    assert sender.grant_invoke(caller).success
    reading = Reading(stack)
    assert reading.allowed(caller) == [(["lambda:InvokeFunction"], arn(reading.id("AWS::Lambda::Function")))]


def test_a_text_sender_is_set_to_its_origination_and_transactional_by_default(stack: cdk.Stack) -> None:
    text(stack)
    assert variables(stack) == {"MESSAGE_TYPE": "TRANSACTIONAL", "ORIGINATION_IDENTITY": pool_arn()}


def test_a_text_sender_may_send_sms_from_its_pool_only(stack: cdk.Stack) -> None:
    assert beside_logs(stack, text(stack)) == [(["sms-voice:SendTextMessage"], pool_arn())]


def test_a_text_sender_may_use_its_configuration_set(stack: cdk.Stack) -> None:
    sending = ConfigurationSet(stack, "Sending")
    sender = text(stack, configuration_set=sending)
    assert variables(stack)["CONFIGURATION_SET"] == arn(Reading(stack).id_of(sending.resource))
    assert beside_logs(stack, sender)[1] == (
        ["sms-voice:SendTextMessage"],
        arn(Reading(stack).id_of(sending.resource)),
    )


def test_a_text_sender_knows_its_options(stack: cdk.Stack) -> None:
    text(stack, message_type=MessageType.PROMOTIONAL, max_price="0.05", time_to_live=cdk.Duration.minutes(5))
    found = variables(stack)
    assert (found["MESSAGE_TYPE"], found["MAX_PRICE"], found["TIME_TO_LIVE"]) == ("PROMOTIONAL", "0.05", "300")


def test_a_text_sender_with_a_bucket_may_send_mms_and_read_its_files(stack: cdk.Stack) -> None:
    bucket = s3.Bucket(stack, "Files")
    sender = text(stack, media_bucket=bucket)
    name = Reading(stack).id_of(bucket)
    assert variables(stack)["MEDIA_BUCKET"] == {"Ref": name}
    assert beside_logs(stack, sender) == [
        (["sms-voice:SendTextMessage"], pool_arn()),
        (["sms-voice:SendMediaMessage"], pool_arn()),
        (["s3:GetObject"], {"Fn::Join": ["", [arn(name), "/*"]]}),
    ]


def test_files_with_a_key_are_decrypted_by_way_of_s3_only(stack: cdk.Stack) -> None:
    bucket = s3.Bucket(stack, "Files", encryption_key=kms.Key(stack, "Key"))
    sender = text(stack, media_bucket=bucket)
    statements = [
        statement
        for policy in Reading(stack).all("AWS::IAM::Policy").values()
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
        if statement["Action"] == "kms:Decrypt"
    ]
    assert [(each["Resource"], list(each["Condition"]["StringEquals"])) for each in statements] == [
        (arn(Reading(stack).id("AWS::KMS::Key")), ["kms:ViaService"])
    ]
    assert "kms:Decrypt" in Reading(stack).actions(sender.role)


def test_a_sender_id_sends_texts(stack: cdk.Stack) -> None:
    brand = SenderId.from_sender_id(stack, "Brand", sender_id="BRAND", iso_country_code="DE")
    ((actions, _),) = beside_logs(stack, text(stack, origination=brand))
    assert actions == ["sms-voice:SendTextMessage"]


def test_a_sender_id_sends_no_mms(stack: cdk.Stack) -> None:
    brand = SenderId.from_sender_id(stack, "Brand", sender_id="BRAND", iso_country_code="DE")
    with pytest.raises(InvalidArgument) as refused:
        text(stack, origination=brand, media_bucket=s3.Bucket(stack, "Files"))
    assert str(refused.value) == "media_bucket can't be used with a sender ID, which sends no MMS: leave it out"


def test_a_voice_sender_may_call_from_its_pool_and_with_its_set_only(stack: cdk.Stack) -> None:
    sending = ConfigurationSet(stack, "Sending")
    sender = voice(stack, configuration_set=sending)
    assert beside_logs(stack, sender) == [
        (["sms-voice:SendVoiceMessage"], pool_arn()),
        (["sms-voice:SendVoiceMessage"], arn(Reading(stack).id_of(sending.resource))),
    ]


def test_a_voice_sender_knows_its_options(stack: cdk.Stack) -> None:
    voice(stack, max_price_per_minute="0.10", time_to_live=cdk.Duration.hours(72))
    assert variables(stack) == {
        "MAX_PRICE_PER_MINUTE": "0.10",
        "ORIGINATION_IDENTITY": pool_arn(),
        "TIME_TO_LIVE": "259200",
    }


def test_a_look_up_may_look_up_and_nothing_else(stack: cdk.Stack) -> None:
    sender = lookup(stack)
    assert beside_logs(stack, sender) == [(["sms-voice:CarrierLookup"], "*")]
    assert variables(stack) == {}


def test_the_log_group_is_as_it_is_asked_for(stack: cdk.Stack) -> None:
    lookup(stack, log_options=LogOptions(removal_policy=cdk.RemovalPolicy.DESTROY))
    assert Reading(stack).only("AWS::Logs::LogGroup")["DeletionPolicy"] == "Delete"


@pytest.mark.parametrize(
    ("make", "arguments", "message"),
    [
        (text, {"max_price": "1"}, ("max_price '1' is not valid: use US dollars with a point, such as '0.05': up to 2 "
         "digits before it, 1 to 5 behind")),
        (text, {"message_type": "URGENT"},
         "message type 'URGENT' is not known: use one of TRANSACTIONAL, PROMOTIONAL"),
        (text, {"time_to_live": cdk.Duration.seconds(4)},
         "time_to_live is 4 seconds: use a whole number from 5 to 259200"),
        (text, {"time_to_live": cdk.Duration.millis(5500)},
         "time_to_live is 5.5 seconds: use a whole number from 5 to 259200"),
        (voice, {"time_to_live": cdk.Duration.hours(73)},
         "time_to_live is 262800 seconds: use a whole number from 5 to 259200"),
        (voice, {"max_price_per_minute": "$1.00"}, ("max_price_per_minute '$1.00' is not valid: use US dollars with a "
         "point, such as '0.05': up to 2 digits before it, 1 to 5 behind")),
    ],
)  # fmt: skip
def test_a_wrong_argument_is_refused(
    stack: cdk.Stack, make: Callable[..., Any], arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(InvalidArgument) as refused:
        make(stack, **arguments)
    assert str(refused.value) == message
