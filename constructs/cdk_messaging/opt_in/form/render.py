"""Renders the files of a sign-up page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .content import Country, FormContent, Section
from .markup import Markup, element, fill, lines
from .texts import API_ERROR_CODES
from .wording import default_country, phone_hint, wording

_STATIC = Path(__file__).parent / "static"
_NOTHING = Markup("")
_SCRIPT = Markup('<script src="form.js" type="module"></script>\n')


def render_pages(content: FormContent) -> dict[str, str]:
    """Render the whole site: file name to text, all of it UTF-8 and to be served from one folder.

    ``terms.html`` and ``privacy.html`` are there only when the content has no address of its own for them.

    :param content: what the pages say
    :raises InvalidArgument: when a replaced text is not one that the pages can show
    """
    values = _values(content)
    pages = {
        "index.html": _page("index.html", "form", {**values, **_form_values(content, values)}, script=_SCRIPT),
        "thanks.html": _page("thanks.html", "thanks", values),
        "problem.html": _page("problem.html", "problem", {**values, "problem.sections": _problems(values)}),
    }
    if content.terms_url is None:
        pages["terms.html"] = _page("terms.html", "terms", {**values, "more": _sections(content.terms_sections)})
    if content.privacy_url is None:
        pages["privacy.html"] = _page(
            "privacy.html", "privacy", {**values, "more": _sections(content.privacy_sections)}
        )
    static = {name: (_STATIC / name).read_text(encoding="utf-8") for name in ("form.css", "form.js", "favicon.svg")}
    return {**pages, **static}


def _values(content: FormContent) -> dict[str, str]:
    """What more than one page needs."""
    words = wording(content)
    business = content.business
    return {
        **words,
        "locale": content.locale,
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
    }


def _form_values(content: FormContent, values: dict[str, str]) -> dict[str, str]:
    return {
        "register_path": content.register_path,
        "consent_text": content.consent_text,
        "consent_version": content.consent_version,
        "country.field": _country_field(content, values),
        "phone.hint": _phone_hint(content, values),
        "script.texts": _script_texts(values),
    }


def _page(template: str, name: str, values: dict[str, str], *, script: Markup = _NOTHING) -> str:
    main = fill(template, values)
    return fill("layout.html", {**values, "title": values[f"{name}.title"], "main": main, "script": script})


def _more_contacts(words: dict[str, str], *, phone: str | None, post: str | None) -> Markup:
    shown = [("about.phone", phone), ("about.post", post)]
    return lines(
        Markup(f"<div>{element('dt', words[key])} {element('dd', text)}</div>")
        for key, text in shown
        if text is not None
    )


def _country_field(content: FormContent, values: dict[str, str]) -> Markup:
    """A list to choose from, or, with one country only, nothing to ask."""
    if len(content.countries) == 1:
        return fill("one_country.html", {"country": content.default_country})
    options = lines(
        _option(country, hint=phone_hint(content, country), chosen=country.code == content.default_country)
        for country in sorted(content.countries, key=lambda country: country.name)
    )
    return fill("country_select.html", {**values, "options": options})


def _option(country: Country, *, hint: str, chosen: bool) -> Markup:
    written = element("option", f"{country.name} (+{country.calling_code})", value=country.code, data_hint=hint)
    return Markup(written.replace("<option ", "<option selected ", 1)) if chosen else written


def _phone_hint(content: FormContent, values: dict[str, str]) -> Markup:
    hint = element("span", phone_hint(content, default_country(content)), id="phone-example")
    if len(content.countries) > 1:
        return hint
    return Markup(f"{element('span', values['form.one_country'])} {hint}")


def _script_texts(values: dict[str, str]) -> Markup:
    """The texts that the script shows, in an inert element: a strict policy allows no inline script to hold them."""
    keys = [key for key in values if key.startswith(("error.", "status."))]
    return lines(element("p", values[key], data_text=key) for key in keys)


def _problems(values: dict[str, str]) -> Markup:
    """One section for each code; the address' fragment chooses which one is shown."""
    return lines(element("p", values[f"error.{code}"], id=code, class_="problem") for code in API_ERROR_CODES)


def _sections(sections: Sequence[Section]) -> Markup:
    return lines(
        part
        for section in sections
        for part in (element("h2", section.heading), *(element("p", text) for text in section.paragraphs))
    )
