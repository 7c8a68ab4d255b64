"""What a reviewer may object to, though it need not be wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from re import Pattern
from typing import TYPE_CHECKING

from cdk_messaging.opt_in.programme.compliance.links import host_of
from cdk_messaging.opt_in.programme.kinds import ProgrammeType
from cdk_messaging.opt_in.programme.languages import language_of

if TYPE_CHECKING:
    from cdk_messaging.opt_in.programme.programme import Programme

BEST_PRACTICES = "https://docs.aws.amazon.com/end-user-messaging/latest/userguide/nx-sms-scale-best-practices.html"
_MIXED = "https://docs.aws.amazon.com/sms-voice/latest/userguide/registration-help-optin-mixed.html"
_REVIEW = "https://docs.aws.amazon.com/sms-voice/latest/userguide/registration-help-review-criteria.html"


def _words(*alternatives: str) -> Pattern[str]:
    return re.compile(rf"\b({'|'.join(alternatives)})\b", re.IGNORECASE)


RESTRICTED: Mapping[str, Pattern[str]] = {
    "gambling": _words("casinos?", "gambling", "betting", "sweepstakes?", "raffles?", "lotter(y|ies)", "poker"),
    "high-risk finance": _words(
        "payday", "(auto|car|mortgage|student) loans?", "debt collection", "stock (alerts?|tips?)", "crypto(currency)?",
        "bitcoin",
    ),
    "debt forgiveness": _words("debt (relief|forgiveness|consolidation)", "credit repair"),
    "get-rich-quick schemes": _words("get[- ]rich[- ]quick", "work from home", "passive income", "pyramid scheme"),
    "controlled substances": _words("cannabis", "marijuana", "cbd", "kratom", "vap(e|es|ing)", "thc"),
    "prescription drugs": _words("prescription drugs?", "prescription medications?"),
    "phishing": _words("phishing"),
    "sex, hate, alcohol, firearms or tobacco": _words(
        "porn(ography)?", "adult (content|entertainment)", "hate", "alcohol", "wines?", "beers?", "spirits",
        "firearms?", "guns?", "ammunition", "tobacco", "cigar(ette)?s?",
    ),
    "lead generation": _words("lead generation", "affiliate (marketing|offers?)"),
}  # fmt: skip
"""Content that AWS calls prohibited or restricted, by the words that hint at it. Source: ``BEST_PRACTICES``."""

_CURRENCY = re.compile(r"[$€£¥¤₹]")


@dataclass(frozen=True)
class ContentWarning:
    """A warning.

    :param id: stable, for ``Annotations.add_warning_v2`` and for acknowledging it.
    :param message: what, and what to do.
    """

    id: str
    message: str


def content_warnings(programme: Programme) -> tuple[ContentWarning, ...]:
    """All warnings about a programme."""
    return tuple(
        warning
        for warnings in (_restricted(programme), _currency(programme), _varies(programme), _email_domain(programme))
        for warning in warnings
    )


def _restricted(programme: Programme) -> Iterator[ContentWarning]:
    texts = _all_texts(programme)
    for content, expression in RESTRICTED.items():
        found = next((match for match in map(expression.search, texts.values()) if match), None)
        if found is not None:
            age = "" if programme.age_restricted else "; if only adults may have it, set age_restricted=True"
            yield ContentWarning(
                "cdk_messaging:Programme.restrictedContent",
                f"programme {programme.id!r} speaks of {found[0]!r}, and {content} is content that AWS and carriers "
                f"prohibit or restrict: {BEST_PRACTICES}{age}",
            )


def _currency(programme: Programme) -> Iterator[ContentWarning]:
    for name, text in _all_texts(programme).items():
        sign = _CURRENCY.search(text)
        if sign is not None:
            yield ContentWarning(
                "cdk_messaging:Programme.currencySign",
                f"{name} of programme {programme.id!r} has the currency sign {sign[0]!r}, which carriers' filters "
                f"mistrust; write the currency in letters: {BEST_PRACTICES}",
            )


def _varies(programme: Programme) -> Iterator[ContentWarning]:
    if programme.type is ProgrammeType.TRANSACTIONAL:
        return
    for locale, texts in programme.locales.items():
        frequency = texts.promotional.frequency if texts.promotional else texts.frequency
        language = language_of(locale)
        if language is not None and language.phrases.varies.search(frequency):
            yield ContentWarning(
                "cdk_messaging:Programme.frequencyVaries",
                f"programme {programme.id!r} says {frequency!r} of promotional messages in {locale!r}; reviewers "
                f"prefer a number, such as 'Up to 4 msgs/month': {_MIXED}",
            )


def _email_domain(programme: Programme) -> Iterator[ContentWarning]:
    domain = programme.support_email.rpartition("@")[2].lower()
    site = host_of(programme.website)
    if not (domain == site or site.endswith(f".{domain}") or domain.endswith(f".{site}")):
        yield ContentWarning(
            "cdk_messaging:Programme.supportEmailDomain",
            f"support_email of programme {programme.id!r} is of {domain}, but its website is {site}; reviewers look "
            f"for an address of the brand's own domain: {_REVIEW}",
        )


def _all_texts(programme: Programme) -> Mapping[str, str]:
    texts = {f"sample {index + 1}": sample for index, sample in enumerate(programme.samples)}
    for locale, of_locale in programme.locales.items():
        kinds = (*of_locale.message_kinds, *(of_locale.promotional.message_kinds if of_locale.promotional else ()))
        shown = {"consent": of_locale.consent, "message_kinds": ", ".join(kinds), **of_locale.sms}
        texts |= {f"{name} in {locale!r}": text.replace(programme.brand, "") for name, text in shown.items()}
    return texts
