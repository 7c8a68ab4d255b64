"""A CloudFormation type: its schema, what replaces it, and its handlers, which call the service's own operations."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from sandbox import seam
from sandbox.cloudformation import schema
from sandbox.service_error import ServiceError

Properties = dict[str, Any]
Attributes = dict[str, Any]


class HandlerFailed(RuntimeError):
    """A handler's call was refused; CloudFormation shows the message."""


class Tagged(Protocol):
    """Something with an ARN and tags."""

    arn: str
    tags: dict[str, str]


class Account(Protocol):
    """What a service holds of one account in one Region."""

    lock: Any

    def resources(self) -> Sequence[Tagged]:
        """Everything that can be tagged."""


S = TypeVar("S", bound=Account)


@dataclass(frozen=True)
class Service(Generic[S]):
    """A service of the sandbox, as the handlers of its types reach it.

    :param name: as CloudFormation's messages show it
    :param current: the state of the account and Region of the request that is being served
    :param call: (state, operation, request) to response, without signature and quotas
    """

    name: str
    current: Callable[[], S]
    call: Callable[[S, str, dict[str, Any]], dict[str, Any]]


class CallsTo(Generic[S]):
    """What a handler does to the service: operations, by name, as CloudFormation's role would."""

    def __init__(self, service: Service[S], state: S) -> None:
        self._service = service
        self.state = state

    def __call__(self, operation: str, **request: Any) -> dict[str, Any]:
        """Runs an operation; members that are None are left out."""
        given = {name: value for name, value in request.items() if value is not None}
        return self._service.call(self.state, operation, given)


@dataclass(frozen=True, kw_only=True)
class ResourceType(Generic[S]):
    """One type.

    :param service: the service whose operations its handlers call
    :param create: (calls, properties, generated name) to (physical id, attributes); a failure leaves nothing behind
    :param update: (calls, physical id, old, new) changes it in place
    :param attributes: (state, physical id) to what Fn::GetAtt gives
    :param delete: (calls, physical id)
    :param replaced_by: the create-only properties of the schema
    """

    service: Service[S]
    name: str
    properties: dict[str, schema.Schema]
    required: tuple[str, ...] = ()
    replaced_by: Sequence[str] = ()
    create: Callable[[CallsTo[S], Properties, str], str]
    update: Callable[[CallsTo[S], str, Properties, Properties], None]
    delete: Callable[[CallsTo[S], str], None]
    attributes: Callable[[S, str], Attributes]

    def install(self) -> None:
        """Adds the type to the emulator."""
        tags = self.properties.get("Tags")
        seam.add_resource_type(
            self.name, create=self._create, update=self._update, delete=self._delete,
            replaced_by=self.replaced_by, tags=None if tags is None else "list" if tags["type"] == "array" else "map",
        )  # fmt: skip

    def _checked(self, properties: Properties) -> Properties:
        checked: Properties = schema.check(schema.obj(self.properties, *self.required), properties)
        return checked

    def _create(self, logical_id: str, properties: Properties, stack_name: str) -> seam.Created:
        checked = self._checked(properties)
        state = self.service.current()
        with self._as_handler_failure(), state.lock:
            physical_id = self.create(
                CallsTo(self.service, state), checked, seam.generated_name(stack_name, logical_id, longest=64)
            )
        return physical_id, self.attributes(state, physical_id)

    def _update(
        self, physical_id: str, old: Properties, new: Properties, _stack_name: str, _logical_id: str
    ) -> seam.Created:
        checked = self._checked(new)
        state = self.service.current()
        with self._as_handler_failure(), state.lock:
            self.update(CallsTo(self.service, state), physical_id, self._checked(old), checked)
            attributes = self.attributes(state, physical_id)
            if "Tags" in self.properties and old.get("Tags") != new.get("Tags"):
                # Where there is no attribute Arn, the ARN is the physical id.
                _retag(state, attributes.get("Arn", physical_id), checked.get("Tags", []))
        return physical_id, attributes

    def _delete(self, physical_id: str, _properties: Properties) -> None:
        state = self.service.current()
        with self._as_handler_failure(), state.lock:
            try:
                self.delete(CallsTo(self.service, state), physical_id)
            except ServiceError as error:
                if error.code not in ("NotFoundException", "ResourceNotFoundException"):
                    raise

    @contextlib.contextmanager
    def _as_handler_failure(self) -> Iterator[None]:
        try:
            yield
        except ServiceError as error:
            reason = f", Reason: {error.members['Reason']}" if "Reason" in error.members else ""
            raise HandlerFailed(
                f'Resource handler returned message: "{error.message} (Service: {self.service.name}, '
                f'Status Code: {error.status}, Error: {error.code}{reason})"'
            ) from error


def _retag(state: Account, arn: str, tags: list[dict[str, str]] | dict[str, str]) -> None:
    # Amazon Pinpoint's types have their tags as a map, the others as a list.
    wanted = dict(tags) if isinstance(tags, dict) else {tag["Key"]: tag["Value"] for tag in tags}
    for resource in state.resources():
        if resource.arn == arn:
            resource.tags = wanted
