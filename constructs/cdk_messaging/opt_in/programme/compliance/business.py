"""What registrations say of the business, as far as the programme says it too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cdk_messaging.opt_in.programme.compliance import causes
from cdk_messaging.opt_in.programme.compliance.links import check_no_shortener, check_site, host_of

if TYPE_CHECKING:
    from cdk_messaging.opt_in.programme.programme import Programme
    from cdk_messaging.opt_in.programme.texts import LocaleTexts

PUBLIC_EMAIL_DOMAINS = frozenset(
    (
        "aol.com", "comcast.net", "gmail.com", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hotmail.com",
        "icloud.com", "laposte.net", "live.com", "mail.com", "mail.ru", "me.com", "msn.com", "orange.fr", "outlook.com",
        "proton.me", "protonmail.com", "qq.com", "t-online.de", "web.de", "yahoo.com", "yandex.com", "zoho.com",
    )
)  # fmt: skip
"""Domains whose addresses anybody can have."""

_YAHOO = re.compile(r"yahoo(\.co)?\.[a-z]{2,3}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def check_business(programme: Programme) -> None:
    """Refuse contacts and addresses for which a brand or its site is denied.

    :raises InvalidArgument: naming the cause.
    """
    what = f"support_email of programme {programme.id!r}"
    if not _EMAIL.fullmatch(programme.support_email):
        raise causes.HELP_CONTACT.refuse(
            what, programme.support_email, needed="no e-mail address", fix="give one such as help@example.com"
        )
    domain = programme.support_email.rpartition("@")[2].lower()
    if domain in PUBLIC_EMAIL_DOMAINS or _YAHOO.fullmatch(domain):
        raise causes.PUBLIC_EMAIL.refuse(
            what,
            programme.support_email,
            needed=f"of the public domain {domain}",
            fix="give an address of the brand's own domain",
        )
    check_site(f"website of programme {programme.id!r}", programme.website)


def check_links(programme: Programme, texts: LocaleTexts) -> None:
    """Refuse terms without a privacy policy, the other way round, or where nobody can read them.

    Those that are hosted link to each other; one of them elsewhere could not.

    :raises InvalidArgument: naming the cause.
    """
    where = f"of programme {programme.id!r} in {texts.locale!r}"
    links = (("terms_url", texts.terms_url), ("privacy_url", texts.privacy_url))
    for (name, url), (other, missing), cause in (
        (links[0], links[1], causes.PRIVACY_MISSING),
        (links[1], links[0], causes.TERMS_MISSING),
    ):
        if url is not None and missing is None:
            needed = f"but there is no {other}, and each has to link to the other"
            raise cause.refuse(f"{name} {where}", url, needed=needed, fix="give both, or none to have both hosted")
    for (name, link), cause in zip(links, (causes.TERMS_MISSING, causes.PRIVACY_MISSING), strict=True):
        if link is not None:
            check_site(f"{name} {where}", link, invalid=cause)


def check_no_shorteners(programme: Programme, texts: LocaleTexts) -> None:
    """Refuse an address of a public URL shortener in any text.

    :raises InvalidArgument: naming it.
    """
    where = f"of programme {programme.id!r} in {texts.locale!r}"
    shown = {"about": texts.about, "consent": texts.consent, **texts.sms}
    shown |= {f"page_texts[{key!r}]": text for key, text in texts.page_texts.items()}
    for name, text in shown.items():
        check_no_shortener(f"{name} {where}", text)


def check_one_brand(programmes: Sequence[Programme]) -> None:
    """Refuse programmes of different brands on one number: HELP and STOP have one answer, of one brand.

    :raises InvalidArgument: naming the cause.
    """
    first, *others = programmes
    for programme in others:
        if programme.brand != first.brand:
            raise causes.MULTIPLE_BRANDS.refuse(
                f"brand of programme {programme.id!r}",
                programme.brand,
                needed=f"but programme {first.id!r} on the same number is of {first.brand!r}",
                fix="give each brand a deployment and a number of its own",
            )


def check_website_is_not_the_form(programme: Programme, domain_name: str) -> None:
    """Refuse a website that is the sign-up page itself.

    :param domain_name: the sign-up page's name.
    :raises InvalidArgument: naming the cause.
    """
    if host_of(programme.website) == host_of(f"https://{domain_name}"):
        raise causes.ONLY_A_FORM.refuse(
            f"website of programme {programme.id!r}",
            programme.website,
            needed="which is the sign-up page itself",
            fix="give the business's own site, with About, Contact, Privacy and Terms",
        )
