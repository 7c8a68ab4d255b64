"""E-mails of a campaign."""

from __future__ import annotations

from dataclasses import dataclass

from ...checks import check_length, check_pattern
from ...errors import InvalidArgument

_LONGEST = 600_000


@dataclass(frozen=True, kw_only=True)
class EmailMessage:
    """An e-mail, as HTML, as text, or both.

    :param title: its subject
    :param html_body: Default: - none
    :param body: for who sees no HTML. Default: - none
    :param from_address: verified address that it comes from. Default: - that of the e-mail channel
    :raises InvalidArgument: if there is no body, one is too long, or the address is none

    Source: AWS::Pinpoint::Campaign CampaignEmailMessage
    """

    title: str
    html_body: str | None = None
    body: str | None = None
    from_address: str | None = None

    def __post_init__(self) -> None:
        check_length("title of the e-mail", self.title, least=1, most=998)
        if self.html_body is None and self.body is None:
            raise InvalidArgument("an e-mail has no body: give it html_body, body, or both")
        for what, text in (("html_body", self.html_body), ("body", self.body)):
            if text is not None:
                check_length(what, text, least=1, most=_LONGEST)
        if self.from_address is not None:
            check_pattern("from_address", self.from_address, r"[^@]*[^@\s]@[^@\s]+", "an e-mail address")

    def render(self) -> dict[str, str]:
        """As the property of the CloudFormation type has it."""
        given = {
            "title": self.title,
            "htmlBody": self.html_body,
            "body": self.body,
            "fromAddress": self.from_address,
        }
        return {name: value for name, value in given.items() if value is not None}
