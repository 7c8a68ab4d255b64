"""What the CloudFormation types of Amazon Pinpoint's message templates have in common."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.cloudformation.pinpoint import PINPOINT, Calls
from sandbox.cloudformation.resource_type import Attributes, Properties, ResourceType
from sandbox.cloudformation.schema import ANY_OBJECT, Schema, string
from sandbox.mobiletargeting.state import State


def template_type(
    *, kind: str, operations: str, request: str, properties: Mapping[str, Schema], required: tuple[str, ...] = ()
) -> ResourceType[State]:
    """The type of one kind of template. Another version is not made: an update overwrites the latest one.

    :param kind: as in the ARN: ``EMAIL``
    :param operations: what follows the verb in the names of its operations, and is the type's own name
    :param request: the payload of its operations
    :param properties: those that not all templates have
    :param required: those of them that it needs
    """

    def create(call: Calls, given: Properties, _name: str) -> str:
        content = _content(given) | ({"tags": given["Tags"]} if "Tags" in given else {})
        call(f"Create{operations}", TemplateName=given["TemplateName"], **{request: content})
        return str(given["TemplateName"])

    def update(call: Calls, identity: str, _old: Properties, new: Properties) -> None:
        call(f"Update{operations}", TemplateName=identity, **{request: _content(new)})

    def delete(call: Calls, identity: str) -> None:
        call(f"Delete{operations}", TemplateName=identity)

    def attributes(state: State, identity: str) -> Attributes:
        return {"Arn": state.templates[kind, identity].arn, "Id": identity}

    return ResourceType(
        service=PINPOINT,
        name=f"AWS::Pinpoint::{operations}",
        properties={"TemplateName": string(), "TemplateDescription": string(), "Tags": ANY_OBJECT, **properties},
        required=("TemplateName", *required),
        replaced_by=("TemplateName",),
        create=create,
        update=update,
        delete=delete,
        attributes=attributes,
    )


def _content(given: Properties) -> Properties:
    return {name: value for name, value in given.items() if name not in ("TemplateName", "Tags")}
