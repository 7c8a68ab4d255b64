"""The response headers that the pages must be served with, as plain data.

CloudFront adds none by itself, and its managed SecurityHeadersPolicy sets neither a content security policy nor a
permissions policy, so a policy of our own carries all of these.
Source: OWASP HTTP Headers, Content Security Policy and Clickjacking Defense cheat sheets
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from urllib.parse import urlsplit

from cdk_messaging.errors import InvalidArgument

HSTS_MAX_AGE_SECONDS = 63_072_000
"""Two years. Neither ``includeSubDomains`` nor ``preload``: they would bind a domain that is not the page's to bind."""

REFERRER_POLICY = "strict-origin-when-cross-origin"

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb", "browsing-topics")
)
"""CloudFront has no field for it: it goes among the custom headers."""

CAPTCHA_SOURCES: Mapping[str, Mapping[str, Sequence[str]]] = MappingProxyType(
    {
        # developers.cloudflare.com/turnstile/reference/content-security-policy
        "turnstile": {
            "script-src": ("https://challenges.cloudflare.com",),
            "frame-src": ("https://challenges.cloudflare.com",),
        },
        # developers.google.com/recaptcha/docs/faq, "I'm using content-security-policy". Its script also writes style
        # attributes, without which it can't be used: github.com/google/recaptcha/issues/107.
        "recaptcha": {
            "script-src": ("https://www.google.com/recaptcha/", "https://www.gstatic.com/recaptcha/"),
            "frame-src": ("https://www.google.com/recaptcha/", "https://recaptcha.google.com/recaptcha/"),
            "style-src-attr": ("'unsafe-inline'",),
        },
    }
)
"""What a provider's check needs beyond the site itself, as the provider documents it."""

_SELF: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "default-src": ("'none'",),
        "script-src": ("'self'",),
        "style-src": ("'self'",),
        "img-src": ("'self'",),
        "connect-src": ("'self'",),
        "form-action": ("'self'",),
        "base-uri": ("'none'",),
    }
)

_ORIGIN = re.compile(r"https://(\*\.)?[A-Za-z0-9.-]+(:[0-9]+)?|http://(localhost|127\.0\.0\.1)(:[0-9]+)?")


def content_security_policy(
    *, frame_ancestors: Sequence[str] = (), captcha: str | None = None, captcha_script: str | None = None
) -> str:
    """Nothing inline, nothing foreign but what the CAPTCHA provider documents.

    ``frame-ancestors`` works in a header only, never in a ``meta`` element.

    :param frame_ancestors: origins that may show the form in a frame. Default: - none may
    :param captcha: provider of the CAPTCHA, ``turnstile`` or ``recaptcha``. Default: - none
    :param captcha_script: address of a script that replaces the provider's. Default: - the provider's
    :raises InvalidArgument: for what is no origin, or an unknown provider
    """
    directives = {name: list(sources) for name, sources in _SELF.items()}
    for name, sources in _captcha_sources(captcha).items():
        directives.setdefault(name, []).extend(sources)
    directives["script-src"].extend(_foreign_origin(captcha_script))
    directives["frame-ancestors"] = [_origin(each) for each in frame_ancestors] or ["'none'"]
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def frame_options(frame_ancestors: Sequence[str] = ()) -> str | None:
    """``X-Frame-Options``, which knows no list of origins, so that a form that may be framed must go without it.

    :param frame_ancestors: origins that may show the form in a frame. Default: - none may
    """
    return None if frame_ancestors else "DENY"


def custom_headers(frame_ancestors: Sequence[str] = ()) -> Mapping[str, str]:
    """Headers without a field of their own in a CloudFront response headers policy.

    A site that embeds the form loads ``embed.js`` from another origin, which only a ``cross-origin`` resource allows.

    :param frame_ancestors: origins that may show the form in a frame. Default: - none may
    """
    return {
        "Permissions-Policy": PERMISSIONS_POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "cross-origin" if frame_ancestors else "same-origin",
    }


def security_headers(
    *, frame_ancestors: Sequence[str] = (), captcha: str | None = None, captcha_script: str | None = None
) -> Mapping[str, str]:
    """Every header as it goes over the wire.

    :param frame_ancestors: origins that may show the form in a frame. Default: - none may
    :param captcha: provider of the CAPTCHA. Default: - none
    :param captcha_script: address of a script that replaces the provider's. Default: - the provider's
    :raises InvalidArgument: for what is no origin, or an unknown provider
    """
    options = frame_options(frame_ancestors)
    policy = content_security_policy(frame_ancestors=frame_ancestors, captcha=captcha, captcha_script=captcha_script)
    return {
        "Content-Security-Policy": policy,
        "Referrer-Policy": REFERRER_POLICY,
        "Strict-Transport-Security": f"max-age={HSTS_MAX_AGE_SECONDS}",
        "X-Content-Type-Options": "nosniff",
        **({} if options is None else {"X-Frame-Options": options}),
        **custom_headers(frame_ancestors),
    }


def _captcha_sources(provider: str | None) -> Mapping[str, Sequence[str]]:
    if provider is None:
        return {}
    if provider not in CAPTCHA_SOURCES:
        raise InvalidArgument(f"captcha is {provider!r}; the providers are {', '.join(CAPTCHA_SOURCES)}")
    return CAPTCHA_SOURCES[provider]


def _foreign_origin(script: str | None) -> Sequence[str]:
    """The origin of a script that is not on the page's own."""
    if script is None or script.startswith("/"):
        return ()
    address = urlsplit(script)
    return (_origin(f"{address.scheme}://{address.netloc}"),)


def _origin(origin: str) -> str:
    if not _ORIGIN.fullmatch(origin):
        raise InvalidArgument(
            f"{origin!r} is no origin that the page's policy can allow; give one such as https://www.example.com, "
            "without a path or a slash at its end"
        )
    return origin
