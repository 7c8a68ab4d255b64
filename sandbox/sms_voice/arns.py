"""From what a request names to the ARNs that IAM checks."""

from __future__ import annotations

from typing import Any

from sandbox import numbering
from sandbox.sms_voice.errors import ServiceError
from sandbox.sms_voice.registry import Resources
from sandbox.sms_voice.state import State

Json = dict[str, Any]


def of(kind: str, member: str) -> Resources:
    """The resource of one kind (``pool``, ``opt-out-list``, ...) that a member of the request names, by name or ARN."""

    def resources(state: State, request: Json) -> list[str]:
        reference = request.get(member)
        return [_arn(state, kind, reference)] if isinstance(reference, str) and reference else ["*"]

    return resources


def of_each(kind: str, member: str) -> Resources:
    """The resources that a list in the request names; ``*`` when it names none."""

    def resources(state: State, request: Json) -> list[str]:
        references = request.get(member)
        named = [item for item in references if isinstance(item, str)] if isinstance(references, list) else []
        return [_arn(state, kind, reference) for reference in named] or ["*"]

    return resources


def number_or_pool(state: State, request: Json) -> list[str]:
    """The number or pool named as OriginationIdentity."""
    return [origination(state, request.get("OriginationIdentity"))]


def pool_and_identity(state: State, request: Json) -> list[str]:
    """A pool and what is put into it or taken out."""
    return [*of("pool", "PoolId")(state, request), *number_or_pool(state, request)]


def origination(state: State, reference: Any) -> str:
    """The ARN of an origination identity in any of its forms."""
    if not isinstance(reference, str) or not reference:
        return "*"
    try:
        return state.number_or_pool(reference).arn
    except ServiceError:
        return _arn(state, "pool" if reference.startswith("pool-") else "phone-number", reference)


def sender(state: State, request: Json) -> str:
    """The ARN of what a send names, a sender ID of the destination's country too."""
    reference = request.get("OriginationIdentity")
    if isinstance(reference, str) and not reference.startswith("arn:"):
        country = numbering.country("+" + str(request.get("DestinationPhoneNumber", "")).lstrip("+"))
        found = state.sender_ids.get(f"{reference}/{country}")
        if found is not None:
            return found.arn
    return origination(state, reference)


def _arn(state: State, kind: str, reference: str) -> str:
    return reference if reference.startswith("arn:") else state.arn(f"{kind}/{reference}")
