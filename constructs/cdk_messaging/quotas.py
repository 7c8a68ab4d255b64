"""Counting the resources of an app against what AWS allows, when the app is synthesized; shared by all services.

Resources that exist already, or that another app makes, are not counted: nobody knows them here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

import aws_cdk as cdk
import jsii
from constructs import Construct, IConstruct, IValidation

from .errors import InvalidArgument

Name = TypeVar("Name", bound=StrEnum)


class Quotas(Generic[Name]):
    """The quotas of one service.

    :param kind: their names
    :param defaults: what AWS gives an account
    :param context_key: context that raises quotas, an object from the name of a quota to a number
    :param example: a quota of less than 50, for messages
    :param already: what every account has from the start. Default: - nothing
    :param fixed: those that AWS raises for nobody. Default: - none
    """

    def __init__(
        self,
        kind: type[Name],
        defaults: Mapping[Name, int],
        *,
        context_key: str,
        example: Name,
        already: Mapping[Name, int] | None = None,
        fixed: frozenset[Name] = frozenset(),
    ) -> None:
        self._kind, self._defaults, self._context_key, self._example = kind, defaults, context_key, example
        self._already: Mapping[Name, int] = {} if already is None else already
        self._fixed = fixed
        self._registers: WeakKeyDictionary[IConstruct, _Register[Name]] = WeakKeyDictionary()

    def raised(self, scope: Construct, quotas: Mapping[Name, int]) -> None:
        """Tell which quotas AWS raised; before anything is put into the scope.

        :raises InvalidArgument: if a quota isn't known, can't be raised, or a number is below AWS's default
        """
        scope.node.set_context(self._context_key, {str(name): number for name, number in self._checked(quotas).items()})

    def of(self, scope: IConstruct, name: Name) -> int:
        """The quota that holds for a construct: of the context, else AWS's default.

        :raises InvalidArgument: if the context can't be understood
        """
        context = scope.node.try_get_context(self._context_key)
        if context is None:
            return self._defaults[name]
        if not isinstance(context, Mapping):
            raise InvalidArgument(
                f"context {self._context_key} is {context!r}: give an object such as {{'{self._example}': 50}}"
            )
        return self._checked(context).get(name, self._defaults[name])

    def count(self, construct: Construct, name: Name, *, place: str | None = None) -> None:
        """Count a resource of this app; too many fail the synthesis.

        :param place: what the quota is for, in words. Default: - the account and Region of the resource
        """
        root = construct.node.root
        register = self._registers.get(root)
        if register is None:
            register = self._registers[root] = _Register(self)
            root.node.add_validation(register)
        register.resources[name].append((construct, place))

    def problems(self, name: Name, resources: list[tuple[Construct, str | None]]) -> list[str]:
        """Where there are too many, in words."""
        already = self._already.get(name, 0)
        # Quotas are only raised. Where the resources are is asked if there could be too many: each question goes to
        # Node.
        if len(resources) + already <= self._defaults[name]:
            return []
        places: dict[str, list[Construct]] = defaultdict(list)
        for resource, place in resources:
            places[_place(resource) if place is None else place].append(resource)
        return [
            self._problem(name, place, len(found), limit)
            for place, found in places.items()
            if len(found) + already > (limit := self.of(found[0], name))
        ]

    def _problem(self, name: Name, place: str, count: int, limit: int) -> str:
        already = self._already.get(name, 0)
        besides = f" beside {already} that every account has" if already else ""
        way_out = (
            "AWS raises this quota for nobody, so take some away"
            if name in self._fixed
            else f"ask AWS to raise the quota, and say so with raise_quotas(...) or the context {self._context_key}"
        )
        return f"{count} {name}{besides} are too many for {place}, where {limit} are allowed: {way_out}"

    def _checked(self, quotas: Mapping[Any, Any]) -> dict[Name, int]:
        found: dict[Name, int] = {}
        for name, number in quotas.items():
            if name not in list(self._kind):
                raise InvalidArgument(f"quota {str(name)!r} is not known: use one of {', '.join(self._kind)}")
            known = self._kind(name)
            if known in self._fixed:
                raise InvalidArgument(f"quota {str(name)!r} can't be raised: AWS raises it for nobody, leave it out")
            # Numbers of the context come from JSON, where a whole number can be a float.
            least = self._defaults[known]
            whole = isinstance(number, int | float) and not isinstance(number, bool) and number == int(number)
            if not whole or number < least:
                raise InvalidArgument(
                    f"quota {str(name)!r} is {number!r}: use a whole number from {least}, AWS's default"
                )
            found[known] = int(number)
        return found


@jsii.implements(IValidation)
class _Register(Generic[Name]):
    """The resources of an app, which are looked at when it is synthesized."""

    def __init__(self, quotas: Quotas[Name]) -> None:
        self._quotas = quotas
        self.resources: dict[Name, list[tuple[Construct, str | None]]] = defaultdict(list)

    def validate(self) -> list[str]:
        return [problem for name, found in self.resources.items() for problem in self._quotas.problems(name, found)]


def _place(resource: Construct) -> str:
    """Account and Region; where the stack doesn't know them, the stage, which is deployed to one place."""
    stack = cdk.Stack.of(resource)
    if "unknown" not in stack.environment:
        return stack.environment.removeprefix("aws://")
    stage = cdk.Stage.of(resource)
    return f"stage {stage.stage_name!r}" if stage is not None and stage.stage_name else "the app"
