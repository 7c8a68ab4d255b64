"""What the form asks for, as markup: fields, country and phone number, consent boxes, terms, and the CAPTCHA."""

from __future__ import annotations

from collections.abc import Mapping

from .content import Box, CaptchaWidget, Country, FormContent, FormField
from .markup import NOTHING, Markup, element, fill, lines, start
from .wording import default_country, left_to_right, phone_hint

# A phone number may be typed with spaces, brackets and dashes.
_LONGEST_PHONE = "40"


def questions(content: FormContent, words: Mapping[str, str]) -> dict[str, str]:
    """The parts of the form by the placeholders of its template.

    :param words: the wording of the content's pages, and the links to its terms and privacy policy
    """
    return {
        "fields": lines(_field(field, words) for field in content.fields),
        "country.field": _country(content, words),
        "phone.field": _phone(content, words),
        "boxes": lines(_box(box, required=_alone_and_required(content)) for box in content.boxes),
        "terms.part": fill("terms_box.html" if content.terms_box else "terms_links.html", words),
        "captcha.part": NOTHING if content.captcha is None else _captcha(content.captcha, words, content.locale),
    }


def _field(field: FormField, words: Mapping[str, str]) -> Markup:
    id_ = f"field-{field.name}"
    values = {
        "id": id_,
        "name": field.name,
        "label": field.label,
        "optional": NOTHING if field.required else _optional(words),
        "hint": NOTHING if field.hint is None else _hint(id_, field.hint),
    }
    if field.type == "boolean":
        return fill("field_boolean.html", {**values, "input": _tick(field, id_)})
    control = _select(field, id_, words) if field.type == "choice" else _input(field, id_)
    return fill("field.html", {**values, "input": control})


def _input(field: FormField, id_: str) -> Markup:
    return start(
        "input",
        id=id_,
        name=field.name,
        type=field.type,
        step="any" if field.type == "number" else None,
        # Addresses and numbers read from left to right on any page.
        dir="ltr" if field.type in {"email", "number"} else None,
        autocomplete=field.autocomplete or "off",
        required=field.required,
        maxlength=_text(field.max_length) if field.type in {"text", "email"} else None,
        aria_describedby=_hint_id(field, id_),
    )


def _select(field: FormField, id_: str, words: Mapping[str, str]) -> Markup:
    options = lines(
        element("option", label, value=value) for value, label in (("", words["form.choose"]), *field.choices)
    )
    opened = start(
        "select",
        id=id_,
        name=field.name,
        autocomplete=field.autocomplete or "off",
        required=field.required,
        aria_describedby=_hint_id(field, id_),
    )
    return Markup(f"{opened}\n{options}</select>")


def _tick(field: FormField, id_: str) -> Markup:
    return start(
        "input",
        id=id_,
        name=field.name,
        type="checkbox",
        value="yes",
        required=field.required,
        aria_describedby=_hint_id(field, id_),
    )


def _country(content: FormContent, words: Mapping[str, str]) -> Markup:
    """A list to choose from, or, with one country only, nothing to ask."""
    if len(content.countries) == 1:
        return fill("one_country.html", {"country": content.default_country})
    options = lines(
        _option(content, country) for country in sorted(content.countries, key=lambda country: country.name)
    )
    return fill("country_select.html", {**words, "options": options})


def _option(content: FormContent, country: Country) -> Markup:
    return element(
        "option",
        f"{country.name} ({left_to_right(content, f'+{country.calling_code}')})",
        selected=country.code == content.default_country,
        value=country.code,
        data_hint=phone_hint(content, country),
    )


def _phone(content: FormContent, words: Mapping[str, str]) -> Markup:
    one_country = len(content.countries) == 1
    sentences = [
        NOTHING if content.phone_required else element("span", words["form.phone_unneeded"]),
        element("span", words["form.one_country"]) if one_country else NOTHING,
        element("span", phone_hint(content, default_country(content)), id="phone-example"),
    ]
    control = start(
        "input",
        id="phone",
        name="phone",
        type="tel",
        dir="ltr",
        autocomplete="tel",
        required=content.phone_required,
        maxlength=_LONGEST_PHONE,
        aria_describedby="phone-hint",
    )
    return fill(
        "phone.html",
        {
            "label": words["form.phone"],
            "optional": NOTHING if content.phone_required else _optional(words),
            "hint": Markup(" ".join(sentence for sentence in sentences if sentence)),
            # With nothing to choose, an error about the country belongs to the number.
            "errors": "phone country" if one_country else "phone",
            "input": control,
        },
    )


def _box(box: Box, *, required: bool) -> Markup:
    ticked = start(
        "input", id=box.name, name=box.name, type="checkbox", value="yes", required=required, autocomplete="off"
    )
    return fill("box.html", {"name": box.name, "text": box.text, "input": ticked})


def _alone_and_required(content: FormContent) -> bool:
    """Whether the browser itself may insist on the box: of several, any one will do."""
    return content.phone_required and len(content.boxes) == 1


def _captcha(captcha: CaptchaWidget, words: Mapping[str, str], locale: str) -> Markup:
    return fill(
        "captcha.html",
        {
            **words,
            "provider": captcha.provider,
            "site_key": captcha.site_key,
            "script": captcha.script,
            "locale": locale,
        },
    )


def _optional(words: Mapping[str, str]) -> Markup:
    return Markup(f" {element('span', words['form.optional'], class_='optional')}")


def _hint(id_: str, hint: str) -> Markup:
    return Markup(f"{element('p', hint, class_='hint', id=f'{id_}-hint')}\n")


def _hint_id(field: FormField, id_: str) -> str | None:
    return None if field.hint is None else f"{id_}-hint"


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)
