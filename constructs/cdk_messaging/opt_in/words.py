"""The words that have a meaning for everybody who texts a number, with who names them."""

from __future__ import annotations

AWS_MANAGED_OPT_OUT = (
    "ARRET",
    "CANCEL",
    "END",
    "OPT-OUT",
    "OPTOUT",
    "QUIT",
    "REMOVE",
    "STOP",
    "TD",
    "UNSUBSCRIBE",
)
"""What AWS itself treats as an opt-out where the law asks for it: "Required keywords" of its user guide."""

FCC_OPT_OUT = ("STOP", "QUIT", "END", "REVOKE", "OPT OUT", "CANCEL", "UNSUBSCRIBE")
"""Conclusive revocations by 47 CFR 64.1200(a)(10)."""

CTIA_OPT_OUT = ("STOP", "END", "CANCEL", "UNSUBSCRIBE", "QUIT", "STOPALL")
"""The words of the CTIA's principles and of the common carriers' handbooks."""

OPT_OUT = tuple(dict.fromkeys((*AWS_MANAGED_OPT_OUT, *FCC_OPT_OUT, *CTIA_OPT_OUT)))

OPT_IN = ("START", "UNSTOP")
"""What brings a person back. AWS does nothing on either unless a keyword with the action OPT_IN exists."""

HELP = ("HELP", "INFO")
"""HELP is answered by AWS (managed opt-outs); INFO is Canada's second word for it."""
