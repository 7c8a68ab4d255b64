"""The errors of version 1, which have a message and nothing else."""

from __future__ import annotations

from sandbox.service_error import ServiceError


def bad_request(message: str) -> ServiceError:
    """The request is wrong."""
    return ServiceError("BadRequestException", message)


def not_found(name: str) -> ServiceError:
    """There is no such set or destination."""
    return ServiceError("NotFoundException", f"{name} does not exist", status=404)


def already_exists(name: str) -> ServiceError:
    """There is one of this name."""
    return ServiceError("AlreadyExistsException", f"{name} exists", status=409)


def limit_exceeded(message: str) -> ServiceError:
    """There are as many as there may be."""
    return ServiceError("LimitExceededException", message, status=412)


def too_many_requests(message: str) -> ServiceError:
    """The quota of requests is used up."""
    return ServiceError("TooManyRequestsException", message, status=429)
