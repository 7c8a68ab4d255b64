"""Renders the pages of a sign-up form, and hands out the files that all forms share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from .content import FormContent, Language, Section
from .markup import NOTHING, Markup, element, fill, lines
from .questions import questions
from .texts import API_ERROR_CODES
from .wording import OF_OPTIONAL_PHONE, field_wording, wording

_STATIC = Path(__file__).parent / "static"


def render_pages(content: FormContent) -> dict[str, str]:
    """Render the pages of one form in one language: file name to text, all of it UTF-8, to be served from one folder.

    They need the files of :func:`static_files`, in the folder that ``content.root`` names. ``terms.html`` and
    ``privacy.html`` are there only when the content has no address of its own for them.

    :param content: what the pages say
    :raises InvalidArgument: when a replaced text is not one that the pages can show, or one is missing
    """
    values = _values(content)
    form = {**values, **questions(content, values), **_form_values(content, values)}
    pages = {
        "index.html": _page("index.html", "form", {**form, "languages": _languages(content, values)}),
        "thanks.html": _page("thanks.html", "thanks", values),
        "problem.html": _page("problem.html", "problem", {**values, "problem.sections": _problems(values)}),
    }
    if content.terms_url is None:
        pages["terms.html"] = _page("terms.html", "terms", {**values, "more": _sections(content.terms_sections)})
    if content.privacy_url is None:
        more = {"more": _sections(content.privacy_sections), "captcha": _captcha_notice(content, values)}
        pages["privacy.html"] = _page("privacy.html", "privacy", {**values, **more})
    return pages


def static_files() -> dict[str, str]:
    """The files that the pages of all forms share: style, scripts, icon, and what other sites embed a form with."""
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(_STATIC.iterdir()) if file.is_file()}


def _values(content: FormContent) -> dict[str, str]:
    """What more than one page needs."""
    words = wording(content)
    business = content.business
    return {
        **words,
        "locale": content.locale,
        "direction": content.direction,
        "root": content.root,
        "brand": content.brand,
        "description": content.description or words["form.lead"],
        "kinds": ", ".join(content.kinds),
        "frequency": content.frequency,
        "business": business.name,
        "about": business.about,
        "about.more": _more_contacts(words, phone=business.phone, post=business.postal_address),
        "email.link": element("a", business.support_email, href=f"mailto:{business.support_email}"),
        "website.link": element("a", business.website.removeprefix("https://").rstrip("/"), href=business.website),
        "terms.link": element("a", words["links.terms"], href=content.terms_url or "terms.html"),
        "privacy.link": element("a", words["links.privacy"], href=content.privacy_url or "privacy.html"),
        "message.confirmation": content.messages.confirmation,
        "message.stop": content.messages.stop,
        "message.help": content.messages.help,
        "languages": NOTHING,
        "script": NOTHING,
    }


def _form_values(content: FormContent, values: Mapping[str, str]) -> dict[str, str]:
    return {
        "register_path": content.register_path,
        "source": content.source,
        "consent_version": content.consent_version,
        "script.texts": _script_texts(content, values),
        "script": Markup(f"{element('script', '', src=f'{content.root}form.js', type='module')}\n"),
        "noscript": NOTHING if content.captcha is None else fill("noscript.html", values),
    }


def _page(template: str, name: str, values: Mapping[str, str]) -> str:
    return fill("layout.html", {**values, "title": values[f"{name}.title"], "main": fill(template, values)})


def _languages(content: FormContent, words: Mapping[str, str]) -> Markup:
    others = [language for language in content.languages if language.locale != content.locale]
    if not others:
        return NOTHING
    return fill("languages.html", {**words, "links": lines(_language(language) for language in others)})


def _language(language: Language) -> Markup:
    link = element("a", language.name, href=language.path, lang=language.locale, hreflang=language.locale)
    return Markup(f"<li>{link}</li>")


def _more_contacts(words: Mapping[str, str], *, phone: str | None, post: str | None) -> Markup:
    shown = [("about.phone", phone, "ltr"), ("about.post", post, None)]
    return lines(
        Markup(f"<div>{element('dt', words[key])} <dd>{element('bdi', text, dir=direction)}</dd></div>")
        for key, text, direction in shown
        if text is not None
    )


def _script_texts(content: FormContent, values: Mapping[str, str]) -> Markup:
    """The texts that the script shows, in an inert element: a strict policy allows no inline script to hold them."""
    keys = [key for key in values if key.startswith(("error.", "status.")) and not key.endswith(OF_OPTIONAL_PHONE)]
    shown = {key: values[key] for key in keys}
    shown |= {"error.missing_field.phone": values["error.phone_missing"]}
    shown |= {"error.missing_field.terms": values["error.terms_missing"]}
    for field in content.fields:
        shown |= field_wording(content, field)
    return lines(element("p", text, data_text=key) for key, text in shown.items())


def _problems(values: Mapping[str, str]) -> Markup:
    """One section for each code; the address' fragment chooses which one is shown."""
    return lines(element("p", values[f"error.{code}"], id=code, class_="problem") for code in API_ERROR_CODES)


def _captcha_notice(content: FormContent, words: Mapping[str, str]) -> Markup:
    return NOTHING if content.captcha is None else lines([element("p", words["privacy.captcha"])])


def _sections(sections: Sequence[Section]) -> Markup:
    return lines(
        part
        for section in sections
        for part in (element("h2", section.heading), *(element("p", text) for text in section.paragraphs))
    )
