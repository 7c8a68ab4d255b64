"""Notify configurations."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import INotifyConfiguration, NotifyChannel, NotifyConfiguration, Pool

from .helpers import allowed, arn, only, properties, resources, role, warnings

TYPE = "AWS::SMSVOICE::NotifyConfiguration"


def notify(stack: cdk.Stack, construct_id: str = "Codes", **arguments: Any) -> NotifyConfiguration:
    return NotifyConfiguration(stack, construct_id, **({"display_name": "Example Corp"} | arguments))


def test_codes_go_by_sms_unless_something_else_is_asked_for(stack: cdk.Stack) -> None:
    notify(stack)
    assert properties(stack, TYPE) == {
        "DeletionProtectionEnabled": True,
        "DisplayName": "Example Corp",
        "EnabledChannels": ["SMS"],
        "UseCase": "CODE_VERIFICATION",
    }
    assert only(stack, TYPE)["DeletionPolicy"] == "Retain"
    assert warnings(stack) == []


def test_every_property_can_be_set(stack: cdk.Stack) -> None:
    notify(
        stack,
        channels=[NotifyChannel.VOICE, NotifyChannel.SMS],
        default_template_id="template-1",
        countries=["US", "GB"],
        pool=Pool.from_pool_id(stack, "Pool", "pool-1"),
        removal_policy=cdk.RemovalPolicy.DESTROY,
    )
    assert properties(stack, TYPE) == {
        "DefaultTemplateId": "template-1",
        "DeletionProtectionEnabled": False,
        "DisplayName": "Example Corp",
        "EnabledChannels": ["VOICE", "SMS"],
        "EnabledCountries": ["US", "GB"],
        "PoolId": "pool-1",
        "UseCase": "CODE_VERIFICATION",
    }
    assert only(stack, TYPE)["DeletionPolicy"] == "Delete"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"display_name": "A very long brand"},
            "display_name 'A very long brand' is not valid: use 1 to 15 letters, digits, spaces, _ and -",
        ),
        ({"channels": []}, "channels are empty: give at least one, for example NotifyChannel.SMS"),
        ({"channels": ["SMS", "SMS"]}, "channel 'SMS' is given twice: give each one once"),
        ({"channels": ["EMAIL"]}, "channel 'EMAIL' is not known: use one of SMS, VOICE, MMS, RCS"),
        ({"use_case": "ALERTS"}, "use case 'ALERTS' is not known: use one of CODE_VERIFICATION"),
        (
            {"countries": ["UK"]},
            "country 'UK' is not a country: use a code of ISO 3166-1 alpha-2 in upper case, for example 'US'",
        ),
        ({"countries": ["US", "US"]}, "country 'US' is given twice: give each one once"),
        (
            {"default_template_id": "a b"},
            "default_template_id 'a b' is not valid: use 1 to 256 letters, digits, _ and -",
        ),
    ],
)
def test_fails_for_a_value_that_is_not_valid(stack: cdk.Stack, given: Any, message: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        notify(stack, **given)
    assert str(error.value) == message


def test_channels_that_the_api_reference_does_not_name_are_warned_of(stack: cdk.Stack) -> None:
    notify(stack, channels=[NotifyChannel.RCS])
    (warning,) = warnings(stack)
    assert warning.startswith("CloudFormation takes channel RCS, but AWS's API reference names SMS and VOICE only")


def test_a_region_without_the_type_is_warned_of(tokyo: cdk.Stack) -> None:
    notify(tokyo)
    (warning,) = warnings(tokyo)
    assert warning.startswith("AWS::SMSVOICE::NotifyConfiguration was not in region 'ap-northeast-1'")


def test_values_are_those_of_the_resource(stack: cdk.Stack) -> None:
    made = notify(stack)
    ((logical_id, _),) = resources(stack, TYPE).items()
    values = (made.notify_configuration_id, made.notify_configuration_arn, made.status, made.tier)
    assert [stack.resolve(value) for value in values] == [
        {"Fn::GetAtt": [logical_id, attribute]}
        for attribute in ("NotifyConfigurationId", "NotifyConfigurationArn", "Status", "Tier")
    ]


def test_whoever_may_send_text_may_not_call(stack: cdk.Stack) -> None:
    imported: INotifyConfiguration = NotifyConfiguration.from_notify_configuration_id(stack, "It", "notify-1")
    imported.grant_send_text(role(stack))
    assert allowed(stack) == [("sms-voice:SendNotifyTextMessage", arn("notify-configuration/notify-1"))]


def test_it_is_imported_by_its_arn(stack: cdk.Stack) -> None:
    its_arn = "arn:aws:sms-voice:us-east-1:444455556666:notify-configuration/notify-1"
    imported = NotifyConfiguration.from_notify_configuration_arn(stack, "It", its_arn)
    assert (imported.notify_configuration_id, imported.notify_configuration_arn) == ("notify-1", its_arn)
