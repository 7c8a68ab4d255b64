"""What the CloudFormation types of Amazon Pinpoint's channels share: a project has one of each, so they are its."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.cloudformation.pinpoint import PINPOINT, Calls
from sandbox.cloudformation.resource_type import Attributes, Properties, ResourceType
from sandbox.cloudformation.schema import BOOLEAN, Schema, string
from sandbox.mobiletargeting.channels import CHANNELS
from sandbox.mobiletargeting.state import State


def channel_type(word: str, *required: str, optional: tuple[str, ...] = ()) -> ResourceType[State]:
    """The type of one kind of channel.

    :param word: as paths of the API have it
    :param required: properties that it needs beside the project, all of them texts
    :param optional: further properties, all of them texts
    """
    channel = next(each for each in CHANNELS if each.word == word)
    member = f"{channel.type}ChannelRequest"

    def create(call: Calls, properties: Properties, _name: str) -> str:
        settings = {name: value for name, value in properties.items() if name != "ApplicationId"}
        call(f"Update{channel.operation}Channel", ApplicationId=properties["ApplicationId"], **{member: settings})
        return str(properties["ApplicationId"])

    def update(call: Calls, identity: str, _old: Properties, new: Properties) -> None:
        # What the new template leaves out is gone, so nothing of the old channel may stay.
        call.state.project(identity).channels.pop(word, None)
        create(call, new, identity)

    def delete(call: Calls, identity: str) -> None:
        call(f"Delete{channel.operation}Channel", ApplicationId=identity)

    return ResourceType(
        service=PINPOINT,
        name=f"AWS::Pinpoint::{channel.type}Channel",
        properties=_properties(*required, *optional),
        required=("ApplicationId", *required),
        replaced_by=("ApplicationId",),
        create=create,
        update=update,
        delete=delete,
        attributes=_attributes,
    )


def _properties(*names: str) -> dict[str, Schema]:
    texts: Mapping[str, Schema] = {name: string() for name in ("ApplicationId", *names)}
    return {**texts, "Enabled": BOOLEAN}


def _attributes(_state: State, identity: str) -> Attributes:
    return {"Id": identity}


APPLE = (
    "BundleId", "Certificate", "DefaultAuthenticationMethod", "PrivateKey", "TeamId", "TokenKey", "TokenKeyId",
)  # fmt: skip
"""What the four channels to Apple have."""
