"""Stacks that deploy at the same time in an account whose request quota is AWS's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import aws_cdk as cdk
import pytest
from aws_cdk import aws_sns as sns

from cdk_messaging import sms_voice
from cdk_messaging.sms_voice import account as settings
from sandbox.process import Sandbox
from sandbox.settings import Settings
from tests.sandbox.account import Account, Json, until
from tests.sandbox.provider_stacks import LOGS, Existing, existing_in, resources

LONGEST = 90.0  # seconds, for what takes about twenty


pytestmark = pytest.mark.sandbox


@pytest.fixture(scope="module")
def throttled() -> Iterator[Sandbox]:
    """One request a second and operation, as AWS has it."""
    with Sandbox(settings=Settings(api_rate=1, carrier_delay=0.01, handset_delay=0.01), log_level="ERROR") as running:
        yield running


def test_two_stacks_at_once_wait_for_each_other_and_leave_nothing(throttled: Sandbox) -> None:
    existing = existing_in(Account(throttled))

    def words(*given: str) -> Json:
        def define(stack: cdk.Stack, existing: Existing) -> None:
            settings.ImportedKeywords(
                stack,
                "Words",
                origination=sms_voice.Pool.from_pool_id(stack, "Pool", existing.pool),
                keywords=[sms_voice.Keyword(word, "Thanks.") for word in given],
                log_options=LOGS,
            )

        return resources(existing, define)

    templates = {"one": words("ONE"), "other": words("TWO")}
    before = existing.state()
    cloudformation = existing.account.client("cloudformation")

    def all_are(status: str) -> bool:
        found = cloudformation.describe_stacks()["Stacks"]
        assert not [each for each in found if "FAILED" in each["StackStatus"] or "ROLLBACK" in each["StackStatus"]]
        return {each["StackStatus"] for each in found} <= {status}

    with ThreadPoolExecutor() as pool:
        for name, found in templates.items():
            template = json.dumps({"Resources": found})
            pool.submit(
                cloudformation.create_stack,
                StackName=name,
                TemplateBody=template,
                Capabilities=["CAPABILITY_NAMED_IAM"],
            )
    until(lambda: all_are("CREATE_COMPLETE"), LONGEST)
    assert {each["Keyword"] for each in existing.state()["keywords"]} >= {"ONE", "TWO"}
    with ThreadPoolExecutor() as pool:
        for name in templates:
            pool.submit(cloudformation.delete_stack, StackName=name)
    until(lambda: all_are("DELETE_COMPLETE"), LONGEST)
    assert existing.state() == before


def test_the_destinations_of_a_voice_configuration_set_are_made_and_changed_one_after_the_other(
    throttled: Sandbox,
) -> None:
    existing = existing_in(Account(throttled))
    voice = existing.account.client("pinpoint-sms-voice")

    def calls(*names: str) -> Json:
        def define(stack: cdk.Stack, existing: Existing) -> None:
            topic = sns.Topic.from_topic_arn(stack, "Topic", existing.topic)
            made = settings.VoiceConfigurationSet(stack, "Calls", configuration_set_name="calls", log_options=LOGS)
            for name in names:
                made.add_event_destination(
                    name, sms_voice.EventDestination.topic(topic), event_types=[settings.VoiceEventType.FAILED]
                )

        return resources(existing, define)

    def destinations() -> list[str]:
        answer = voice.get_configuration_set_event_destinations(ConfigurationSetName="calls")
        return [each["Name"] for each in answer["EventDestinations"]]

    existing.account.deploy(calls("one", "two", "three"))
    assert destinations() == ["one", "two", "three"]
    existing.account.deploy(calls("three", "four", "five"))
    assert destinations() == ["three", "four", "five"]
    existing.account.destroy()
    assert voice.list_configuration_sets()["ConfigurationSets"] == []
