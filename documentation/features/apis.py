"""The operations of AWS's APIs, and which of them the sandbox emulates."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import botocore.session

from sandbox.mobiletargeting import registry as mobiletargeting
from sandbox.sms_voice import registry as sms_voice
from sandbox.sms_voice_v1.operations import OPERATIONS as SMS_VOICE_V1

SMS_VOICE, PINPOINT, VOICE = "pinpoint-sms-voice-v2", "pinpoint", "pinpoint-sms-voice"


@dataclass(frozen=True)
class Api:
    """An API, as botocore knows it.

    :param client: name of the client.
    :param operations: all of them, with the names of the members that a request has to have.
    :param emulated: those that the sandbox answers.
    """

    client: str
    operations: Mapping[str, frozenset[str]]
    emulated: frozenset[str]

    def of_types(self, types: Collection[str]) -> dict[str, list[str]]:
        """The operations of each type of resource; those of none are under the empty text.

        An operation is of the type in its name, else of the one that its request has to name. The longest name counts:
        a RegistrationAttachment is no Registration.
        """
        longest_first = sorted(types, key=len, reverse=True)
        found: dict[str, list[str]] = {name: [] for name in [*types, ""]}
        for operation, required in sorted(self.operations.items()):
            named = (each for each in longest_first if each.lower() in operation.lower())
            meant = (each for each in longest_first if any(re.fullmatch(f"{each}(Id|Name)", it) for it in required))
            found[next(named, next(meant, ""))].append(operation)
        return found


def apis() -> dict[str, Api]:
    """The three APIs of messaging, by client."""
    emulated: Mapping[str, Collection[str]] = {
        SMS_VOICE: sms_voice.operations(),
        PINPOINT: mobiletargeting.operations(),
        VOICE: SMS_VOICE_V1,
    }
    return {client: _api(client, frozenset(names)) for client, names in emulated.items()}


def _api(client: str, emulated: frozenset[str]) -> Api:
    model = botocore.session.get_session().get_service_model(client)
    operations = {}
    for name in model.operation_names:
        shape = model.operation_model(name).input_shape
        operations[name] = frozenset(shape.required_members if shape is not None else ())
    return Api(client, operations, emulated)
