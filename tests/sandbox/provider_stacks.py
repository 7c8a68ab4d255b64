"""Stacks with the library's custom-resource provider, and what an account has before them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aws_cdk as cdk

from cdk_messaging.observability import LogOptions
from tests.sandbox.account import REGION, Account, Json

GONE = cdk.RemovalPolicy.DESTROY
LOGS = LogOptions(removal_policy=GONE)


def bucket_of(account: Account) -> str:
    return f"code-{account.id}"  # bucket names are those of all accounts


@dataclass(frozen=True)
class Existing:
    """What the account has before any stack: a pool of a number, a number, a set, two protect configurations."""

    account: Account
    pool: str
    number: str
    protect: str
    other_protect: str
    topic: str

    def state(self) -> Json:
        """All of the account that the settings are about."""
        sms = self.account.sms
        limits = sms.describe_spend_limits()["SpendLimits"]
        keywords = sms.describe_keywords(OriginationIdentity=self.pool)["Keywords"]
        channels = [*sms.describe_pools()["Pools"], *sms.describe_phone_numbers()["PhoneNumbers"]]
        members = sms.list_pool_origination_identities(PoolId=self.pool)["OriginationIdentities"]
        overrides = sms.list_protect_configuration_rule_set_number_overrides(ProtectConfigurationId=self.protect)
        (found,) = sms.describe_configuration_sets(ConfigurationSetNames=["alerts"])["ConfigurationSets"]
        return {
            "limits": {each["Name"]: (each["EnforcedLimit"], each["Overridden"]) for each in limits},
            "attributes": sms.describe_account_attributes()["AccountAttributes"],
            "keywords": keywords,
            "channels": [(each["TwoWayEnabled"], each.get("TwoWayChannelArn")) for each in channels],
            "opt-outs": [(each["SelfManagedOptOutsEnabled"], each["OptOutListName"]) for each in channels],
            "calls": self.account.client("pinpoint-sms-voice").list_configuration_sets()["ConfigurationSets"],
            "members": sorted(each["OriginationIdentity"] for each in members),
            "overrides": [
                (each["DestinationPhoneNumber"], each["Action"]) for each in overrides["RuleSetNumberOverrides"]
            ],
            # Nothing takes the setting for feedback away again: it can only be switched off.
            "set": {**found, "DefaultMessageFeedbackEnabled": found.get("DefaultMessageFeedbackEnabled") or False},
        }


Define = Callable[[cdk.Stack, Existing], Any]


def existing_in(account: Account) -> Existing:
    first, second = account.number(), account.number()
    pool = account.pool(first)["PoolId"]
    account.sms.create_configuration_set(ConfigurationSetName="alerts")
    protects = [account.sms.create_protect_configuration()["ProtectConfigurationId"] for _ in range(2)]
    account.client("s3").create_bucket(Bucket=bucket_of(account))
    return Existing(account, pool, second["PhoneNumberId"], protects[0], protects[1], account.topic())


def stack_of(existing: Existing, *define: Define) -> cdk.Stack:
    """A stack of an app of its own."""
    environment = cdk.Environment(account=existing.account.id, region=REGION)
    stack = cdk.Stack(cdk.App(), "Stack", env=environment)
    for each in define:
        each(stack, existing)
    return stack


def resources(existing: Existing, *define: Define) -> Json:
    """The resources of a stack, the provider's code in the account."""
    app = stack_of(existing, *define).node.root
    assert isinstance(app, cdk.App)
    assembly = app.synth()
    found = dict(assembly.get_stack_by_name("Stack").template["Resources"])
    upload(existing.account, Path(assembly.directory))
    for each in found.values():
        if each["Type"] == "AWS::Lambda::Function":
            each["Properties"]["Code"] = {"S3Bucket": bucket_of(existing.account), "S3Key": "provider.zip"}
    return found


def upload(account: Account, assembly: Path) -> None:
    (folder,) = [path for path in assembly.glob("asset.*") if (path / "runtime" / "handler.py").is_file()]
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder))
    account.client("s3").put_object(Bucket=bucket_of(account), Key="provider.zip", Body=content.getvalue())


def failing(found: Json) -> Json:
    """The same with a resource that can't be made, after every other one."""
    late = {
        "Type": "AWS::SMSVOICE::OptOutList",
        "Properties": {"OptOutListName": "Default"},
        "DependsOn": sorted(found),
    }
    return {**found, "Late": late}


def roll_back(account: Account, found: Json, name: str = "stack") -> str:
    """Deploy what fails; the status of the stack after it."""
    cloudformation = account.client("cloudformation")
    exists = any(stack["StackName"] == name for stack in cloudformation.describe_stacks()["Stacks"])
    change = cloudformation.update_stack if exists else cloudformation.create_stack
    template = json.dumps({"Resources": found})
    change(StackName=name, TemplateBody=template, Capabilities=["CAPABILITY_NAMED_IAM"])
    return str(cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"])
