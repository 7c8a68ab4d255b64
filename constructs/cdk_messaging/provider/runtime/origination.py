"""Numbers and pools: ``Custom::Keyword``, ``Custom::TwoWay`` and ``Custom::OriginationIdentityAssociation``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .setting import Setting
from .sms_voice import Refused

Properties = Mapping[str, Any]
Channel = dict[str, Any]
Reply = dict[str, Any]

_OFF: Channel = {"enabled": False, "channel": None, "role": None}
_MANDATORY = ("HELP", "STOP")


def _read_keyword(client: Any, properties: Properties) -> Reply | None:
    word = properties["Keyword"]
    answer = client.describe_keywords(OriginationIdentity=properties["OriginationIdentity"], Keywords=[word])
    for found in answer["Keywords"]:
        return _reply(word, found["KeywordMessage"], found["KeywordAction"])
    return None


def _wanted_keyword(properties: Properties) -> Reply:
    return _reply(properties["Keyword"], properties["KeywordMessage"], properties["KeywordAction"])


def _reply(word: str, message: str, action: str) -> Reply:
    # What HELP and STOP do can't be changed, only what they say.
    return {"message": message, "action": None if word in _MANDATORY else action}


def _write_keyword(client: Any, properties: Properties, value: Reply | None, _current: Any) -> None:
    named = {"OriginationIdentity": properties["OriginationIdentity"], "Keyword": properties["Keyword"]}
    if value is not None:
        action = {} if value["action"] is None else {"KeywordAction": value["action"]}
        client.put_keyword(**named, KeywordMessage=value["message"], **action)
    elif properties["Keyword"] not in _MANDATORY:  # these can't be deleted, and never were missing
        client.delete_keyword(**named)


def described(client: Any, properties: Properties) -> Mapping[str, Any]:
    """The number or pool as the service describes it."""
    if "PoolId" in properties:
        (found,) = client.describe_pools(PoolIds=[properties["PoolId"]])["Pools"]
    else:
        (found,) = client.describe_phone_numbers(PhoneNumberIds=[properties["PhoneNumberId"]])["PhoneNumbers"]
    return dict(found)


def update(client: Any, properties: Properties, **members: Any) -> None:
    """Change members of the number or pool."""
    if "PoolId" in properties:
        client.update_pool(PoolId=properties["PoolId"], **members)
    else:
        client.update_phone_number(PhoneNumberId=properties["PhoneNumberId"], **members)


def _read_channel(client: Any, properties: Properties) -> Channel:
    found = described(client, properties)
    if not found["TwoWayEnabled"]:
        return _OFF
    return {"enabled": True, "channel": found.get("TwoWayChannelArn"), "role": found.get("TwoWayChannelRole")}


def _wanted_channel(properties: Properties) -> Channel:
    return {"enabled": True, "channel": properties["TwoWayChannelArn"], "role": properties.get("TwoWayChannelRole")}


def _write_channel(client: Any, properties: Properties, value: Channel | None, current: Channel | None) -> None:
    if value is None or not value["enabled"]:
        update(client, properties, TwoWayEnabled=False)
        return
    if current is not None and current["role"] is not None and value["role"] is None:
        update(client, properties, TwoWayEnabled=False)  # a role that isn't named stays: nothing else takes it away
    role = {} if value["role"] is None else {"TwoWayChannelRole": value["role"]}
    update(client, properties, TwoWayEnabled=True, TwoWayChannelArn=value["channel"], **role)


def _refuse_foreign_role(current: Channel | None, wanted: Channel) -> None:
    if current is not None and current["role"] not in (None, wanted["role"]):
        raise Refused(
            f"two-way messages are published with the role {current['role']} now, which this stack may not pass on, so "
            "it could not put that back: switch two-way off first, or give the same role"
        )


def _identity(properties: Properties) -> dict[str, str]:
    country = properties.get("IsoCountryCode")
    return {
        "PoolId": properties["PoolId"],
        "OriginationIdentity": properties["OriginationIdentity"],
        **({} if country is None else {"IsoCountryCode": country}),
    }


def _read_member(client: Any, properties: Properties) -> bool | None:
    pages = client.get_paginator("list_pool_origination_identities").paginate(PoolId=properties["PoolId"])
    wanted = properties["OriginationIdentity"]
    arns = [each["OriginationIdentityArn"] for each in pages.search("OriginationIdentities[]")]
    return True if wanted in arns else None


def _write_member(client: Any, properties: Properties, value: Any, _current: Any) -> None:
    if value:
        client.associate_origination_identity(**_identity(properties))
    else:
        client.disassociate_origination_identity(**_identity(properties))


KEYWORD = Setting(
    key=("OriginationIdentity", "Keyword"), wanted=_wanted_keyword, read=_read_keyword, write=_write_keyword
)
TWO_WAY = Setting(
    key=("PhoneNumberId", "PoolId"),
    wanted=_wanted_channel,
    read=_read_channel,
    write=_write_channel,
    refuse_to_take_over=_refuse_foreign_role,
)
ASSOCIATION = Setting(
    key=("PoolId", "OriginationIdentity"),
    wanted=lambda _: True,
    read=_read_member,
    write=_write_member,
    stays=frozenset({"LAST_PHONE_NUMBER"}),
)
