"""What a resource or a notification is called, and when, where the emulator is less exact than AWS."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sandbox.seam.emulator import private, replace

_PROVISIONERS = "services.cloudformation.provisioners"
_SECRET = "AWS::SecretsManager::Secret"


def refer_to_secrets_by_arn() -> None:
    """Ref of a secret is its ARN; the emulator's is the name, which no policy's resource matches."""
    handlers: dict[str, Any] = private(_PROVISIONERS, "_RESOURCE_HANDLERS")[_SECRET]
    create, update, delete = handlers["create"], handlers["update"], handlers["delete"]

    def by_arn(made: tuple[str, dict[str, Any]]) -> tuple[str, dict[str, Any]]:
        return made[1]["Arn"], made[1]

    def updated(physical_id: str, *rest: Any, **named: Any) -> tuple[str, dict[str, Any]]:
        return by_arn(update(_secret_name(physical_id), *rest, **named))

    handlers["create"] = lambda *given: by_arn(create(*given))
    handlers["update"] = updated
    handlers["delete"] = lambda physical_id, properties: delete(_secret_name(physical_id), properties)


def time_notifications_to_the_millisecond() -> None:
    """Amazon SNS says when to the millisecond; the emulator cuts to the second, so that an answer seems to precede
    its question."""
    original: Callable[..., str] = private("services.sns", "_build_envelope")

    def envelope(*given: Any, **named: Any) -> str:
        text = original(*given, **named)
        raw = named.get("raw", given[-1] if given else False)
        if raw is True:
            return text
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return json.dumps({**json.loads(text), "Timestamp": now})

    replace("services.sns", "_build_envelope", envelope)


def _secret_name(arn: str) -> str:
    """``arn:...:secret:name-a1b2c3``: the six characters are the service's."""
    return arn.rsplit(":", 1)[-1].rsplit("-", 1)[0] if arn.startswith("arn:") else arn
