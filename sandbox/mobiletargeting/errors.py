"""The errors of the service. All have the same members."""

from __future__ import annotations

from sandbox.service_error import ServiceError


def bad_request(message: str) -> ServiceError:
    """The request is wrong."""
    return ServiceError("BadRequestException", message)


def not_found(message: str) -> ServiceError:
    """There is no such resource."""
    return ServiceError("NotFoundException", message, status=404)


def conflict(message: str) -> ServiceError:
    """The resource's state does not allow it."""
    return ServiceError("ConflictException", message, status=409)


def forbidden(message: str) -> ServiceError:
    """The caller may not do this."""
    return ServiceError("ForbiddenException", message, status=403)


def too_many_requests(message: str) -> ServiceError:
    """More requests or jobs at once than the service takes."""
    return ServiceError("TooManyRequestsException", message, status=429)


def not_emulated(operation: str) -> ServiceError:
    """The real service has this operation, the sandbox has not."""
    message = f"the sandbox does not emulate {operation} of Amazon Pinpoint; see docs/sandbox.md"
    return ServiceError("NotImplementedException", message, status=501)
