"""Numbers and pools that exist before any stack does, under the ids that a stack's environment names.

A request: {"account": "111122223333", "region": "us-east-1", and one of
"phoneNumber": {"id": "phone-...", "country": "US", "type": "TOLL_FREE"},
"pool": {"id": "pool-...", "numbers": [{"country": "US", "type": "TOLL_FREE", "id"?: "phone-..."}]},
each with the optional members of ``ATTRIBUTES``}.
Answers {"id", "arn", "numbers": ["+1844..."]}.
"""

from __future__ import annotations

from typing import Any

from sandbox import seam
from sandbox.sms_voice import inbound, membership, origination
from sandbox.sms_voice.errors import ServiceError
from sandbox.sms_voice.operations.phone_numbers import lease
from sandbox.sms_voice.state import Keyword, Origination, PhoneNumber, Pool, State, current

Json = dict[str, Any]

ATTRIBUTES = {
    "twoWayChannelArn": "TwoWayChannelArn",
    "twoWayChannelRole": "TwoWayChannelRole",
    "selfManagedOptOuts": "SelfManagedOptOutsEnabled",
    "optOutList": "OptOutListName",
    "deletionProtection": "DeletionProtectionEnabled",
}


def seed(request: Json) -> Json:
    """Makes what the request describes, or leaves it as it is when it exists.

    :raises ValueError: the request is wrong, or AWS leases no such number.
    """
    try:
        with seam.scope(request["account"], request["region"]):
            state = current()
            with state.lock:
                made = _pool(state, request["pool"]) if "pool" in request else _number(state, request["phoneNumber"])
    except (KeyError, TypeError) as error:
        raise ValueError(f"the seed lacks {error}") from None
    except ServiceError as error:
        raise ValueError(error.message) from None
    members = [state.phone_numbers[member] for member in made.members] if isinstance(made, Pool) else [made]
    return {"id": made.id, "arn": made.arn, "numbers": [number.number for number in members]}


def _number(state: State, wanted: Json) -> PhoneNumber:
    if wanted.get("id") in state.phone_numbers:
        return state.phone_numbers[wanted["id"]]
    request = {
        "IsoCountryCode": wanted["country"],
        "NumberType": wanted["type"],
        "NumberCapabilities": ["SMS"],
        "MessageType": "TRANSACTIONAL",
    }
    number = lease(state, request, number_id=wanted.get("id"))
    state.phone_numbers[number.id] = number
    _apply(state, number, wanted)
    inbound.connect(state, number)
    return number


def _pool(state: State, wanted: Json) -> Pool:
    if wanted["id"] in state.pools:
        return state.pools[wanted["id"]]
    pool = Pool(
        id=wanted["id"], arn=state.arn(f"pool/{wanted['id']}"), message_type="TRANSACTIONAL", opt_out_list="Default"
    )
    numbers = [_number(state, each) for each in wanted["numbers"]]
    state.pools[pool.id] = pool
    for number in numbers:
        membership.take_in(pool, number)
    _apply(state, pool, wanted)
    return pool


def _apply(state: State, settings: Origination, wanted: Json) -> None:
    given = {member: wanted[name] for name, member in ATTRIBUTES.items() if name in wanted}
    list_name = given.get("OptOutListName")
    if list_name and list_name not in state.opt_out_lists:
        state.add_opt_out_list(list_name)
    origination.update(state, settings, given | {"TwoWayEnabled": "TwoWayChannelArn" in given})
    for keyword in wanted.get("keywords", []):
        word = keyword["keyword"]
        settings.keywords[word.upper()] = Keyword(word, keyword["message"], keyword.get("action", "AUTOMATIC_RESPONSE"))
