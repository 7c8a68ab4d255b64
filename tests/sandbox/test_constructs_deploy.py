"""What the constructs of cdk_messaging.sms_voice synthesize is what the sandbox's CloudFormation takes."""

from __future__ import annotations

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns

from cdk_messaging.sms_voice import (
    ConfigurationSet,
    MandatoryKeywords,
    NotifyConfiguration,
    NumberCapability,
    NumberType,
    OptOutList,
    PhoneNumber,
    Pool,
    ProtectConfiguration,
    RcsAgent,
    RcsMedia,
    Registration,
    RegistrationAttachment,
    RegistrationType,
    ResourcePolicy,
    SenderId,
    TwoWay,
)
from tests.sandbox.account import Account, Json, person

GONE = cdk.RemovalPolicy.DESTROY


def build(stack: cdk.Stack) -> None:
    """One of each type but the verified number, which AWS keeps for a day."""
    opt_outs = OptOutList(stack, "OptOuts", removal_policy=GONE)
    settings: dict[str, Any] = {
        "mandatory_keywords": MandatoryKeywords(help="Help.", stop="Stopped."),
        "two_way": TwoWay.topic(sns.Topic(stack, "Inbound")),
        "opt_out_list": opt_outs,
        "removal_policy": GONE,
    }
    number = PhoneNumber(
        stack,
        "Number",
        iso_country_code="US",
        number_type=NumberType.TOLL_FREE,
        capabilities=[NumberCapability.SMS, NumberCapability.VOICE, NumberCapability.MMS],
        **settings,
    )
    agent = RcsAgent(
        stack,
        "Agent",
        two_way=settings["two_way"],
        media=RcsMedia(bucket=s3.Bucket(stack, "Files", removal_policy=GONE)),
        opt_out_list=opt_outs,
        removal_policy=GONE,
    )
    german = SenderId(stack, "German", sender_id="BRAND", iso_country_code="DE", removal_policy=GONE)
    pool = Pool(stack, "Pool", phone_numbers=[number], sender_ids=[german], rcs_agents=[agent], **settings)
    statement = iam.PolicyStatement(
        actions=["sms-voice:SendTextMessage"], principals=[iam.AccountPrincipal("444455556666")]
    )
    ResourcePolicy(stack, "Sharing", resource=pool, statements=[statement])
    NotifyConfiguration(stack, "Codes", display_name="Example", pool=pool, removal_policy=GONE)
    Registration(
        stack,
        "Registration",
        registration_type=RegistrationType.US_TOLL_FREE_REGISTRATION,
        removal_policy=GONE,
    )
    RegistrationAttachment(stack, "Letter", body="JVBERi0xLjc=")
    protect = ProtectConfiguration.allow_only(stack, "Protect", countries=["DE", "US"], removal_policy=GONE)
    ConfigurationSet(stack, "Sending", configuration_set_name="alerts", protect_configuration=protect)


def resources() -> Json:
    app = cdk.App()
    stack = cdk.Stack(app, "Stack", synthesizer=cdk.LegacyStackSynthesizer())
    build(stack)
    return dict(app.synth().get_stack_by_name("Stack").template["Resources"])


def test_all_types_deploy_send_and_go(account: Account) -> None:
    account.deploy(resources())
    sms, to, german = account.sms, person(), "+4915187654321"
    pool = sms.describe_pools()["Pools"][0]["PoolId"]
    members = {"OriginationIdentity": pool, "ConfigurationSetName": "alerts"}
    account.send(to, "by number", **members)
    account.send(german, "by name", **members)
    sms.send_voice_message(DestinationPhoneNumber=to, MessageBody="by voice", **members)
    sms.send_media_message(DestinationPhoneNumber=to, MessageBody="by picture", **members)
    for body in ("by number", "by voice", "by picture"):
        account.phone.wait_for(to, body)
    assert account.phone.wait_for(german, "by name")["from"] == "BRAND"
    account.destroy()
    assert account.failures() == ""
    assert [each["OptOutListName"] for each in sms.describe_opt_out_lists()["OptOutLists"]] == ["Default"]
    left = [
        sms.describe_phone_numbers()["PhoneNumbers"], sms.describe_pools()["Pools"],
        sms.describe_rcs_agents()["RcsAgents"], sms.describe_sender_ids()["SenderIds"],
        sms.describe_notify_configurations()["NotifyConfigurations"],
        sms.describe_registrations()["Registrations"], sms.describe_configuration_sets()["ConfigurationSets"],
    ]  # fmt: skip
    assert left == [[], [], [], [], [], [], []]


def test_the_same_template_again_changes_nothing(account: Account) -> None:
    template = resources()
    account.deploy(template)

    def identities() -> list[str]:
        sms = account.sms
        return [
            sms.describe_pools()["Pools"][0]["PoolId"],
            sms.describe_rcs_agents()["RcsAgents"][0]["RcsAgentId"],
            sms.describe_notify_configurations()["NotifyConfigurations"][0]["NotifyConfigurationId"],
            sms.describe_registrations()["Registrations"][0]["RegistrationId"],
            sms.describe_registration_attachments()["RegistrationAttachments"][0]["RegistrationAttachmentId"],
        ]

    before = identities()
    changed = template | {"Another": {"Type": "AWS::SNS::Topic"}}
    account.deploy(changed)
    assert identities() == before
