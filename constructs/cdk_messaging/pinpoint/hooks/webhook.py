"""Addresses that Amazon Pinpoint calls."""

from __future__ import annotations

from ...checks import check_pattern


def check_webhook(url: str) -> None:
    """Refuse an address that Amazon Pinpoint doesn't call.

    :raises InvalidArgument: if it is none

    Source: "Creating custom channels in Amazon Pinpoint", Amazon Pinpoint developer guide
    """
    allowed = "https:// and then letters, digits and - . _ ~ ? / # ; only"
    check_pattern("webhook", url, r"https://[A-Za-z0-9\-._~?/#;]+", allowed)
