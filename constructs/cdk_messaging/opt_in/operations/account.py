"""The operator's way to AWS: one client of each service, by the credentials of a profile or the environment."""

from __future__ import annotations

import argparse
from typing import Any

import boto3
from botocore.config import Config

from ..runtime.items import Items
from .resources import TABLE, Resource, output_of, outputs

MOST_AT_ONCE = 32
"""Calls that are made at the same time at most."""

# Nobody waits at a screen: a throttled call is worth waiting for.
_CONFIG = Config(
    retries={"mode": "standard", "total_max_attempts": 10},
    connect_timeout=5,
    read_timeout=60,
    max_pool_connections=MOST_AT_ONCE,
)


class Account:
    """Services and resources that a command line means.

    :param given: the parsed arguments.
    """

    def __init__(self, given: argparse.Namespace) -> None:
        self._given = given
        self._session = boto3.Session(profile_name=given.profile, region_name=given.region)
        self._clients: dict[str, Any] = {}
        self._outputs: dict[str, str] | None = None

    def client(self, service: str) -> Any:
        """A boto3 client."""
        if service not in self._clients:
            self._clients[service] = self._session.client(service, config=_CONFIG)  # type: ignore[call-overload]
        return self._clients[service]

    def name_of(self, resource: Resource) -> str:
        """Name or URL of a resource, as given or by the stack's outputs.

        :raises WrongCall: the stack doesn't name it.
        """
        named: str | None = getattr(self._given, resource.attribute, None)
        if named is not None:
            return named
        return output_of(self._stack_outputs(), self._given.stack, resource)

    def knows(self, resource: Resource) -> bool:
        """Whether a resource is named at all."""
        if getattr(self._given, resource.attribute, None) is not None:
            return True
        return self._given.stack is not None and resource.output in self._stack_outputs()

    @property
    def table(self) -> str:
        """Name of the consent table."""
        return self.name_of(TABLE)

    @property
    def items(self) -> Items:
        """The consent table's items."""
        return Items(name=self.table, client=self.client("dynamodb"))

    def _stack_outputs(self) -> dict[str, str]:
        if self._outputs is None:
            self._outputs = outputs(self.client("cloudformation"), self._given.stack)
        return self._outputs
