"""The operators' way to write to the consent table: the functions' own (:class:`~..runtime.table.ConsentTable`), so
that a projection, an expiry or a revision is written in one way only.

Operators have no ``settings.json``. What the table asks of the settings is given here: no programme has texts, so
nothing that an operator does makes a text; times are the library's defaults, and matter only until a function writes
to the same number again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast

from ..runtime.settings import Settings
from ..runtime.table import ConsentTable
from .account import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSettings:
    """The part of the settings that the table reads when no text is claimed.

    :param programmes: with texts: none.
    :param pending_retention: of what was never confirmed.
    :param outbox_retention: of settled texts.
    :param proof_retention: None: proof is kept.
    """

    programmes: Mapping[str, Any] = field(default_factory=dict)
    self_managed_opt_outs: bool = False
    attempt_lifetime: timedelta = timedelta(hours=24)
    feedback_expiry: timedelta = timedelta(minutes=55)
    pending_retention: timedelta = timedelta(days=30)
    outbox_retention: timedelta = timedelta(days=30)
    proof_retention: timedelta | None = None


SETTINGS = cast("Settings", LedgerSettings())


def ledger(account: Account, programme: str) -> ConsentTable:
    """The consent table as the functions write it, for a programme."""
    return ConsentTable(SETTINGS, programme, name=account.table, client=account.client("dynamodb"))
