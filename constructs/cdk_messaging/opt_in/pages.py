"""From forms to the pages that people see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from babel import Locale
from babel.lists import format_list

from cdk_messaging.opt_in import words
from cdk_messaging.opt_in.captcha import Captcha
from cdk_messaging.opt_in.dialling import calling_code, country_name, example_number
from cdk_messaging.opt_in.fields import Field
from cdk_messaging.opt_in.form.content import (
    Box,
    Business,
    Country,
    FormContent,
    FormField,
    Language,
    Messages,
)
from cdk_messaging.opt_in.form.render import render_pages, static_files
from cdk_messaging.opt_in.forms import Form, check_forms
from cdk_messaging.opt_in.page_paths import folder
from cdk_messaging.opt_in.programme import LocaleTexts, Programme
from cdk_messaging.opt_in.runtime.sign_up_request import box_names


def sign_up_pages(
    forms: Sequence[Form],
    *,
    allowed_countries: Sequence[str],
    register_path: str,
    captcha: Captcha | None = None,
) -> Mapping[str, str]:
    """The files of all forms in all locales: path, without a slash at its beginning, to text.

    The first form is at the root in its default locale, and in folders in others; other forms are in folders.

    :param forms: what they ask and say.
    :param allowed_countries: ISO codes, in the order in which the pages offer them; the first is chosen at first.
    :param register_path: where the pages post to, on their own origin.
    :param captcha: the check that a person fills in the form. Default: - none
    :raises InvalidArgument: for forms that cannot be in one deployment, or words that a page could not show.
    """
    check_forms(forms)
    files = dict(static_files())
    for form in forms:
        for locale in form.programme.locales:
            content = _content(
                forms,
                form,
                locale,
                allowed_countries=allowed_countries,
                register_path=register_path,
                captcha=captcha,
            )
            files |= {f"{folder(forms, form, locale)}{name}": page for name, page in render_pages(content).items()}
    return files


def _content(
    forms: Sequence[Form],
    form: Form,
    locale: str,
    *,
    allowed_countries: Sequence[str],
    register_path: str,
    captcha: Captcha | None,
) -> FormContent:
    programme = form.programme
    texts = programme.locales[locale]
    return FormContent(
        brand=programme.brand,
        programme=_name(texts),
        kinds=_kinds(texts),
        frequency=_frequency(texts),
        boxes=_boxes(texts),
        consent_version=texts.consent_version,
        business=_business(programme, texts),
        messages=Messages(confirmation=texts.confirmation, help=texts.help, stop=texts.stop),
        countries=[_country(code, locale) for code in allowed_countries],
        default_country=allowed_countries[0],
        source=form.source,
        phone_required=form.phone_required,
        terms_box=form.terms_required,
        fields=[_field(asked, locale, programme.locale) for asked in form.fields],
        languages=_languages(forms, form, locale),
        captcha=None if captcha is None else captcha.widget,
        confirm_keyword=texts.confirm_keyword,
        return_keyword=words.OPT_IN[0],
        register_path=register_path,
        locale=locale,
        terms_url=texts.terms_url,
        privacy_url=texts.privacy_url,
        texts=texts.page_texts,
    )


def _name(texts: LocaleTexts) -> str:
    """What people get; of a mixed programme both: ``"club notices and offers"``."""
    if texts.promotional is None:
        return texts.name
    return format_list([texts.name, texts.promotional.name], locale=Locale.parse(texts.locale, sep="-"))


def _kinds(texts: LocaleTexts) -> tuple[str, ...]:
    return (*texts.message_kinds, *(texts.promotional.message_kinds if texts.promotional else ()))


def _frequency(texts: LocaleTexts) -> str:
    if texts.promotional is None:
        return texts.frequency
    both = ((texts.name, texts.frequency), (texts.promotional.name, texts.promotional.frequency))
    return "; ".join(f"{name}: {frequency.rstrip('.')}" for name, frequency in both)


def _boxes(texts: LocaleTexts) -> list[Box]:
    names = box_names(texts.boxes)
    return [Box(kind=box.kind.value, name=names[box.kind], text=box.text) for box in texts.boxes]


def _business(programme: Programme, texts: LocaleTexts) -> Business:
    return Business(
        name=programme.legal_name,
        about=texts.about,
        support_email=programme.support_email,
        website=programme.website,
        postal_address=programme.postal_address,
        phone=programme.support_phone,
    )


def _field(asked: Field, locale: str, default_locale: str) -> FormField:
    return FormField(
        name=asked.name,
        type=asked.type.value,
        label=asked.label_in(locale, default_locale=default_locale),
        hint=asked.hint_in(locale, default_locale=default_locale),
        required=asked.required,
        max_length=asked.longest,
        choices=[(choice.value, choice.label_in(locale)) for choice in asked.options],
        autocomplete=asked.autocomplete,
    )


def _languages(forms: Sequence[Form], form: Form, locale: str) -> list[Language]:
    """The same form in the other locales."""
    others = [other for other in form.programme.locales if other != locale]
    names = _language_names(list(form.programme.locales))
    return [
        Language(locale=other, name=names[other], path=f"/{folder(forms, form, other)}index.html") for other in others
    ]


def _language_names(locales: Sequence[str]) -> dict[str, str]:
    """Each language's own name for itself, with the region where two are of one language."""
    parsed = {locale: Locale.parse(locale, sep="-") for locale in locales}
    languages = [each.language for each in parsed.values()]
    return {
        locale: str(each.get_language_name() if languages.count(each.language) == 1 else each.get_display_name())
        for locale, each in parsed.items()
    }


def _country(code: str, locale: str) -> Country:
    return Country(
        code=code,
        name=country_name(code, locale),
        calling_code=calling_code(code),
        example=example_number(code),
    )
