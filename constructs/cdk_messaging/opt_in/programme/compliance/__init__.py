"""What AWS and carriers deny registrations for, checked before anything is deployed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_messaging.opt_in.programme.compliance.age import check_age_gate
from cdk_messaging.opt_in.programme.compliance.business import (
    check_business,
    check_links,
    check_no_shorteners,
    check_one_brand,
    check_website_is_not_the_form,
)
from cdk_messaging.opt_in.programme.compliance.characters import GSM_COUNTRIES, check_gsm
from cdk_messaging.opt_in.programme.compliance.consent import check_consent
from cdk_messaging.opt_in.programme.compliance.messages import check_messages
from cdk_messaging.opt_in.programme.compliance.page_words import check_page_words
from cdk_messaging.opt_in.programme.compliance.samples import check_samples
from cdk_messaging.opt_in.programme.compliance.warnings import ContentWarning, content_warnings

if TYPE_CHECKING:
    from cdk_messaging.opt_in.programme.programme import Programme

__all__ = [
    "GSM_COUNTRIES",
    "ContentWarning",
    "check_age_gate",
    "check_compliance",
    "check_gsm",
    "check_one_brand",
    "check_website_is_not_the_form",
    "content_warnings",
]


def check_compliance(programme: Programme) -> None:
    """Refuse whatever a registration would be denied for.

    :raises InvalidArgument: naming the cause as AWS titles it, with its source.
    """
    check_business(programme)
    for texts in programme.locales.values():
        check_links(programme, texts)
        check_no_shorteners(programme, texts)
        check_consent(programme, texts)
        check_messages(programme, texts)
        check_page_words(programme, texts)
    check_samples(programme)
