"""Tenants in as many stacks as they need, each always in the same one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import aws_cdk as cdk
from constructs import Construct

from ...checks import check_pattern, is_known
from ...errors import InvalidArgument
from .tenant import TENANT_PATTERN, TENANT_WORDS

_MOST_RESOURCES = 500
"""Resources that CloudFormation takes in a stack.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"""


class TenantStacks:
    """Spreads tenants over a fixed number of stacks, ``<prefix>0``, ``<prefix>1`` and so on.

    Which stack a tenant is in follows from its id alone: whoever comes or goes, the others stay where they are, and
    their numbers with them. That is why ``stacks`` must never change. A tenant that finds its stack full is pinned to
    another; one that is deployed must not be pinned elsewhere. Stacks without tenants are not made.

    :param scope: app or stage
    :param prefix: how the stacks' ids begin. Default: ``"Tenants"``
    :param stacks: how many there may be, for all tenants that you will ever have. Never change it
    :param tenants_per_stack: how many fit into one: 500 resources by those of a tenant. Default: 25, for tenants of
        up to 20 resources
    :param pins: stacks of tenants that are not where their id puts them, from 0. Default: - none
    :param stack_options: further arguments of each ``cdk.Stack``, such as ``env``
    :raises InvalidArgument: if a number is out of range
    """

    def __init__(
        self,
        scope: Construct,
        *,
        prefix: str = "Tenants",
        stacks: int,
        tenants_per_stack: int = 25,
        pins: Mapping[str, int] = MappingProxyType({}),
        **stack_options: Any,
    ) -> None:
        if stacks < 1:
            raise InvalidArgument(f"stacks is {stacks}: use at least 1")
        if not 1 <= tenants_per_stack <= _MOST_RESOURCES:
            raise InvalidArgument(f"tenants_per_stack is {tenants_per_stack}: use 1 to {_MOST_RESOURCES}")
        for tenant, index in pins.items():
            if not 0 <= index < stacks:
                raise InvalidArgument(f"tenant {tenant!r} is pinned to stack {index}: use 0 to {stacks - 1}")
        self._scope = scope
        self._prefix = prefix
        self._count = stacks
        self._room = tenants_per_stack
        self._pins = dict(pins)
        self._options = stack_options
        self._stacks: dict[int, cdk.Stack] = {}
        self._tenants: dict[int, list[str]] = {}

    def index_of(self, tenant: str) -> int:
        """The stack of a tenant, from 0.

        :raises InvalidArgument: if the id is not valid
        """
        if not is_known(tenant):
            raise InvalidArgument("tenant must be known at synthesis: give a literal id")
        check_pattern("tenant", tenant, TENANT_PATTERN, TENANT_WORDS)
        pinned = self._pins.get(tenant)
        if pinned is not None:
            return pinned
        return int.from_bytes(hashlib.sha256(tenant.encode()).digest()[:8]) % self._count

    def stack_of(self, tenant: str) -> cdk.Stack:
        """The stack to make a tenant in; call it once for each.

        :raises InvalidArgument: if the id is not valid or was here before, or the stack is full
        """
        index = self.index_of(tenant)
        members = self._tenants.setdefault(index, [])
        if tenant in members:
            raise InvalidArgument(f"tenant {tenant!r} is given twice: give each one once")
        if len(members) == self._room:
            raise InvalidArgument(
                f"stack {self._prefix}{index} is full: it has {self._room} tenants, and {tenant!r} is one too many; "
                f"{self._fix(tenant)}"
            )
        members.append(tenant)
        if index not in self._stacks:
            self._stacks[index] = cdk.Stack(self._scope, f"{self._prefix}{index}", **self._options)
        return self._stacks[index]

    @property
    def stacks(self) -> Mapping[int, cdk.Stack]:
        """The stacks made so far."""
        return MappingProxyType(dict(sorted(self._stacks.items())))

    def _fix(self, tenant: str) -> str:
        roomy = min(range(self._count), key=lambda index: len(self._tenants.get(index, ())))
        if len(self._tenants.get(roomy, ())) < self._room:
            return f"if it is not deployed yet, pin it with pins={{{tenant!r}: {roomy}}}"
        return "all others are full, too: put new tenants into a second TenantStacks with another prefix"
