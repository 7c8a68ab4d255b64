"""Which characters texts to some countries may have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice.text import not_gsm

if TYPE_CHECKING:
    from cdk_messaging.opt_in.programme.programme import Programme

GSM_COUNTRIES = frozenset({"US"})
"""Countries whose texts must be GSM 03.38: some carriers there replace or drop other characters, and opt-out texts are
to have no special ones. Source: AWS, "Registration help, review criteria" and "Best practices"."""


def check_gsm(programmes: Sequence[Programme]) -> None:
    """Refuse texts with characters outside GSM 03.38.

    :raises InvalidArgument: naming text and characters.
    """
    for programme in programmes:
        for locale, texts in programme.locales.items():
            for name, text in texts.sms.items():
                if foreign := not_gsm(text):
                    raise InvalidArgument(
                        f"{name} of programme {programme.id!r} in {locale!r} has {foreign!r}, which are not GSM "
                        f"characters, as texts to the US have to be; replace them: {text!r}"
                    )
