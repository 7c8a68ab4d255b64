"""The errors of the service, with the members that its model gives each."""

from __future__ import annotations

from sandbox.service_error import ServiceError

__all__ = [
    "ServiceError",
    "conflict",
    "denied",
    "invalid",
    "not_emulated",
    "not_found",
    "quota_exceeded",
    "throttled",
]


def conflict(
    reason: str, message: str, resource_type: str | None = None, resource_id: str | None = None
) -> ServiceError:
    """The resource's state does not allow it."""
    return ServiceError("ConflictException", message, Reason=reason, ResourceType=resource_type, ResourceId=resource_id)


def not_found(resource_type: str, resource_id: str) -> ServiceError:
    """There is no such resource."""
    message = f"Resource not found: ResourceType={resource_type}, ResourceId={resource_id}"
    return ServiceError("ResourceNotFoundException", message, ResourceType=resource_type, ResourceId=resource_id)


def invalid(reason: str, message: str, *fields: tuple[str, str]) -> ServiceError:
    """The request is wrong. ``fields`` are (name, message)."""
    listed = [{"Name": name, "Message": text} for name, text in fields] or None
    return ServiceError("ValidationException", message, Reason=reason, Fields=listed)


def quota_exceeded(reason: str, message: str) -> ServiceError:
    """A quota of the account or of the resource is used up."""
    return ServiceError("ServiceQuotaExceededException", message, Reason=reason)


def throttled(message: str) -> ServiceError:
    """Too many requests or message parts at once."""
    return ServiceError("ThrottlingException", message)


def denied(message: str, reason: str | None = None) -> ServiceError:
    """The caller may not do this."""
    return ServiceError("AccessDeniedException", message, Reason=reason)


def not_emulated(operation: str) -> ServiceError:
    """The real service has this operation, the sandbox has not."""
    message = f"the sandbox does not emulate {operation}; what it emulates is listed in docs/sandbox.md"
    return ServiceError("ValidationException", message, Reason="UNKNOWN_OPERATION")
