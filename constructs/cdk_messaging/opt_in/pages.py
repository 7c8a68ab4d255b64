"""From a programme to the pages that people see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cdk_messaging.opt_in import words
from cdk_messaging.opt_in.dialling import calling_code, country_name, example_number
from cdk_messaging.opt_in.form.content import Business, Country, FormContent, Messages
from cdk_messaging.opt_in.form.render import render_pages
from cdk_messaging.opt_in.programme import Programme


def sign_up_pages(programme: Programme, *, allowed_countries: Sequence[str], register_path: str) -> Mapping[str, str]:
    """The files of the sign-up page: name to text.

    :param programme: what they say.
    :param allowed_countries: ISO codes, in the order in which the page offers them; the first is chosen at first.
    :param register_path: where the page posts to, on its own origin.
    """
    return render_pages(
        FormContent(
            brand=programme.brand,
            programme=programme.name,
            kinds=tuple(programme.message_kinds),
            frequency=programme.frequency,
            consent_text=programme.consent,
            consent_version=programme.consent_version,
            business=Business(
                name=programme.legal_name,
                about=programme.about,
                support_email=programme.support_email,
                website=programme.website,
            ),
            messages=Messages(confirmation=programme.confirmation, help=programme.help, stop=programme.stop),
            countries=[_country(code, programme.locale) for code in allowed_countries],
            default_country=allowed_countries[0],
            confirm_keyword=programme.confirm_keyword,
            return_keyword=words.OPT_IN[0],
            register_path=register_path,
            locale=programme.locale,
            terms_url=programme.terms_url,
            privacy_url=programme.privacy_url,
        )
    )


def _country(code: str, locale: str) -> Country:
    return Country(
        code=code,
        name=country_name(code, locale),
        calling_code=calling_code(code),
        example=example_number(code),
    )
