"""How many resources an account may have in a Region, checked over the whole app when it is synthesized."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from constructs import Construct, IConstruct

from ..quotas import Quotas

CONTEXT_KEY = "cdk_messaging:quotas"
"""Context that raises quotas: an object from the name of a quota to a number."""


class Quota(StrEnum):
    """What AWS limits, by account and Region; the last one by pool."""

    CONFIGURATION_SETS = "configuration-sets"
    NOTIFY_CONFIGURATIONS = "notify-configurations"
    OPT_OUT_LISTS = "opt-out-lists"
    PHONE_NUMBERS = "phone-numbers"
    POOLS = "pools"
    PROTECT_CONFIGURATIONS = "protect-configurations"
    REGISTRATIONS = "registrations"
    REGISTRATION_ATTACHMENTS = "registration-attachments"
    SENDER_IDS = "sender-ids"
    VERIFIED_DESTINATION_NUMBERS = "verified-destination-numbers"
    IDENTITIES_PER_POOL = "identities-per-pool"


DEFAULT_QUOTAS: Mapping[Quota, int] = MappingProxyType(
    {
        Quota.CONFIGURATION_SETS: 25,
        Quota.NOTIFY_CONFIGURATIONS: 25,
        Quota.OPT_OUT_LISTS: 25,
        Quota.PHONE_NUMBERS: 25,
        Quota.POOLS: 25,
        Quota.PROTECT_CONFIGURATIONS: 25,
        Quota.REGISTRATIONS: 25,
        Quota.REGISTRATION_ATTACHMENTS: 25,
        Quota.SENDER_IDS: 200,
        Quota.VERIFIED_DESTINATION_NUMBERS: 10,
        Quota.IDENTITIES_PER_POOL: 100,
    }
)
"""What AWS gives an account. Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/quotas.html and
https://docs.aws.amazon.com/sms-voice/latest/userguide/notify-quotas.html. AWS publishes none for RCS agents."""

_QUOTAS = Quotas(
    Quota,
    DEFAULT_QUOTAS,
    context_key=CONTEXT_KEY,
    example=Quota.POOLS,
    already={Quota.OPT_OUT_LISTS: 1},  # the list ``Default`` counts
)


def raise_quotas(scope: Construct, quotas: Mapping[Quota, int]) -> None:
    """Tell which quotas AWS raised for the account of an app, stage or stack; call it before anything is put in.

    The same can be said as context of the name ``cdk_messaging:quotas``.

    :param scope: app, stage or stack, still empty
    :param quotas: new numbers; the others stay
    :raises InvalidArgument: if a quota isn't known, or a number is below AWS's default
    """
    _QUOTAS.raised(scope, quotas)


def quota(scope: IConstruct, name: Quota) -> int:
    """The quota that holds for a construct: of the context, else AWS's default.

    :raises InvalidArgument: if the context can't be understood
    """
    return _QUOTAS.of(scope, name)


def count(construct: Construct, name: Quota) -> None:
    """Count a resource of this app; too many fail the synthesis."""
    _QUOTAS.count(construct, name)
