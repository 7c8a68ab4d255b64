"""A CloudFormation type: its schema, what replaces it, and its handlers, which call the service's own operations."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox import seam
from sandbox.cloudformation import schema
from sandbox.sms_voice import service
from sandbox.sms_voice.errors import ServiceError
from sandbox.sms_voice.state import State, current

Properties = dict[str, Any]
Attributes = dict[str, Any]


class HandlerFailed(RuntimeError):
    """A handler's call was refused; CloudFormation shows the message."""


class Calls:
    """What a handler does to the service: operations, by name, as CloudFormation's role would."""

    def __init__(self, state: State) -> None:
        self.state = state

    def __call__(self, operation: str, **request: Any) -> dict[str, Any]:
        """Runs an operation; members that are None are left out."""
        given = {name: value for name, value in request.items() if value is not None}
        return service.call(self.state, operation, given)


@dataclass(frozen=True, kw_only=True)
class ResourceType:
    """One type.

    :param create: (calls, properties, generated name) to (physical id, attributes); a failure leaves nothing behind
    :param update: (calls, physical id, old, new) changes it in place
    :param attributes: (state, physical id) to what Fn::GetAtt gives
    :param delete: (calls, physical id)
    :param replaced_by: the create-only properties of the schema
    """

    name: str
    properties: dict[str, schema.Schema]
    required: tuple[str, ...] = ()
    replaced_by: Sequence[str] = ()
    create: Callable[[Calls, Properties, str], str]
    update: Callable[[Calls, str, Properties, Properties], None]
    delete: Callable[[Calls, str], None]
    attributes: Callable[[State, str], Attributes]

    def install(self) -> None:
        """Adds the type to the emulator."""
        seam.add_resource_type(
            self.name, create=self._create, update=self._update, delete=self._delete,
            replaced_by=self.replaced_by, tags="Tags" in self.properties,
        )  # fmt: skip

    def _checked(self, properties: Properties) -> Properties:
        checked: Properties = schema.check(schema.obj(self.properties, *self.required), properties)
        return checked

    def _create(self, logical_id: str, properties: Properties, stack_name: str) -> seam.Created:
        checked = self._checked(properties)
        state = current()
        with _as_handler_failure(), state.lock:
            physical_id = self.create(Calls(state), checked, seam.generated_name(stack_name, logical_id, longest=64))
        return physical_id, self.attributes(state, physical_id)

    def _update(
        self, physical_id: str, old: Properties, new: Properties, _stack_name: str, _logical_id: str
    ) -> seam.Created:
        checked = self._checked(new)
        state = current()
        with _as_handler_failure(), state.lock:
            self.update(Calls(state), physical_id, self._checked(old), checked)
            attributes = self.attributes(state, physical_id)
            if "Tags" in self.properties and old.get("Tags") != new.get("Tags"):
                # Where there is no attribute Arn, the ARN is the physical id.
                _retag(state, attributes.get("Arn", physical_id), checked.get("Tags", []))
        return physical_id, attributes

    def _delete(self, physical_id: str, _properties: Properties) -> None:
        state = current()
        with _as_handler_failure(), state.lock:
            try:
                self.delete(Calls(state), physical_id)
            except ServiceError as error:
                if error.code != "ResourceNotFoundException":
                    raise


def _retag(state: State, arn: str, tags: list[dict[str, str]]) -> None:
    for resource in state.resources():
        if resource.arn == arn:
            resource.tags = {tag["Key"]: tag["Value"] for tag in tags}


@contextlib.contextmanager
def _as_handler_failure() -> Any:
    try:
        yield
    except ServiceError as error:
        reason = f", Reason: {error.members['Reason']}" if "Reason" in error.members else ""
        raise HandlerFailed(
            f'Resource handler returned message: "{error.message} (Service: PinpointSmsVoiceV2, '
            f'Status Code: {error.status}, Error: {error.code}{reason})"'
        ) from error
