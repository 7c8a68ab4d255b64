"""AWS::SMSVOICE::ProtectConfiguration."""

from __future__ import annotations

from sandbox.cloudformation.resource_type import Attributes, Properties, ResourceType
from sandbox.cloudformation.schema import BOOLEAN, TAGS, array, enum, obj, string
from sandbox.cloudformation.sms_voice import SMS_VOICE, Calls
from sandbox.sms_voice.errors import ServiceError
from sandbox.sms_voice.state import State

CHANNELS = ("SMS", "VOICE", "MMS")


def _create(call: Calls, properties: Properties, _name: str) -> str:
    made = call("CreateProtectConfiguration", Tags=properties.get("Tags"))
    identity: str = made["ProtectConfigurationId"]
    try:
        _configure(call, identity, properties)
    except ServiceError:
        call("UpdateProtectConfiguration", ProtectConfigurationId=identity, DeletionProtectionEnabled=False)
        call("DeleteProtectConfiguration", ProtectConfigurationId=identity)
        raise
    return identity


def _update(call: Calls, identity: str, _old: Properties, new: Properties) -> None:
    _configure(call, identity, new)


def _configure(call: Calls, identity: str, properties: Properties) -> None:
    rule_set = properties.get("CountryRuleSet", {})
    for channel in CHANNELS:
        wanted = {rule["CountryCode"]: rule["ProtectStatus"] for rule in rule_set.get(channel, [])}
        present = call.state.protect_configuration(identity).rules.get(channel, {})
        # A country that the template no longer names is allowed again.
        updates = {country: {"ProtectStatus": wanted.get(country, "ALLOW")} for country in {*present, *wanted}}
        if updates:
            call(
                "UpdateProtectConfigurationCountryRuleSet", ProtectConfigurationId=identity,
                NumberCapability=channel, CountryRuleSetUpdates=updates,
            )  # fmt: skip
    protected = properties.get("DeletionProtectionEnabled", False)
    call("UpdateProtectConfiguration", ProtectConfigurationId=identity, DeletionProtectionEnabled=protected)


def _delete(call: Calls, identity: str) -> None:
    call("DeleteProtectConfiguration", ProtectConfigurationId=identity)


def _attributes(state: State, identity: str) -> Attributes:
    found = state.protect_configuration(identity)
    return {"Arn": found.arn, "ProtectConfigurationId": found.id}


_RULES = array(
    obj(
        {"CountryCode": string(r"^[A-Z]{2}$"), "ProtectStatus": enum("ALLOW", "BLOCK", "MONITOR", "FILTER")},
        "CountryCode", "ProtectStatus",
    ),
    unique=True,
)  # fmt: skip

TYPE = ResourceType(
    service=SMS_VOICE,
    name="AWS::SMSVOICE::ProtectConfiguration",
    properties={
        "CountryRuleSet": obj(dict.fromkeys(CHANNELS, _RULES), any_of=CHANNELS),
        "DeletionProtectionEnabled": BOOLEAN,
        "Tags": TAGS,
    },
    create=_create,
    update=_update,
    delete=_delete,
    attributes=_attributes,
)
