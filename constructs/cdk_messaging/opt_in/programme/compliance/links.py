"""Which addresses may be in texts and on pages."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cdk_messaging.opt_in.programme.compliance import causes

if TYPE_CHECKING:
    from cdk_messaging.opt_in.programme.compliance.causes import DenialCause

SHORTENERS = frozenset(
    (
        "adf.ly", "bit.do", "bit.ly", "bitly.com", "bl.ink", "buff.ly", "clck.ru", "cutt.ly", "goo.gl", "is.gd",
        "lnkd.in", "ow.ly", "qr.ae", "rb.gy", "rebrand.ly", "s.id", "short.io", "shorte.st", "shorturl.at",
        "smarturl.it", "soo.gd", "t.co", "t.ly", "tiny.cc", "tiny.one", "tinyurl.com", "tr.im", "v.gd", "x.co",
    )
)  # fmt: skip
"""Shared domains of URL shorteners. A domain of one's own that shortens is allowed."""

FORM_BUILDERS = frozenset(
    (
        "airtable.com", "docs.google.com", "form.jotform.com", "forms.gle", "forms.google.com", "forms.office.com",
        "formstack.com", "jotform.com", "linktr.ee", "paperform.co", "surveymonkey.com", "tally.so", "typeform.com",
    )
)  # fmt: skip
"""Hosts of pages that are a form, or a list of links, and nothing else."""

_HOST = re.compile(r"(?<![\w@.-])(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?=[/\s.,;:!?)]|$)", re.IGNORECASE)
_LOGIN = re.compile(r"/(log-?in|sign-?in|log-?on|account|auth|portal|wp-admin)(/|$|\.)", re.IGNORECASE)


def check_no_shortener(what: str, text: str) -> None:
    """Refuse a text with an address of a public URL shortener.

    :raises InvalidArgument: naming it.
    """
    for host in _HOST.findall(text):
        if _is_of(host.lower(), SHORTENERS):
            needed = f"with an address of the public URL shortener {host.lower()}"
            raise causes.SHORTENER.refuse(what, text, needed=needed, fix="give the whole address, of your own domain")


def check_site(what: str, url: str, *, invalid: DenialCause = causes.INVALID_URL) -> None:
    """Refuse an address that reviewers could not open, or that is no site of a business.

    :param invalid: the cause for an address that is none.
    :raises InvalidArgument: naming the cause.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if parts.scheme != "https" or not _is_public(host) or re.search(r"\s", url):
        needed = "which is no public https address"
        raise invalid.refuse(what, url, needed=needed, fix="give one such as https://www.example.com")
    check_no_shortener(what, url)
    if _LOGIN.search(parts.path):
        needed = "which looks like a page behind a login"
        raise causes.LOGIN.refuse(what, url, needed=needed, fix="give a page that anybody can open")
    if _is_of(host, FORM_BUILDERS):
        needed = f"a page of {host}, which holds nothing but a form or links"
        raise causes.ONLY_A_FORM.refuse(
            what, url, needed=needed, fix="give the business's own site, with About, Contact, Privacy and Terms"
        )


def host_of(url: str) -> str:
    """The host of an address, without ``www.``."""
    return (urlsplit(url).hostname or "").lower().removeprefix("www.")


def _is_public(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return "." in host and not host.endswith((".local", ".localhost", ".internal", ".test", ".invalid"))
    return False


def _is_of(host: str, domains: frozenset[str]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
