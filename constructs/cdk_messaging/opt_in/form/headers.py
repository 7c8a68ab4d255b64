"""The response headers that the page must be served with, as plain data.

CloudFront adds none by itself, and its managed SecurityHeadersPolicy sets neither a content security policy nor a
permissions policy, so a policy of our own carries all of these.
Source: OWASP HTTP Headers, Content Security Policy and Clickjacking Defense cheat sheets
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing inline, nothing foreign. ``frame-ancestors`` works in a header only, never in a ``meta`` element."""

HSTS_MAX_AGE_SECONDS = 63_072_000
"""Two years. Neither ``includeSubDomains`` nor ``preload``: they would bind a domain that is not the page's to bind."""

REFERRER_POLICY = "strict-origin-when-cross-origin"

FRAME_OPTIONS = "DENY"

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb", "browsing-topics")
)
"""CloudFront has no field for it: it goes among the custom headers."""

CUSTOM_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Permissions-Policy": PERMISSIONS_POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
)
"""Headers without a field of their own in a CloudFront response headers policy."""

SECURITY_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "Referrer-Policy": REFERRER_POLICY,
        "Strict-Transport-Security": f"max-age={HSTS_MAX_AGE_SECONDS}",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": FRAME_OPTIONS,
        **CUSTOM_HEADERS,
    }
)
"""Every header as it goes over the wire."""
