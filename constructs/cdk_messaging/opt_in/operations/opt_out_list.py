"""The opt-out list of AWS End User Messaging, written at the pace that the service allows."""

from __future__ import annotations

from ..runtime import clock
from .account import Account

_PAUSE = 0.1  # seconds: PutOptedOutNumber is taken ten times a second by default


class OptOutList:
    """Puts numbers on the list; a number that is on it stays as it is.

    :param name: name or ARN of the list. Default: - nothing is put anywhere
    :param dry_run: whether nothing is written.
    """

    def __init__(self, account: Account, name: str | None, *, dry_run: bool) -> None:
        self._account, self._name = account, name
        self._writes = name is not None and not dry_run

    def put(self, number: str) -> None:
        """Put a number on the list."""
        if not self._writes:
            return
        client = self._account.client("pinpoint-sms-voice-v2")
        client.put_opted_out_number(OptOutListName=self._name, OptedOutNumber=number)
        clock.sleep(_PAUSE)
