"""What the types PhoneNumber and Pool share: keywords, two-way messaging, opt-outs."""

from __future__ import annotations

from typing import Any

from sandbox.cloudformation.schema import ARN, BOOLEAN, TAGS, Schema, array, enum, obj, string
from sandbox.cloudformation.sms_voice import Calls

Properties = dict[str, Any]

_MESSAGE = string(r"^(?!\s*$)[\s\S]+$", longest=1600)
_MANDATORY = obj({"Message": _MESSAGE}, "Message")
_OPTIONAL = obj(
    {
        "Keyword": string(r"^(?i:(?!(stop|help)$))[ \S]+", longest=30),
        "Message": _MESSAGE,
        "Action": enum("AUTOMATIC_RESPONSE", "OPT_OUT", "OPT_IN"),
    },
    "Keyword", "Message", "Action",
)  # fmt: skip


def shared_properties(channel: Schema) -> dict[str, Schema]:
    """The properties that both types have; they differ in what a two-way channel may be."""
    return {
        "DeletionProtectionEnabled": BOOLEAN,
        "MandatoryKeywords": obj({"HELP": _MANDATORY, "STOP": _MANDATORY}, "STOP", "HELP"),
        "OptOutListName": string(r"^[A-Za-z0-9_:/-]+$", longest=256, shortest=1),
        "OptionalKeywords": array(_OPTIONAL, unique=True),
        "SelfManagedOptOutsEnabled": BOOLEAN,
        "Tags": TAGS,
        "TwoWay": obj({"Enabled": BOOLEAN, "ChannelArn": channel, "ChannelRole": ARN}, "Enabled"),
    }


def update_request(properties: Properties) -> dict[str, Any]:
    """The members that UpdatePhoneNumber and UpdatePool share; what the template leaves out returns to its default."""
    two_way = properties.get("TwoWay", {"Enabled": False})
    return {
        "TwoWayEnabled": two_way["Enabled"],
        "TwoWayChannelArn": two_way.get("ChannelArn"),
        "TwoWayChannelRole": two_way.get("ChannelRole"),
        "SelfManagedOptOutsEnabled": properties.get("SelfManagedOptOutsEnabled", False),
        "OptOutListName": properties.get("OptOutListName", "Default"),
        "DeletionProtectionEnabled": properties.get("DeletionProtectionEnabled", False),
    }


def put_keywords(call: Calls, identity: str, properties: Properties) -> None:
    """Makes the keywords what the template says; others are removed."""
    mandatory = properties["MandatoryKeywords"]
    for word in ("HELP", "STOP"):
        call("PutKeyword", OriginationIdentity=identity, Keyword=word, KeywordMessage=mandatory[word]["Message"])
    wanted = {keyword["Keyword"].upper() for keyword in properties.get("OptionalKeywords", [])} | {"HELP", "STOP"}
    for word in [word for word in call.state.number_or_pool(identity).keywords if word not in wanted]:
        call("DeleteKeyword", OriginationIdentity=identity, Keyword=word)
    for keyword in properties.get("OptionalKeywords", []):
        call(
            "PutKeyword", OriginationIdentity=identity, Keyword=keyword["Keyword"],
            KeywordMessage=keyword["Message"], KeywordAction=keyword["Action"],
        )  # fmt: skip
