"""Why a sign-up is not accepted, in words for the person. Pure."""

from __future__ import annotations


class Refusal(Exception):
    """A request that is not accepted, with the answer that says why.

    :param status: HTTP status.
    :param code: stable error code.
    :param message: for the person.
    :param field: the field that it is about. Default: - the request as a whole
    :param retry_after: seconds after which it may be sent again. Default: - not said
    """

    def __init__(
        self, status: int, code: str, message: str, field: str | None = None, *, retry_after: int | None = None
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.field = field
        self.retry_after = retry_after


def invalid(name: str, message: str) -> Refusal:
    """A field whose value is not accepted."""
    return Refusal(400, "invalid_field", message, name)
