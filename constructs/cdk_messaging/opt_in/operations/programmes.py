"""Which programmes there are: the consent check knows, because it has the deployment's settings."""

from __future__ import annotations

from ..consent_check_client import ConsentChecker
from .account import Account
from .problems import WrongCall
from .resources import CONSENT_CHECK

_NOBODY = "+12065550100"  # set aside for fiction
_UNKNOWN = "unknown-programme"


def checker(account: Account) -> ConsentChecker:
    """The consent check, by its function."""
    return ConsentChecker(account.name_of(CONSENT_CHECK), client=account.client("lambda"))


def check_programme(account: Account, programme: str) -> None:
    """Refuse a programme that the deployment doesn't have, where its consent check can be asked.

    :raises WrongCall: there is no such programme.
    """
    if not account.knows(CONSENT_CHECK):
        return
    if checker(account).check(_NOBODY, programme=programme).reason == _UNKNOWN:
        raise WrongCall(f"programme {programme!r} is not one of the deployment; its ids are in the environment's file")
