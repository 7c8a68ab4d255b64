"""How many resources an account may have in a Region, checked over the whole app when it is synthesized.

Resources that exist already, or that another app makes, are not counted: nobody knows them here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from weakref import WeakKeyDictionary

import aws_cdk as cdk
import jsii
from constructs import Construct, IConstruct, IValidation

from ..errors import InvalidArgument

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

_ALREADY = {Quota.OPT_OUT_LISTS: 1}
"""What every account has from the start: the list ``Default`` counts."""


def raise_quotas(scope: Construct, quotas: Mapping[Quota, int]) -> None:
    """Tell which quotas AWS raised for the account of an app, stage or stack; call it before anything is put in.

    The same can be said as context of the name ``cdk_messaging:quotas``.

    :param scope: app, stage or stack, still empty
    :param quotas: new numbers; the others stay
    :raises InvalidArgument: if a quota isn't known, or a number is below AWS's default
    """
    scope.node.set_context(CONTEXT_KEY, {str(name): number for name, number in _checked(quotas).items()})


def quota(scope: IConstruct, name: Quota) -> int:
    """The quota that holds for a construct: of the context, else AWS's default.

    :raises InvalidArgument: if the context can't be understood
    """
    context = scope.node.try_get_context(CONTEXT_KEY)
    if context is None:
        return DEFAULT_QUOTAS[name]
    if not isinstance(context, Mapping):
        raise InvalidArgument(f"context {CONTEXT_KEY} is {context!r}: give an object such as {{'pools': 50}}")
    return _checked(context).get(name, DEFAULT_QUOTAS[name])


def count(construct: Construct, name: Quota) -> None:
    """Count a resource of this app; too many fail the synthesis."""
    root = construct.node.root
    register = _registers.get(root)
    if register is None:
        register = _registers[root] = _Register()
        root.node.add_validation(register)
    register.resources[name].append(construct)


def _checked(quotas: Mapping[Any, Any]) -> dict[Quota, int]:
    found: dict[Quota, int] = {}
    for name, number in quotas.items():
        if name not in list(Quota):
            raise InvalidArgument(f"quota {str(name)!r} is not known: use one of {', '.join(Quota)}")
        # Numbers of the context come from JSON, where a whole number can be a float.
        least = DEFAULT_QUOTAS[Quota(name)]
        if isinstance(number, bool) or not isinstance(number, int | float) or number != int(number) or number < least:
            raise InvalidArgument(f"quota {str(name)!r} is {number!r}: use a whole number from {least}, AWS's default")
        found[Quota(name)] = int(number)
    return found


@jsii.implements(IValidation)
class _Register:
    """The resources of an app, which are looked at when it is synthesized."""

    def __init__(self) -> None:
        self.resources: dict[Quota, list[Construct]] = defaultdict(list)

    def validate(self) -> list[str]:
        return [problem for name, found in self.resources.items() for problem in _problems(name, found)]


_registers: WeakKeyDictionary[IConstruct, _Register] = WeakKeyDictionary()


def _problems(name: Quota, resources: list[Construct]) -> list[str]:
    already = _ALREADY.get(name, 0)
    # Quotas are only raised. Where the resources are is asked if there could be too many: each question goes to Node.
    if len(resources) + already <= DEFAULT_QUOTAS[name]:
        return []
    places: dict[str, list[Construct]] = defaultdict(list)
    for resource in resources:
        places[_place(resource)].append(resource)
    problems = []
    for place, found in places.items():
        limit = quota(found[0], name)
        if len(found) + already > limit:
            besides = f" beside {already} that every account has" if already else ""
            problems.append(
                f"{len(found)} {name}{besides} are too many for {place}, where {limit} are allowed: "
                f"ask AWS to raise the quota, and say so with raise_quotas(...) or the context {CONTEXT_KEY}"
            )
    return problems


def _place(resource: Construct) -> str:
    """Account and Region; where the stack doesn't know them, the stage, which is deployed to one place."""
    stack = cdk.Stack.of(resource)
    if "unknown" not in stack.environment:
        return stack.environment.removeprefix("aws://")
    stage = cdk.Stage.of(resource)
    return f"stage {stage.stage_name!r}" if stage is not None and stage.stage_name else "the app"
