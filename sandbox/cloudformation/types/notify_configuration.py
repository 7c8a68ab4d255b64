"""AWS::SMSVOICE::NotifyConfiguration."""

from __future__ import annotations

from sandbox.cloudformation.resource_type import Attributes, Properties, ResourceType
from sandbox.cloudformation.schema import BOOLEAN, TAGS, array, enum, string
from sandbox.cloudformation.sms_voice import SMS_VOICE, Calls
from sandbox.sms_voice.operations.notify_configurations import UNSET_POOL, UNSET_TEMPLATE
from sandbox.sms_voice.state import State, find


def _create(call: Calls, properties: Properties, _name: str) -> str:
    return str(call("CreateNotifyConfiguration", **properties)["NotifyConfigurationArn"])


def _update(call: Calls, arn: str, _old: Properties, new: Properties) -> None:
    """What the template leaves out returns to its default."""
    call(
        "UpdateNotifyConfiguration", NotifyConfigurationId=arn, EnabledChannels=new["EnabledChannels"],
        DefaultTemplateId=new.get("DefaultTemplateId", UNSET_TEMPLATE), PoolId=new.get("PoolId", UNSET_POOL),
        EnabledCountries=new.get("EnabledCountries", []),
        DeletionProtectionEnabled=new.get("DeletionProtectionEnabled", False),
    )  # fmt: skip


def _delete(call: Calls, arn: str) -> None:
    call("DeleteNotifyConfiguration", NotifyConfigurationId=arn)


def _attributes(state: State, arn: str) -> Attributes:
    found = find(state.notify_configurations, arn, "notify-configuration")
    return {
        "NotifyConfigurationArn": found.arn,
        "NotifyConfigurationId": found.id,
        "Tier": "BASIC",
        "TierUpgradeStatus": "BASIC",
        "Status": "ACTIVE",
        "CreatedTimestamp": str(found.created),
    }


TYPE = ResourceType(
    service=SMS_VOICE,
    name="AWS::SMSVOICE::NotifyConfiguration",
    properties={
        "DefaultTemplateId": string(r"^[A-Za-z0-9_-]*$", longest=256),
        "DeletionProtectionEnabled": BOOLEAN,
        "DisplayName": string(r"^[A-Za-z0-9_ -]+$", longest=15, shortest=1),
        "EnabledChannels": array(enum("SMS", "VOICE", "MMS", "RCS"), least=1, most=4),
        "EnabledCountries": array(string(r"^[A-Z]{2}$", longest=2, shortest=2), most=300),
        "PoolId": string(r"^[A-Za-z0-9_:/-]+$", longest=256, shortest=1),
        "Tags": array(TAGS["items"], most=200),
        "UseCase": enum("CODE_VERIFICATION"),
    },
    required=("DisplayName", "UseCase", "EnabledChannels"),
    replaced_by=("DisplayName", "UseCase"),
    create=_create,
    update=_update,
    delete=_delete,
    attributes=_attributes,
)
