"""What all resources of the service have in common."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam

from cdk_messaging.sms_voice import (
    ConfigurationSet,
    NotifyConfiguration,
    OptOutList,
    PhoneNumber,
    Pool,
    ProtectConfiguration,
    RcsAgent,
    Registration,
    RegistrationAttachment,
    SenderId,
    VerifiedDestinationNumber,
)

from .helpers import allowed, arn, role

Granter = Callable[[iam.IGrantable], iam.Grant]


def imported(stack: cdk.Stack, resource: str) -> Any:
    """The resource that the end of an ARN names."""
    kind, name = resource.split("/", 1)
    makers: dict[str, Callable[[], Any]] = {
        "configuration-set": lambda: ConfigurationSet.from_configuration_set_name(stack, "It", name),
        "notify-configuration": lambda: NotifyConfiguration.from_notify_configuration_id(stack, "It", name),
        "opt-out-list": lambda: OptOutList.from_opt_out_list_name(stack, "It", name),
        "phone-number": lambda: PhoneNumber.from_phone_number_id(stack, "It", name),
        "pool": lambda: Pool.from_pool_id(stack, "It", name),
        "protect-configuration": lambda: ProtectConfiguration.from_protect_configuration_id(stack, "It", name),
        "rcs-agent": lambda: RcsAgent.from_rcs_agent_id(stack, "It", name),
        "registration": lambda: Registration.from_registration_id(stack, "It", name),
        "registration-attachment": lambda: RegistrationAttachment.from_registration_attachment_id(stack, "It", name),
        "sender-id": lambda: SenderId.from_sender_id(
            stack, "It", sender_id=name.split("/")[0], iso_country_code=name.split("/")[-1]
        ),
        "verified-destination-number": lambda: VerifiedDestinationNumber.from_verified_destination_number_id(
            stack, "It", name
        ),
    }
    return makers[kind]()


# Which method of which resource grants what, without the prefix of the actions.
GRANTS: list[tuple[str, str, list[str]]] = [
    ("configuration-set/alerts", "grant_send", ["SendTextMessage"]),
    ("configuration-set/alerts", "grant_send_voice", ["SendVoiceMessage"]),
    ("configuration-set/alerts", "grant_send_media", ["SendMediaMessage"]),
    ("configuration-set/alerts", "grant_send_rcs", ["SendRcsMessage"]),
    ("configuration-set/alerts", "grant_send_notify", ["SendNotifyTextMessage", "SendNotifyVoiceMessage"]),
    ("configuration-set/alerts", "grant_read", ["DescribeConfigurationSets"]),
    ("notify-configuration/notify-1", "grant_send_text", ["SendNotifyTextMessage"]),
    ("notify-configuration/notify-1", "grant_send_voice", ["SendNotifyVoiceMessage"]),
    ("notify-configuration/notify-1", "grant_read", ["DescribeNotifyConfigurations"]),
    ("opt-out-list/list", "grant_read", ["DescribeOptedOutNumbers"]),
    ("opt-out-list/list", "grant_manage", ["DeleteOptedOutNumber", "PutOptedOutNumber"]),
    ("phone-number/phone-1", "grant_send_text", ["SendTextMessage"]),
    ("phone-number/phone-1", "grant_send_voice", ["SendVoiceMessage"]),
    ("phone-number/phone-1", "grant_send_media", ["SendMediaMessage"]),
    ("phone-number/phone-1", "grant_read", ["DescribePhoneNumbers"]),
    ("phone-number/phone-1", "grant_read_keywords", ["DescribeKeywords"]),
    ("phone-number/phone-1", "grant_manage_keywords", ["DeleteKeyword", "DescribeKeywords", "PutKeyword"]),
    ("pool/pool-1", "grant_send_text", ["SendTextMessage"]),
    ("pool/pool-1", "grant_send_voice", ["SendVoiceMessage"]),
    ("pool/pool-1", "grant_send_media", ["SendMediaMessage"]),
    ("pool/pool-1", "grant_send_rcs", ["SendRcsMessage"]),
    ("pool/pool-1", "grant_read", ["DescribePools", "ListPoolOriginationIdentities"]),
    ("pool/pool-1", "grant_read_keywords", ["DescribeKeywords"]),
    ("pool/pool-1", "grant_manage_keywords", ["DeleteKeyword", "DescribeKeywords", "PutKeyword"]),
    ("protect-configuration/protect-1", "grant_send_text", ["SendTextMessage"]),
    ("protect-configuration/protect-1", "grant_send_media", ["SendMediaMessage"]),
    (
        "protect-configuration/protect-1",
        "grant_read",
        [
            "DescribeProtectConfigurations",
            "GetProtectConfigurationCountryRuleSet",
            "ListProtectConfigurationRuleSetNumberOverrides",
        ],
    ),
    (
        "protect-configuration/protect-1",
        "grant_manage_exceptions",
        [
            "DeleteProtectConfigurationRuleSetNumberOverride",
            "ListProtectConfigurationRuleSetNumberOverrides",
            "PutProtectConfigurationRuleSetNumberOverride",
        ],
    ),
    ("rcs-agent/rcs-1", "grant_send_rcs", ["SendRcsMessage"]),
    ("rcs-agent/rcs-1", "grant_read", ["DescribeRcsAgentCountryLaunchStatus", "DescribeRcsAgents"]),
    (
        "registration/registration-1",
        "grant_read",
        [
            "DescribeRegistrationFieldValues",
            "DescribeRegistrationVersions",
            "DescribeRegistrations",
            "ListRegistrationAssociations",
        ],
    ),
    (
        "registration/registration-1",
        "grant_fill_in",
        [
            "CreateRegistrationVersion",
            "DeleteRegistrationFieldValue",
            "DiscardRegistrationVersion",
            "PutRegistrationFieldValue",
            "SubmitRegistrationVersion",
        ],
    ),
    ("registration/registration-1", "grant_associate", ["CreateRegistrationAssociation"]),
    ("registration-attachment/a1", "grant_read", ["DescribeRegistrationAttachments"]),
    ("sender-id/MYCO/DE", "grant_send_text", ["SendTextMessage"]),
    ("sender-id/MYCO/DE", "grant_read", ["DescribeSenderIds"]),
    ("verified-destination-number/v1", "grant_verify", ["VerifyDestinationNumber"]),
    ("verified-destination-number/v1", "grant_read", ["DescribeVerifiedDestinationNumbers"]),
]
CASES = pytest.mark.parametrize(
    ("resource", "method", "names"), GRANTS, ids=[f"{resource} {method}" for resource, method, _ in GRANTS]
)


@cache
def known_actions() -> dict[str, Any]:
    """The actions of the Service Authorization Reference, of which cfn-lint carries a copy."""
    document = resources.files("cfnlint") / "data" / "AdditionalSpecs" / "Policies.json"
    return dict(json.loads(document.read_text())["sms-voice"]["Actions"])


def granted(resource: str, names: list[str]) -> list[tuple[Any, Any]]:
    actions = [f"sms-voice:{name}" for name in names]
    return [(actions[0] if len(actions) == 1 else actions, arn(resource))]


@CASES
def test_a_grant_allows_its_actions_on_its_resource_and_nothing_else(
    stack: cdk.Stack, resource: str, method: str, names: list[str]
) -> None:
    grant: Granter = getattr(imported(stack, resource), method)
    assert grant(role(stack)).success
    assert allowed(stack) == granted(resource, names)


@CASES
def test_an_imported_role_is_granted_the_same(stack: cdk.Stack, resource: str, method: str, names: list[str]) -> None:
    grant: Granter = getattr(imported(stack, resource), method)
    assert grant(iam.Role.from_role_arn(stack, "Imported", "arn:aws:iam::111122223333:role/sender")).success
    assert allowed(stack) == granted(resource, names)


@CASES
def test_a_service_gets_nothing_and_the_grant_says_so(
    stack: cdk.Stack, resource: str, method: str, names: list[str]
) -> None:
    grant: Granter = getattr(imported(stack, resource), method)
    assert not grant(iam.ServicePrincipal("lambda.amazonaws.com")).success
    assert allowed(stack) == []


def test_every_grant_of_every_construct_is_in_the_table(stack: cdk.Stack) -> None:
    table = {(type(imported(cdk.Stack(), resource)).__mro__[1], method) for resource, method, _ in GRANTS}
    found = {
        (interface, method)
        for interface in {interface for interface, _ in table}
        for method in dir(interface)
        if method.startswith("grant_")
    }
    assert found == table


@CASES
def test_an_action_is_granted_on_a_resource_only_if_aws_checks_it_there(
    resource: str, method: str, names: list[str]
) -> None:
    kind = resource.partition("/")[0].replace("-", "")
    for name in names:
        assert kind in [each.lower() for each in known_actions()[name.lower()]["Resources"]], name


def test_any_other_action_can_be_granted_once_and_in_order(stack: cdk.Stack) -> None:
    protect = ProtectConfiguration.from_protect_configuration_id(stack, "Protect", "protect-1")
    protect.grant(role(stack), "sms-voice:SendTextMessage", "sms-voice:SendMediaMessage", "sms-voice:SendTextMessage")
    assert allowed(stack) == [
        (["sms-voice:SendMediaMessage", "sms-voice:SendTextMessage"], arn("protect-configuration/protect-1"))
    ]
