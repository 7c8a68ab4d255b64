"""ARNs of the service's resources."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest

from cdk_messaging.access import (
    SmsVoiceResource,
    any_sms_voice_arn,
    sms_voice_arn,
    sms_voice_resource_name,
)
from cdk_messaging.errors import InvalidArgument

POOL = SmsVoiceResource.POOL


def in_tokyo(rest: str) -> Any:
    return {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, f":sms-voice:ap-northeast-1:111122223333:{rest}"]]}


@pytest.mark.parametrize(
    ("kind", "name", "rest"),
    [
        (SmsVoiceResource.CONFIGURATION_SET, "alerts", "configuration-set/alerts"),
        (SmsVoiceResource.MESSAGE, "*", "message/*"),
        (SmsVoiceResource.OPT_OUT_LIST, "Default", "opt-out-list/Default"),
        (SmsVoiceResource.PHONE_NUMBER, "phone-1", "phone-number/phone-1"),
        (SmsVoiceResource.POOL, "pool-1", "pool/pool-1"),
        (SmsVoiceResource.PROTECT_CONFIGURATION, "protect-1", "protect-configuration/protect-1"),
        (SmsVoiceResource.SENDER_ID, "EXAMPLE/GB", "sender-id/EXAMPLE/GB"),
    ],
)
def test_an_arn_names_the_resource_in_the_stacks_account_and_region(
    tokyo: cdk.Stack, kind: SmsVoiceResource, name: str, rest: str
) -> None:
    assert tokyo.resolve(sms_voice_arn(tokyo, kind, name)) == in_tokyo(rest)


def test_one_pattern_matches_all_resources_of_the_account(tokyo: cdk.Stack) -> None:
    assert tokyo.resolve(any_sms_voice_arn(tokyo)) == in_tokyo("*")


def test_the_name_is_taken_out_of_an_arn_of_any_partition(stack: cdk.Stack) -> None:
    arn = "arn:aws-us-gov:sms-voice:us-gov-west-1:111122223333:pool/pool-1"
    assert sms_voice_resource_name(stack, POOL, arn) == "pool-1"


def test_the_whole_name_of_a_sender_id_is_taken(stack: cdk.Stack) -> None:
    arn = "arn:aws:sms-voice:eu-west-1:111122223333:sender-id/EXAMPLE/GB"
    assert sms_voice_resource_name(stack, SmsVoiceResource.SENDER_ID, arn) == "EXAMPLE/GB"


def test_an_arn_that_is_known_at_deployment_only_is_taken_apart_then(stack: cdk.Stack) -> None:
    name = sms_voice_resource_name(stack, POOL, cdk.Fn.import_value("PoolArn"))
    assert stack.resolve(name) == {
        "Fn::Select": [
            1,
            {"Fn::Split": ["/", {"Fn::Select": [5, {"Fn::Split": [":", {"Fn::ImportValue": "PoolArn"}]}]}]},
        ]
    }


@pytest.mark.parametrize(
    "arn",
    [
        "pool-1",
        "arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-1",
        "arn:aws:sns:us-east-1:111122223333:pool/pool-1",
        "arn:aws:sms-voice:us-east-1:111122223333:pool",
    ],
)
def test_fails_for_the_arn_of_something_else(stack: cdk.Stack, arn: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        sms_voice_resource_name(stack, POOL, arn)
    assert str(error.value) == (
        f"arn {arn!r} is not the arn of a pool: use arn:<partition>:sms-voice:<region>:<account>:pool/<name>"
    )
